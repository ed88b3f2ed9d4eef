"""python-telegram-bot's HTTP over aiohttp, which costs a fraction of httpx's CPU a request.

The address of every request holds the token, so no exception of aiohttp leaves this file: what
leaves it says what went wrong in words of our own.
"""

from __future__ import annotations

import io
import json
import re
import ssl
from dataclasses import dataclass
from typing import Any, Final

import aiohttp
from telegram import Bot
from telegram.error import BadRequest, NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.errors import Trouble

CONNECT: Final = 10.0  # seconds to a connection
READ: Final = 20.0  # seconds without a byte of the answer
WRITE: Final = 30.0  # seconds to hand a request over, a picture included
KEPT_OPEN: Final = 45.0  # seconds that an idle connection is kept: the next tap saves a handshake
AT_ONCE: Final = 64  # connections for what is sent


class NotSent(NetworkError):  # noqa: N818 - says what happened
    """The request never left this machine."""


class ServerTrouble(NetworkError):  # noqa: N818 - says what happened
    """Telegram, or what stands before it, answered with a 5xx."""

    def __init__(self, code: int) -> None:
        super().__init__(f"http {code}")
        self.code = code


class SlowDown(TelegramError):  # noqa: N818 - says what happened
    """A 429: nothing was done; ask again after `seconds`."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"asked to wait {seconds:g} s")
        self.seconds = seconds


class TokenRefused(Trouble):
    """Telegram does not know this token; the message is one line with the remedy."""


class AiohttpRequest(BaseRequest):
    """One session with connections that stay open; it opens itself at the first request."""

    def __init__(self, connections: int = AT_ONCE, read_timeout: float = READ) -> None:
        self._connections, self._read_timeout = connections, read_timeout
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds without a byte of the answer, where a request names none."""
        return self._read_timeout

    async def initialize(self) -> None:
        """Open the session."""
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(
                    limit=self._connections, keepalive_timeout=KEPT_OPEN, ttl_dns_cache=60
                ),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
            )

    async def shutdown(self) -> None:
        """Close the session and its connections."""
        if self._session is not None:
            await self._session.close()

    async def do_request(  # noqa: PLR0917 - the library's own signature
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Status and body. Raises NotSent, TimedOut, SlowDown, ServerTrouble or NetworkError."""
        read = _seconds(read_timeout, self._read_timeout)
        write = _seconds(write_timeout, WRITE)
        connect = _seconds(connect_timeout, CONNECT)
        pool = _seconds(pool_timeout, CONNECT)
        patience = aiohttp.ClientTimeout(
            total=None if None in (read, write, connect, pool) else read + write + connect + pool,
            connect=None if None in (connect, pool) else connect + pool,
            sock_connect=connect,
            sock_read=read,
        )
        answer = await self._ask(url, method, patience, request_data)
        if isinstance(answer, Exception):  # raised here: no exception of aiohttp hangs on it
            raise answer
        return _checked(*answer)

    async def _ask(
        self, url: str, method: str, patience: aiohttp.ClientTimeout, data: RequestData | None
    ) -> tuple[int, bytes] | NetworkError:
        if self._session is None:
            await self.initialize()
        if self._session is None or self._session.closed:
            return NotSent("the connection was closed")
        try:
            async with self._session.request(
                method, url, timeout=patience, allow_redirects=False, **_body(data)
            ) as answer:
                return answer.status, await answer.read()
        except UnicodeError:
            return BadRequest("half a character in a text")
        except (aiohttp.ClientError, TimeoutError, OSError) as problem:
            return _failure(problem)

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The answer as an object; the library's own would write a broken one into the log."""
        try:
            data: object = json.loads(payload.decode("utf-8", "replace"))
        except (ValueError, RecursionError):
            data = None
        if not isinstance(data, dict):
            raise TelegramError("not an answer of a Bot API server")
        return data


@dataclass(frozen=True, slots=True)
class Connection:
    """A bot and its two ways to Telegram: one for what it asks, one that waits for updates."""

    bot: Bot
    asks: AiohttpRequest
    polls: AiohttpRequest

    async def close(self) -> None:
        """Close both."""
        await self.asks.shutdown()
        await self.polls.shutdown()


def connect(token: str, api_url: str = "https://api.telegram.org") -> Connection:
    """A bot, without asking Telegram yet. Raises TokenRefused for what cannot be a token."""
    if not re.fullmatch(r"[A-Za-z0-9_:-]{3,128}", token):
        raise TokenRefused("TELEGRAM_TOKEN does not look like one (123456789:AA…); copy it whole")
    asks, polls = AiohttpRequest(), AiohttpRequest(connections=1)
    base = api_url.rstrip("/")
    bot = Bot(
        token,
        base_url=f"{base}/bot",
        base_file_url=f"{base}/file/bot",
        request=asks,
        get_updates_request=polls,
        local_mode=False,
    )
    return Connection(bot, asks, polls)


def _seconds(given: Any, default: float) -> Any:
    return default if given is BaseRequest.DEFAULT_NONE else given


def _body(data: RequestData | None) -> dict[str, Any]:
    """JSON; multipart where there are files. Telegram takes nested values as JSON texts in both."""
    if data is None:
        return {}
    if not data.contains_files:
        return {
            "data": data.json_payload,
            "headers": {"Content-Type": "application/json"},
        }
    form = aiohttp.FormData()
    for name, value in data.json_parameters.items():
        value.encode()  # half a character is found here: aiohttp would quote the whole text
        form.add_field(name, value)
    for name, (filename, content, kind) in data.multipart_data.items():
        # a stream: aiohttp sends it in pieces, so that a large one does not hold up the loop
        stream = io.BytesIO(content) if isinstance(content, bytes) else content
        form.add_field(name, stream, filename=filename, content_type=kind)
    return {"data": form}


def _checked(code: int, payload: bytes) -> tuple[int, bytes]:
    if code == 429:
        raise SlowDown(_retry_after(payload))
    if code >= 500:
        raise ServerTrouble(code)
    if code == 413:
        raise BadRequest("the file is too big")
    if code == 200 and b'"result"' not in payload:  # a sign-in page of some network in between
        raise TelegramError("not an answer of a Bot API server")
    return code, payload


def _retry_after(payload: bytes) -> float:
    try:
        return float(json.loads(payload)["parameters"]["retry_after"])
    except (ValueError, TypeError, LookupError):
        return 5.0  # a proxy's 429 may say nothing


def _failure(problem: BaseException) -> NetworkError:
    match problem:
        case aiohttp.ClientConnectorDNSError():
            return NotSent("the name of the server was not found (DNS)")
        case aiohttp.ClientSSLError() | aiohttp.ServerFingerprintMismatch():
            return NotSent("no trusted TLS connection")
        case aiohttp.ClientConnectorError(os_error=ssl.SSLError()):
            return NotSent("no trusted TLS connection")
        case aiohttp.ClientConnectorError(os_error=ConnectionRefusedError()):
            return NotSent("connection refused")
        case aiohttp.ClientConnectorError():
            return NotSent("the server cannot be reached")
        case aiohttp.ConnectionTimeoutError():
            return NotSent("no connection in time")
        case aiohttp.InvalidURL():
            return NotSent("TELEGRAM_API_URL is not an address")
        case TimeoutError():
            return TimedOut("no answer in time")
        case _:
            return NetworkError("the connection was cut off")
