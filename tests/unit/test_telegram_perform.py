from __future__ import annotations

from typing import Any

import pytest
from structlog.testing import capture_logs
from telegram.error import BadRequest

from bot.channels.base import Done, Refused, Unsure, Wait
from bot.channels.telegram import TelegramChannel
from bot.deeds import Acknowledge, Delete, Drawing, Key, Retire, Send
from tests.botapi import TOKEN
from tests.unit.telegram_kit import (
    ANN,
    BREATH,
    HEAT,
    YES_NO,
    Files,
    Studio,
    labels,
    ok,
    scripted,
    stage,
)


async def test_a_message_with_buttons() -> None:
    async with stage() as here:
        done = await here.channel.perform(ANN, Send("<b>Hello</b> &amp; you", YES_NO), None)
        last = here.ann.chat.last
        assert (last.text, labels(last)) == ("Hello & you", [["Yes", "No"]])
        assert done == Done(last.id)
        (call,) = here.server.called("sendMessage")
        assert call.params["link_preview_options"] == {"is_disabled": True}
        assert "disable_notification" not in call.params
        assert "protect_content" not in call.params


async def test_at_night_it_makes_no_sound() -> None:
    async with stage() as here:
        await here.channel.perform(ANN, Send("hush", silent=True), None)
        (call,) = here.server.called("sendMessage")
        assert call.params["disable_notification"] is True


async def test_the_pressed_message_is_edited_in_place() -> None:
    async with stage() as here:
        first = await here.channel.perform(ANN, Send("one?", YES_NO), None)
        next_ = Send("two?", YES_NO[:1], edits=first.message)
        assert await here.channel.perform(ANN, next_, first.message) == first
        assert (here.ann.chat.last.text, len(here.ann.chat.messages)) == ("two?", 2)
        assert await here.channel.perform(ANN, next_, first.message) == first  # not modified
        await here.channel.perform(ANN, Send("three.", edits=first.message), first.message)
        assert labels(here.ann.chat.last) == []
        assert len(here.server.called("sendMessage")) == 1


@pytest.mark.parametrize("what", ["deleted", "never there", "a picture"])
async def test_what_cannot_be_edited_gets_a_new_message(what: str) -> None:
    async with stage() as here:
        drawing = BREATH if what == "a picture" else None
        first = await here.channel.perform(ANN, Send("one?", YES_NO, drawing), None)
        pressed = first.message if what != "never there" else 999_999
        before = here.ann.chat.last
        if what == "deleted":
            await here.ann.deletes(before)
        done = await here.channel.perform(ANN, Send("two?", YES_NO, edits=pressed), first.message)
        assert here.ann.chat.last.text == "two?"
        assert done.message == here.ann.chat.last.id != first.message
        if what == "a picture":
            assert before.rows == []  # its buttons are taken off, whoever pressed it once


async def test_a_picture_never_takes_the_place_of_a_text() -> None:
    async with stage() as here:
        first = await here.channel.perform(ANN, Send("one?", YES_NO), None)
        asked, done = here.ann.chat.last, Send("chart", YES_NO, HEAT, edits=first.message)
        after = await here.channel.perform(ANN, done, first.message)
        last = here.ann.chat.last
        assert (last.media.kind, last.text, labels(last)) == ("photo", "chart", [["Yes", "No"]])
        assert after.message == last.id
        assert asked.rows == []
        assert here.studio.drawn == [("heat", {"before": 8, "after": 4})]  # without its alt text


async def test_an_animation_is_uploaded_once_and_a_chart_every_time() -> None:
    async with stage() as here:
        for _ in range(2):
            await here.channel.perform(ANN, Send("breathe", picture=BREATH), None)
            await here.channel.perform(ANN, Send("heat", picture=HEAT), None)
        one, two = here.server.called("sendAnimation")
        assert (len(one.files), two.files) == (1, {})
        assert [len(call.files) for call in here.server.called("sendPhoto")] == [1, 1]
        ((bot, _),) = here.files.known
        assert bot == TOKEN.partition(":")[0]
        assert here.ann.chat.messages[-2].media.kind == "animation"


