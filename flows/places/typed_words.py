"""What typed numbers look like, told alike: figures of any script, words, halves."""

import re
import unicodedata

LONGEST = 80  # characters: more is not a time
_UNITS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "ninety": 90,
}  # fmt: skip
_NUMBERS = {"zero": 0, **{word: number for number, word in enumerate(_UNITS, 1)}, **_TENS}
_NUMBER = re.compile(
    rf"\b({'|'.join(_TENS)})[ -]({'|'.join(_UNITS[:9])})\b|\b({'|'.join(_NUMBERS)})\b"
)
_SIGNS = {"½": "half ", "¼": "quarter "}
_SIGN = re.compile(r"((?<=\d) ?)?([½¼])")


def plain(text: str) -> str:
    """Lower case, number words as figures, single spaces; empty for more than LONGEST characters.

    "Forty-five MIN" -> "45 min", "1½ h" -> "1 + half h", "２１" -> "21".
    """
    text = " ".join(text.split())
    if len(text) > LONGEST:
        return ""
    text = _SIGN.sub(lambda sign: " + " * (sign[1] is not None) + _SIGNS[sign[2]], text)
    text = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    return _NUMBER.sub(_figures, " ".join(text.split()))


def _figures(found: re.Match[str]) -> str:
    return str(_TENS[found[1]] + _NUMBERS[found[2]] if found[1] else _NUMBERS[found[3]])
