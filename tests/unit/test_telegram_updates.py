from __future__ import annotations

from typing import Any

import pytest
from telegram import Message, Update

from bot.channels.base import Arrival
from bot.channels.telegram.kinds import CONTENT, SERVICE
from bot.channels.telegram.updates import InlineAsked, address, arrival, chat_of
from flows.engine.events import Edited, Event, Pressed, Started, Typed, Unreadable
from tests.botapi.spec import load

BOT = "secure_base_bot"
ANN = {"id": 7, "is_bot": False, "first_name": "Ann", "language_code": "de"}
OURS = {"id": 42, "is_bot": True, "first_name": "Secure Base", "username": BOT}
PRIVATE = {"id": 7, "type": "private", "first_name": "Ann"}
GROUP = {"id": -1001, "type": "supergroup", "title": "Us two"}
CHANNEL = {"id": -1002, "type": "channel", "title": "News"}
FILE = {"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1, "duration": 1, "length": 1}
HIDDEN = {"type": "hidden_user", "sender_user_name": "Somebody", "date": 1}


def message(chat: Any = None, sender: Any = ANN, **content: Any) -> dict[str, Any]:
    body = {"message_id": 5, "date": 1, "chat": chat or PRIVATE, **content}
    return body | ({"from": sender} if sender else {})


def taken(kind: str, body: dict[str, Any]) -> Arrival | InlineAsked | None:
    return arrival(Update.de_json({"update_id": 9, kind: body}, None), BOT)


def heard(**content: Any) -> Event | None:
    found = taken("message", message(**content))
    if found is None:
        return None
    assert found == Arrival("telegram:7", found.event, 9, "de", message=5)  # type: ignore[union-attr]
    return found.event


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("I am angry", Typed("I am angry")),
        ("/pause", Typed("/pause")),
        ("/pause@secure_base_bot", Typed("/pause")),
        ("/start@Secure_Base_BOT abc", Typed("/start abc")),
        ("/pause@another_bot", Typed("/pause@another_bot")),
        ("see /pause@secure_base_bot", Typed("see /pause@secure_base_bot")),
        ("", Typed("")),
        ("x" * 4096, Typed("x" * 4096)),
        ("\x00\x07\u202e\ud83d", Typed("\x00\x07\u202e\ud83d")),
    ],
)
def test_words_are_handed_on_as_they_came(text: str, event: Event) -> None:
    assert heard(text=text) == event


@pytest.mark.parametrize(
    ("content", "event"),
    [
        ({"photo": [FILE], "caption": "help me"}, Unreadable("photo", "help me")),
        ({"voice": FILE}, Unreadable("voice")),
        ({"video_note": FILE}, Unreadable("video_note")),
        ({"video": FILE, "caption": "us"}, Unreadable("video", "us")),
        ({"animation": FILE, "document": FILE}, Unreadable("animation")),
        ({"document": FILE}, Unreadable("document")),
        ({"audio": FILE}, Unreadable("audio")),
        (
            {"sticker": FILE | {"type": "regular", "is_animated": False, "is_video": False}},
            Unreadable("sticker"),
        ),
        ({"location": {"latitude": 1.0, "longitude": 2.0}}, Unreadable("location")),
        ({"contact": {"phone_number": "1", "first_name": "B"}}, Unreadable("contact")),
        ({"dice": {"emoji": "🎲", "value": 3}}, Unreadable("dice")),
        ({"story": {"chat": PRIVATE, "id": 3}}, Unreadable("story")),
        ({"a_kind_of_2031": {"x": 1}, "caption": "c"}, Unreadable("unknown", "c")),
        ({}, Unreadable("unknown")),
        ({"text": "kill", "forward_origin": HIDDEN}, Unreadable("forward", "kill")),
        (
            {"photo": [FILE], "caption": "c", "forward_origin": HIDDEN},
            Unreadable("forward", "c"),
        ),
        ({"text": "/pause", "forward_origin": HIDDEN}, Unreadable("forward", "/pause")),
        (
            {"text": "mine", "quote": {"text": "yours", "position": 0}},
            Typed("mine"),
        ),
        ({"text": "mine", "reply_to_message": message(text="yours", sender=OURS)}, Typed("mine")),
    ],
)
def test_what_else_a_person_can_send(content: dict[str, Any], event: Event) -> None:
    assert heard(**content) == event


