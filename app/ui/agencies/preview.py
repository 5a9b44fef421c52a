"""How the header and the signature of an agency's letters will read."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from app.base.texts import text
from app.editing.commands.agency import with_agency
from app.letter.compose import compose
from app.letter.composed import Composed
from app.letter.model import Letter
from app.library.agency import Agency, Unit
from app.rules.model import Rulebook
from app.ui.dialogs.frame import GAP

_BREAK = "<br>"
# Capitals with two marks need the room, above the first line too, where a label cuts them off.
_OPENED = '<p style="line-height: 120%"><span style="font-size: 3pt">&nbsp;</span><br>'
_CLOSED = "</p>"


class AgencyPreview(QFrame):
    """The words of header and signature, the header at the left; nothing here can be edited."""

    def __init__(self, rulebook: Rulebook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("agency_preview")
        self.setAccessibleName(text("agencies.preview"))
        self._rulebook = rulebook
        self._left, self._right = QLabel(), QLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * GAP, 0, 2 * GAP, GAP)
        row.setSpacing(2 * GAP)
        for label in (self._left, self._right):
            label.setTextFormat(Qt.TextFormat.RichText)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
            label.setWordWrap(True)
            row.addWidget(label, 1)

    def show_agency(self, agency: Agency, unit: Unit | None) -> None:
        """Show this unit's header and the first signer's signature; nothing of an agency without a name."""
        self.setVisible(bool(agency.name))
        signer = agency.signers[0] if agency.signers else None
        composed = compose(with_agency(Letter(), agency, unit, signer), self._rulebook)
        self._left.setText(_OPENED + _header(composed) + _CLOSED)
        self._right.setText(_OPENED + _signature(composed) + _CLOSED)
        for label in (self._left, self._right):
            label.setAccessibleName(self._plain(label))

    def words(self) -> str:
        """All of it as plain text."""
        return f"{self._plain(self._left)}\n{self._plain(self._right)}"

    @staticmethod
    def _plain(label: QLabel) -> str:
        words = label.text().removeprefix(_OPENED).removesuffix(_CLOSED)
        words = words.replace(_BREAK, "\n").replace("&nbsp;", " ")
        for mark in ("<b>", "</b>", "<i>", "</i>"):
            words = words.replace(mark, "")
        return words.replace("&amp;", "&").strip()


def _header(composed: Composed) -> str:
    organ = composed.organs[0]
    lines = [escape(organ.parent)] if organ.parent else []
    lines.append(f"<b>{escape(organ.name)}</b>")
    number = f"{composed.code_label} ...{composed.code_separator}{composed.code_notation}"
    return _BREAK.join([*lines, escape(number)]).replace("\n", _BREAK)


def _signature(composed: Composed) -> str:
    place = f"<i>{escape(composed.place + composed.place_end)} ...</i>" if composed.place else ""
    if not composed.signatures:
        return place
    signed = composed.signatures[0]
    lines = [f"<b>{escape(line)}</b>" for line in signed.authority_lines]
    name = [f"<b>{escape(signed.full_name)}</b>"] if signed.full_name else []
    return _BREAK.join([place, "", *lines, "", *name]).replace("\n", _BREAK)
