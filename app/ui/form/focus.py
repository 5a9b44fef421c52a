"""Where the keyboard is in the form, and how it gets from one field to another."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QScrollArea,
    QWidget,
)

from app.letter.positions import TextPosition
from app.ui.form.access import Indices
from app.ui.form.builder import Holder
from app.ui.form.context import ENTRY, Place, PlacedEditor
from app.ui.form.editors import ChoiceEditor, FlagEditor, LineEditor, TextEditor
from app.ui.form.findings import Teller, around, tellers_in
from app.ui.form.names_edit import NamesEdit
from app.ui.form.names_list import NamesList
from app.ui.form.repeats import RareRows, RepeatedRows
from app.ui.form.rows import FieldRow
from app.ui.form.section import Section
from app.ui.form.tab_order import tab_chain

_BODY = "body"
_MARGIN = 24

AnyEditor = LineEditor | TextEditor | ChoiceEditor | FlagEditor


class FormFocus(QObject):
    """Watches the keyboard inside one form.

    Signals:
        component_focused: field and indices of what the cursor is in.
        left: the keyboard left a field of the letter for the first time.
    """

    component_focused = Signal(str, tuple)
    left = Signal()

    def __init__(self, form: QScrollArea, page: QWidget) -> None:
        super().__init__(form)
        self._form, self._page = form, page
        self._followed: TextEditor | NamesEdit | None = None
        self._shown: Section | None = None
        self._wanted: QWidget | None = None
        self._told: Place | None = None
        self.visited: set[str] = set()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)

    # --- where it is

    def current(self) -> Place | None:
        """Field and indices of the widget with the keyboard; None when it is elsewhere."""
        return place_of(QApplication.focusWidget(), self._form)

    def helped(self) -> tuple[FieldRow | NamesList | Holder | None, str]:
        """The row that knows the help of what has the keyboard, and the field's key."""
        widget = QApplication.focusWidget()
        place = place_of(widget, self._form)
        while widget is not None and widget is not self._form:
            if isinstance(widget, NamesList) and place is None:
                return widget, widget.component  # one of its buttons
            if isinstance(widget, FieldRow | NamesList | Holder) and place is not None:
                return widget, place[0]
            widget = widget.parentWidget()
        return None, ""

    # --- going somewhere

    def enter(self, section: Section) -> None:
        """Put the keyboard where a section begins: a field, or a button while there is nothing to fill in."""
        shown = [one for one in tab_chain(section.content) if one.isVisibleTo(section.content)]
        begins = [one for one in shown if not isinstance(one, QAbstractButton) or one.property(ENTRY)]
        (begins or [section.head])[0].setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.show_section(section)

    def go_to(self, section: Section, component: str, path: Indices) -> None:
        """Put the keyboard into a field of a section, or into the nearest one around it."""
        by_place = {place: teller for teller in tellers_in(section.content) for place in teller.places}
        nearest = next((place for place in around(component, path) if place in by_place), None)
        if component == _BODY or nearest is None:
            self.enter(section)
            return
        self._enter_teller(by_place[nearest], component, path)

    def enter_text(self, section: Section, place: Place, position: TextPosition) -> None:
        """Lead to a place in a text; one that has the keyboard already puts its own cursor."""
        focus = QApplication.focusWidget()
        for holder in section.content.findChildren(Holder):
            editor = holder.editor
            has_keyboard = focus is not None and holder.isAncestorOf(focus)
            if holder.place == place and isinstance(editor, PlacedEditor) and not has_keyboard:
                editor.focus_position(position)

    def show_section(self, section: Section) -> None:
        """Bring a section into view, once it has its height."""
        self._shown = section
        QTimer.singleShot(0, self._on_laid_out)

    def show_widget(self, widget: QWidget) -> None:
        """Bring something into view, once it has its place."""
        self._wanted = widget
        QTimer.singleShot(0, self._on_placed)

    def _on_placed(self) -> None:
        if self._wanted is not None and self._page.isAncestorOf(self._wanted):
            self._form.ensureWidgetVisible(self._wanted, 0, _MARGIN)
        self._wanted = None

    def _enter_teller(self, teller: Teller, component: str, path: Indices) -> None:
        if isinstance(teller, NamesList):
            if path:
                teller.edit.select_row(path[0])
            teller.edit.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if isinstance(teller, RepeatedRows):
            fields = [one for one in tab_chain(teller) if not isinstance(one, QAbstractButton)]
            (fields or [teller.add])[0].setFocus(Qt.FocusReason.OtherFocusReason)
            return
        editors = [editor for editor in teller.editors if editor.binding.component == component]
        wanted = (editors or teller.editors)[0]
        for rare in _folded_around(teller):
            rare.set_open(True)
        if isinstance(wanted, QWidget):
            wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- following it

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        place = place_of(new, self._form)
        self._note_visit(place)
        if place is None:
            return
        self._follow(new)
        if new is not None and self._is_own(new):
            self._form.ensureWidgetVisible(new, 0, _MARGIN)
        self._tell(place)

    def _is_own(self, widget: QWidget) -> bool:
        """The editors of another hand scroll the form by themselves."""
        return self._page.isAncestorOf(widget) and not any(
            holder.isAncestorOf(widget) for holder in self._page.findChildren(Holder)
        )

    def _note_visit(self, place: Place | None) -> None:
        """The field that was told last is visited once the keyboard is in another one."""
        name = self._told[0].partition(".")[0] if self._told is not None else ""
        if name and name not in self.visited and (place is None or place[0].partition(".")[0] != name):
            self.visited.add(name)
            self.left.emit()

    def _tell(self, place: Place) -> None:
        if place != self._told:
            self._told = place
            self.component_focused.emit(*place)

    def _follow(self, widget: QWidget | None) -> None:
        """The line of the cursor of a growing text stays in view."""
        if self._followed is widget:
            return
        if self._followed is not None:
            self._followed.cursorPositionChanged.disconnect(self._on_cursor_moved)
            self._followed.destroyed.disconnect(self._on_followed_gone)
            self._followed = None
        if isinstance(widget, TextEditor | NamesEdit):
            self._followed = widget
            widget.cursorPositionChanged.connect(self._on_cursor_moved)
            widget.destroyed.connect(self._on_followed_gone)
            self._on_cursor_moved()

    def _on_followed_gone(self) -> None:
        self._followed = None

    def _on_cursor_moved(self) -> None:
        edit = self._followed
        if edit is None or not self._page.isAncestorOf(edit):
            return
        spot = edit.viewport().mapTo(self._page, edit.cursorRect().center())
        self._form.ensureVisible(spot.x(), spot.y(), 0, 2 * _MARGIN)
        place = place_of(edit, self._form)
        if place is not None:
            self._tell(place)

    def _on_laid_out(self) -> None:
        section = self._shown
        if section is None or not self._page.isAncestorOf(section):
            return
        top = section.mapTo(self._page, QPoint(0, 0)).y()
        room = self._form.viewport().height()
        bar = self._form.verticalScrollBar()
        if top + section.height() > bar.value() + room or top < bar.value():
            bar.setValue(top)


def place_of(widget: QWidget | None, form: QWidget) -> Place | None:
    """Field and indices of a widget of the form; None for one of none."""
    while widget is not None and widget is not form:
        if isinstance(widget, AnyEditor):
            return widget.binding.component, widget.binding.path
        if isinstance(widget, NamesEdit):
            return f"{widget.component}.name", (widget.row(),)
        if isinstance(widget, Holder):
            return widget.place
        widget = widget.parentWidget()
    return None


def _folded_around(row: FieldRow) -> list[RareRows]:
    """The fold that a row lies in, if it lies in one."""
    parent = row.parentWidget()
    return [parent] if isinstance(parent, RareRows) else []