@pytest.mark.parametrize(
    "content",
    [
        {"pinned_message": message(text="x", sender=OURS)},
        {"message_auto_delete_timer_changed": {"message_auto_delete_time": 86400}},
        {"write_access_allowed": {}},
        {"group_chat_created": True},
        {"new_chat_title": "x"},
    ],
)
def test_what_telegram_itself_writes_is_passed_over(content: dict[str, Any]) -> None:
    assert heard(**content) is None


def test_every_field_of_a_message_is_accounted_for() -> None:
    beside = {
        "author_signature", "business_connection_id", "caption", "caption_entities", "text",
        "direct_messages_topic", "edit_date", "effect_id", "entities", "external_reply",
        "forward_origin", "from_user", "guest_bot_caller_chat", "guest_bot_caller_user",
        "guest_query_id", "has_media_spoiler", "has_protected_content", "is_automatic_forward",
        "is_from_offline", "is_paid_post", "is_topic_message", "link_preview_options",
        "media_group_id", "message_thread_id", "paid_star_count", "quote", "reply_markup",
        "reply_to_checklist_task_id", "reply_to_message", "reply_to_poll_option_id",
        "reply_to_story", "sender_boost_count", "sender_business_bot", "sender_chat",
        "sender_tag", "show_caption_above_media", "suggested_post_info", "via_bot",
    }  # fmt: skip
    fields = {name for name in Message.__slots__ if not name.startswith("_")}
    assert fields == {*CONTENT, *SERVICE, *beside}
    assert not set(CONTENT) & set(SERVICE)


def test_a_message_without_a_sender_or_of_a_bot() -> None:
    found = taken("message", message(sender=None, text="hello"))
    assert found == Arrival("telegram:7", Typed("hello"), 9, None, message=5)
    assert taken("message", message(sender=OURS, text="hello")) is None


def test_an_edit_is_heard_if_it_has_words() -> None:
    found = taken("edited_message", message(text="I will hurt you"))
    assert found == Arrival("telegram:7", Edited("I will hurt you"), 9, "de", message=5)
    found = taken("edited_message", message(photo=[FILE], caption="c"))
    assert isinstance(found, Arrival)
    assert found.event == Edited("c")
    moving = message(location={"latitude": 1.0, "longitude": 2.0, "live_period": 60})
    assert taken("edited_message", moving) is None
    assert taken("edited_message", message(chat=GROUP, text="/start")) is None
    assert taken("edited_message", message(sender=OURS, text="x")) is None


def press(**changed: Any) -> dict[str, Any]:
    body = {"id": "77", "from": ANN, "chat_instance": "1", "data": "3.4.yes"}
    return body | {"message": message(sender=OURS, text="?")} | changed


def test_a_press() -> None:
    expected = Arrival("telegram:7", Pressed(3, 4, "yes"), 9, "de", pressed=5, callback="77")
    assert taken("callback_query", press()) == expected
    gone = {"message_id": 5, "date": 0, "chat": PRIVATE}
    assert taken("callback_query", press(message=gone)) == expected
    found = taken("callback_query", press(data="s.pause"))
    assert isinstance(found, Arrival)
    assert found.event == Started("pause")
    found = taken("callback_query", press(data="\x00 not ours " * 9))
    assert isinstance(found, Arrival)
    assert found.event == Pressed(0, 0, "")


