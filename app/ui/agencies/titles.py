"""Other titles and the rank of the signer whose line has the cursor; few signers have any."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QWidget

from app.base.texts import text
from app.letter.clean import clean_text
from app.library.agency import Signer
from app.ui.agencies.lines import Line
from app.ui.agencies.people import SignerRow, SignerRows
from app.ui.dialogs.frame import GAP

_SEPARATOR = ";"
_RANK_WIDTH = 112


class SignerTitles(QWidget):
    """Two fields below the list of signers, shown while somebody's line, or they, have the cursor."""

    def __init__(self, signers: SignerRows, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._signers = signers
        self._row: SignerRow | None = None
        self.whose = QLabel()
        self.whose.setObjectName("quiet")
        self.whose.setTextFormat(Qt.TextFormat.PlainText)
        self.other_titles, self.rank = Line("other_titles"), Line("rank")
        self.rank.setFixedWidth(_RANK_WIDTH)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GAP)
        line.addWidget(self.whose)
        for name, field in (("other_titles", self.other_titles), ("rank", self.rank)):
            field.setPlaceholderText(text(f"agencies.label.{name}"))
            field.setToolTip(text(f"agencies.help.{name}"))
            field.textEdited.connect(self._on_edited)
            line.addWidget(field, 1 if field is self.other_titles else 0)
        self.hide()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus)
        signers.changed.connect(self.refresh)

    def _on_focus(self, _: QWidget | None, now: QWidget | None) -> None:
        """The line that the cursor is in; the fields stay while the cursor is elsewhere."""
        row = next((one for one in self._signers.rows if now is not None and one.isAncestorOf(now)), None)
        if isinstance(row, SignerRow):
            self._row = row
            self.refresh()

    def refresh(self) -> None:
        """Show what is kept of that signer; a line that was removed is nobody's."""
        row = self._row if self._row in self._signers.rows else None
        signer = None if row is None or row.is_empty else row.item
        self.setVisible(signer is not None)
        if not isinstance(signer, Signer):
            return
        self.whose.setText(text("agencies.titles", name=signer.full_name or signer.position))
        # What is being typed and means the same stays as it is.
        if _titles(self.other_titles) != signer.other_titles:
            self.other_titles.put(f"{_SEPARATOR} ".join(signer.other_titles))
        if _rank(self.rank) != signer.rank:
            self.rank.put(signer.rank)

    def _on_edited(self) -> None:
        if self._row is not None:
            self._row.put_titles(_titles(self.other_titles), _rank(self.rank))


def _titles(line: Line) -> tuple[str, ...]:
    parts = (part.strip() for part in clean_text(line.text()).split(_SEPARATOR))
    return tuple(part for part in parts if part)


def _rank(line: Line) -> str:
    return clean_text(line.text()).strip()
