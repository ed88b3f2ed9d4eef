"""What a statement stands on: a situation's words where it is plain, else a theme's."""

from __future__ import annotations

from msgspec.structs import replace

from flows.rewriting.anything import theme, things
from flows.rewriting.brief import SURE, Source
from flows.rewriting.matching import Match
from flows.rewriting.own import told
from flows.rewriting.situations import Situation, topics

NEAR = 0.3  # chance from which on a situation is said where nothing of the person's own could be


def grounds(found: Match, source: Source) -> Situation:
    """The situation of a match that is plain; else a theme, around what the person told.

    Judged blind, a half-sure situation with an anchor in the text reads better than anything made
    without one, even though about every second is another than the one that was meant.
    """
    if found.situation and found.sure >= SURE:
        return found.situation
    if found.situation and found.anchored:
        return found.situation
    about, own = things(source.texts), bool(told(source.acts))
    if found.situation and not own and (found.sure >= NEAR or not about):
        return found.situation
    fit = theme(" ".join(source.texts))
    if fit is theme("") and found.sure >= NEAR and found.topic in topics():
        general = topics()[found.topic].general
        return replace(general, habit=(), event=(), noun=about or general.noun, say=())
    return replace(fit, noun=about)
