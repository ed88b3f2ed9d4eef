"""The smallest client: for the tests of this server, where a library would check too much."""

from __future__ import annotations

import json
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

import aiohttp

from tests.botapi.server import BotApi


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    body: str

    @property
    def json(self) -> dict[str, Any]:
        """The whole object."""
        whole: dict[str, Any] = json.loads(self.body)
        return whole

    @property
    def result(self) -> Any:
        """The result; AssertionError with the description if there is none."""
        assert self.status == 200, self.body
        return self.json["result"]

    @property
    def error(self) -> str:
        """The description of an error; AssertionError if it went well."""
        assert self.status != 200, self.body
        return str(self.json["description"])


class Client:
    """Calls methods with a JSON body: `await client("sendMessage", chat_id=1, text="hello")`."""

    def __init__(self, server: BotApi) -> None:
        self.server = server
        self.session = aiohttp.ClientSession()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.session.close()

    async def __call__(self, method: str, **params: Any) -> Answer:
        return await self.post(method, json=params)

    async def post(self, method: str, *, token: str | None = None, **how: Any) -> Answer:
        """Call with any body that aiohttp can make (json=, data=, params=)."""
        url = f"{self.server.url}/bot{token or self.server.token}/{method}"
        async with self.session.post(url, **how) as answer:
            return Answer(answer.status, await answer.text())

    async def upload(self, method: str, files: dict[str, bytes], **params: Any) -> Answer:
        """Call with a multipart body: files by part name; dicts and lists go as JSON."""
        form = aiohttp.FormData()
        for name, value in params.items():
            form.add_field(name, value if isinstance(value, str) else json.dumps(value))
        for name, data in files.items():
            form.add_field(name, data, filename=f"{name}.bin")
        return await self.post(method, data=form)
