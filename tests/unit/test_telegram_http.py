from __future__ import annotations

import logging
import ssl
import traceback
from types import SimpleNamespace
from typing import Any

import aiohttp
import pytest
from telegram.error import BadRequest, InvalidToken, NetworkError, TelegramError, TimedOut

from bot.channels.telegram import TokenRefused, connect
from bot.channels.telegram.http import (
    AiohttpRequest,
    NotSent,
    ServerTrouble,
    SlowDown,
    _failure,
)
from tests.botapi import BotApi
from tests.unit.telegram_kit import ME, TOKEN, error, ok, scripted


def told(problem: BaseException) -> str:
    """All that a careless log could make of an exception."""
    chain: list[BaseException | None] = [problem, problem.__cause__, problem.__context__]
    printed = "".join(traceback.format_exception(problem))
    return printed + " ".join(f"{one!s} {one!r} {one.args if one else ''}" for one in chain)


async def test_a_message_goes_out_and_its_answer_comes_back() -> None:
    async with BotApi() as server:
        await server.person(1).joins()
        link = connect(server.token, f"{server.url}/")
        sent = await link.bot.send_message(1, "ein „Wort“ 🌿 & <b>")
        assert sent.text == "ein „Wort“ 🌿 & <b>"
        assert server.person(1).chat.last.text == sent.text
        await link.close()
    assert server.violations == []


async def test_a_file_goes_out_as_it_is() -> None:
    data = bytes(range(256)) * 8000  # 2 MB: aiohttp warns of such bytes unless they are streamed
    async with BotApi() as server:
        await server.person(1).joins()
        link = connect(server.token, server.url)
        await link.bot.send_document(1, data, filename="täglich.bin", caption="eine „Datei“")
        await link.close()
        (call,) = server.called("sendDocument")
        assert (call.files["document"].data, call.text) == (data, "eine „Datei“")


async def test_connections_are_used_again() -> None:
    ports = set()

    async with BotApi() as server:
        link = connect(server.token, server.url)
        for _ in range(3):
            await link.bot.get_me()
            connector = link.asks._session.connector  # type: ignore[union-attr]
            (free,) = connector._conns.values()  # type: ignore[union-attr]
            ports |= {pooled[0].transport.get_extra_info("sockname") for pooled in free}
        await link.close()
    assert len(ports) == 1


async def test_nobody_there_means_not_sent() -> None:
    async with BotApi() as server:
        link = connect(server.token, server.url)
    with pytest.raises(NotSent, match="connection refused") as caught:
        await link.bot.get_me()
    await link.close()
    assert server.token not in told(caught.value)


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (error(429, "Too Many Requests: retry after 7", retry_after=7), SlowDown),
        ((502, "<html>Bad Gateway</html>"), ServerTrouble),
        (error(500, "Internal Server Error: restart"), ServerTrouble),
        (error(401, "Unauthorized"), InvalidToken),
        (error(400, "Bad Request: chat not found"), BadRequest),
        ((413, "<html>Too Large</html>"), BadRequest),
        ((200, "<html>Sign in to this Wi-Fi</html>"), TelegramError),
        ((200, "[]"), TelegramError),
        ((200, "[" * 100_000), TelegramError),
        ((302, "http://127.0.0.1:9/elsewhere"), NetworkError),
    ],
)
async def test_what_went_wrong_is_told_without_the_token(
    answer: Any, kind: type[Exception], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    async with scripted(getMe=answer) as (link, asked):
        with pytest.raises(kind) as caught:
            await link.bot.get_me()
    assert asked == ["getMe"]  # no redirection was followed, nothing was repeated
    assert TOKEN not in told(caught.value) + caplog.text


async def test_a_broken_answer_stays_out_of_the_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, logger="telegram.BaseRequest")
    async with scripted(getMe=(200, '{"result": "what a person wrote')) as (link, _):
        with pytest.raises(TelegramError):
            await link.bot.get_me()
    assert "person" not in caplog.text


async def test_a_429_says_how_long() -> None:
    async with scripted(getMe=[error(429, "later", retry_after=7), (429, "busy")]) as (link, _):
        with pytest.raises(SlowDown) as caught:
            await link.bot.get_me()
        assert caught.value.seconds == 7
        with pytest.raises(SlowDown) as caught:
            await link.bot.get_me()
        assert caught.value.seconds == 5


