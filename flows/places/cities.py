"""The table of cities, kept as the file's bytes: a row is parsed when asked for, few ever are."""

from array import array
from collections.abc import Iterator
from typing import NamedTuple


class City(NamedTuple):
    """A city; `region` is the code of its state or "", `people` counts thousands."""

    name: str
    country: str
    region: str
    zone: str
    people: int


class Cities:
    """Lines `name TAB country TAB region TAB zone TAB people`, best known first, after comments."""

    def __init__(self, lines: bytes) -> None:
        self._lines = lines
        self._starts = array("I")
        start = 0
        while start < len(lines):
            if lines[start] != ord("#"):
                self._starts.append(start)
            start = self._end(start) + 1

    def __len__(self) -> int:
        return len(self._starts)

    def __getitem__(self, row: int) -> City:
        return self._parsed(self._starts[row])

    def of_region(self, country: str, region: str) -> Iterator[City]:
        """The cities of a state or province, by its code, best known first."""
        wanted = f"\t{country}\t{region}\t".encode()
        at = self._lines.find(wanted)
        while at >= 0:
            yield self._parsed(self._lines.rfind(b"\n", 0, at) + 1)
            at = self._lines.find(wanted, at + 1)

    def _end(self, start: int) -> int:
        end = self._lines.find(b"\n", start)
        return end if end >= 0 else len(self._lines)

    def _parsed(self, start: int) -> City:
        name, country, region, zone, people = (
            self._lines[start : self._end(start)].decode().split("\t")
        )
        return City(name, country, region, zone, int(people))