async def test_an_id_that_telegram_has_forgotten_is_replaced() -> None:
    async with stage() as here:
        await here.channel.perform(ANN, Send("breathe", picture=BREATH), None)
        ((slot, old),) = here.files.known.items()
        here.files.known[slot] = "forgotten"
        await here.channel.perform(ANN, Send("breathe", picture=BREATH), None)
        assert here.ann.chat.last.media.kind == "animation"
        assert here.files.known[slot] not in {old, "forgotten"}
        here.server.violations.clear()  # the forgotten id is what this is about


@pytest.mark.parametrize("what", ["not drawn", "not taken", "not known"])
async def test_without_its_picture_the_words_still_go_out(what: str) -> None:
    async with stage() as here:
        drawing = Drawing("unknown", {"alt": "In words."}) if what == "not known" else HEAT
        if what == "not taken":
            here.studio.data = b"no picture"
        else:
            here.studio.broken = ValueError("the words of a person")
        with capture_logs() as lines:
            await here.channel.perform(ANN, Send("<b>Look</b>", YES_NO, drawing), None)
        last = here.ann.chat.last
        assert last.text == f"Look\n\n{drawing.values['alt']}"
        assert labels(last) == [["Yes", "No"]]
        assert [line["event"] for line in lines] == ["a picture was left out"]
        assert "person" not in str(lines)
        here.server.violations.clear()  # the photo that is none


async def test_an_alt_text_is_no_markup() -> None:
    async with stage() as here:
        here.studio.broken = TimeoutError("slow")
        await here.channel.perform(ANN, Send("now", picture=BREATH), None)
        assert here.ann.chat.last.text == "now\n\nA <breath> & rest."


async def test_a_picture_that_cannot_be_remembered_was_still_sent() -> None:
    async with stage() as here:
        here.files.broken = OSError("disk full")
        with capture_logs() as lines:
            done = await here.channel.perform(ANN, Send("breathe", picture=BREATH), None)
        assert done.message == here.ann.chat.last.id
        assert [line["problem"].split()[0] for line in lines] == ["OSError"]


async def test_a_text_too_long_for_a_caption_follows_the_picture() -> None:
    async with stage() as here:
        await here.channel.perform(ANN, Send("w" * 1024, YES_NO, HEAT), None)
        assert here.ann.chat.last.media.kind == "photo"
        done = await here.channel.perform(ANN, Send("&lt;" * 1025, YES_NO, HEAT), None)
        picture, text = here.ann.chat.messages[-2:]
        assert (picture.media.kind, picture.text, picture.rows) == ("photo", "", [])
        assert (text.text, labels(text)) == ("<" * 1025, [["Yes", "No"]])
        assert done.message == text.id


async def test_a_long_text_comes_in_pieces_with_the_buttons_below_the_last() -> None:
    paragraphs = [f"<i>{letter * 1500}</i>" for letter in "abcde"]
    async with stage() as here:
        first = await here.channel.perform(ANN, Send("?", YES_NO), None)
        long = Send("\n\n".join(paragraphs), YES_NO, edits=first.message)
        done = await here.channel.perform(ANN, long, first.message)
        asked, *sent = here.ann.chat.messages[1:]
        assert [message.text[:1] + message.text[-1:] for message in sent] == ["ab", "cd", "ee"]
        assert [len(message.rows) for message in (asked, *sent)] == [0, 0, 0, 1]
        assert done.message == sent[-1].id


async def test_a_repetition_goes_on_behind_the_parts_that_stand_there() -> None:
    deed = Send("\n\n".join(letter * 3000 for letter in "abc"), YES_NO)
    async with stage() as here:
        here.server.faults.too_many(3, method="sendMessage", when=lambda call: "b" in call.text)
        here.server.faults.lose_answer(method="sendMessage", when=lambda call: "c" in call.text)
        with pytest.raises(Wait):
            await here.channel.perform(ANN, deed, None)
        with pytest.raises(Unsure):
            await here.channel.perform(ANN, deed, None)
        await here.channel.perform(ANN, deed, None)
        said = [message.text[:1] for message in here.ann.chat.messages[1:]]
        assert said == ["a", "b", "c", "c"]  # only what was in doubt stands there twice
        await here.channel.perform(ANN, deed, None)  # the same words again later: from the start
        assert len(here.ann.chat.messages) == 1 + 4 + 3


