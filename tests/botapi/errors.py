"""What Telegram answers instead of a result."""

from __future__ import annotations

from typing import Any


class ApiError(Exception):
    """An answer that is not ok.

    `violation` tells a request that can never be right (a bug in the client) from one that came
    at the wrong moment (the message is gone, the person has blocked the bot).
    """

    def __init__(
        self,
        status: int,
        description: str,
        *,
        violation: bool = False,
        detail: str = "",
        parameters: dict[str, int] | None = None,
    ) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.violation = violation
        self.detail = detail
        self.parameters = parameters

    def body(self) -> dict[str, Any]:
        """Return the JSON that goes over the wire."""
        body: dict[str, Any] = {
            "ok": False,
            "error_code": self.status,
            "description": self.description,
        }
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def refused(words: str) -> ApiError:
    """A 400 for something that came at the wrong moment."""
    return ApiError(400, f"Bad Request: {_lowered(words)}")


def malformed(words: str, detail: str = "") -> ApiError:
    """A 400 for something that is wrong in itself: the server writes it down as a violation.

    Telegram says little ("BUTTON_DATA_INVALID"); `detail` is for the one who reads the test.
    """
    return ApiError(400, f"Bad Request: {_lowered(words)}", violation=True, detail=detail)


def forbidden(words: str) -> ApiError:
    """A 403: the chat is closed to the bot."""
    return ApiError(403, f"Forbidden: {words}")


def conflict(words: str) -> ApiError:
    """A 409: somebody else reads the updates."""
    return ApiError(409, f"Conflict: {words}")


def too_many_requests(seconds: int) -> ApiError:
    """A 429 with the seconds to wait, in words and as a number."""
    return ApiError(
        429, f"Too Many Requests: retry after {seconds}", parameters={"retry_after": seconds}
    )


def _lowered(words: str) -> str:
    # Telegram lowers the first letter behind "Bad Request: ", except in CODES_LIKE_THIS.
    second = words[1:2]
    return words if second.isupper() or second == "_" else words[:1].lower() + words[1:]
