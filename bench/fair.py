"""Fair timings: variants take turns round by round, so that a busy moment hits all of them."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Mapping

ROUNDS = 7


def interleaved(
    variants: Mapping[str, Callable[[], int]], rounds: int = ROUNDS
) -> dict[str, float]:
    """Median microseconds of CPU per unit. Each variant does its work and says how many units."""
    taken: dict[str, list[float]] = {name: [] for name in variants}
    for _ in range(rounds):
        for name, work in variants.items():
            gc.collect()
            start = time.process_time()
            units = work()
            taken[name].append((time.process_time() - start) / units * 1e6)
    return {name: statistics.median(times) for name, times in taken.items()}


def table(title: str, medians: Mapping[str, float], base: str, unit: str = "µs") -> str:
    """A small table with each variant's ratio to `base`."""
    lines = [title]
    for name, value in medians.items():
        lines.append(f"  {name:<44} {value:9.1f} {unit}   x{value / medians[base]:.2f}")
    return "\n".join(lines)
