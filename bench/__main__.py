"""Every figure of `docs/figures.md`, measured here: about two minutes.

python -m bench
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
PARTS = ("alone", "engine", "listen", "rewrite", "store", "process")  # each in a process of its own
LONGEST = 120  # seconds that a part may take


def main() -> int:
    """Run them one after the other; 1 if one of them failed."""
    print(f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}")
    failed = 0
    for part in PARTS:
        begin = time.perf_counter()
        print(f"\n── {part} ──", flush=True)
        command = [sys.executable, "-m", f"bench.{part}"]
        try:
            failed |= subprocess.run(command, check=False, cwd=ROOT, timeout=LONGEST).returncode
        except subprocess.TimeoutExpired:
            print(f"not done after {LONGEST} s")
            failed = 1
        print(f"({time.perf_counter() - begin:.0f} s)", flush=True)
    return int(failed != 0)


if __name__ == "__main__":
    sys.exit(main())
