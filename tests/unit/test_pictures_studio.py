"""The studio: pictures off the event loop, kept, and drawn again after an accident."""

from __future__ import annotations

import asyncio
import io
import os
import signal
import subprocess
import sys
import time
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import NamedTuple

import pytest
from PIL import Image

from bot.pictures import Rendered, Studio, key, render
from bot.pictures.breath import FPS
from bot.pictures.shelf import Shelf

LABELS = {"in": "breathe in", "sip": "sip in", "hold": "hold", "out": "breathe out"}
SECONDS = {"long_exhale": 10, "box": 16, "sigh": 9}
WORDS = ("title", "heat", "before", "cooler", "hotter", "same")
DRAW = "bot.pictures.studio.draw"  # what the drawing process is asked to do


def breathing(pattern: str) -> dict[str, object]:
    return {"pattern": pattern, "labels": LABELS}


def heat(*befores: int) -> dict[str, object]:
    return {"labels": {w: w for w in WORDS}, "points": [["12 Mar", b, 3] for b in befores]}


class Seen(NamedTuple):
    loops: dict[str, Rendered]
    longest_gap: float  # s in which the event loop did nothing else while the breaths were drawn
    kept: list[Path]


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    folder = tmp_path_factory.mktemp("pictures")

    async def warmed() -> Seen:
        studio = Studio(folder)
        await studio.warm(LABELS)
        wanted = asyncio.gather(*(studio.render("breath", breathing(p)) for p in SECONDS))
        gap, last = 0.0, time.monotonic()
        while not wanted.done():
            await asyncio.sleep(0.01)
            gap, last = max(gap, time.monotonic() - last), time.monotonic()
        loops = dict(zip(SECONDS, await wanted, strict=True))
        assert studio._staff is None  # a process swollen by animations is not kept
        await studio.close()
        return Seen(loops, gap, list(folder.iterdir()))

    return asyncio.run(warmed())


@pytest.mark.parametrize("pattern", SECONDS)
def test_a_breath_lasts_its_seconds_and_loops(seen: Seen, pattern: str) -> None:
    picture = seen.loops[pattern]
    image = Image.open(io.BytesIO(picture.data))
    lasts = []
    for frame in range(image.n_frames):
        image.seek(frame)
        lasts.append(image.info["duration"])
    assert sum(lasts) == SECONDS[pattern] * 1000
    assert len(lasts) == SECONDS[pattern] * FPS
    assert image.info["loop"] == 0
    assert (picture.width, picture.height) == image.size == (480, 480)
    assert (picture.media, picture.filename) == ("animation", "breath.gif")


@pytest.mark.parametrize("pattern", SECONDS)
def test_a_breath_is_small(seen: Seen, pattern: str) -> None:
    assert len(seen.loops[pattern].data) < 400_000


def test_the_drawing_process_draws_the_same_bytes_as_this_one(seen: Seen) -> None:
    assert render("breath", breathing("sigh")) == seen.loops["sigh"]


def die(_name: str, _values: str) -> Rendered:
    os._exit(1)


def refuse(_name: str, _values: str) -> Rendered:
    raise ValueError("asked twice")


async def pid(studio: Studio) -> int:
    assert studio._staff is not None
    return (await studio._staff)[1]


def test_the_event_loop_goes_on_while_breaths_are_drawn(seen: Seen) -> None:
    assert seen.longest_gap < 1  # drawing them takes ten times as long


def test_animations_are_kept_on_disk_and_nothing_else(seen: Seen) -> None:
    assert sorted(path.name for path in seen.kept) == sorted(
        f"{key('breath', breathing(pattern))}.gif" for pattern in SECONDS
    )


async def test_a_kept_animation_needs_no_drawing_and_a_broken_one_is_ignored(
    seen: Seen, tmp_path: Path
) -> None:
    kept = tmp_path / f"{key('breath', breathing('box'))}.gif"
    kept.write_bytes(seen.loops["box"].data)
    studio = Studio(tmp_path)
    assert await studio.render("breath", breathing("box")) == seen.loops["box"]
    assert studio._staff is None
    kept.write_bytes(seen.loops["box"].data[:1000])
    assert Shelf(tmp_path).get(kept.stem, "breath") is None
    await studio.close()


