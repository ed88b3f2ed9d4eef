"""Markdown as authors write it -> the HTML that Telegram takes, around the Jinja2 tags.

Bold, italic, strikethrough, code, links, quotes and `*` bullets; anything else stays as text.
The conversion happens before rendering, so what a person typed can never become markup.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from markdown_it.token import Token

_TAGS = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_HIDDEN = re.compile("\ue000(\\d+)\ue001")
_PLAIN = {
    "strong_open": "<b>",
    "strong_close": "</b>",
    "em_open": "<i>",
    "em_close": "</i>",
    "s_open": "<s>",
    "s_close": "</s>",
    "link_close": "</a>",
    "softbreak": " ",
    "hardbreak": "\n",
    "blockquote_open": "<blockquote>",
    "blockquote_close": "</blockquote>\n\n",
    "list_item_open": "• ",
    "bullet_list_close": "\n",
    "ordered_list_close": "\n",
}
_parser = MarkdownIt("commonmark", {"html": False}).enable("strikethrough")


def to_html(source: str) -> str:
    """A Jinja2 template of Telegram HTML, from one of Markdown."""
    tags: list[str] = []

    def hide(found: re.Match[str]) -> str:
        tags.append(found[0])
        return f"\ue000{len(tags) - 1}\ue001"

    html = _html(_parser.parse(_TAGS.sub(hide, source)))
    return _HIDDEN.sub(lambda found: tags[int(found[1])], tidy(html))


def tidy(text: str) -> str:
    """No more than one empty line in a row, none at the ends or inside a quote's edges."""
    closed = re.sub(r"\s+</blockquote>", "</blockquote>", text)
    return re.sub(r"\n[ \t]*(\n[ \t]*)+\n", "\n\n", closed).strip()


def _html(tokens: Sequence[Token]) -> str:
    return "".join(_one(token) for token in tokens)


def _one(token: Token) -> str:
    match token.type:
        case "inline":
            return _html(token.children or [])
        case "text":
            return escape(token.content, quote=False)
        case "code_inline":
            return f"<code>{escape(token.content, quote=False)}</code>"
        case "fence" | "code_block":
            return f"<pre>{escape(token.content, quote=False)}</pre>\n\n"
        case "link_open":
            return f'<a href="{escape(str(token.attrGet("href") or ""))}">'
        case "paragraph_close":
            return "\n" if token.hidden else "\n\n"
        case kind:
            return _PLAIN.get(kind, "")
