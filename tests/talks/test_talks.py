"""Every talk goes as its file says."""

from pathlib import Path

import pytest

from tests.talks.script import Talk, all_talks

FOLDER = Path(__file__).parent
TALKS = all_talks(FOLDER)


@pytest.mark.parametrize("file", TALKS, ids=[str(t.relative_to(FOLDER)) for t in TALKS])
def test_a_talk_goes_as_written(file: Path, request: pytest.FixtureRequest) -> None:
    text = file.read_text(encoding="utf-8")
    talk = Talk.read(text)
    assert talk.about, f"{file}: begin with a `# line` that says what it shows"
    assert talk.script, f"{file}: a talk needs lines `you: …`"
    today = talk.play()
    if request.config.getoption("--bless"):
        file.write_text(today, encoding="utf-8")
    else:
        assert text == today


def test_every_flow_has_a_happy_and_a_cancelled_talk() -> None:
    from tests.stage import the_book  # noqa: PLC0415 - the other test reads files only

    for name in the_book().flows:
        risks = {talk.parent.name for talk in all_talks(FOLDER / name)}
        assert {"happy", "cancelled"} <= risks, f"tests/talks/{name}: {sorted(risks)}"
