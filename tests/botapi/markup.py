"""Telegram's HTML: what its reader takes for markup, and what it refuses.

It is not a browser's reader. It knows the tags of STYLES and four named references, refuses every
other tag and wants each one closed in order. The errors say what the real server says
(td/telegram/MessageEntity.cpp), except for tg-time, whose words are ours.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple, NoReturn
from urllib.parse import urlsplit

from tests.botapi.errors import malformed

Entity = dict[str, Any]

STYLES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}

_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|([a-zA-Z]+));?")
_OPEN = re.compile(r"<([^\s>]*)")
_CLOSE = re.compile(r"</([^\s>]*)\s*")
_SPACE = re.compile(r"\s*")
_NAME = re.compile(r"[^\s=>\"']*")
_TOKEN = re.compile(r"[A-Za-z0-9.-]*")
_USER_LINK = re.compile(r"tg://user\?id=(\d+)$")


class _Open(NamedTuple):
    tag: str
    argument: str
    offset: int
    piece: int  # which piece of the output its text starts with


def units(text: str) -> int:
    """Length in UTF-16 code units, in which Telegram gives offsets and lengths."""
    return len(text) + sum(c > "\uffff" for c in text)


def read_html(source: str) -> tuple[str, list[Entity]]:
    """Return the text without its markup, and the entities; raise `malformed`."""
    reader = _Reader(source)
    reader.read()
    return "".join(reader.out), reader.entities


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.out: list[str] = []
        self.length = 0  # of the output, in UTF-16 code units
        self.open: list[_Open] = []
        self.entities: list[Entity] = []

    def read(self) -> None:
        at = 0
        while at < len(self.source):
            tag = self.source.find("<", at)
            self._write(self.source[at : tag if tag >= 0 else None])
            if tag < 0:
                break
            at = self._close(tag) if self.source.startswith("/", tag + 1) else self._start(tag)
        if self.open:
            raise malformed(
                "can't parse entities: Can't find end tag corresponding to start tag "
                f'"{self.open[-1].tag}"'
            )
        self.entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))

    def _write(self, text: str) -> None:
        plain = _REFERENCE.sub(_character, text)
        self.out.append(plain)
        self.length += units(plain)

    def _fail(self, words: str, at: int) -> NoReturn:
        offset = len(self.source[:at].encode())
        raise malformed(f"can't parse entities: {words.format(f'byte offset {offset}')}")

    def _start(self, begin: int) -> int:
        name = _matched(_OPEN, self.source, begin)
        tag, at = name[1].lower(), name.end()
        if at == len(self.source):
            self._fail("Unclosed start tag at {}", begin)
        if tag not in STYLES:
            self._fail(f'Unsupported start tag "{_braced(tag)}" at {{}}', begin)
        attributes, at = self._attributes(tag, begin, at)
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            self._fail('Tag "span" must have class "tg-spoiler" at {}', begin)
        argument = _argument(tag, attributes)
        if tag == "tg-emoji" and not argument.isdigit():
            self._fail("Invalid custom emoji identifier specified", begin)
        if tag == "tg-time" and not argument.isdigit():
            self._fail('Tag "tg-time" must have a number in "unix" at {}', begin)
        self.open.append(_Open(tag, argument, self.length, len(self.out)))
        return at

    def _attributes(self, tag: str, begin: int, at: int) -> tuple[dict[str, str], int]:
        attributes: dict[str, str] = {}
        while True:
            at = self._past_space(begin, at)
            if self.source[at] == ">":
                return attributes, at + 1
            name = _matched(_NAME, self.source, at)[0].lower()
            if not name:
                self._fail(f'Empty attribute name in the tag "{tag}" at {{}}', begin)
            at = self._past_space(begin, at + len(name))
            if self.source[at] == "=":
                attributes[name], at = self._value(begin, self._past_space(begin, at + 1))
            elif (tag, name) == ("blockquote", "expandable"):
                attributes[name] = "1"
            else:
                words = f'Expected equal sign in declaration of an attribute of the tag "{tag}"'
                self._fail(f"{words} at {{}}", begin)

    def _past_space(self, begin: int, at: int) -> int:
        at = _matched(_SPACE, self.source, at).end()
        if at == len(self.source):
            self._fail("Unclosed start tag at {}", begin)
        return at

    def _value(self, begin: int, at: int) -> tuple[str, int]:
        quote = self.source[at]
        if quote in "'\"":
            end = self.source.find(quote, at + 1)
            if end < 0:
                self._fail("Unclosed start tag at {}", begin)
            return _REFERENCE.sub(_character, self.source[at + 1 : end]), end + 1
        token = _matched(_TOKEN, self.source, at)
        if not re.match(r"[\s>]", self.source[token.end() :]):
            self._fail("Unexpected end of name token at {}", at)
        return token[0].lower(), token.end()

    def _close(self, begin: int) -> int:
        if not self.open:
            self._fail("Unexpected end tag at {}", begin)
        name = _matched(_CLOSE, self.source, begin)
        if not self.source.startswith(">", name.end()):
            self._fail("Unclosed end tag at {}", begin)
        opened, found = self.open.pop(), name[1].lower()
        if found and found != opened.tag:
            words = f'expected "</{opened.tag}>", found "</{_braced(found)}>"'
            self._fail(f"Unmatched end tag at {{}}, {words}", begin)
        if self.length > opened.offset:
            self._entity(opened)
        return name.end() + 1

    def _entity(self, opened: _Open) -> None:
        tag, argument = opened.tag, opened.argument
        where = {"offset": opened.offset, "length": self.length - opened.offset}
        entity: Entity = {"type": STYLES[tag], **where}
        if tag == "a":
            link = _link(argument or "".join(self.out[opened.piece :]))
            if not link:  # Telegram shows the words and drops the link
                return None
            entity |= link
        elif tag == "blockquote" and argument:
            entity["type"] = "expandable_blockquote"
        elif tag == "tg-emoji":
            entity["custom_emoji_id"] = argument
        elif tag == "tg-time":
            entity["unix_time"] = int(argument)
        elif tag == "code" and argument and self.open and self.open[-1].tag == "pre":
            return self.open.append(self.open.pop()._replace(argument=argument))
        elif tag == "pre":
            self._absorb_code(where)
            if argument:
                entity["language"] = argument
        self.entities.append(entity)
        return None

    def _absorb_code(self, where: dict[str, int]) -> None:
        inner = {"type": "code", **where}
        if inner in self.entities:
            self.entities.remove(inner)


def _argument(tag: str, attributes: dict[str, str]) -> str:
    match tag:
        case "a":
            return attributes.get("href", "")
        case "code":
            kind = attributes.get("class", "")
            return kind.removeprefix("language-") if kind.startswith("language-") else ""
        case "blockquote":
            return "1" if "expandable" in attributes else ""
        case "tg-emoji":
            return attributes.get("emoji-id", "")
        case "tg-time":
            return attributes.get("unix", "")
        case _:
            return ""


def _link(url: str) -> Entity | None:
    if user := _USER_LINK.match(url):
        return {"type": "text_mention", "user": {"id": int(user[1])}}
    return {"url": url} if is_link(url) else None


def is_link(url: str) -> bool:
    """Tell whether Telegram would open this: http, https (with a dot in the host), tg or ton."""
    parts = urlsplit(url if "://" in url else f"http://{url}")
    if parts.scheme in {"tg", "ton"}:
        return bool(parts.netloc)
    return parts.scheme in {"http", "https"} and "." in (parts.hostname or "").strip(".")


def _character(hit: re.Match[str]) -> str:
    if hit[3]:
        return _NAMED.get(hit[3], hit[0])  # &nbsp; and friends stay as they are written
    code = int(hit[1], 16) if hit[1] else int(hit[2])
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else hit[0]


def _matched(pattern: re.Pattern[str], text: str, at: int) -> re.Match[str]:
    hit = pattern.match(text, at)
    assert hit is not None  # each of them may match the empty string behind what was seen
    return hit


def _braced(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")
