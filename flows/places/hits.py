"""A name of a place in a text, before it is decided which place it is."""

from dataclasses import dataclass

from flows.places.tables import Region


@dataclass(frozen=True, slots=True)
class Hit:
    """What a name may be. `key` is folded; `cities` are rows of the table, best known first.

    `mistyped`: the text is only near to such a name.
    """

    key: str
    cities: tuple[int, ...] = ()
    countries: tuple[str, ...] = ()
    regions: tuple[Region, ...] = ()
    mistyped: bool = False

    @property
    def is_area(self) -> bool:
        """Whether cities can lie in it."""
        return bool(self.countries or self.regions)


@dataclass(frozen=True, slots=True)
class Reading:
    """The names in a text, in the order typed; `rest`: words that are neither names nor fillers."""

    hits: tuple[Hit, ...]
    rest: tuple[str, ...]
