"""What each method does, once its request is known to be well-formed."""

from __future__ import annotations

import importlib
import pkgutil

from tests.botapi.methods.table import TABLE, Asked, Method

for _module in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{_module.name}")

__all__ = ["TABLE", "Asked", "Method"]
