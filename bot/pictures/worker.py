"""What runs in the drawing process. It lives as long as the process that hired it, no longer."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import threading

from bot.pictures.drawing import Rendered, render


def settle_in() -> None:
    """Leave stopping to the parent: deaf to Ctrl-C and SIGTERM, gone when the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    threading.Thread(target=_leave_with_parent, daemon=True).start()


def draw(name: str, plain: str) -> Rendered:
    """Draw a picture from values as JSON text; raises what `render` raises."""
    return render(name, json.loads(plain))


def _leave_with_parent() -> None:
    # A pool's worker holds both ends of its own queue, so it would never notice a killed parent.
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(0)
