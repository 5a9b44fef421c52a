"""What a clerk's hands do to the form: find a field, type any letters, press keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from app.ui.form.access import Indices
from app.ui.form.editors import ChoiceEditor, FlagEditor, LineEditor, TextEditor
from app.ui.form.form import LetterForm
from app.ui.form.names_edit import NamesEdit
from app.ui.form.repeats import RareRows
from app.ui.form.rows import FieldRow
from app.ui.form.section import Section
from app.ui.form.tables import SECTIONS

Editor = LineEditor | TextEditor | ChoiceEditor | FlagEditor


def row_of(form: LetterForm, key: str, path: Indices = ()) -> FieldRow:
    """The row in which a field stands, its section and its fold opened."""
    for row in open_section_of(form, key).content.findChildren(FieldRow):
        if any(one.binding.component == key and one.binding.path == path for one in row.editors):
            fold = row.parentWidget()
            if isinstance(fold, RareRows):
                fold.set_open(True)
            return row
    raise LookupError(key, path)


def open_section_of(form: LetterForm, key: str) -> Section:
    """The section of a field, opened: what is rare is built only then."""
    spec = next(one for one in SECTIONS if key.partition(".")[0] in one.fields)
    form.sections[spec.id].set_open(True)
    return form.sections[spec.id]


def editor(form: LetterForm, key: str, path: Indices = ()) -> Editor:
    """The editor of a field."""
    for one in row_of(form, key, path).editors:
        if one.binding.component == key and isinstance(one, Editor):
            return one
    raise LookupError(key, path)


def names(form: LetterForm, section: str) -> NamesEdit:
    """The list of names of a section, its section opened."""
    form.sections[section].set_open(True)
    return form.sections[section].content.findChildren(NamesEdit)[0]


def focus(widget: QWidget) -> None:
    """Put the keyboard there, as Tab would."""
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()


def type_text(widget: QWidget, text: str) -> None:
    """Type letters one by one; QTest knows only those of an English keyboard."""
    for letter in text:
        if letter == "\n":
            QTest.keyClick(widget, Qt.Key.Key_Return)
            continue
        press = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(widget, press)


def compose(widget: QWidget, preedit: str, commit: str = "") -> None:
    """What an input method sends while a syllable is composed, and when it is done."""
    event = QInputMethodEvent(preedit, [])
    if commit:
        event.setCommitString(commit)
    QApplication.sendEvent(widget, event)


def clear(widget: QWidget) -> None:
    """Select everything and delete it."""
    QTest.keyClick(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(widget, Qt.Key.Key_Delete)


def press(
    widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """Press one key."""
    QTest.keyClick(widget, key, modifier)


def shown(widget: QWidget) -> str:
    """What a field shows."""
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText()
    if isinstance(widget, ChoiceEditor):
        return widget.currentText()
    return str(widget.property("text"))