async def test_a_lost_answer_and_a_slow_one_are_in_doubt() -> None:
    async with BotApi() as server:
        await server.person(1).joins()
        link = connect(server.token, server.url)
        server.faults.lose_answer(method="sendMessage")
        with pytest.raises(NetworkError, match="cut off") as lost:
            await link.bot.send_message(1, "one")
        held = server.faults.hold(method="sendMessage")
        with pytest.raises(TimedOut) as late:
            await link.bot.send_message(1, "two", read_timeout=0.01)
        held.release()
        await link.close()
    assert not isinstance(lost.value, NotSent | TimedOut)
    assert server.token not in told(lost.value) + told(late.value)


async def test_half_a_character_is_refused_and_not_repeated_in_words() -> None:
    async with scripted(sendMessage=error(400, "Bad Request: strings must be in UTF-8")) as (
        link,
        _,
    ):
        for call in (
            link.bot.send_message(1, "secret \ud83d"),
            link.bot.send_document(1, b"x", caption="secret \ud83d"),
        ):
            with pytest.raises(BadRequest) as caught:
                await call
            assert "secret" not in told(caught.value)


async def test_after_the_end_nothing_is_sent_and_nothing_is_left_open() -> None:
    async with scripted(getMe=ME) as (link, asked):
        await link.bot.get_me()
        await link.close()
        await link.close()
        with pytest.raises(NotSent, match="closed"):
            await link.bot.get_me()
    assert asked == ["getMe"]


async def test_the_server_gets_what_the_library_means() -> None:
    async with scripted(getMyCommands=ok([])) as (link, asked):
        assert await link.bot.get_my_commands(language_code="de") == ()
    assert asked == ["getMyCommands"]


@pytest.mark.parametrize("token", ["", "1:a b", "1:ä", "1:x/getMe?", "1:" + "x" * 200])
def test_what_cannot_be_a_token_never_becomes_an_address(token: str) -> None:
    with pytest.raises(TokenRefused) as caught:
        connect(token)
    assert len(token) < 3 or token not in str(caught.value)


def key(host: str = "api.telegram.org") -> Any:
    return SimpleNamespace(host=host, port=443, ssl=True, is_ssl=True)


@pytest.mark.parametrize(
    ("problem", "kind", "words"),
    [
        (aiohttp.ClientConnectorDNSError(key(), OSError(-2, "")), NotSent, "(DNS)"),
        (aiohttp.ClientConnectorError(key(), ConnectionRefusedError(111, "")), NotSent, "refused"),
        (aiohttp.ClientConnectorError(key(), OSError(101, "")), NotSent, "reached"),
        (aiohttp.ClientConnectorError(key(), ssl.SSLError(1, "")), NotSent, "TLS"),
        (aiohttp.ClientConnectorSSLError(key(), ssl.SSLError(1, "")), NotSent, "TLS"),
        (
            aiohttp.ClientConnectorCertificateError(key(), ssl.CertificateError("")),
            NotSent,
            "TLS",
        ),
        (aiohttp.ConnectionTimeoutError(f"https://host/bot{TOKEN}"), NotSent, "in time"),
        (aiohttp.InvalidURL(f"http:///bot{TOKEN}"), NotSent, "TELEGRAM_API_URL"),
        (aiohttp.SocketTimeoutError("host"), TimedOut, "in time"),
        (TimeoutError(), TimedOut, "in time"),
        (aiohttp.ServerDisconnectedError(), NetworkError, "cut off"),
        (aiohttp.ClientOSError(104, "reset"), NetworkError, "cut off"),
        (aiohttp.ClientPayloadError("half"), NetworkError, "cut off"),
        (ConnectionResetError(), NetworkError, "cut off"),
    ],
)
def test_what_the_network_did_in_words(problem: Exception, kind: type, words: str) -> None:
    found = _failure(problem)
    assert type(found) is kind
    assert words in str(found)
    assert TOKEN not in told(found)


def test_the_read_timeout_is_known_before_the_first_request() -> None:
    assert AiohttpRequest(read_timeout=3.0).read_timeout == 3.0
