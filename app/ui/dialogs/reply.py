"""Phúc đáp: which document the letter answers."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import uuid4

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QComboBox, QDateEdit, QFormLayout, QLabel, QLineEdit, QWidget

from app.base.texts import text
from app.letter.clean import clean_text
from app.letter.model import PartialDate, RelatedDocument
from app.ui.dialogs.frame import FIELD, GAP, Frame
from app.ui.one_line import keep_to_one_line


class ReplyDialog(Frame):
    """One of the related documents of the letter, or another one.

    Signals:
        document_chosen: the RelatedDocument to be answered.
    """

    document_chosen = Signal(object)

    def __init__(self, related: Sequence[RelatedDocument], parent: QWidget | None = None) -> None:
        super().__init__(text("ui.reply.title"), parent, width=560)
        self._related = tuple(related)
        self.explain(text("ui.reply.about"))
        self._rows = QFormLayout()
        self._rows.setHorizontalSpacing(2 * GAP)
        self._rows.setVerticalSpacing(GAP)
        self.column.addLayout(self._rows)
        self.which = QComboBox()
        self.which.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for one in self._related:
            self.which.addItem(" ".join(part for part in (one.code, one.subject) if part))
        self.which.addItem(text("ui.reply.other"))
        if self._related:
            self._row("which", self.which)
        self.type_name, self.code = QLineEdit(text("ui.reply.usual_type")), QLineEdit()
        self.issuer, self.subject = QLineEdit(), QLineEdit()
        keep_to_one_line(self.type_name, self.code, self.issuer, self.subject)
        self.code.setPlaceholderText(text("ui.reply.code_example"))
        self.date = QDateEdit(QDate.currentDate())
        self.date.setDisplayFormat("dd/MM/yyyy")
        self.date.setCalendarPopup(True)
        fields: tuple[tuple[str, QWidget], ...] = (
            ("type", self.type_name),
            ("code", self.code),
            ("date", self.date),
            ("issuer", self.issuer),
            ("subject", self.subject),
        )
        for name, field in fields:
            self._row(name, field)
        self._fill = self.add_button(text("ui.reply.fill"), default=True)
        self._fill.clicked.connect(self._on_fill)
        self.add_close()
        self.which.currentIndexChanged.connect(self._on_which)
        self.code.textChanged.connect(self._on_code)
        self._on_which()

    def _row(self, name: str, field: QWidget) -> None:
        words = text(f"ui.reply.{name}")
        field.setAccessibleName(words.replace("&", ""))
        field.setMinimumHeight(FIELD)
        label = QLabel(words)
        label.setMinimumHeight(FIELD)  # else its words stand higher than those of the field
        label.setBuddy(field)
        self._rows.addRow(label, field)

    @property
    def _chosen(self) -> RelatedDocument | None:
        index = self.which.currentIndex()
        return self._related[index] if 0 <= index < len(self._related) else None

    def _on_which(self) -> None:
        one = self._chosen
        for field in (self.type_name, self.code, self.issuer, self.subject, self.date):
            field.setEnabled(one is None)
        if one is not None:
            self.type_name.setText(one.type_name)
            self.code.setText(one.code)
            self.issuer.setText(one.issuer)
            self.subject.setText(one.subject)
            for line in (self.issuer, self.subject):
                line.setCursorPosition(0)
            if one.date.year and one.date.month and one.date.day:
                self.date.setDate(QDate(one.date.year, one.date.month, one.date.day))
        self._on_code()

    def _on_code(self) -> None:
        self._fill.setEnabled(self._chosen is not None or bool(self.code.text().strip()))

    def _on_fill(self) -> None:
        self.document_chosen.emit(self._chosen or self._typed())
        self.accept()

    def _typed(self) -> RelatedDocument:
        date = self.date.date()
        return RelatedDocument(
            id=uuid4().hex,
            type_name=_said(self.type_name),
            code=_said(self.code),
            date=PartialDate(year=date.year(), month=date.month(), day=date.day()),
            issuer=_said(self.issuer),
            subject=_said(self.subject),
        )


def _said(field: QLineEdit) -> str:
    return clean_text(field.text()).strip()
