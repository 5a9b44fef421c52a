"""What can be done in the body editor: the table that keys, toolbar and menus are made from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from app.letter.model import Level


@dataclass(frozen=True, slots=True)
class Deed:
    """Something to do: id (its name is the text ``body.deed_<id>``), shortcut, sign on the toolbar.

    ``reads`` marks what also works in a locked letter.
    """

    id: str
    shortcut: str = ""
    reads: bool = False


DEEDS: Final = (
    Deed("bold", "Ctrl+B"),
    Deed("italic", "Ctrl+I"),
    Deed("underline", "Ctrl+U"),
    Deed("superscript", "Ctrl+Shift+="),
    Deed("clear_looks", "Ctrl+Space"),
    Deed("align_left", "Ctrl+L"),
    Deed("align_center", "Ctrl+E"),
    Deed("align_right", "Ctrl+R"),
    Deed("align_justify", "Ctrl+J"),
    Deed("deeper", "Tab"),
    Deed("higher", "Shift+Tab"),
    Deed("title", "Ctrl+Shift+K"),
    Deed("footnote", "Ctrl+Alt+F"),
    Deed("table", "Ctrl+Shift+T"),
    Deed("legal_basis", "Ctrl+Alt+C"),
    Deed("page_break", "Ctrl+Return"),
    Deed("citation", "Ctrl+Shift+C"),
    Deed("prompt", "Ctrl+Alt+D"),
    Deed("find", "Ctrl+F", reads=True),
    Deed("replace", "Ctrl+H"),
    Deed("find_next", "F3", reads=True),
    Deed("find_previous", "Shift+F3", reads=True),
    Deed("paste_plain", "Ctrl+Shift+V"),
    Deed("leave", "F6", reads=True),
    # Tab changes the level here, so the way to the fields before and after is with Ctrl.
    Deed("next_field", "Ctrl+Tab", reads=True),
    Deed("previous_field", "Ctrl+Shift+Tab", reads=True),
)
BY_ID: Final = {deed.id: deed for deed in DEEDS}

# The levels of the menu with their keys; "level_…" is the id of each.
LEVEL_KEYS: Final = {
    Level.PLAIN: "Ctrl+Alt+0",
    Level.ITEM: "Ctrl+Alt+1",
    Level.POINT: "Ctrl+Alt+2",
    Level.DASH: "Ctrl+Alt+3",
    Level.PLUS: "Ctrl+Alt+4",
    Level.ROMAN_SECTION: "Ctrl+Alt+5",
    Level.ARTICLE: "Ctrl+Alt+6",
    Level.LEGAL_BASIS: "",
    Level.PART: "",
    Level.CHAPTER: "",
    Level.SECTION: "",
    Level.SUBSECTION: "",
}
