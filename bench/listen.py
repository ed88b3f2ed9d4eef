"""The listener: milliseconds a message, a long message, and the time to read its data.

python -m bench.listen
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

from flows.safety import listen

DATA = Path(__file__).parents[1] / "tests" / "data" / "listen"
LONGEST, BUDGET = 4096, 0.5  # characters of a Telegram message; milliseconds, the median
FIRST = """
import time, flows.safety
start = time.process_time()
flows.safety.listen("x")
print(time.process_time() - start)
"""


def texts(name: str) -> list[str]:
    """The lines of a set."""
    return [json.loads(row)["text"] for row in (DATA / f"{name}.jsonl").read_text().splitlines()]


def taken(text: str) -> float:
    """Milliseconds of CPU."""
    start = time.process_time()
    listen(text)
    return (time.process_time() - start) * 1e3


def fresh(given: list[str]) -> list[str]:
    """The texts, changed a little so that nothing is remembered of them."""
    return [f"{text} " + "." * (number % 7) for number, text in enumerate(given)]


def main() -> None:
    """Medians and the worst of a hundred."""
    for name in ("everyday", "written"):
        given = texts(name)
        for text in given:
            listen(text)
        each = sorted(map(taken, fresh(given)))
        worst = each[len(each) * 99 // 100]
        print(f"  {name:<9} median {statistics.median(each):.2f} ms, p99 {worst:.2f} ms")
        long = ". ".join(given)[:LONGEST]
        middle = statistics.median([taken(long + "." * more) for more in range(9)])
        print(f"  {name:<9} {LONGEST} characters {middle:.1f} ms")
    asked = [sys.executable, "-c", FIRST]
    first = subprocess.run(asked, capture_output=True, check=True, text=True)
    print(f"  the first message, data read: {float(first.stdout) * 1e3:.0f} ms")
    print(f"  budget: a median of {BUDGET} ms")


if __name__ == "__main__":
    main()
