"""getUpdates, setWebhook, deleteWebhook, getWebhookInfo."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from tests.botapi.errors import conflict, malformed
from tests.botapi.methods.table import Asked, method
from tests.botapi.updates import WEBHOOK_ACTIVE
from tests.botapi.webhook import Target
from tests.botapi.world import World

SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
PORTS = {443, 80, 88, 8443}


@method("getUpdates")
async def get_updates(world: World, asked: Asked) -> list[dict[str, Any]]:
    """Confirm what is below the offset, wait, and return what has come."""
    if world.webhook.target is not None:
        raise conflict(WEBHOOK_ACTIVE)
    world.updates.allow(asked.get("allowed_updates"))
    batch = await world.updates.poll(
        asked.get("offset", 0), asked.get("limit", 100), max(asked.get("timeout", 0), 0)
    )
    return [update.to_json() for update in batch]


@method("setWebhook")
def set_webhook(world: World, asked: Asked) -> bool:
    """Post updates to a URL from now on; an empty one ends that."""
    if asked.get("drop_pending_updates"):
        world.updates.drop()
    world.updates.allow(asked.get("allowed_updates"))
    url = asked["url"]
    if not url:
        world.webhook.end()
        return True
    _check(url)
    secret = asked.get("secret_token", "")
    if secret and not SECRET.fullmatch(secret):
        raise malformed("secret token contains unallowed characters")
    world.updates.interrupt()
    world.webhook.begin(Target(url, secret, asked.get("max_connections", 40)))
    return True


@method("deleteWebhook")
def delete_webhook(world: World, asked: Asked) -> bool:
    """Go back to getUpdates."""
    if asked.get("drop_pending_updates"):
        world.updates.drop()
    world.webhook.end()
    return True


@method("getWebhookInfo")
def get_webhook_info(world: World, _: Asked) -> dict[str, Any]:
    """Return where updates go and how that fares."""
    target, allowed = world.webhook.target, world.updates.allowed
    info: dict[str, Any] = {
        "url": target.url if target else "",
        "has_custom_certificate": False,
        "pending_update_count": len(world.updates.pending),
    }
    if target:
        info["max_connections"] = target.max_connections
    if world.webhook.last_error:
        info["last_error_message"] = world.webhook.last_error
        info["last_error_date"] = world.webhook.last_error_date
    if allowed is not None:
        info["allowed_updates"] = sorted(allowed)
    return info


def _check(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme == "http" and parts.hostname in {"127.0.0.1", "localhost"}:
        return  # as a Bot API server of one's own allows with --local
    if parts.scheme != "https":
        raise malformed("bad webhook: An HTTPS URL must be provided for webhook")
    if (parts.port or 443) not in PORTS:
        raise malformed("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
