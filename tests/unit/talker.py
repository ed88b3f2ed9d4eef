"""Looking at a stage."""

from __future__ import annotations

from tests.stage import Beat, Stage


def at(stage: Stage) -> str:
    top = stage.session.top
    return f"{top.flow}.{top.state}" if top else ""


def said(beat: Beat) -> list[tuple[str, tuple[str, ...]]]:
    return [(say.step, say.parts) for say, _ in beat.said]


def parts(beat: Beat) -> tuple[str, ...]:
    return beat.said[-1][0].parts
