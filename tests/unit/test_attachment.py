from __future__ import annotations

import csv
import io
import json
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.__main__ import main
from bot.cli.score import scored
from bot.errors import Trouble
from flows.attachment import (
    STYLES,
    Instrument,
    InstrumentError,
    Unscorable,
    changed,
    position,
    read,
    read_all,
)
from flows.attachment.instruments import AXES

FOLDER = Path(__file__).parents[2] / "content" / "instruments"
ECR12, ECR36 = read(FOLDER / "ecr-12.yaml"), read(FOLDER / "ecr-36.yaml")
TWELVE = st.lists(st.integers(1, 5), min_size=12, max_size=12)


def answers(instrument: Instrument, anxiety: int, avoidance: int) -> list[int | None]:
    """Somebody who stands at these two places on every item, reversed items turned."""
    level = {"anxiety": anxiety, "avoidance": avoidance}
    low, high = instrument.scale.low, instrument.scale.high
    return [
        low + high - level[item.axis] if item.reversed else level[item.axis]
        for item in instrument.items
    ]


def test_every_instrument_here_can_be_read() -> None:
    assert {"ecr-12", "ecr-36"} <= set(read_all(FOLDER))


def test_published_items_stand_here_without_their_wording() -> None:
    assert [item.text for item in (*ECR12.items, *ECR36.items) if item.text] == []


def test_a_row_worked_by_hand() -> None:
    # anxiety: 5+4+4+3+5+4 = 25, avoidance: 2, then 15R 25R 27R 29R 31R of 4 5 4 4 3 -> 2 1 2 2 3
    row = {"Q2": 5, "Q6": 4, "Q8": 4, "Q14": 3, "Q18": 5, "Q24": 4}
    row |= {"Q9": 2, "Q15": 4, "Q25": 5, "Q27": 4, "Q29": 4, "Q31": 3}
    found = position(ECR12, [row[item.id] for item in ECR12.items])
    anxiety, avoidance = found.axes["anxiety"], found.axes["avoidance"]
    assert anxiety.mean == pytest.approx(25 / 6)
    assert avoidance.mean == pytest.approx(12 / 6)
    assert (anxiety.percentile, avoidance.percentile) == (79.317, 30.037)
    # T = 3.3022 + .62 (4.1667 - 3.3022) = 3.8382; SE = .9637 sqrt(.62 .38) = .46777; z = 1.7919
    assert anxiety.estimate == pytest.approx(3.8382, abs=1e-4)
    assert anxiety.error == pytest.approx(0.46777, abs=1e-5)
    assert anxiety.chance == pytest.approx(0.96343, abs=1e-4)
    # 1.645 standard errors of measurement: 1.6449 * .9637 * sqrt(.2) = .70892
    assert anxiety.low == pytest.approx(25 / 6 - 0.70892, abs=1e-4)
    assert anxiety.high == pytest.approx(25 / 6 + 0.70892, abs=1e-4)
    # T = 2.5511 + .58 (2 - 2.5511) = 2.23146; SE = .9057 sqrt(.58 .42) = .44702; z = -1.7193
    assert avoidance.chance == pytest.approx(0.04278, abs=1e-4)
    assert found.probabilities["preoccupied"] == pytest.approx(0.96343 * 0.95722, abs=1e-3)
    assert (found.wording, found.styles) == ("mostly", ["preoccupied"])


@pytest.mark.parametrize(
    ("anxiety", "avoidance", "style"),
    [(1, 1, "secure"), (5, 1, "preoccupied"), (1, 5, "dismissing"), (5, 5, "fearful")],
)
@pytest.mark.parametrize("instrument", [ECR12, ECR36], ids=lambda one: one.id)
def test_the_corners(instrument: Instrument, anxiety: int, avoidance: int, style: str) -> None:
    found = position(instrument, answers(instrument, anxiety, avoidance))
    assert (found.wording, found.styles) == ("mostly", [style])
    assert not found.straight or len(instrument.items) == 0


