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

    Of half-sure topics about every second is wrong, and a wrong one says what nobody said; so it
    is taken only where the text holds no act or thing that could be named instead.
    """
    if found.situation and found.sure >= SURE:
        return found.situation
    about = things(source.texts)
    own = bool(told(source.acts))
    if found.situation and not own and (found.anchored or (found.sure >= NEAR and not about)):
        return found.situation
    fit = theme(" ".join(source.texts))
    if fit is theme("") and found.sure >= NEAR and found.topic in topics():
        general = topics()[found.topic].general
        return replace(general, habit=(), event=(), noun=about, say=())
    return replace(fit, noun=about)