@pytest.mark.parametrize(
    "changed",
    [
        {"message": None, "inline_message_id": "i"},
        {"data": None, "game_short_name": "chess"},
        {"data": ""},
        {"message": message(chat=GROUP, sender=OURS, text="?")},
    ],
)
def test_a_press_that_is_only_acknowledged(changed: dict[str, Any]) -> None:
    found = taken("callback_query", press(**changed))
    assert found == Arrival("telegram:7", None, 9, "de", callback="77")


def test_an_inline_query() -> None:
    body = {"id": "8", "from": ANN, "query": "I feel alone", "offset": ""}
    assert taken("inline_query", body) == InlineAsked("8", "I feel alone", "de", 9, "telegram:7")


@pytest.mark.parametrize(
    ("chat", "text", "answered"),
    [
        (GROUP, "/pause", True),
        (GROUP, "/pause@secure_base_bot", True),
        (GROUP | {"type": "group"}, "/start now", True),
        (GROUP, "/pause@another_bot", False),
        (GROUP, "/pauses/etc", False),
        (GROUP, "hello", False),
        (GROUP, "ask /pause", False),
        (CHANNEL, "/pause", False),
    ],
)
def test_a_group_hears_one_line_when_it_calls(chat: Any, text: str, *, answered: bool) -> None:
    line = Arrival("telegram:-1001", Started("start"), 9, "de", private=False)
    assert taken("message", message(chat=chat, text=text)) == (line if answered else None)


def test_a_group_is_left_in_peace_otherwise() -> None:
    for content in (
        {"new_chat_members": [OURS]},
        {"left_chat_member": OURS},
        {"photo": [FILE], "caption": "/pause"},
        {"text": "/pause", "forward_origin": HIDDEN},
    ):
        assert taken("message", message(chat=GROUP, **content)) is None
    assert taken("message", message(chat=GROUP, sender=OURS, text="/pause")) is None
    assert taken("channel_post", message(chat=CHANNEL, text="/pause")) is None


def membership(chat: Any, before: str, after: str, **more: Any) -> dict[str, Any]:
    def member(status: str) -> dict[str, Any]:
        permissions = {
            name: True for name in load().types["ChatMemberRestricted"].fields if "can" in name
        }
        rights = {
            name: True
            for name in load().types["ChatMemberAdministrator"].fields
            if "can" in name or name == "is_anonymous"
        }
        extra = {"restricted": permissions, "administrator": rights}.get(status, {})
        return {"status": status, "user": OURS, "until_date": 0, **extra, **more}

    return {
        "chat": chat, "from": ANN, "date": 1,
        "old_chat_member": member(before), "new_chat_member": member(after),
    }  # fmt: skip


def test_blocked_and_unblocked() -> None:
    gone = Arrival("telegram:7", None, 9, gone=True)
    assert taken("my_chat_member", membership(PRIVATE, "member", "kicked")) == gone
    assert taken("my_chat_member", membership(PRIVATE, "kicked", "member")) is None


@pytest.mark.parametrize(
    ("chat", "before", "after", "line"),
    [
        (GROUP, "left", "member", True),
        (GROUP, "kicked", "administrator", True),
        (GROUP, "member", "administrator", False),
        (GROUP, "member", "left", False),
        (GROUP, "administrator", "kicked", False),
        (CHANNEL, "left", "administrator", False),
    ],
)
def test_added_to_a_group(chat: Any, before: str, after: str, *, line: bool) -> None:
    expected = Arrival("telegram:-1001", Started("start"), 9, "de", private=False)
    assert taken("my_chat_member", membership(chat, before, after)) == (expected if line else None)


@pytest.mark.parametrize("inside", [True, False])
def test_added_with_restrictions(*, inside: bool) -> None:
    found = taken("my_chat_member", membership(GROUP, "left", "restricted", is_member=inside))
    assert (found is not None) == inside


def test_addresses_go_both_ways() -> None:
    for chat in (7, -1001234567890, 2**52):
        assert chat_of(address(chat)) == chat
