"""The rewriter's data belong to what its authors wrote, and different texts get different words."""

from __future__ import annotations

import os
from collections import Counter

import msgspec
import pytest

from flows.rewriting import rewrite
from flows.rewriting.reading import read_for_model
from flows.rewriting.situations import by_key, topics
from flows.rewriting.tables import CONTENT
from tools import train_rewriter
from tools.train_rewriter import Line, compiled, examples, labelled, trained, vocabulary


@pytest.fixture(scope="module")
def lines() -> list[Line]:
    return list(examples())


def test_the_compiled_situations_are_those_that_were_written() -> None:
    written = msgspec.json.format(msgspec.json.encode(compiled()), indent=1)
    assert written == (CONTENT / "situations.json").read_bytes()


def test_the_words_are_those_of_the_lines(lines: list[Line]) -> None:
    known = (CONTENT / "words.txt").read_text("utf-8").split()
    assert known == vocabulary(lines, compiled())


@pytest.mark.skipif("REBUILD" not in os.environ, reason="takes a minute: REBUILD=1 make test")
def test_a_part_of_the_model_is_built_again_as_it_stands(lines: list[Line]) -> None:
    """Situations are told apart within their topic, so a topic's part can be learnt by itself."""
    topic = "lateness"
    keys = labelled(lines, compiled())["situations"]
    every = [read_for_model(line.text) for line, key in zip(lines, keys, strict=True) if key]
    named = [key for key in keys if key]
    again = _weights(trained("situations", every, named, only=topic))
    there = _weights((CONTENT / "situations.tsv").read_text("utf-8"))
    mine = {at: weight for at, weight in there.items() if at[1].startswith(f"{topic}/")}
    off = [at for at in again.keys() | mine.keys() if abs(again.get(at, 0) - mine.get(at, 0)) > 2]
    edge = train_rewriter.SMALLEST["situations"] + 2  # what is barely kept may fall either way
    assert not [at for at in off if max(abs(again.get(at, 0)), abs(mine.get(at, 0))) > edge]


def _weights(text: str) -> dict[tuple[str, str], int]:
    head, *rows = text.splitlines()
    classes = head.split("\t")[1].split(" ")
    return {
        (name, classes[int(place)]): int(weight)
        for name, _, pairs in (row.split("\t") for row in rows)
        for place, weight in (pair.split(":") for pair in pairs.split(" ") if pair)
    }


def test_there_is_enough_to_choose_from() -> None:
    assert len(topics()) >= 57
    assert sum(not one.general for one in by_key().values()) >= 350
    for one in by_key().values():
        assert len(one.because) >= 3, one.key
        assert len(one.love) >= 2, one.key
        asks = (*one.asks.habit, *one.asks.next, *one.asks.repair)
        assert len(asks) >= 3, one.key
        assert all(ask.endswith("?") for ask in (*asks, *one.asks.short)), one.key


def test_fifty_texts_of_a_topic_get_fifty_answers(lines: list[Line]) -> None:
    for topic in ("phone_use", "in_laws"):
        mine = [line.text for line in lines if line.topic == topic and line.kind == "complaint"]
        found = [rewrite(text) for text in dict.fromkeys(mine)]
        said = [tuple(v.text for v in one.versions) for one in found if one.versions][:50]
        assert len(said) == 50
        assert not [three for three, often in Counter(said).items() if often > 1], topic
