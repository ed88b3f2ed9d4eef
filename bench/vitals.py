"""Memory and processor time of another process, as the system tells them."""

from __future__ import annotations

import os
import resource
import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Vitals:
    """`memory`: resident megabytes now; `cpu`: seconds of processor time so far."""

    memory: float
    cpu: float


def vitals(pid: int) -> Vitals:
    """Of this process, without its children. Raises OSError if it has gone."""
    here = Path(f"/proc/{pid}")
    if not here.exists():  # macOS
        said = subprocess.check_output(["ps", "-o", "rss=,time=", "-p", str(pid)], text=True)  # noqa: S607
        kilobytes, clock = said.split()
        minutes, seconds = clock.rsplit(":", 1)
        return Vitals(int(kilobytes) / 1000, int(minutes) * 60 + float(seconds))
    pages = int((here / "statm").read_text(encoding="ascii").split()[1])
    fields = (here / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    ticks = int(fields[11]) + int(fields[12])  # user and system; field 3 is the first here
    return Vitals(pages * resource.getpagesize() / 1e6, ticks / os.sysconf("SC_CLK_TCK"))
