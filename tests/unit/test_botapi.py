"""The Bot API server of the tests refuses what Telegram refuses, in Telegram's words."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.botapi import BotApi, Person
from tests.botapi.client import Client
from tests.botapi.entities import formatted
from tests.botapi.errors import ApiError

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
CHAT = {"chat_id": 1}


@pytest.fixture
async def server() -> AsyncIterator[BotApi]:
    async with BotApi() as server:
        yield server


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


def message(**fields: Any) -> tuple[str, dict[str, Any]]:
    return "sendMessage", {"chat_id": 1, "text": "hello", **fields}


def keyboard(*rows: list[dict[str, Any]]) -> tuple[str, dict[str, Any]]:
    return message(reply_markup={"inline_keyboard": list(rows)})


def button(**fields: Any) -> tuple[str, dict[str, Any]]:
    return keyboard([{"text": "Go", **fields}])


def html(text: str) -> tuple[str, dict[str, Any]]:
    return message(text=text, parse_mode="HTML")


def commands(**fields: str) -> tuple[str, dict[str, Any]]:
    return "setMyCommands", {"commands": [{"command": "pause", "description": "Calm", **fields}]}


PARSE = "Bad Request: can't parse entities: "
BUTTON = "Bad Request: can't parse inline keyboard button: "
PLANTED = {
    "unknown parameter": (message(shout=True), "there is no 'shout'"),
    "required parameter": (("sendMessage", CHAT), "Bad Request: message text is empty"),
    "no chat": (("sendMessage", {"text": "hello"}), "Bad Request: chat_id is empty"),
    "integer": (message(message_effect_id=7), "must be String, not Integer"),
    "boolean": (message(protect_content="perhaps"), "must be Boolean, not String"),
    "nested type": (keyboard([{"text": 5, "callback_data": "a"}]), "text must be String"),
    "nested field": (button(callback_data="a", colour="red"), "there is no 'colour'"),
    "nested required": (keyboard([{"callback_data": "a"}]), "'text' is required"),
    "array depth": (message(reply_markup={"inline_keyboard": [{"text": "x"}]}), "must be an Array"),
    "choice": (button(callback_data="a", style="pink"), "must be one of"),
    "json in text": (message(reply_markup="{oops"), "can't parse reply_markup JSON object"),
    "empty text": (message(text="  \n"), "Bad Request: message text is empty"),
    "long text": (message(text="x" * 4097), "Bad Request: message is too long"),
    "long caption": (
        ("sendPhoto", {**CHAT, "photo": "p", "caption": "x" * 1025}),
        "Bad Request: message caption is too long",
    ),
    "unsupported tag": (html("a<div>b"), PARSE + 'Unsupported start tag "div" at byte offset 1'),
    "unclosed tag": (html("<b>a"), PARSE + 'Can\'t find end tag corresponding to start tag "b"'),
    "cut tag": (html("a <b"), PARSE + "Unclosed start tag at byte offset 2"),
    "stray end tag": (html("a</b>"), PARSE + "Unexpected end tag at byte offset 1"),
    "crossed tags": (
        html("é<b><i>a</b></i>"),
        PARSE + 'Unmatched end tag at byte offset 9, expected "</i>", found "</b>"',
    ),
    "bare angle": (html("1 < 2"), PARSE + 'Unsupported start tag "" at byte offset 2'),
    "span": (html("<span>a</span>"), 'Tag "span" must have class "tg-spoiler"'),
    "emoji": (html("<tg-emoji>a</tg-emoji>"), "Invalid custom emoji identifier specified"),
    "time": (html("<tg-time>a</tg-time>"), 'must have a number in "unix" at byte offset 0'),
    "attribute": (html("<b x>a</b>"), "Expected equal sign in declaration of an attribute"),
    "markdown": (message(parse_mode="MarkdownV2"), "unsupported parse_mode"),
    "callback data": (button(callback_data="é" * 33), "Bad Request: BUTTON_DATA_INVALID"),
    "no callback data": (button(callback_data=""), "Bad Request: BUTTON_DATA_INVALID"),
    "no action": (button(), BUTTON + "Text buttons are unallowed in the inline keyboard"),
    "two actions": (button(callback_data="a", url="https://x.org"), "exactly one action"),
    "no label": (keyboard([{"text": " ", "callback_data": "a"}]), BUTTON + "Field"),
    "bad link": (button(url="nowhere"), "is invalid: Wrong HTTP URL"),
    "web app": (button(web_app={"url": "http://x.org"}), "Only HTTPS links are allowed"),
    "copied text": (button(copy_text={"text": "x" * 257}), "BUTTON_COPY_TEXT_INVALID"),
    "share button": (button(switch_inline_query="week"), "Bad Request: BUTTON_TYPE_INVALID"),
    "101 buttons": (
        keyboard(*[[{"text": "x", "callback_data": str(n)}] for n in range(101)]),
        "Bad Request: REPLY_MARKUP_TOO_LONG",
    ),
    "toast": (
        ("answerCallbackQuery", {"callback_query_id": "1", "text": "x" * 201}),
        "Bad Request: MESSAGE_TOO_LONG",
    ),
    "command": (commands(command="Pause"), "Bad Request: BOT_COMMAND_INVALID"),
    "long command": (commands(command="p" * 33), "Bad Request: BOT_COMMAND_INVALID"),
    "command's words": (commands(description=""), "BOT_COMMAND_DESCRIPTION_INVALID"),
    "language": (("setMyName", {"name": "x", "language_code": "eng"}), "language_code"),
    "scope": (("setMyCommands", {"commands": [], "scope": {"type": "all"}}), "scope.type"),
    "description": (("setMyDescription", {"description": "x" * 513}), "0-512 characters"),
    "short": (("setMyShortDescription", {"short_description": "x" * 121}), "0-120 characters"),
    "name": (("setMyName", {"name": "x" * 65}), "0-64 characters"),
    "limit": (("getUpdates", {"limit": 101}), "must be 1-100"),
    "secret": (("setWebhook", {"url": "https://x.org", "secret_token": "a b"}), "secret token"),
    "insecure": (("setWebhook", {"url": "http://x.org"}), "An HTTPS URL must be provided"),
    "port": (("setWebhook", {"url": "https://x.org:8000"}), "only on ports 80, 88, 443 or 8443"),
    "file id": (("sendPhoto", {**CHAT, "photo": "photo-9"}), "Bad Request: wrong file identifier"),
    "attachment": (
        ("editMessageMedia", {**CHAT, "media": {"type": "photo", "media": "attach://x"}}),
        "there is no file part 'x'",
    ),
    "no message": (("editMessageText", {"text": "x"}), "message identifier is not specified"),
    "action": (("sendChatAction", {**CHAT, "action": "dancing"}), "wrong parameter action"),
    "business": (message(business_connection_id="b"), "business connection not found"),
    "thread": (message(message_thread_id=3), "message thread not found"),
}


@pytest.mark.parametrize("rule", PLANTED)
async def test_a_planted_violation_is_refused_and_written_down(
    server: BotApi, bot: Client, rule: str
) -> None:
    (method, params), words = PLANTED[rule]
    answer = await bot(method, **params)
    assert answer.status == 400
    assert words in answer.error
    assert [violation.method for violation in server.violations] == [method]


def result(**fields: Any) -> dict[str, Any]:
    content = {"message_text": "My <b>week</b>", "parse_mode": "HTML"}
    article = {"type": "article", "id": "1", "title": "Week", "input_message_content": content}
    return article | fields


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"results": [result(id=str(n)) for n in range(51)]}, "Bad Request: RESULTS_TOO_MUCH"),
        ({"results": [result(id="é" * 33)]}, "id must be 1-64 bytes, not 66"),
        ({"results": [result(), result()]}, "Bad Request: RESULT_ID_DUPLICATE"),
        ({"results": [result(type="essay")]}, "results[0].type must be"),
        ({"results": [result(input_message_content={"message_text": "x" * 4097})]}, "too long"),
        ({"results": [], "next_offset": "x" * 65}, "Bad Request: NEXT_OFFSET_INVALID"),
        ({"results": [], "button": {"text": "Start"}}, "exactly one action"),
        ({"results": [], "button": {"text": "S", "start_parameter": "a b"}}, "START_PARAM"),
    ],
)
async def test_inline_results_have_limits(
    server: BotApi, bot: Client, ann: Person, fields: dict[str, Any], words: str
) -> None:
    server.world.inline_mode = True
    query = await ann.inline("week")
    assert words in (await bot("answerInlineQuery", inline_query_id=query.id, **fields)).error
    assert len(server.violations) == 1
    await bot("answerInlineQuery", inline_query_id=query.id, results=[result()], cache_time=0)
    assert query.answer is not None
    assert query.answer["results"] == [result()]


async def test_what_is_right_is_taken_up_to_the_limit(server: BotApi, bot: Client) -> None:
    server.world.inline_mode = True
    actions: list[dict[str, Any]] = [
        {"callback_data": "x" * 64, "style": "danger"},
        {"url": "https://example.org"},
        {"copy_text": {"text": "x" * 256}},
        {"switch_inline_query_chosen_chat": {"query": "week", "allow_user_chats": True}},
    ]
    rows = [[{"text": "Go", **action}] for action in actions]
    for text in ("x" * 4096, "<b>" + "é" * 4096 + "</b>", "a &lt; b &amp; c"):
        method, params = html(text)
        sent = await bot(method, **params, reply_markup={"inline_keyboard": rows})
        assert sent.result["reply_markup"]["inline_keyboard"] == rows
    assert server.violations == []


async def test_json_forms_queries_and_multipart_say_the_same(server: BotApi, bot: Client) -> None:
    markup = '{"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}'
    params = {"chat_id": "1", "text": "hello", "protect_content": "true", "reply_markup": markup}
    await bot.post("sendMessage", data=params)
    await bot.post("SENDMESSAGE", params=params)
    await bot.post("sendMessage", json=params)
    await bot.upload("sendMessage", {}, **params)
    sent = server.called("sendMessage")
    assert len(sent) == 4
    assert all(call.params == sent[0].params and call.status == 200 for call in sent)
    assert sent[0].params["chat_id"] == 1
    assert sent[0].params["protect_content"] is True


async def test_wrong_token_unknown_and_unserved_methods(server: BotApi, bot: Client) -> None:
    stranger = await bot.post("getMe", token="1:x")
    assert (stranger.status, stranger.error) == (401, "Unauthorized")
    assert server.violations == []
    assert (await bot("sendPigeon")).status == 404
    assert (await bot("sendDice", chat_id=1)).status == 501
    assert [violation.method for violation in server.violations] == ["sendPigeon", "sendDice"]


async def test_uploads_get_a_file_id_that_works_again(server: BotApi, bot: Client) -> None:
    first = (await bot.upload("sendPhoto", {"photo": PNG}, chat_id=1)).result
    file_id = first["photo"][-1]["file_id"]
    again = await bot("sendPhoto", chat_id=1, photo=file_id, caption="<i>x</i>", parse_mode="html")
    assert again.result["photo"][-1]["file_id"] == file_id
    assert again.result["caption_entities"] == [{"type": "italic", "offset": 0, "length": 1}]
    path = (await bot("getFile", file_id=file_id)).result["file_path"]
    url = f"{server.url}/file/bot{server.token}/{path}"
    async with bot.session.get(url) as answer:
        assert await answer.read() == PNG
    assert (
        "type Photo as Animation" in (await bot("sendAnimation", **CHAT, animation=file_id)).error
    )
    assert "IMAGE_PROCESS" in (await bot.upload("sendPhoto", {"photo": b"no"}, chat_id=1)).error
    stray = await bot.upload("sendMessage", {"x": PNG}, chat_id=1, text="hello")
    assert "belong to no parameter" in stray.error


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("a<b>b</b>", "ab", [{"type": "bold", "offset": 1, "length": 1}]),
        ("🙂<i>x</i>", "🙂x", [{"type": "italic", "offset": 2, "length": 1}]),
        (" <u> x</u> ", "x", [{"type": "underline", "offset": 0, "length": 1}]),
        ("&lt;&#33;&nbsp;", "<!&nbsp;", []),
        ("<b></b>x", "x", []),
        (
            '<pre><code class="language-sql">x</code></pre>',
            "x",
            [{"type": "pre", "offset": 0, "length": 1, "language": "sql"}],
        ),
        (
            "<blockquote expandable>x</blockquote>",
            "x",
            [{"type": "expandable_blockquote", "offset": 0, "length": 1}],
        ),
        (
            '<a href="https://x.org/?a=1&amp;b=2">x</a>',
            "x",
            [{"type": "text_link", "offset": 0, "length": 1, "url": "https://x.org/?a=1&b=2"}],
        ),
        ('<a href="nowhere">x</a>', "x", []),
    ],
)
def test_html_is_read_as_telegram_reads_it(
    source: str, text: str, entities: list[dict[str, Any]]
) -> None:
    read = formatted(source, "HTML", None)
    assert (read.text, list(read.entities)) == (text, entities)


def test_every_tag_of_the_documentation_is_known() -> None:
    plain = {"b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "tg-spoiler"}
    plain |= {"code", "pre", "blockquote"}
    attributes = {
        "a": 'href="https://x.org"',
        "span": 'class="tg-spoiler"',
        "tg-emoji": 'emoji-id="5"',
        "tg-time": 'unix="1647531900" format="t"',
    }
    for tag in plain | attributes.keys():
        opened = f"{tag} {attributes.get(tag, '')}".strip()
        assert formatted(f"<{opened}>x</{tag}>", "HTML", None).entities
    with pytest.raises(ApiError, match="Unsupported start tag"):
        formatted("<br/>", "HTML", None)
