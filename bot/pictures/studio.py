"""Pictures without waiting on the event loop: a process that draws, and what it drew, kept."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
from collections import OrderedDict
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from pathlib import Path
from typing import Final

import structlog

from bot.pictures.drawing import Rendered, key, medium, plain
from bot.pictures.shelf import Shelf
from bot.pictures.values import Values
from bot.pictures.worker import draw, settle_in

log = structlog.get_logger()

PATTERNS: Final = ("long_exhale", "sigh", "box")  # of the breath, the likeliest first
REMEMBERED: Final = 16  # pictures in memory, at most 0.4 MB each
LIMIT: Final = 20.0  # s for one picture


class Studio:
    """Draws in one process of its own, hired at the first picture and replaced if it dies.

    The same picture asked for twice at a time is drawn once. Animations are kept in `folder`.
    """

    def __init__(self, folder: Path, *, limit: float = LIMIT) -> None:
        self._shelf = Shelf(folder)
        self._limit = limit
        self._memory: OrderedDict[str, Rendered] = OrderedDict()
        self._drawing: dict[str, asyncio.Task[Rendered]] = {}
        self._staff: asyncio.Future[tuple[ProcessPoolExecutor, int]] | None = None
        self._turn = asyncio.Lock()  # the limit counts drawing, not standing in line
        self._warming: asyncio.Task[None] | None = None
        self._closed = False

    async def render(self, name: str, values: Values) -> Rendered:
        """The picture, from memory, disk or the drawing process.

        Raises UnknownPicture and ValueError as `drawing.render` does, TimeoutError after the limit,
        BrokenProcessPool if the process died twice in a row, RuntimeError once closed.
        """
        if self._closed:
            raise RuntimeError("the studio is closed")
        ticket = key(name, values)
        if ticket in self._memory:
            self._memory.move_to_end(ticket)
            return self._memory[ticket]
        task = self._drawing.get(ticket)
        if task is None:
            task = asyncio.create_task(self._make(ticket, name, plain(values)))
            self._drawing[ticket] = task
            task.add_done_callback(lambda done: self._finished(ticket, done))
        try:
            return await asyncio.shield(task)
        except asyncio.CancelledError:
            if task.cancelled():
                raise RuntimeError("the studio was closed before the picture was done") from None
            raise

    async def warm(self, labels: Mapping[str, str]) -> None:
        """Begin to draw the three breaths with these words, one after the other; do not wait."""
        if self._warming is None or self._warming.done():
            self._warming = asyncio.create_task(self._warm(dict(labels)))

    async def close(self) -> None:
        """Stop at once: what is being drawn is dropped, and can be drawn again."""
        self._closed = True
        busy = self._turn.locked()
        tasks = [*self._drawing.values(), *([self._warming] if self._warming else [])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._dismiss(kill=busy)

    async def _make(self, ticket: str, name: str, values: str) -> Rendered:
        lasting = medium(name) == "animation"
        kept = await asyncio.to_thread(self._shelf.get, ticket, name) if lasting else None
        picture = kept or await self._draw(name, values)
        if lasting and kept is None:
            try:
                await asyncio.to_thread(self._shelf.put, ticket, picture)
            except OSError as error:  # a full disk costs time, not the picture
                log.warning("an animation was not kept", picture=name, errno=error.errno)
        self._memory[ticket] = picture
        while len(self._memory) > REMEMBERED:
            self._memory.popitem(last=False)
        return picture

    async def _draw(self, name: str, values: str) -> Rendered:
        async with self._turn:
            try:
                picture = await self._ask(name, values)
            except BrokenProcessPool:
                log.warning("the drawing process died and is replaced", picture=name)
                picture = await self._ask(name, values)
            if picture.media == "animation":  # rare, and leaves a process of 100 MB behind
                await self._dismiss(kill=False)
            return picture

    async def _ask(self, name: str, values: str) -> Rendered:
        try:
            async with asyncio.timeout(self._limit):
                if self._staff is None:
                    self._staff = asyncio.ensure_future(asyncio.to_thread(_hire))
                pool, _ = await asyncio.shield(self._staff)
                return await asyncio.wrap_future(pool.submit(draw, name, values))
        except TimeoutError:
            await self._dismiss(kill=True)
            raise TimeoutError(f"{name} was not drawn within {self._limit:g} s") from None
        except (BrokenProcessPool, OSError):
            await self._dismiss(kill=False)
            raise

    async def _dismiss(self, *, kill: bool) -> None:
        """Let the drawing process go; `kill` it if it is in the middle of a picture."""
        staff, self._staff = self._staff, None
        if staff is None:
            return
        with suppress(BrokenProcessPool, OSError):  # it died before it could begin
            pool, pid = await staff
            if kill:
                with suppress(ProcessLookupError):
                    os.kill(pid, getattr(signal, "SIGKILL", signal.SIGTERM))
            await asyncio.to_thread(pool.shutdown, cancel_futures=True)

    async def _warm(self, labels: dict[str, str]) -> None:
        for pattern in PATTERNS:
            try:
                await self.render("breath", {"pattern": pattern, "labels": labels})
            except (ValueError, RuntimeError, OSError) as error:
                if self._closed:
                    return
                log.warning("a breath was not drawn", pattern=pattern, problem=type(error).__name__)

    def _finished(self, ticket: str, task: asyncio.Task[Rendered]) -> None:
        del self._drawing[ticket]
        if not task.cancelled():
            task.exception()  # seen here too, in case whoever asked has gone


def _hire() -> tuple[ProcessPoolExecutor, int]:
    """A drawing process, ready, and its id. Blocks about a quarter of a second."""
    pool = ProcessPoolExecutor(
        1, mp_context=multiprocessing.get_context("spawn"), initializer=settle_in
    )
    return pool, pool.submit(os.getpid).result(LIMIT)