def test_between_two_names_both() -> None:
    found = position(ECR12, answers(ECR12, 3, 2))
    assert found.wording == "between"
    assert found.styles == ["preoccupied", "secure"]


@given(TWELVE)
def test_chances_are_chances(row: list[int]) -> None:
    found = position(ECR12, row)
    assert sum(found.probabilities.values()) == pytest.approx(1)
    assert set(found.probabilities) == set(STYLES)
    for axis in found.axes.values():
        assert 1 <= axis.low <= axis.mean <= axis.high <= 5
        assert 0 <= axis.chance <= 1


@given(TWELVE, st.integers(0, 11))
def test_one_step_up_never_moves_an_axis_down(row: list[int], at: int) -> None:
    item = ECR12.items[at]
    step = -1 if item.reversed else 1
    if not 1 <= row[at] + step <= 5:
        return
    higher = [*row]
    higher[at] += step
    before, after = position(ECR12, row), position(ECR12, higher)
    assert after.axes[item.axis].chance > before.axes[item.axis].chance
    other = next(axis for axis in AXES if axis != item.axis)
    assert after.axes[other] == before.axes[other]


@given(TWELVE)
def test_turning_every_answer_turns_both_axes(row: list[int]) -> None:
    found, turned = position(ECR12, row), position(ECR12, [6 - answer for answer in row])
    for axis in AXES:
        assert turned.axes[axis].mean == pytest.approx(6 - found.axes[axis].mean)


@given(st.permutations(range(6)), st.lists(st.integers(1, 5), min_size=6, max_size=6))
def test_within_an_axis_the_order_does_not_matter(order: list[int], given_: list[int]) -> None:
    places = [at for at, _ in ECR12.keys["anxiety"]]
    row: list[int | None] = [3] * 12
    mixed = [*row]
    for n, at in enumerate(places):
        row[at], mixed[at] = given_[n], given_[order[n]]
    assert position(ECR12, row).axes == position(ECR12, mixed).axes


def test_one_blank_an_axis_is_allowed_and_left_out_of_the_mean() -> None:
    row = answers(ECR12, 4, 2)
    row[0] = None  # Q2, anxiety
    found = position(ECR12, row)
    assert found.axes["anxiety"].mean == 4
    assert found.axes["anxiety"].percentile == 73.332
    row[1] = None
    with pytest.raises(Unscorable, match="2 of 6 answers on anxiety are missing"):
        position(ECR12, row)


def test_between_two_sums_the_percentile_lies_between() -> None:
    row: list[int | None] = answers(ECR12, 4, 2)
    anxious = [at for at, _ in ECR12.keys["anxiety"]]
    row[anxious[0]], row[anxious[1]] = None, 3  # five answers of 19: 22.8 of six
    found = position(ECR12, row).axes["anxiety"].percentile
    assert found == pytest.approx(60.390 + 0.8 * (66.912 - 60.390), abs=1e-3)


@pytest.mark.parametrize("bad", [0, 6, -1, 99])
def test_an_answer_outside_the_scale_is_not_scored(bad: int) -> None:
    row = answers(ECR12, 3, 3)
    row[5] = bad
    with pytest.raises(Unscorable, match="outside 1 to 5"):
        position(ECR12, row)


def test_a_wrong_count_is_not_scored() -> None:
    with pytest.raises(Unscorable, match="12 answers are needed, not 3"):
        position(ECR12, [1, 2, 3])


def test_all_the_same_is_told_apart() -> None:
    assert position(ECR12, [4] * 12).straight
    assert not position(ECR12, [4] * 11 + [3]).straight


