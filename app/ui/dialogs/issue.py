"""Ghi số, ngày: what the records office gives a signed letter."""

from __future__ import annotations

import datetime

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QDateEdit, QFormLayout, QLabel, QLineEdit, QWidget

from app.base.texts import text
from app.letter.clean import clean_text
from app.letter.model import Letter
from app.rules.model import Rulebook
from app.ui.dialogs.frame import FIELD, GAP, Frame
from app.ui.one_line import keep_to_one_line


class IssueDialog(Frame):
    """Asks for number and date.

    Signals:
        filled: the number (str) and the date (datetime.date).
    """

    filled = Signal(str, object)

    def __init__(self, letter: Letter, rulebook: Rulebook, parent: QWidget | None = None) -> None:
        super().__init__(text("ui.issue.title"), parent)
        self.explain(text("ui.issue.about"))
        self.number = QLineEdit(letter.code.number or "")
        keep_to_one_line(self.number)
        self.number.setAccessibleName(text("ui.issue.number").replace("&", ""))
        self.date = QDateEdit(_first_date(letter))
        self.date.setDisplayFormat("dd/MM/yyyy")
        self.date.setCalendarPopup(True)
        self.date.setAccessibleName(text("ui.issue.date").replace("&", ""))
        for field in (self.number, self.date):
            field.setMinimumHeight(FIELD)
        rows = QFormLayout()
        rows.setHorizontalSpacing(2 * GAP)
        rows.setVerticalSpacing(GAP)
        rows.addRow(_label("ui.issue.number", self.number), self.number)
        rows.addRow(_label("ui.issue.date", self.date), self.date)
        self.column.addLayout(rows)
        clauses = (rulebook.heading.number.source.clause, rulebook.heading.date.source.clause)
        self.explain(text("ui.issue.clauses", number=clauses[0], date=clauses[1]))
        self._fill = self.add_button(text("ui.issue.fill"), default=True)
        self._fill.clicked.connect(self._on_fill)
        self.add_close()
        self.number.textChanged.connect(self._on_number)
        self._on_number()

    def _on_number(self) -> None:
        self._fill.setEnabled(bool(self.number.text().strip()))

    def _on_fill(self) -> None:
        date = self.date.date()
        number = clean_text(self.number.text()).strip()
        self.filled.emit(number, datetime.date(date.year(), date.month(), date.day()))
        self.accept()


def _first_date(letter: Letter) -> QDate:
    date = letter.date
    if date.year and date.month and date.day:
        return QDate(date.year, date.month, date.day)
    return QDate.currentDate()


def _label(key: str, buddy: QWidget) -> QLabel:
    label = QLabel(text(key))
    label.setMinimumHeight(FIELD)  # else its words stand higher than those of the field
    label.setBuddy(buddy)
    return label
