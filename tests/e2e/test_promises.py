"""What was promised comes: through a restart, at the right time, once."""

from __future__ import annotations

from tests.botapi.chats import Message
from tests.botapi.person import Person
from tests.botapi.server import BotApi
from tests.e2e.process import BotProcess

GOING_BACK = "Going back now?"


async def in_a_time_out(server: BotApi, bot: BotProcess) -> Person:
    """Somebody who has just been given the sentence for twenty minutes."""
    await bot.start()
    person = server.person(1)
    await person.says("/timeout")
    await server.until(lambda: person.chat.last.labels)
    await person.presses("Too much at once")
    await server.until(lambda: "20 minutes" in person.chat.last.labels)
    await person.presses("20 minutes")
    await server.until(lambda: "step away" in person.chat.last.text)
    return person


def saying(person: Person, words: str) -> list[Message]:
    return [m for m in person.chat.messages if m.from_bot and words in m.text]


async def test_twenty_minutes_come_once_after_a_restart_in_between(
    server: BotApi, bot: BotProcess
) -> None:
    ann = await in_a_time_out(server, bot)
    await bot.kill()
    bot.let_pass(19 * 60)
    await bot.start()
    assert saying(ann, GOING_BACK) == []
    await bot.kill()
    bot.let_pass(2 * 60)
    await bot.start()
    await server.until(lambda: saying(ann, GOING_BACK))
    await bot.terminate()
    bot.let_pass(60 * 60)
    await bot.start()
    await ann.says("/help")
    await server.until(lambda: ann.chat.last.text != saying(ann, GOING_BACK)[0].text)
    assert len(saying(ann, GOING_BACK)) == 1


async def test_the_sentence_can_be_copied_and_forwarded(server: BotApi, bot: BotProcess) -> None:
    ann = await in_a_time_out(server, bot)
    sentence = saying(ann, "Please give me 20 minutes")[0]
    [copy] = [b["copy_text"]["text"] for b in sentence.buttons if "copy_text" in b]
    assert copy == sentence.text
    assert not [b for b in sentence.buttons if "switch_inline_query_chosen_chat" in b]


async def test_with_inline_mode_it_can_be_sent_into_a_chat(server: BotApi, bot: BotProcess) -> None:
    server.world.inline_mode = True
    ann = await in_a_time_out(server, bot)
    sentence = saying(ann, "Please give me 20 minutes")[0]
    [share] = [
        b["switch_inline_query_chosen_chat"]["query"]
        for b in sentence.buttons
        if "switch_inline_query_chosen_chat" in b
    ]
    query = await ann.inline(share)
    await server.until(lambda: query.answered)
    assert query.answer is not None
    result = query.answer["results"][0]
    assert result["input_message_content"]["message_text"] == sentence.text


async def test_pause_over_a_time_out_and_back_to_it(server: BotApi, bot: BotProcess) -> None:
    ann = await in_a_time_out(server, bot)
    await ann.says("/pause")
    await server.until(lambda: ann.chat.last.media)
    await bot.terminate()
    await bot.start()
    await ann.says("/cancel")
    await server.until(lambda: saying(ann, "still running"))


async def test_a_breath_is_uploaded_once(server: BotApi, bot: BotProcess) -> None:
    await bot.start()
    for number in (1, 2):
        person = server.person(number)
        await person.says("/pause")
        await server.until(lambda who=person: who.chat.last.media, timeout=30)
    first, second = server.called("sendAnimation")
    assert first.files
    assert not second.files
    assert first.text == second.text


async def test_a_check_in_comes_at_its_time_and_is_bland(server: BotApi, bot: BotProcess) -> None:
    await bot.start()
    ann = server.person(1)
    await ann.says("/start")
    await server.until(lambda: ann.chat.last.labels)
    for label in ("Go on", "18 or over"):
        await ann.presses(label)
        await server.until(lambda seen=label: seen not in ann.chat.last.labels)
    for words in ("/checkin", "21:00", "Kathmandu"):
        heard = len(ann.chat.messages)
        await ann.says(words)
        await server.until(lambda n=heard: len(ann.chat.messages) > n + 1)
    await server.until(lambda: saying(ann, "Set: 21:00"))
    await bot.kill()
    bot.let_come()
    await bot.start()
    note = (await server.until(lambda: saying(ann, "Your note is ready")))[0]
    assert "Very good" in note.labels
    await ann.presses("Good", note)
    await server.until(lambda: "Too close" in ann.chat.last.labels)


async def test_words_in_which_danger_is_heard_are_not_handed_on(
    server: BotApi, bot: BotProcess
) -> None:
    server.world.inline_mode = True
    await bot.start()
    query = await server.person(1).inline("i will kill you if you leave me")
    await server.until(lambda: query.answered)
    assert query.answer is not None
    assert query.answer["results"] == []
    assert query.answer["button"]["start_parameter"]
