"""As fast as Telegram bears, on a clock by hand: times are seconds."""

from __future__ import annotations

import pytest

from bot.pace import A_CHAT_BURST, A_GROUP_BURST, IN_ALL, MOST_CHATS, Bucket, Pace

ANN, GROUP = "telegram:1", "telegram:-100"


def sends(pace: Pace, address: str, until: float, step: float = 0.05) -> int:
    """How many deeds one chat gets out, asking again and again."""
    now, sent = 0.0, 0
    while now < until:
        if pace.wait(now, address) == 0:
            pace.take(now, address)
            sent += 1
        else:
            now += step
    return sent


def test_a_burst_in_a_chat_and_then_one_a_second() -> None:
    assert sends(Pace(), ANN, 10.0) == pytest.approx(A_CHAT_BURST + 10, abs=1)


def test_a_group_gets_twenty_a_minute() -> None:
    assert sends(Pace(), GROUP, 60.0) == pytest.approx(A_GROUP_BURST + 20, abs=1)


def test_a_chat_that_was_idle_is_not_forgotten_at_once() -> None:
    pace = Pace()
    for _ in range(int(A_CHAT_BURST)):
        pace.take(0.0, ANN)
    assert pace.wait(0.0, ANN) == pytest.approx(1.0)


def test_one_chat_does_not_slow_another() -> None:
    pace = Pace()
    for _ in range(40):
        pace.take(0.0, ANN)
    assert pace.wait(0.0, "telegram:2") == 0


def test_bulk_gets_moments_of_its_own_thirty_a_second_in_all() -> None:
    pace = Pace()
    slots = [pace.bulk_slot(0.0) for _ in range(300)]
    assert slots == sorted(set(slots))
    assert slots[-1] == pytest.approx(299 / IN_ALL)


def test_bulk_yields_to_answers() -> None:
    pace = Pace()
    for person in range(60):
        pace.take(0.0, f"telegram:{person}")
    assert pace.bulk_slot(0.0) > 0.9


def test_answers_do_not_wait_for_the_budget_of_bulk() -> None:
    pace = Pace()
    for person in range(500):
        assert pace.wait(0.0, f"telegram:{person}") == 0
        pace.take(0.0, f"telegram:{person}")


def test_a_hold_is_for_everybody_and_ends() -> None:
    pace = Pace()
    pace.hold(10.0, 3.0)
    assert pace.wait(11.0, ANN) == pytest.approx(2.0)
    assert pace.wait(13.0, ANN) == 0


def test_buckets_do_not_pile_up() -> None:
    pace = Pace()
    for person in range(3 * MOST_CHATS):
        pace.wait(0.0, f"telegram:{person}")
    assert len(pace._chats) <= MOST_CHATS


def test_a_bucket_fills_no_higher_than_its_burst() -> None:
    bucket = Bucket(1.0, 3.0)
    bucket.take(0.0)
    assert bucket.wait(1e6) == 0
    assert bucket.tokens == 3.0


def test_in_a_terminal_nothing_waits() -> None:
    pace = Pace(patient=False)
    for _ in range(100):
        pace.take(0.0, ANN)
    assert pace.wait(0.0, ANN) == 0
    assert pace.bulk_slot(5.0) == 5.0
