"""Hold the scorer against real answers: `python -m tools.validate_scorer ANSWERS [EXPECTED]`.

ANSWERS is the openpsychometrics ECR file of March 2018 (columns Q1 … Q36 and age; not in this
repository). Prints what docs/assessment.md tells: norms, alphas, wording classes, and how often the
likeliest area of twelve items is that of the other twenty-four. EXPECTED are rows scored elsewhere.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import fmean, pstdev, stdev

from flows.attachment.instruments import AXES, Instrument, read
from flows.attachment.position import STYLES, Position, Unscorable, position

INSTRUMENTS = Path(__file__).parents[1] / "content" / "instruments"
ADULT = range(18, 80)
BINS = (0.35, 0.45, 0.55, 0.65, 0.75, 0.85, 0.95)
Answers = Sequence[int]


def answers(row: Mapping[str, str]) -> list[int]:
    """The 36 answers; 0 is a blank."""
    return [int(row[f"Q{number}"]) for number in range(1, 37)]


def in_norms(row: Mapping[str, str]) -> bool:
    """Whether somebody belongs to the norm group: adult, nothing blank, not all alike."""
    given = answers(row)
    age = int(row["age"]) if row["age"].isdecimal() else 0
    return age in ADULT and min(given) >= 1 and len(set(given)) > 1


def scored(instrument: Instrument, given: Answers) -> Position:
    """A position by the instrument's own items."""
    places = [int(item.id.removeprefix("Q")) - 1 for item in instrument.items]
    return position(instrument, [given[at] or None for at in places])


def sums(instrument: Instrument, axis: str, given: Answers) -> list[int]:
    """An axis' answers after reversal."""
    return [
        6 - given[int(item.id[1:]) - 1] if item.reversed else given[int(item.id[1:]) - 1]
        for item in instrument.items
        if item.axis == axis
    ]


def alpha(rows: Sequence[Sequence[int]]) -> float:
    """Cronbach's alpha."""
    items = len(rows[0])
    parts = sum(stdev(column) ** 2 for column in zip(*rows, strict=True))
    return items / (items - 1) * (1 - parts / stdev([sum(row) for row in rows]) ** 2)


def norms(instrument: Instrument, people: Sequence[Answers]) -> None:
    """Mean, spread and alpha of each axis, beside those in the instrument's file."""
    for axis in AXES:
        rows = [sums(instrument, axis, given) for given in people]
        means = [fmean(row) for row in rows]
        known = instrument.statistics[axis]
        print(
            f"{instrument.id} {axis}: mean {fmean(means):.4f} ({known.mean:.4f} in the file), "
            f"sd {stdev(means):.4f} ({known.sd:.4f}), alpha {alpha(rows):.4f} ({known.alpha:.4f})"
        )


def calibration(short: Instrument, long: Instrument, people: Sequence[Answers]) -> None:
    """Stated chance of the likeliest area against the share in which the other items agree.

    The other items are easier or harder to agree to, so their cut is put where the scale's middle
    lies among the twelve: at the same number of standard deviations from the mean.
    """
    mine = {item.id for item in short.items}
    means: dict[str, list[float]] = {}
    for axis in AXES:
        items = [item for item in long.items if item.axis == axis and item.id not in mine]
        means[axis] = [
            fmean(6 - g[int(i.id[1:]) - 1] if i.reversed else g[int(i.id[1:]) - 1] for i in items)
            for g in people
        ]
    cuts = {}
    for axis in AXES:
        known = short.statistics[axis]
        z = (short.scale.middle - known.mean) / known.sd
        cuts[axis] = fmean(means[axis]) + z * pstdev(means[axis])
    found = [scored(short, given) for given in people]
    top = [max(one.probabilities.values()) for one in found]
    hits = []
    for at, one in enumerate(found):
        high = {axis: means[axis][at] > cuts[axis] for axis in AXES}
        hits.append(one.styles[0] == _area(high["anxiety"], high["avoidance"]))
    shares = Counter(one.wording for one in found)
    print({name: f"{100 * count / len(found):.1f} %" for name, count in shares.items()})
    for middle in BINS:
        near = [hit for chance, hit in zip(top, hits, strict=True) if abs(chance - middle) < 0.05]
        if near:
            print(f"stated {middle:.2f}: {fmean(near):.3f} of {len(near)}")


def _area(anxious: bool, avoidant: bool) -> str:
    return STYLES[(1 if anxious else 0) + (2 if avoidant else 0)]


def expected(
    file: Path, short: Instrument, long: Instrument, rows: Sequence[Mapping[str, str]]
) -> int:
    """How many figures differ from those scored elsewhere."""
    wrong = 0
    for row in csv.DictReader(file.read_text("utf-8").splitlines()):
        given = answers(rows[int(row["data_row_0based"])])
        for size, one in (("12", scored(short, given)), ("36", scored(long, given))):
            for axis, name in (("anxiety", "anx"), ("avoidance", "avo")):
                found = one.axes[axis]  # type: ignore[index]
                wrong += abs(found.mean - float(row[f"{name}{size}_mean_1to5"])) > 1e-6
                share = float(row[f"{name}{size}_pct_midrank"])
                wrong += abs((found.percentile or 0) - share) > 0.01
        chances = scored(short, given).probabilities
        wrong += sum(
            abs(chances[style] - float(row[f"P12_mid3_r62_58_{style}"])) > 1e-4 for style in STYLES
        )
    return wrong


def main() -> int:
    """Print it all; 1 if a row that was scored elsewhere differs."""
    if len(sys.argv) < 2:
        print(__doc__)
        return 2
    rows = list(csv.DictReader(Path(sys.argv[1]).read_text("utf-8").splitlines()))
    short, long = read(INSTRUMENTS / "ecr-12.yaml"), read(INSTRUMENTS / "ecr-36.yaml")
    people = [answers(row) for row in rows if in_norms(row)]
    print(f"{len(rows)} people, {len(people)} in the norm group")
    for instrument in (short, long):
        norms(instrument, people)
    calibration(short, long, people)
    blank = 0
    for row in rows:
        try:
            scored(short, answers(row))
        except Unscorable:
            blank += 1
    print(f"{blank} of all cannot be scored by twelve items")
    wrong = expected(Path(sys.argv[2]), short, long, rows) if len(sys.argv) > 2 else 0
    print(f"{wrong} figures differ from those scored elsewhere")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
