"""Matching the elements of a pattern against words, outwards from the word that was found."""

from __future__ import annotations

from collections.abc import Sequence

from flows.safety.notation import DENIALS, Element, Sequence_


def found_at(
    elements: Sequence_, anchor: int, words: Sequence[str], at: int
) -> tuple[int, int] | None:
    """The span of a match in which the anchor stands at `at`, or None."""
    kind, value = elements[anchor]
    if kind == "group":
        after = _along(elements[anchor:], 0, words, at, 1)
        if after is None:
            after = _inside(elements, anchor, words, at)
            if after is None:
                return None
            return after
        before = _along(elements[:anchor][::-1], 0, words, at - 1, -1)
        if before is None:
            return _inside(elements, anchor, words, at)
        return before + 1, after
    if kind == "prefix" and not words[at].startswith(value):  # type: ignore[arg-type]
        return None
    after = _along(elements, anchor + 1, words, at + 1, 1)
    if after is None:
        return None
    before = _along(elements[:anchor][::-1], 0, words, at - 1, -1)
    return None if before is None else (before + 1, after)


def _inside(
    elements: Sequence_, anchor: int, words: Sequence[str], at: int
) -> tuple[int, int] | None:
    """The anchor word may be the second or third of a group: try from a little earlier."""
    for start in range(max(0, at - 4), at):
        after = _along(elements, anchor, words, start, 1)
        if after is not None and after > at:
            before = _along(elements[:anchor][::-1], 0, words, start - 1, -1)
            if before is not None:
                return before + 1, after
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


def _gap(elements: Sequence[Element], k: int, words: Sequence[str], i: int, step: int) -> int | None:
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
    alternatives, optional = elements[k][1]  # type: ignore[misc]
    for one in alternatives:
        inner = _along(one if step > 0 else one[::-1], 0, words, i, step)
        if inner is not None:
            found = _along(elements, k + 1, words, inner, step)
            if found is not None:
                return found
    return _along(elements, k + 1, words, i, step) if optional else None


def _edge(kind: str, words: Sequence[str], i: int, step: int) -> bool:
    """Start or end of a sentence, seen from the side that the match comes from."""
    if kind == "start":
        before = i - 1 if step > 0 else i
        return before < 0 or words[before] == "."
    after = i if step > 0 else i + 1
    return after >= len(words) or words[after] == "."
