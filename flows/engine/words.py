"""Words: found by language, flow, step and part; rendered by Jinja2, sandboxed and strict."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache
from html import unescape
from pathlib import Path
from typing import Any

from jinja2 import StrictUndefined, Template, pass_context
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from flows.engine import wordfile
from flows.engine.markup import tidy, to_html
from flows.engine.wordfile import Section, Source, WordFile
from flows.localtime import clock

_TAG = re.compile(r"</?[a-z][^>]*>")
SHARED = "_shared"
FALLBACK = "en"


class WordsMissing(LookupError):  # noqa: N818 - what is missing reads better than "error"
    """A flow says what no file of words holds; `python -m bot check` names all such places."""


@dataclass(frozen=True, slots=True)
class Words:
    """Every file of words, by language and flow; texts are compiled when first said."""

    languages: Mapping[str, Mapping[str, WordFile]]
    env: Compiler

    @classmethod
    def load(cls, content: Path) -> Words:
        """Read `content/<language>/*.md`; raises `WordsError` with file, line and remedy."""
        languages = {
            folder.name: {file.stem: wordfile.read(file) for file in sorted(folder.glob("*.md"))}
            for folder in sorted(content.iterdir())
            if (folder / f"{SHARED}.md").exists()
        }
        return cls(languages, Compiler())

    def chain(self, language: str) -> tuple[str, ...]:
        """Where to look: the language, its base (`pt-br` -> `pt`), then English."""
        return tuple(code for code in _tried(language) if code in self.languages)

    def speaks(self, language: str) -> str:
        """The nearest language that there are words for."""
        return next(code for code in _tried(language) if code in self.languages)

    def section(self, language: str, flow: str, step: str) -> Section | None:
        """The words of a step in the nearest language."""
        for code in _tried(language):
            file = self.languages.get(code, {}).get(flow)
            if file and step in file.sections:
                return file.sections[step]
        return None

    def front(self, language: str, flow: str, name: str) -> Any:
        """A line of a flow's front matter in the nearest language, or None."""
        for code in self.chain(language):
            file = self.languages[code].get(flow)
            if file and file.front.get(name) is not None:
                return file.front[name]
        return None

    def part(self, language: str, flow: str, step: str, part: str) -> Source | None:
        """A text of a step; one that many share (`invalid`, `resume`) falls back to `_shared`."""
        section = self.section(language, flow, step)
        if section and part in section.parts:
            return section.parts[part]
        shared = self.section(language, SHARED, part)
        return shared.parts.get("main") if shared else None

    def label(self, language: str, flow: str, step: str, key: str) -> Source | None:
        """A button's label; the engine's own stand in `_shared`; a flow's name gives its title."""
        section = self.section(language, flow, step)
        if section and key in section.labels:
            return section.labels[key]
        shared = self.section(language, SHARED, "buttons")
        if shared and key in shared.labels:
            return shared.labels[key]
        return self.title(language, key)

    def title(self, language: str, flow: str) -> Source | None:
        """A flow's title in the nearest language."""
        for code in self.chain(language):
            file = self.languages[code].get(flow)
            if file and file.front.get("title"):
                return Source(str(file.front["title"]), file.file, 1)
        return None

    def html(self, source: Source, values: Mapping[str, Any]) -> str:
        """A text as Telegram HTML."""
        text = self.env.html(source)
        return text if isinstance(text, str) else tidy(text.render(values))

    def plain(self, source: Source, values: Mapping[str, Any]) -> str:
        """A text without markup: labels, and sentences that are copied."""
        text = self.env.plain(source)
        return text if isinstance(text, str) else tidy(text.render(values))


@lru_cache(maxsize=1024)
def _tried(language: str) -> tuple[str, ...]:
    code = language.lower().replace("_", "-")
    return tuple(dict.fromkeys((code, code.split("-")[0], FALLBACK)))


class Compiler:
    """Jinja2 templates of texts, compiled once each; a text without tags is itself."""

    def __init__(self) -> None:
        self._html: dict[Source, Template | str] = {}
        self._plain: dict[Source, Template | str] = {}

    @cached_property
    def _escaping(self) -> ImmutableSandboxedEnvironment:
        return _environment(autoescape=True)

    @cached_property
    def _literal(self) -> ImmutableSandboxedEnvironment:
        return _environment(autoescape=False)

    def html(self, source: Source) -> Template | str:
        """The template of a message; raises `jinja2.TemplateSyntaxError`."""
        made = self._html.get(source)
        if made is None:
            html = to_html(source.text)
            made = self._escaping.from_string(html) if _templated(source) else html
            self._html[source] = made
        return made

    def plain(self, source: Source) -> Template | str:
        """The template of a plain text."""
        made = self._plain.get(source)
        if made is None:
            text = source.text
            made = self._literal.from_string(text) if _templated(source) else tidy(text)
            self._plain[source] = made
        return made


def _templated(source: Source) -> bool:
    return "{" in source.text


def _environment(*, autoescape: bool) -> ImmutableSandboxedEnvironment:
    env = ImmutableSandboxedEnvironment(
        autoescape=autoescape, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    env.globals.clear()  # no text needs range, lipsum …, and each would be copied at every render
    env.filters["clock"] = _clock
    env.filters["duration"] = _duration
    env.filters["named"] = _named
    env.filters["underlined"] = _underlined if autoescape else str
    env.filters["marked"] = _marked if autoescape else _unmarked
    return env


@lru_cache(maxsize=512)
def _marked(text: str) -> Markup:
    """Markdown of a card that an author wrote, as a value; never for what somebody typed."""
    return Markup(to_html(text))  # noqa: S704 - it escapes all that is not markup of ours


def _unmarked(text: str) -> str:
    """The same without its markup."""
    return strip(to_html(text))


def _underlined(text: str) -> Markup:
    """Underlined: what a mark in somebody's own words is told by, without colour."""
    return Markup("<u>{}</u>").format(text)


@pass_context
def _clock(context: Context, at: datetime) -> str:
    """A moment on the person's own clock: `21:40`."""
    return clock(at, context["person"].zone)


@pass_context
def _duration(context: Context, minutes: int) -> str:
    """Minutes in words; the words of `_shared` name minute, minutes, hour, hours."""
    name: Callable[[str], str] = context["name"]
    hours, rest = divmod(minutes, 60)
    parts = []
    if hours:
        parts.append(f"{hours} {name('hour' if hours == 1 else 'hours')}")
    if rest or not hours:
        parts.append(f"{rest} {name('minute' if rest == 1 else 'minutes')}")
    return " ".join(parts)


@pass_context
def _named(context: Context, value: Any, step: str) -> str:
    """An answer as its button at `step` calls it; the person's own words as they are."""
    label: Callable[[str, str], str | None] = context["label"]
    found = label(step, str(value))
    return str(value) if found is None else found


def strip(html: str) -> str:
    """Telegram HTML without its tags, as the person reads it."""
    return unescape(_TAG.sub("", html))
