"""What an operator is told: one line, with the remedy, and exit code 2."""


class Trouble(Exception):  # noqa: N818 - the base of errors that are named for what is wrong
    """Something outside the code is wrong; the message is one line with the remedy."""
