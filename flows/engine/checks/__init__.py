"""Every check of flows against words and Telegram's limits: one file each, found by its `check`."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

from flows.engine.book import Book
from flows.engine.checks.problem import Problem
from flows.engine.checks.proof import Proof

Check: TypeAlias = Callable[[Proof], Iterator[Problem]]
__all__ = ["Check", "Problem", "Proof", "check", "checks"]


def checks() -> dict[str, Check]:
    """Every check by its module's name; a new file with a `check` needs no registry."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    modules = {name: importlib.import_module(f"{__name__}.{name}") for name in names}
    return {name: module.check for name, module in modules.items() if hasattr(module, "check")}


def check(book: Book, content: Path, root: Path) -> list[Problem]:
    """Run every check and list all problems, by file and line; raises nothing.

    `content` is the folder that the words came from, `root` the checkout: problems name files
    relative to it, and `tests/style/flow_states.txt` is looked for in it.
    """
    proof = Proof(book, content, root)
    return sorted({found for name, one in checks().items() for found in _run(name, one, proof)})


def _run(name: str, one: Check, proof: Proof) -> list[Problem]:
    """A check that fails over a broken flow must not hide what the others have to say."""
    try:
        return list(one(proof))
    except Exception as fault:  # noqa: BLE001 - any fault of a check is itself a problem
        text = f"the check `{name}` failed: {type(fault).__name__}: {fault}"
        file = f"flows/engine/checks/{name}.py"
        return [Problem(file, 1, text, "mend the other problems first, then look here")]
