"""Every action of the window in one table: id, keys, menu, icon, when it can be used."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto
from typing import NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from app.base.texts import text


class Menu(Enum):
    """The menus, from left to right."""

    FILE = "file"
    EDIT = "edit"
    INSERT = "insert"
    VIEW = "view"
    TOOLS = "tools"
    HELP = "help"


class When(Enum):
    """What an action needs to be of use."""

    ALWAYS = auto()
    OPEN = auto()  # a letter is open
    EDITABLE = auto()  # … and not issued
    UNDO = auto()
    REDO = auto()
    STORED = auto()  # the letter has a file


class Spec(NamedTuple):
    """One action. Its words stand under ui.action.<id>; ``does`` names a method of a part of the window.

    ``bar``: the toolbar shows it, with its words when ``worded``. ``gap``: a line stands above it.
    """

    id: str
    does: str
    menu: Menu
    keys: tuple[str, ...] = ()
    when: When = When.OPEN
    icon: str = ""
    bar: bool = False
    worded: bool = False
    gap: bool = False


def _spec(menu: Menu, group: tuple[tuple[str, str], ...], when: When) -> tuple[Spec, ...]:
    """Plain actions of the page and the text, whose names say what they do."""
    return tuple(
        Spec(does.rpartition(".")[2], does, menu, (keys,) if keys else (), when) for does, keys in group
    )


_FILE = (
    Spec("new", "files.new", Menu.FILE, ("Ctrl+N",), When.ALWAYS, "file-plus", bar=True, worded=True),
    Spec("from_template", "templates.find", Menu.FILE, ("Ctrl+Shift+M",), When.ALWAYS, "layout-template"),
    Spec("open", "files.open", Menu.FILE, ("Ctrl+O",), When.ALWAYS, "folder-open", bar=True, worded=True),
    Spec("save", "files.save", Menu.FILE, ("Ctrl+S",), When.OPEN, "save", bar=True, worded=True, gap=True),
    Spec("save_as", "files.save_as", Menu.FILE, ("Ctrl+Shift+S",)),
    Spec("keep_template", "templates.keep", Menu.FILE),
    Spec("versions", "files.versions", Menu.FILE, when=When.STORED),
    Spec("word", "output.word", Menu.FILE, ("F12",), icon="file-type", bar=True, worded=True, gap=True),
    Spec("pdf", "output.pdf", Menu.FILE, ("Shift+F12",), icon="file-down", bar=True, worded=True),
    Spec("preview", "output.preview", Menu.FILE, ("Ctrl+F2",)),
    Spec("print", "output.to_printer", Menu.FILE, ("Ctrl+P",), icon="printer", bar=True, worded=True),
    Spec("mail", "output.mail", Menu.FILE, ("Ctrl+Alt+M",), gap=True),
    Spec("close", "files.close", Menu.FILE, ("Ctrl+W", "Ctrl+F4"), gap=True),
    Spec("quit", "window.close", Menu.FILE, ("Ctrl+Q",), When.ALWAYS),
)
_EDIT = (
    Spec("undo", "tools.undo", Menu.EDIT, ("Ctrl+Z",), When.UNDO, "undo-2", bar=True),
    Spec("redo", "tools.redo", Menu.EDIT, ("Ctrl+Y", "Ctrl+Shift+Z"), When.REDO, "redo-2", bar=True),
    Spec("find", "writing.find", Menu.EDIT, ("Ctrl+F",), gap=True),
    Spec("replace", "writing.replace", Menu.EDIT, ("Ctrl+H",), When.EDITABLE),
)
_INSERT = _spec(
    Menu.INSERT,
    (
        ("writing.insert_footnote", "Ctrl+Alt+F"),
        ("writing.insert_table", ""),
        ("writing.insert_basis", ""),
        ("writing.insert_citation", ""),
        ("writing.insert_page_break", ""),
        ("writing.add_appendix", ""),
    ),
    When.EDITABLE,
)
_VIEW = (
    *_spec(
        Menu.VIEW,
        (
            ("viewing.fit_width", "Ctrl+1"),
            ("viewing.fit_page", "Ctrl+2"),
            ("viewing.two_pages", "Ctrl+3"),
            ("viewing.zoom_in", "Ctrl+="),
            ("viewing.zoom_out", "Ctrl+-"),
        ),
        When.OPEN,
    ),
    Spec("place_write", "places.write", Menu.VIEW, ("Alt+1",), When.ALWAYS, "square-pen", gap=True),
    Spec("place_templates", "places.templates", Menu.VIEW, ("Alt+2",), When.ALWAYS, "layout-template"),
    Spec("place_letters", "places.letters", Menu.VIEW, ("Alt+3",), When.ALWAYS, "folder-search"),
    Spec("place_contacts", "places.contacts", Menu.VIEW, ("Alt+4",), When.ALWAYS, "book-user"),
    Spec("place_agencies", "places.agencies", Menu.VIEW, ("Alt+5",), When.ALWAYS, "landmark"),
    Spec("next_part", "viewing.next_part", Menu.VIEW, ("F6",), gap=True),
    Spec("previous_part", "viewing.previous_part", Menu.VIEW, ("Shift+F6",)),
    Spec("findings", "viewing.findings", Menu.VIEW, ("F8",)),
)
_TOOLS = (
    Spec("renew", "tools.renew", Menu.TOOLS, ("Ctrl+Shift+N",)),
    Spec("fill_on", "templates.fill_on", Menu.TOOLS, ("Ctrl+Shift+D",), When.EDITABLE),
    Spec("reply", "tools.reply", Menu.TOOLS, ("Ctrl+Shift+R",), When.EDITABLE),
    Spec("issue", "tools.issue", Menu.TOOLS, ("Ctrl+Shift+G",), When.EDITABLE),
    Spec("drafting", "tools.drafting", Menu.TOOLS, gap=True),
    Spec("consulting", "tools.consulting", Menu.TOOLS),
    Spec("submitted", "tools.submitted", Menu.TOOLS),
    Spec("skeletons", "skeletons.manage", Menu.TOOLS, (), When.ALWAYS, gap=True),
    Spec("back_up", "memory.back_up", Menu.TOOLS, (), When.ALWAYS, gap=True),
    Spec("restore", "memory.restore", Menu.TOOLS, (), When.ALWAYS),
    Spec("move", "memory.move", Menu.TOOLS, (), When.ALWAYS),
    Spec("settings", "tools.settings", Menu.TOOLS, ("Ctrl+,",), When.ALWAYS, "settings", gap=True),
)
_HELP = (
    Spec("help", "viewing.help", Menu.HELP, ("F1",)),
    Spec("keys", "tools.keys", Menu.HELP, ("Ctrl+F1",), When.ALWAYS),
    Spec("log", "tools.log", Menu.HELP, (), When.ALWAYS, gap=True),
    Spec("about", "tools.about", Menu.HELP, (), When.ALWAYS),
)
SPECS: tuple[Spec, ...] = (*_FILE, *_EDIT, *_INSERT, *_VIEW, *_TOOLS, *_HELP)
SPEC_OF: Mapping[str, Spec] = {spec.id: spec for spec in SPECS}


def build(parent: QObject) -> QActionGroup:
    """The actions as a group that tells which one was triggered."""
    group = QActionGroup(parent)
    group.setExclusionPolicy(QActionGroup.ExclusionPolicy.None_)
    for spec in SPECS:
        action = QAction(group)
        action.setObjectName(spec.id)
        action.setShortcuts([QKeySequence(keys) for keys in spec.keys])
        action.setEnabled(spec.when is When.ALWAYS)
    reword(group)
    return group


def reword(group: QActionGroup) -> None:
    """Give the actions their words in the language chosen now."""
    for action in group.actions():
        words = text(f"ui.action.{action.objectName()}")
        action.setText(words)
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        plain = words.replace("&", "").rstrip(".\u2026")  # the dots of a dialog
        # A space more between icon and words.
        action.setIconText(f" {plain}")
        action.setToolTip(f"{plain} ({keys})" if keys else plain)


def enable(group: QActionGroup, able: frozenset[When]) -> None:
    """Let those be used whose need is met."""
    for action in group.actions():
        when = SPEC_OF[action.objectName()].when
        action.setEnabled(when is When.ALWAYS or when in able)
