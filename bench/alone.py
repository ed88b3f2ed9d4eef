"""What the mind needs alone: its modules imported by a fresh interpreter, without the body.

python -m bench.alone
"""

from __future__ import annotations

import statistics
import subprocess
import sys
from pathlib import Path

TIMES = 7
MOST_SECONDS, MOST_MEGABYTES = 0.3, 40  # research/performance.md, 13
ROOT = Path(__file__).parents[1]
CHILD = """
import time
begin = time.perf_counter()
{work}
taken = time.perf_counter() - begin
import os
from bench.vitals import vitals
print(taken, vitals(os.getpid()).memory)
"""
WORK = {
    "nothing": "pass",
    "the engine": "import flows.engine.turn, flows.engine.render, flows.engine.book",
    "every flow, with its words read": "from bot.home import book; book()",
}


def measured(work: str) -> tuple[float, float]:
    """Median seconds, and megabytes with the interpreter, after `work` in a fresh process."""
    runs = []
    for _ in range(TIMES):
        command = [sys.executable, "-c", CHILD.format(work=work)]
        said = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
        runs.append([float(number) for number in said.split()])
    seconds, memory = (statistics.median(numbers) for numbers in zip(*runs, strict=True))
    return seconds, memory


def main() -> None:
    """Print the table."""
    print(f"Imported alone, medians of {TIMES} (≤ {MOST_SECONDS} s, ≤ {MOST_MEGABYTES} MB)")
    for name, work in WORK.items():
        seconds, memory = measured(work)
        print(f"  {name:<36} {seconds:6.3f} s {memory:6.1f} MB")


if __name__ == "__main__":
    main()
