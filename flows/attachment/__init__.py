"""Where somebody stands between closeness and distance: instruments, positions, change.

Knows nothing of the engine. Formulas and figures carry their sources where they stand.
"""

from flows.attachment.change import Change, changed
from flows.attachment.instruments import Instrument, InstrumentError, Item, read, read_all
from flows.attachment.position import STYLES, Axis, Position, Unscorable, position

__all__ = [
    "STYLES",
    "Axis",
    "Change",
    "Instrument",
    "InstrumentError",
    "Item",
    "Position",
    "Unscorable",
    "changed",
    "position",
    "read",
    "read_all",
]