def test_change_is_told_from_noise() -> None:
    # RCI 95 % of the ECR-12 on the 1-7 scale is 1.79 and 1.68: divided by 1.5, 1.19 and 1.12
    edge = 1.96 * math.sqrt(2) * ECR12.statistics["anxiety"].sd * math.sqrt(0.2)
    assert edge == pytest.approx(1.19, abs=0.01)
    assert changed(ECR12, "anxiety", 4.0, 4.0 - edge - 0.01).verdict == "changed"
    assert changed(ECR12, "anxiety", 4.0, 4.0 - edge + 0.01).verdict == "probably"
    assert changed(ECR12, "anxiety", 4.0, 3.2).verdict == "unclear"
    three = changed(ECR12, "anxiety", 4.0, 3.2, sittings=3)
    assert three.verdict == "changed"
    assert three.low < three.difference < three.high < 0


@given(st.floats(1, 5), st.floats(1, 5))
def test_change_has_no_direction_of_its_own(before: float, after: float) -> None:
    there, back = (
        changed(ECR12, "avoidance", before, after),
        changed(ECR12, "avoidance", after, before),
    )
    assert there.verdict == back.verdict
    assert there.difference == pytest.approx(-back.difference)


def broken(tmp_path: Path, old: str, new: str) -> Path:
    text = (FOLDER / "ecr-12.yaml").read_text()
    assert old in text
    (tmp_path / "broken.yaml").write_text(text.replace(old, new, 1))
    return tmp_path / "broken.yaml"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("id: Q6,", "id: Q2,", "an item's id stands twice"),
        ("low: 1, high: 5", "low: 5, high: 1", "must be above"),
        ("missing: 1", "missing: 6", "anxiety: 6 items and `missing` is 6"),
        ("retest: 0.80", "retest: 1.80", "must lie between 0 and 1"),
        ("mean: 3.3022", "mean: 33.022", "in units of the scale"),
        ("30: 98.771}", "31: 98.771}", "needs every sum, 6 to 30"),
        ("axis: anxiety}", "axis: worry}", "write it as the instruments beside it"),
        ("missing: 1", "mising: 1", "write it as the instruments beside it"),
    ],
)
def test_a_broken_instrument_says_what_is_wrong(
    tmp_path: Path, old: str, new: str, says: str
) -> None:
    with pytest.raises(InstrumentError, match=says):
        read(broken(tmp_path, old, new))


def table(*rows: dict[str, object]) -> io.StringIO:
    out = io.StringIO()
    writer = csv.DictWriter(out, ["country", *(f"Q{n}" for n in range(1, 37))], restval="")
    writer.writeheader()
    writer.writerows(rows)
    out.seek(0)
    return out


def test_rows_become_lines_and_other_columns_are_left_alone() -> None:
    full = {f"Q{n}": 3 for n in range(1, 37)} | {"Q2": 5, "country": "XX"}
    blank = full | {"Q2": 0, "Q6": ""}
    odd = full | {"Q2": "five"}
    lines = [json.loads(line) for line in scored(FOLDER / "ecr-12.yaml", table(full, blank, odd))]
    assert list(lines[0]) == ["anxiety", "avoidance", "probabilities", "wording", "styles"]
    assert list(lines[0]["anxiety"]) == ["mean", "low", "high", "percentile"]
    assert lines[0]["anxiety"]["mean"] == pytest.approx(20 / 6)
    assert lines[1] == {"problem": "2 of 6 answers on anxiety are missing"}
    assert "no whole number" in lines[2]["problem"]


def test_a_header_without_the_items_is_told_to_the_operator() -> None:
    with pytest.raises(Trouble, match="the header lacks Q2, Q6, Q8 …; name the columns"):
        list(scored(FOLDER / "ecr-12.yaml", io.StringIO("a,b\n1,2\n")))


def test_lab_score_without_an_instrument_says_what_to_give(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["lab", "score"]) == 2
    assert "--instrument FILE" in capsys.readouterr().err


def test_lab_score_reads_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", table({f"Q{n}": 3 for n in range(1, 37)}))
    assert main(["lab", "score", "--instrument", str(FOLDER / "ecr-36.yaml")]) == 0
    assert json.loads(capsys.readouterr().out)["straight"] is True
