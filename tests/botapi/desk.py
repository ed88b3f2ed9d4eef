"""One request after the other: written down, checked, done or spoilt by order, answered."""

from __future__ import annotations

import asyncio
import inspect
import itertools
import time
from collections.abc import Callable
from typing import Any

from aiohttp import web

from tests.botapi import wire
from tests.botapi.bell import Bell
from tests.botapi.calls import Call, Violation
from tests.botapi.check import Checker
from tests.botapi.errors import ApiError, too_many_requests
from tests.botapi.faults import Fault, Faults
from tests.botapi.methods import TABLE, Asked
from tests.botapi.rules import rules
from tests.botapi.spec import Shape, load
from tests.botapi.world import World

PAGE = "<html><head><title>{0}</title></head><body><h1>{0}</h1></body></html>"


class Desk:
    """Where a bot's requests arrive."""

    def __init__(self, world: World, faults: Faults, token: str) -> None:
        self.world = world
        self.faults = faults
        self.token = token
        self.calls: list[Call] = []
        self.violations: list[Violation] = []
        self.listeners: list[Callable[[Call], None]] = []  # told of each call that has ended
        self.bell = Bell()
        self._numbers = itertools.count(1)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Serve /bot<token>/<method>."""
        call = self._opened(request.match_info["method"])
        faults: list[Fault] = []
        try:
            self._admit(request)
            shape = _shape(call)
            call.params, call.files = await wire.read(request)
            self._check(call, shape)
            self.bell.ring()  # a long poll is news before it ends
            faults = self.faults.taking(call)
            response = await self._spoilt(call, faults) or await self._done(call)
        except ApiError as error:
            response = self._refused(call, error)
        finally:
            transport = request.transport
            call.gone = transport is None or transport.is_closing()
            self._closed(call)
        if transport is not None and any(fault.what == "lost answer" for fault in faults):
            transport.abort()
        return response

    async def perform(self, method: str, params: dict[str, Any]) -> None:
        """Do a call that came in the answer to a webhook: nobody hears its result."""
        call = self._opened(method)
        call.params = params
        try:
            self._check(call, _shape(call))
            await self._done(call)
        except ApiError as error:
            self._refused(call, error)
        finally:
            self._closed(call)

    async def download(self, request: web.Request) -> web.StreamResponse:
        """Serve /file/bot<token>/<file_path>."""
        try:
            self._admit(request)
            file = self.world.files[request.match_info["file_id"]]
        except ApiError as error:
            return web.json_response(error.body(), status=error.status)
        return web.Response(body=file.data)

    def _admit(self, request: web.Request) -> None:
        if request.match_info["token"] != self.token:
            raise ApiError(401, "Unauthorized")

    def _opened(self, method: str) -> Call:
        call = Call(next(self._numbers), method, {}, time.perf_counter())
        self.calls.append(call)
        return call

    def _closed(self, call: Call) -> None:
        call.ended = time.perf_counter()
        for listener in self.listeners:
            listener(call)
        self.bell.ring()

    def _check(self, call: Call, shape: Shape) -> None:
        checker = Checker(load(), rules(inline_mode=self.world.inline_mode), call.files)
        call.params = checker.parameters(shape, call.params)

    async def _spoilt(self, call: Call, faults: list[Fault]) -> web.Response | None:
        call.fault = ", ".join(fault.what for fault in faults)
        for fault in faults:
            match fault.what:
                case "slow":
                    await asyncio.sleep(fault.seconds)
                case "held":
                    await fault.released.wait()
                case "too many requests":
                    raise too_many_requests(fault.retry_after)
                case "broken":
                    call.status = fault.status
                    page = PAGE.format(f"{fault.status} Bad Gateway")
                    return web.Response(status=fault.status, text=page, content_type="text/html")
        return None

    async def _done(self, call: Call) -> web.Response:
        serve = TABLE.get(call.method)
        if serve is None:
            words = f"Not Implemented: this server does not serve {call.method}"
            raise ApiError(501, words, violation=True)
        result = serve(self.world, Asked(call.params, call.files))
        call.result = await result if inspect.isawaitable(result) else result
        call.status, call.done = 200, True
        return web.json_response({"ok": True, "result": call.result})

    def _refused(self, call: Call, error: ApiError) -> web.Response:
        call.status, call.description = error.status, error.description
        if error.violation:
            violation = Violation(call.method, error.description, error.detail, call.params)
            self.violations.append(violation)
        return web.json_response(error.body(), status=error.status)


def _shape(call: Call) -> Shape:
    """Find the method, whatever its case, and write its name into the log as the spec does."""
    shape = load().methods.get(call.method.lower())
    if shape is None:
        raise ApiError(404, "Not Found: method not found", violation=True)
    call.method = shape.name
    return shape
