"""What somebody said, said back: "you never listen to me" as "I never listen to you".

Only where it is plain which words change; otherwise their words are quoted as they are.
"""

from __future__ import annotations

from collections.abc import Sequence

from flows.rewriting.flags import flags
from flows.rewriting.grammar import verbs
from flows.rewriting.text import Word, read

LONGEST = 110  # characters that can be said back in one breath
_SWAPS = {
    "i": "you", "me": "you", "my": "your", "mine": "yours", "myself": "yourself",
    "your": "my", "yours": "mine", "yourself": "myself",
}  # fmt: skip
_BE = {("you", "am"): "are", ("you", "was"): "were", ("I", "are"): "am", ("I", "were"): "was"}
_OPENS = frozenset(
    "that when if because and but so as what how where while since until before after think feel "
    "wish know like though".split()
)
_AUX = frozenset(
    "are were have had do did does can could will would should never always just only still also "
    "really even cannot might must".split()
)
_BEFORE_OBJECT = frozenset(
    "to of with for from at on by about without than love miss need want hate told tell trust "
    "asked ask hear see saw".split()
)
_UNKIND = frozenset({"insult", "swearing", "diagnosis", "identity", "sarcasm", "comparison"})


def said_back(text: str) -> str:
    """A whole sentence that says it back; "" if it is too long to be said back at all."""
    line = " ".join(text.split()).rstrip(" .!")
    swapped = turned(line)
    if swapped:
        return f"What I hear is that {swapped}."
    if not line or len(line) > LONGEST or _hurts(read(line)):
        return ""
    return f"I heard you ask: “{line}”" if line.endswith("?") else f"I heard you say: “{line}”."


def turned(text: str) -> str:
    """One plain statement with its persons changed; "" where that is not plain."""
    words = read(text)
    if len(text) > LONGEST or not words or _hurts(words):
        return ""
    if any(word.text in {"?", ".", "!"} for word in words):
        return ""
    if words[0].text not in {"i", "you", "we", "it", "that", "this", "my", "your", "there"}:
        return ""
    out: list[str] = []
    for at in range(len(words)):
        new = _turned(words, at)
        if not new:
            return ""
        before = [one for one in out[-2:] if one not in _ADVERBS]
        out.append(_BE.get((before[-1], new), new) if before else new)
    return " ".join(out).replace(" ,", ",")


_ADVERBS = frozenset({"never", "always", "just", "only", "still", "also", "really"})


def _hurts(words: Sequence[Word]) -> bool:
    """Whether it holds what should not be repeated: names called, swearing, a comparison."""
    return any(flag.id in _UNKIND for flag in flags(words))


def _turned(words: Sequence[Word], at: int) -> str:
    """A word from the other side; "" where nobody can tell."""
    word = words[at]
    if word.text != "you":
        return _SWAPS.get(word.text, word.text)
    before = words[at - 1].text if at else ""
    after = words[at + 1].text if at + 1 < len(words) else ""
    if not before or before == "," or before in _OPENS or after in _AUX:
        return "I"
    if not after or not after[0].isalpha() or before in _BEFORE_OBJECT or after in {"to", "i"}:
        return "me"
    if verbs().is_form(after, "base") or verbs().is_form(after, "past"):
        return "I" if not verbs().is_form(before, "base") else ""
    return ""
