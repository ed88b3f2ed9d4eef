"""Everything that is kept of a person, handed to them: a page to read, and the same as data."""

from bot.exporting.exporter import Exporter

__all__ = ["Exporter"]
