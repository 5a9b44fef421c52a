"""Tab and Enter go through the form as it is laid out."""

from __future__ import annotations

import ast

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.ui.form.tab_order import to_next_field
from tests.support.house_rules import ROOT


def _form(qtbot: QtBot) -> tuple[QWidget, QLineEdit, QTextEdit, QFrame]:
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    first, passing, text = QLineEdit(), QFrame(), QTextEdit()
    for one in (first, passing, text):
        column.addWidget(one)
    page.show()
    return page, first, text, passing


def test_a_text_outlives_what_stood_before_it(qtbot: QtBot) -> None:
    page, first, text, passing = _form(qtbot)
    document = text.document()
    to_next_field(first)
    assert page.focusWidget() is text
    passing.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert isValid(document)


def test_the_last_field_keeps_the_keyboard(qtbot: QtBot) -> None:
    page, _first, text, _passing = _form(qtbot)
    text.setFocus()
    to_next_field(text)
    assert page.focusWidget() is text


def test_the_program_never_walks_the_focus_chain_of_qt() -> None:
    # What it gives is taken for a child by PySide, and given up with what stood before it.
    forbidden = {"nextInFocusChain", "previousInFocusChain"}
    for path in (ROOT / "app").rglob("*.py"):
        named = {
            node.attr
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.Attribute)
        }
        assert not named & forbidden, path
