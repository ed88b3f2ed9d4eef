"""The rewriter: milliseconds a line, a line beside the listener alone, 4,096 characters, import.

python -m bench.rewrite
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from flows.rewriting import rewrite
from flows.safety import listen

DATA = Path(__file__).parents[1] / "tests" / "data" / "rewrite"
LONGEST = 4096  # characters of a Telegram message
BUDGET, LONG_BUDGET, IMPORT_BUDGET = 5.0, 20.0, 0.3  # milliseconds; milliseconds; seconds
LINES = 400
IMPORT = """
import time
start = time.process_time()
import flows.rewriting
print(time.process_time() - start)
start = time.process_time()
flows.rewriting.rewrite("you never listen to me")
print(time.process_time() - start)
"""


def texts() -> list[str]:
    """Lines of every kind, evenly from all files."""
    rows = [row for file in sorted(DATA.glob("*.jsonl")) for row in file.read_text().splitlines()]
    return [json.loads(row)["text"] for row in rows[:: max(1, len(rows) // LINES)]]


def taken(act: Callable[[str], object], text: str) -> float:
    """Milliseconds of CPU."""
    start = time.process_time()
    act(text)
    return (time.process_time() - start) * 1e3


def main() -> None:
    """Medians, the worst of a hundred, and the ratio to listening alone in the same run."""
    given = texts()
    for text in given:
        rewrite(text)
    pairs = [(taken(rewrite, f"{one} "), taken(listen, f"{one}  ")) for one in given]
    each = sorted(mine for mine, _ in pairs)
    middle = statistics.median(each)
    alone = statistics.median(other for _, other in pairs)
    print(f"  a line: median {middle:.2f} ms, p99 {each[len(each) * 99 // 100]:.2f} ms")
    print(f"  listening alone: {alone:.2f} ms; the whole is {middle / alone:.1f} times that")
    long = ". ".join(given)[:LONGEST]
    whole = statistics.median([taken(rewrite, long + "." * more) for more in range(9)])
    print(f"  {LONGEST} characters: {whole:.1f} ms")
    asked = subprocess.run(
        [sys.executable, "-c", IMPORT], capture_output=True, check=True, text=True
    )
    imported, first = asked.stdout.split()
    print(f"  import {float(imported):.2f} s, the first line {float(first):.2f} s")
    print(f"  budget: {BUDGET} ms, {LONG_BUDGET} ms, {IMPORT_BUDGET} s")


if __name__ == "__main__":
    main()
