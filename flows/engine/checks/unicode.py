"""No character in the words that an editor hides and a reader stumbles over."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

from flows.engine.checks.problem import Problem
from flows.engine.checks.proof import Proof

JOINER = "\u200d"  # allowed inside an emoji such as a family, nowhere else
NAMED = {
    "\t": "a tab",
    "\r": "a Windows line end",
    "\u00a0": "a non-breaking space",
    "\u202f": "a narrow non-breaking space",
    "\u2011": "a non-breaking hyphen",
    "\u00ad": "a soft hyphen",
    JOINER: "a joiner outside an emoji",
    "\ufffd": "a replacement character: something was read in the wrong encoding",
}
UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}  # control, format, private, line separators


def check(proof: Proof) -> Iterator[Problem]:
    """Every Markdown file of every language, lessons included, line by line."""
    for language in proof.languages:
        for file in sorted((proof.content / language).rglob("*.md")):
            yield from _file(proof, file)


def _file(proof: Proof, file: Path) -> Iterator[Problem]:
    text = file.read_bytes().decode("utf-8", "replace")
    if text.isascii() and "\t" not in text and text.replace("\n", "").isprintable():
        return
    for number, line in enumerate(text.split("\n"), 1):
        for at, character in enumerate(line):
            if wrong := _wrong(line, at, character):
                remedy = "take it out, or write a plain space or hyphen"
                yield proof.at(file, number, f"{wrong} at column {at + 1}", remedy)
        if not unicodedata.is_normalized("NFC", line):
            text_ = "an accent stands apart from its letter"
            yield proof.at(file, number, text_, "save the file in composed form (NFC)")


def _wrong(line: str, at: int, character: str) -> str:
    if character == JOINER and at and ord(line[at - 1]) > 0x2000:
        return ""
    if character in NAMED:
        return NAMED[character]
    if unicodedata.category(character) in UNSEEN:
        return f"the unseen character U+{ord(character):04X}"
    return ""
