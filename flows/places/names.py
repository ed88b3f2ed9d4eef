"""A sorted table of names, searched as it lies in memory: for names as typed, and as mistyped."""

from itertools import pairwise

_NEAR_FROM = 5  # letters: shorter names are a slip away from too many others
_TWO_SLIPS_FROM = 8
_MOST_ENDINGS = 400  # lines looked at for one ending


class Names:
    """Lines `name TAB numbers`, sorted by bytes; the numbers: rows of a table, best known first.

    Held as the file's bytes: as Python strings in a dict it would be ten times as large.
    """

    def __init__(self, lines: bytes) -> None:
        self._lines = lines

    def exact(self, name: str) -> tuple[int, ...]:
        """The rows of this folded name."""
        start = self._seek(name.encode() + b"\t")
        key, rows = self._line(start)
        return rows if key == name else ()

    def near(self, name: str, best: int) -> tuple[int, ...]:
        """The rows of the name likeliest meant by a mistyped one, among the `best` best-known rows.

        One slip (a letter more, less, other, or two exchanged) from 5 letters on, two from 8 on.
        The beginning has to be right, or first letter and end: half the name, a third with two.
        """
        slips = 0 if len(name) < _NEAR_FROM else 1 if len(name) < _TWO_SLIPS_FROM else 2
        if not slips:
            return ()
        found, letters = [], set(name)
        for start in self._alike(name, max(2, (len(name) - 1) // (slips + 1))):
            key = self._lines[start : self._lines.find(b"\t", start)].decode()
            if (
                abs(len(key) - len(name)) > slips
                or len(letters.symmetric_difference(key)) > 2 * slips
            ):
                continue  # cannot be near; said cheaply, for it is so of nearly all
            rows = self._line(start)[1]
            if rows[:1] < (best,) and (away := distance(name, key, slips)) <= slips:
                found.append((away, rows))
        return min(found)[1] if found else ()

    def _alike(self, name: str, right: int) -> set[int]:
        """Where the lines are that share the first letter and the first or last `right` letters."""
        head, tail = name[:right].encode(), name[-right:].encode() + b"\t"
        starts = set()
        at, end = self._seek(head), self._seek(head + b"\xff")
        while at < end:
            starts.add(at)
            at = self._next(at)
        first = name[:1].encode()
        at, end = self._seek(first), self._seek(first + b"\xff")
        for _ in range(_MOST_ENDINGS):
            at = self._lines.find(tail, at, end)
            if at < 0:
                break
            starts.add(self._lines.rfind(b"\n", 0, at) + 1)
            at += 1
        return starts

    def _seek(self, wanted: bytes) -> int:
        """Where the first line is that is not before `wanted`."""
        lines, low, high = self._lines, 0, len(self._lines)
        while low < high:
            start = lines.rfind(b"\n", low, (low + high) // 2) + 1 or low
            end = self._next(start)
            if lines[start:end] < wanted:
                low = end
            else:
                high = start
        return low

    def _next(self, start: int) -> int:
        return self._lines.find(b"\n", start) + 1 or len(self._lines)

    def _line(self, start: int) -> tuple[str, tuple[int, ...]]:
        key, _, rows = self._lines[start : self._next(start)].partition(b"\t")
        return key.decode(), tuple(map(int, rows.split()))


def distance(one: str, other: str, most: int) -> int:
    """How many letters to insert, drop, replace or swap with their neighbour to get the other word.

    Optimal string alignment (Damerau 1964); some number above `most` when it is more than that.
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, (previous, letter) in enumerate(pairwise(" " + one), 1):
        before, above, row = row, before, [i]
        for j, right in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != right))
            if i > 1 < j and letter == other[j - 2] and previous == right:
                cost = min(cost, above[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]
