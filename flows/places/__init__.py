"""Places and clocks: where someone is, from what they type. Knows nothing of the engine."""

from flows.places.gazetteer import Gazetteer, load
from flows.places.matches import CountryMatch, Match

__all__ = ["CountryMatch", "Gazetteer", "Match", "load"]