async def test_nothing_to_say_is_refused() -> None:
    async with stage() as here:
        with pytest.raises(Refused, match="without words"):
            await here.channel.perform(ANN, Send(" \n "), None)


async def test_a_sentence_is_handed_on_to_copy_and_to_share() -> None:
    mine = "I feel alone & I need you. 🌿"
    rows = ((Key("Copy", mine, "copy"), Key("Share", mine, "share")), (Key("Go on", "1.1.next"),))
    async with stage(inline_mode=True) as here:
        await here.channel.perform(ANN, Send("?", rows), None)
        (copy, share), _ = here.ann.chat.last.rows
        assert copy["copy_text"] == {"text": mine}
        to = share["switch_inline_query_chosen_chat"]
        assert to == {"query": mine, "allow_user_chats": True}


async def test_without_inline_mode_there_is_no_share_button() -> None:
    rows = ((Key("Share", "mine", "share"),), (Key("Copy", "mine", "copy"),))
    async with stage() as here:
        await here.channel.perform(ANN, Send("?", rows), None)
        assert labels(here.ann.chat.last) == [["Copy"]]
        await here.channel.perform(ANN, Send("?", rows[:1]), None)
        assert here.ann.chat.last.rows == []
        assert len(here.server.called("getMe")) == 1


@pytest.mark.parametrize("text", ["", "x" * 257, "🌿" * 129])
async def test_what_is_too_long_to_hand_on_has_no_button(text: str) -> None:
    rows = ((Key("Copy", text, "copy"), Key("Share", text, "share")),)
    async with stage(inline_mode=True) as here:
        await here.channel.perform(ANN, Send("?", rows), None)
        assert here.ann.chat.last.rows == []


async def test_a_press_is_acknowledged_with_a_short_line() -> None:
    async with stage() as here:
        await here.channel.perform(ANN, Send("?", YES_NO), None)
        query = await here.ann.presses("Yes")
        await here.channel.perform(ANN, Acknowledge(query.id, "It has passed. " * 20), None)
        assert query.text.startswith("It has passed.")
        assert query.text.endswith("…")
        await here.channel.perform(ANN, Acknowledge(query.id), None)  # too late is as good
        silent = await here.ann.presses("No")
        await here.channel.perform(ANN, Acknowledge(silent.id), None)
        assert (silent.answered, silent.text) == (True, "")


async def test_the_live_keyboard_is_not_retired() -> None:
    async with stage() as here:
        done = await here.channel.perform(ANN, Send("?", YES_NO), None)
        assert done.message is not None
        await here.channel.perform(ANN, Retire(done.message), done.message)
        assert labels(here.ann.chat.last) == [["Yes", "No"]]
        await here.channel.perform(ANN, Retire(done.message), None)
        assert here.ann.chat.last.rows == []
        await here.channel.perform(ANN, Retire(done.message), None)  # there is none any more
        await here.channel.retire(ANN, 999_999)
        here.server.faults.broken(method="editMessageReplyMarkup")
        await here.channel.retire(ANN, done.message)


async def test_messages_of_both_sides_are_deleted() -> None:
    async with stage() as here:
        sent = await here.channel.perform(ANN, Send("secret"), None)
        said = here.ann.chat.messages[0]
        assert sent.message is not None
        await here.channel.perform(ANN, Delete((said.id, sent.message, 999)), None)
        assert here.ann.chat.messages == []


async def test_one_message_that_cannot_be_deleted_does_not_keep_the_others() -> None:
    deleted: list[int] = []

    async with scripted(deleteMessages=ok(result=True)) as (link, asked):
        original = link.bot.delete_messages

        async def picky(chat: int, messages: Any) -> bool:
            assert chat == 1
            if 4 in messages:
                await link.bot.send_chat_action(1, "typing")  # the script refuses this one
            deleted.extend(messages)
            return await original(chat, messages)

        channel = TelegramChannel(link.bot, Files(), Studio())
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(type(link.bot), "delete_messages", lambda _, *given: picky(*given))
            patch.setattr(type(link.bot), "send_chat_action", _refuse)
            await channel.perform(ANN, Delete(tuple(range(1, 8))), None)
    assert sorted(deleted) == [1, 2, 3, 5, 6, 7]
    assert len(asked) == 3


async def _refuse(*_: Any) -> None:
    raise BadRequest("Message can't be deleted")