def test_the_shelf_keeps_the_newest_and_leaves_other_files_alone(
    seen: Seen, tmp_path: Path
) -> None:
    (tmp_path / "breath.gif").touch()
    shelf = Shelf(tmp_path)
    for place in range(60):
        shelf.put(f"{place:032}", seen.loops["sigh"])
        os.utime(tmp_path / f"{place:032}.gif", (place, place))
    assert len(list(tmp_path.iterdir())) == 48 + 1
    assert shelf.get(f"{59:032}", "breath") == seen.loops["sigh"]
    assert shelf.get(f"{0:032}", "breath") is None


async def test_a_studio_survives_a_killed_worker_and_asks_once_for_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    studio = Studio(tmp_path)
    first, second = await asyncio.gather(
        studio.render("heat", heat(3)), studio.render("heat", heat(3))
    )
    assert first is second
    assert first == render("heat", heat(3))
    os.kill(await pid(studio), signal.SIGTERM)  # not its business: the parent decides
    before = await pid(studio)
    await studio.render("heat", heat(4))
    assert await pid(studio) == before
    os.kill(before, signal.SIGKILL)
    await studio.render("heat", heat(5))
    assert await pid(studio) != before
    monkeypatch.setattr(DRAW, refuse)
    with pytest.raises(ValueError, match="asked twice"):
        await studio.render("heat", heat(6))
    assert await studio.render("heat", heat(3)) is first  # from memory
    await studio.close()
    assert os.listdir(tmp_path) == []  # noqa: PTH208 (a person's chart is not kept on disk)
    with pytest.raises(RuntimeError, match="closed"):
        await studio.render("heat", heat(3))


async def test_a_process_that_dies_twice_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    studio = Studio(tmp_path)
    monkeypatch.setattr(DRAW, die)
    with pytest.raises(BrokenProcessPool):
        await studio.render("heat", heat(2))
    monkeypatch.undo()
    assert (await studio.render("heat", heat(2))).filename == "heat.png"
    await studio.close()


async def test_a_picture_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    studio = Studio(tmp_path)
    await studio.render("heat", heat(1))
    slow = await pid(studio)
    studio._limit = 0.05
    with pytest.raises(TimeoutError, match=r"^breath was not drawn within 0\.05 s$"):
        await studio.render("breath", breathing("box"))
    with pytest.raises(ProcessLookupError):
        os.kill(slow, 0)
    await studio.close()


async def test_closing_does_not_wait_for_a_picture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    studio = Studio(tmp_path)
    await studio.render("heat", heat(1))
    asked, ask = asyncio.Event(), studio._ask

    async def asking(name: str, values: str) -> Rendered:
        asked.set()
        return await ask(name, values)

    monkeypatch.setattr(studio, "_ask", asking)
    waiting = asyncio.create_task(studio.render("breath", breathing("box")))
    await asked.wait()
    begun = time.monotonic()
    await studio.close()
    assert time.monotonic() - begun < 2  # the box takes about 5 s
    with pytest.raises(RuntimeError, match="closed"):
        await waiting


async def test_a_folder_that_cannot_be_written_costs_no_picture(
    seen: Seen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    studio = Studio(tmp_path / "file" / "folder")

    async def drawn(_name: str, _values: str) -> Rendered:
        return seen.loops["sigh"]

    monkeypatch.setattr(studio, "_draw", drawn)
    assert await studio.render("breath", breathing("sigh")) == seen.loops["sigh"]
    await studio.close()


def test_the_drawing_process_goes_when_its_parent_is_killed(tmp_path: Path) -> None:
    hire = (
        "import asyncio, os, signal, sys\n"
        "from bot.pictures import Studio\n"
        "from pathlib import Path\n"
        "async def go():\n"
        "    studio = Studio(Path(sys.argv[1]))\n"
        f"    await studio.render('heat', {heat(1)!r})\n"
        "    print((await studio._staff)[1], flush=True)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
        "if __name__ == '__main__':\n"
        "    asyncio.run(go())\n"
    )
    script = tmp_path / "hire.py"
    script.write_text(hire)
    home = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    # The worker has inherited the output: reading it to its end waits for the worker to leave.
    done = subprocess.run(
        [sys.executable, script, tmp_path],
        stdout=subprocess.PIPE,
        env=home,
        timeout=30,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL
    assert int(done.stdout) > 0
