"""Writes docs/pictures/chat.png, the README's picture: one evening, played on the product itself.

    python tools/make_chat_picture.py

Run it again when words or screens of /pause or /timeout have changed; a test says so. The words in
the picture are kept in the file too, as its description. Colours and shapes: tools/chat.svg.
"""

import io
import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

from PIL import Image, PngImagePlugin

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bot.pictures.raster import png  # noqa: E402 (needs the path above)
from flows.localtime import clock  # noqa: E402
from tests.stage import Beat, Stage, the_book  # noqa: E402
from tools.chat_layout import Mine, Phone, Screen, Tap, draw  # noqa: E402

PICTURE: Final = ROOT / "docs/pictures/chat.png"
NAME: Final = "Daily notes"  # as neutral as the README advises
NOTE: Final = (
    "Dark keys are taps. In the chat a tap turns one screen into the next; "
    "here they stand one after another."
)
ZONE: Final = "Europe/London"
BEGIN: Final = datetime(2026, 3, 10, 21, 40, tzinfo=UTC)


@dataclass
class Evening:
    """A talk as it goes, and the phones on which it is shown."""

    stage: Stage
    phones: list[Phone] = field(default_factory=list)

    def turns(self) -> None:
        """What comes next is shown on another phone."""
        self.phones.append(Phone(clock(self.stage.now, ZONE), []))

    def writes(self, text: str) -> None:
        """The person writes."""
        self.phones[-1].items.append(Mine(text))
        self._shows(self.stage.types(text))

    def taps(self, key: str, *, turning: bool = False) -> None:
        """The person taps a key of the last screen; what comes of it may stand on a new phone."""
        items = self.phones[-1].items
        _, message = self.stage.said[-1]
        items[-1] = Screen(message, tapped=self._label(key))
        beat = self.stage.presses(key)
        if turning:
            self.turns()
        self._shows(beat)

    def passes(self, key: str) -> None:
        """The person taps a key of the last screen, of which only this tap is shown."""
        self.phones[-1].items[-1] = Tap(self._label(key))
        self._shows(self.stage.presses(key))

    def _label(self, key: str) -> str:
        say, message = self.stage.said[-1]
        keys = zip(say.buttons, message.rows, strict=True)
        return next(
            shown.label
            for row in keys
            for button, shown in zip(*row, strict=True)
            if key in {button.key, shown.label}
        )

    def _shows(self, beat: Beat) -> None:
        self.phones[-1].items.extend(Screen(message) for _, message in beat.said)


def play() -> list[Phone]:
    """Five taps from /pause to a time-out, whose sentence names a time to return."""
    evening = Evening(Stage(the_book(), {"adult": True, "zone": ZONE}, BEGIN))
    evening.turns()
    evening.writes("/pause")
    evening.stage.waits(timedelta(minutes=1))
    evening.taps("done", turning=True)
    evening.taps("8")
    evening.taps("reach")
    evening.stage.waits(timedelta(minutes=1))
    evening.taps("5", turning=True)
    evening.taps("timeout")
    evening.passes("overwhelmed")
    evening.passes("20")
    return evening.phones


def texts(svg: str) -> list[str]:
    """Every line of words in a drawing, as it is read."""
    lines = ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")  # noqa: S314 (ours)
    return ["".join(line.itertext()).strip() for line in lines]


def svg() -> str:
    """The picture as it would be drawn today."""
    return draw(NAME, NOTE, play())


def main() -> None:
    """Makes the picture."""
    drawing = svg()
    words = PngImagePlugin.PngInfo()
    words.add_itxt("Description", "\n".join(texts(drawing)))
    picture = Image.open(io.BytesIO(png(drawing))).convert("RGB")
    picture.save(PICTURE, optimize=True, pnginfo=words)
    print(f"{PICTURE.name}: {picture.size}, {PICTURE.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
