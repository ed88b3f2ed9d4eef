"""Matching the elements of a pattern against words, outwards from the word that was found."""

from __future__ import annotations

from collections.abc import Sequence

from flows.safety.notation import DENIALS, Element, Group, Sequence_


def found_at(
    elements: Sequence_, anchor: int, words: Sequence[str], at: int
) -> tuple[int, int] | None:
    """The span of a match in which the anchor stands at `at`, or None."""
    kind, value = elements[anchor]
    if kind == "prefix" and not words[at].startswith(value):  # type: ignore[arg-type]
        return None
    if kind == "group":
        found = _from(elements, anchor, words, at)
        return _inside(elements, anchor, words, at) if found is None else found
    return _from(elements, anchor, words, at)


def _from(
    elements: Sequence_, anchor: int, words: Sequence[str], at: int
) -> tuple[int, int] | None:
    """The span of a match in which the anchor begins at `at`."""
    after = _along(elements, anchor, words, at, 1)
    if after is None:
        return None
    before = _along(elements[:anchor][::-1], 0, words, at - 1, -1)
    return None if before is None else (before + 1, after)


def _inside(
    elements: Sequence_, anchor: int, words: Sequence[str], at: int
) -> tuple[int, int] | None:
    """The anchor word may be the second or third of a group: try from a little earlier."""
    for start in range(max(0, at - 4), at):
        found = _from(elements, anchor, words, start)
        if found and found[1] > at:
            return found
    return None


def _along(
    elements: Sequence[Element], k: int, words: Sequence[str], i: int, step: int
) -> int | None:
    """The place after the last element, going right (step 1) or left (-1); None if it fails."""
    count, size = len(words), len(elements)
    while k < size:
        kind, value = elements[k]
        if kind == "word":
            if not (0 <= i < count and words[i] in value):  # type: ignore[operator]
                return None
            i += step
        elif kind == "maybe":
            if 0 <= i < count and words[i] in value:  # type: ignore[operator]
                found = _along(elements, k + 1, words, i + step, step)
                if found is not None:
                    return found
        elif kind == "prefix":
            if not (0 <= i < count and words[i].startswith(value)):  # type: ignore[arg-type]
                return None
            i += step
        elif kind in {"gap", "leap"}:
            return _gap(elements, k, words, i, step)
        elif kind == "group":
            return _group(elements, k, words, i, step)
        elif not _edge(kind, words, i, step):
            return None
        k += 1
    return i


def _gap(
    elements: Sequence[Element], k: int, words: Sequence[str], i: int, step: int
) -> int | None:
    kind, most = elements[k]
    for _ in range(most + 1):  # type: ignore[operator]
        found = _along(elements, k + 1, words, i, step)
        if found is not None:
            return found
        if not 0 <= i < len(words) or words[i] in DENIALS or (words[i] == "." and kind == "gap"):
            return None
        i += step
    return None


def _group(
    elements: Sequence[Element], k: int, words: Sequence[str], i: int, step: int
) -> int | None:
    group: Group = elements[k][1]  # type: ignore[assignment]
    if 0 <= i < len(words):
        for one in group.fitting(words[i], step):
            inner = _along(one, 0, words, i, step)
            if inner is not None:
                found = _along(elements, k + 1, words, inner, step)
                if found is not None:
                    return found
    elif group.optional or any(one[0][0] in {"start", "end"} for one in group.alternatives):
        return _past_the_edge(elements, k, words, i, step)
    return _along(elements, k + 1, words, i, step) if group.optional else None


def _past_the_edge(
    elements: Sequence[Element], k: int, words: Sequence[str], i: int, step: int
) -> int | None:
    """Where the words are at an end, only edges and what may be missing still fit."""
    group: Group = elements[k][1]  # type: ignore[assignment]
    for one in group.alternatives:
        if _along(one[::step], 0, words, i, step) is not None:
            return _along(elements, k + 1, words, i, step)
    return _along(elements, k + 1, words, i, step) if group.optional else None


def _edge(kind: str, words: Sequence[str], i: int, step: int) -> bool:
    """Start or end of a sentence, seen from the side that the match comes from."""
    if kind == "start":
        before = i - 1 if step > 0 else i
        return before < 0 or words[before] == "."
    after = i if step > 0 else i + 1
    return after >= len(words) or words[after] == "."
