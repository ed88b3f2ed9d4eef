"""From an HTTP request to a method's name, its parameters and its files."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from aiohttp import BodyPartReader, web

from tests.botapi.errors import malformed


@dataclass(frozen=True, slots=True)
class Upload:
    """A file part of a multipart request."""

    name: str  # the part's name: a parameter's, or what attach:// refers to
    filename: str
    data: bytes = field(repr=False)


async def read(request: web.Request) -> tuple[dict[str, Any], dict[str, Upload]]:
    """Return parameters and files of a request in any of the four ways Telegram accepts."""
    parameters: dict[str, Any] = dict(request.query)
    files: dict[str, Upload] = {}
    match request.content_type if request.body_exists else "":
        case "application/json":
            parameters |= _object(await request.text())
        case "application/x-www-form-urlencoded":
            parameters |= {name: str(value) for name, value in (await request.post()).items()}
        case "multipart/form-data":
            await _multipart(request, parameters, files)
    return parameters, files


def _object(body: str) -> dict[str, Any]:
    try:
        value = json.loads(body) if body.strip() else {}
    except ValueError as e:
        raise malformed("can't parse JSON object") from e
    if not isinstance(value, dict):
        raise malformed("object expected as the body of the request")
    return value


async def _multipart(
    request: web.Request, parameters: dict[str, Any], files: dict[str, Upload]
) -> None:
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or part.name is None:
            raise malformed("a part of the request has no name")
        if part.filename is None:
            parameters[part.name] = await part.text()
        else:
            data = bytes(await part.read(decode=True))
            files[part.name] = Upload(part.name, part.filename, data)
