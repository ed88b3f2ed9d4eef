"""Updates made at random from the Bot API's own description: none makes the channel raise."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from telegram import Update

from bot.channels.base import Arrival
from bot.channels.telegram.updates import ALLOWED, InlineAsked, arrival
from tests.botapi.spec import Field, load

BOT = "secure_base_bot"
_texts = st.text(max_size=12) | st.sampled_from(
    ["/start", "/a@secure_base_bot x", "\x00", "private"]
)
_scalars = {
    "Integer": st.integers(-(2**52), 2**52),
    "Float": st.floats(-90, 90),
    "String": _texts,
    "Boolean": st.booleans(),
}


@st.composite
def made(draw: st.DrawFn, name: str, depth: int) -> Any:
    """Any object of a type of the Bot API: what is required, and a few of the other fields."""
    if name in _scalars:
        return draw(_scalars[name])
    shape = load().types[draw(st.sampled_from(load().leaves(name)))]
    wanted = [field for field in shape.fields.values() if field.required]
    others = [field for field in shape.fields.values() if not field.required]
    if others and depth > 0:
        wanted += draw(st.lists(st.sampled_from(others), max_size=4, unique_by=lambda f: f.name))
    return {field.name: draw(value(field, depth - 1)) for field in wanted}


@st.composite
def value(draw: st.DrawFn, field: Field, depth: int) -> Any:
    if field.constant:
        return field.constant
    if field.choices:
        return draw(st.sampled_from(sorted(field.choices)))
    if field.name == "type" and "String" in field.kinds:
        return draw(st.sampled_from(["private", "private", "supergroup", "channel"]))
    one = made(draw(st.sampled_from(field.kinds)), depth)
    return draw(st.lists(one, max_size=2)) if field.depth else draw(one)


@settings(
    max_examples=250,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(st.data())
def test_no_update_makes_it_raise(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(ALLOWED))
    body = data.draw(value(load().types["Update"].fields[kind], 3))
    try:
        update = Update.de_json({"update_id": 1, kind: body}, None)
    except Exception:  # noqa: BLE001 - the library cannot read it: the poller skips it
        assume(False)
    found = arrival(update, BOT)
    assert found is None or isinstance(found, Arrival | InlineAsked)
    if isinstance(found, Arrival):
        assert re.fullmatch(r"telegram:-?\d+", found.address)
        assert found.update_id == 1
        assert not (found.gone and found.event)
