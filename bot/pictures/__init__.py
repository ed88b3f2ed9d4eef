"""Pictures: SVG templates, filled in by Jinja2 and drawn off the event loop.

To change colours, shapes and letter sizes, edit templates/<name>.svg.
"""

from bot.pictures.drawing import Rendered, UnknownPicture, key, medium, render
from bot.pictures.studio import Studio

__all__ = ["Rendered", "Studio", "UnknownPicture", "key", "medium", "render"]
