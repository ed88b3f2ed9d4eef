"""Messages, edits, queries, profile: the state behind the Bot API server of the tests."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.botapi import BotApi, Person
from tests.botapi.client import Client

GIF = b"GIF89a\x01\x00\x01\x00\x00\x00\x00;"


class Clock:
    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def server(clock: Clock) -> AsyncIterator[BotApi]:
    async with BotApi(clock=clock) as server:
        yield server
        assert server.violations == []


@pytest.fixture
async def ann(server: BotApi) -> Person:
    ann = server.person(1, "Ann")
    await ann.joins()
    return ann


@pytest.fixture
async def bot(server: BotApi, ann: Person) -> AsyncIterator[Client]:
    async with Client(server) as client:
        assert ann.chat.open
        yield client


def keyboard(*keys: str) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": key.title(), "callback_data": key} for key in keys]]}


async def test_a_text_is_edited_and_keeps_its_history(ann: Person, bot: Client) -> None:
    sent = await bot("sendMessage", chat_id=1, text="one", reply_markup=keyboard("go"))
    target = {"chat_id": 1, "message_id": sent.result["message_id"]}
    assert ann.chat.last.labels == ["Go"]
    edited = await bot("editMessageText", **target, text="two")
    assert "reply_markup" not in edited.result
    assert edited.result["edit_date"] == 1_800_000_000
    shown = ann.chat.last
    assert (shown.text, shown.labels) == ("two", [])
    assert [content.text.text for content in shown.history if content.text] == ["one"]


async def test_an_edit_that_changes_nothing_is_refused(bot: Client) -> None:
    markup = keyboard("go")
    sent = await bot("sendMessage", chat_id=1, text="one", reply_markup=markup)
    target = {"chat_id": 1, "message_id": sent.result["message_id"], "text": " <b></b>one "}
    again = await bot("editMessageText", **target, parse_mode="HTML", reply_markup=markup)
    assert again.status == 400
    assert again.error.startswith("Bad Request: message is not modified: ")
    assert (await bot("editMessageText", **target, parse_mode="HTML")).status == 200


async def test_what_is_gone_or_not_the_bots_cannot_be_edited(ann: Person, bot: Client) -> None:
    said = await ann.says("mine")
    sent = (await bot("sendMessage", chat_id=1, text="one")).result
    target = {"chat_id": 1, "message_id": sent["message_id"]}
    await ann.deletes(ann.chat.last)
    gone = await bot("editMessageText", **target, text="two")
    assert gone.error == "Bad Request: message to edit not found"
    foreign = await bot("editMessageText", chat_id=1, message_id=said.id, text="two")
    assert foreign.error == "Bad Request: message can't be edited"
    inline = await bot("editMessageText", inline_message_id="x", text="two")
    assert inline.error == "Bad Request: MESSAGE_ID_INVALID"


async def test_media_has_a_caption_and_text_has_not(ann: Person, bot: Client) -> None:
    sent = (await bot.upload("sendAnimation", {"animation": GIF}, chat_id=1, caption="a")).result
    target = {"chat_id": 1, "message_id": sent["message_id"]}
    text = await bot("editMessageText", **target, text="b")
    assert text.error == "Bad Request: there is no text in the message to edit"
    await bot("editMessageCaption", **target, caption="b", reply_markup=keyboard("go"))
    assert (ann.chat.last.text, ann.chat.last.labels) == ("b", ["Go"])
    await bot("editMessageReplyMarkup", **target)
    assert ann.chat.last.labels == []
    plain = (await bot("sendMessage", chat_id=1, text="c")).result
    caption = await bot(
        "editMessageCaption", chat_id=1, message_id=plain["message_id"], caption="d"
    )
    assert caption.error == "Bad Request: there is no caption in the message to edit"


async def test_media_is_replaced_by_upload_or_file_id(ann: Person, bot: Client) -> None:
    first = (await bot.upload("sendDocument", {"document": b"csv"}, chat_id=1)).result
    target = {"chat_id": 1, "message_id": first["message_id"]}
    media = {"type": "animation", "media": "attach://loop", "caption": "in"}
    await bot.upload("editMessageMedia", {"loop": GIF}, **target, media=media)
    shown = ann.chat.last
    assert shown.media is not None
    assert (shown.media.kind, shown.media.data, shown.text) == ("animation", GIF, "in")
    media = {"type": "document", "media": first["document"]["file_id"]}
    back = (await bot("editMessageMedia", **target, media=media)).result
    assert back["document"]["file_id"] == first["document"]["file_id"]
    assert "caption" not in back


async def test_messages_younger_than_two_days_are_deleted(
    clock: Clock, server: BotApi, ann: Person, bot: Client
) -> None:
    sent = [(await bot("sendMessage", chat_id=1, text=t)).result["message_id"] for t in "abc"]
    said = await ann.says("mine")
    assert (await bot("deleteMessage", chat_id=1, message_id=sent[0])).result is True
    again = await bot("deleteMessage", chat_id=1, message_id=sent[0])
    assert again.error == "Bad Request: message to delete not found"
    assert (await bot("deleteMessages", chat_id=1, message_ids=[sent[1], said.id, 999])).result
    assert [message.text for message in ann.chat.messages] == ["/start", "c"]
    assert [message.deleted for message in ann.chat.everything] == [False, True, True, False, True]
    clock.now += 48 * 3600
    old = await bot("deleteMessage", chat_id=1, message_id=sent[2])
    assert old.error == "Bad Request: message can't be deleted for everyone"
    assert server.called("deleteMessage")[-1].description == old.error


async def test_a_callback_query_is_answered_once_and_soon(
    clock: Clock, ann: Person, bot: Client
) -> None:
    await bot("sendMessage", chat_id=1, text="?", reply_markup=keyboard("yes", "no"))
    query = await ann.presses("yes")
    assert not query.answered
    toast = {"callback_query_id": query.id, "text": "noted"}
    assert (await bot("answerCallbackQuery", **toast)).result is True
    assert query.text == "noted"
    late = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    assert (await bot("answerCallbackQuery", **toast)).error == late
    assert (await bot("answerCallbackQuery", callback_query_id="7")).error == late
    query = await ann.presses("no")
    clock.now += 16
    assert (await bot("answerCallbackQuery", callback_query_id=query.id)).error == late


async def test_closed_chats_answer_403(server: BotApi, ann: Person, bot: Client) -> None:
    send = {"chat_id": 1, "text": "hello"}
    assert (await bot("sendMessage", chat_id=2, text="x")).error == "Bad Request: chat not found"
    server.person(2, "Ben")
    stranger = await bot("sendMessage", chat_id=2, text="x")
    assert stranger.error == "Forbidden: bot can't initiate conversation with a user"
    await ann.blocks()
    assert (await bot("sendMessage", **send)).error == "Forbidden: bot was blocked by the user"
    assert (await bot("sendChatAction", chat_id=1, action="typing")).status == 403
    assert (await bot("getChat", chat_id=1)).result["first_name"] == "Ann"
    await ann.unblocks()
    assert (await bot("sendMessage", **send)).status == 200
    await ann.vanishes()
    assert (await bot("sendMessage", **send)).error == "Forbidden: user is deactivated"


async def test_replies_and_reply_keyboards(ann: Person, bot: Client) -> None:
    said = await ann.says("mine")
    reply = {"message_id": said.id}
    sent = await bot("sendMessage", chat_id=1, text="a", reply_parameters=reply)
    assert sent.result["reply_to_message"]["text"] == "mine"
    lost = await bot("sendMessage", chat_id=1, text="a", reply_parameters={"message_id": 99})
    assert lost.error == "Bad Request: message to be replied not found"
    reply = {"message_id": 99, "allow_sending_without_reply": True}
    assert (await bot("sendMessage", chat_id=1, text="a", reply_parameters=reply)).status == 200
    forced = await bot("sendMessage", chat_id=1, text="a", reply_markup={"force_reply": True})
    target = {"chat_id": 1, "message_id": forced.result["message_id"]}
    assert ann.chat.reply_keyboard == {"force_reply": True}
    assert "can't be edited" in (await bot("editMessageText", **target, text="b")).error


async def test_the_profile_is_kept_by_scope_and_language(bot: Client) -> None:
    pause, german = ({"command": "pause", "description": words} for words in ("Calm", "Ruhe"))
    private = {"type": "all_private_chats"}
    await bot("setMyCommands", commands=[pause], scope=private)
    await bot("setMyCommands", commands=[german], scope=private, language_code="de")
    assert (await bot("getMyCommands")).result == []
    assert (await bot("getMyCommands", scope=private)).result == [pause]
    assert (await bot("getMyCommands", scope=private, language_code="de")).result == [german]
    await bot("deleteMyCommands", scope=private)
    assert (await bot("getMyCommands", scope=private)).result == []
    for method, field in (("Description", "description"), ("Name", "name")):
        await bot(f"setMy{method}", **{field: "Base"})
        assert (await bot(f"getMy{method}")).result == {field: "Base"}
    await bot("setMyShortDescription", short_description="Kurz", language_code="de")
    short = await bot("getMyShortDescription", language_code="de")
    assert short.result == {"short_description": "Kurz"}
    await bot("setChatMenuButton", chat_id=1, menu_button={"type": "commands"})
    assert (await bot("getChatMenuButton", chat_id=1)).result == {"type": "commands"}
    rights = (await bot("getMyDefaultAdministratorRights")).result
    assert rights["can_delete_messages"] is False
    await bot("setMyDefaultAdministratorRights", rights=rights | {"can_delete_messages": True})
    assert (await bot("getMyDefaultAdministratorRights")).result["can_delete_messages"] is True
    assert (await bot("getMe")).result["supports_inline_queries"] is False


async def test_a_group_takes_the_bot_in_and_lets_it_go(
    server: BotApi, ann: Person, bot: Client
) -> None:
    group = server.group(-7, "Us two")
    await group.adds_bot(ann)
    assert (await bot("sendMessage", chat_id=-7, text="hello")).result["chat"]["title"] == "Us two"
    said = await ann.says("mine", chat=group)
    foreign = await bot("deleteMessage", chat_id=-7, message_id=said.id)
    assert foreign.error == "Bad Request: message can't be deleted for everyone"
    assert (await bot("leaveChat", chat_id=-7)).result is True
    out = await bot("sendMessage", chat_id=-7, text="hello")
    assert out.error == "Forbidden: bot is not a member of the supergroup chat"
    await group.adds_bot(ann)
    await group.removes_bot(ann)
    out = await bot("sendMessage", chat_id=-7, text="hello")
    assert out.error == "Forbidden: bot was kicked from the supergroup chat"
    assert "group or a channel" in (await bot("leaveChat", chat_id=1)).error
