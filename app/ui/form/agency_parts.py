"""What the agency that drafts knows: its units beside the ký hiệu, its signers above the signature."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from app.base.texts import text
from app.editing.commands.agency import notations_of_unit, with_signer, with_unit
from app.editing.draft import Command
from app.letter.model import Letter
from app.letter.positions import Where
from app.letter.wording import signature
from app.library.agency import Agency, Signer, Unit
from app.rules.model import Rulebook
from app.ui.form.access import Indices
from app.ui.form.context import Context, Part
from app.ui.form.growing import CONTROL_HEIGHT
from app.ui.form.rows import GAP, label_width

_DASH = " \u2013 "  # an en dash


class Offers(QComboBox):
    """A list whose wheel scrolls the form."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Change no value in passing."""
        event.ignore()


class AgencyOffer(Part):
    """A line with what the agency of this letter offers; hidden where it offers nothing."""

    def __init__(self, key: str, path: Indices, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._path = context, path
        self._items: list[object] = []
        self.box = Offers(self)
        self.box.setFixedHeight(CONTROL_HEIGHT)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(6)
        self.box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.box.setAccessibleName(text(f"form.offer.{key}"))
        self.box.setPlaceholderText(text(f"form.offer_hint.{key}"))
        self.box.activated.connect(self._on_activated)
        label = QLabel(text(f"form.offer.{key}"), self)
        label.setWordWrap(True)
        label.setFixedWidth(label_width(self))
        label.setBuddy(self.box)
        line = QHBoxLayout(self)
        # As wide as the fields of the other lines, which have a "?" behind them.
        line.setContentsMargins(0, 0, CONTROL_HEIGHT, 0)
        line.setSpacing(GAP)
        line.addWidget(label)
        line.addWidget(self.box, 1)
        self.refresh()

    def refresh(self) -> None:
        """Offer what the agency of this letter has now, and show what the letter says of it."""
        agency = self._context.agency_of(self._context.draft.letter, self._index)
        items = [] if agency is None else self._offered(agency)
        if items != self._items:
            self._items = list(items)
            self.box.clear()
            self.box.addItems([self._label(item) for item in items])
        self.box.setCurrentIndex(self._chosen())
        self.setVisible(bool(items))

    def set_locked(self, locked: bool) -> None:
        """Let nothing be changed, or let it be changed again."""
        self.box.setEnabled(not locked)

    def showEvent(self, event: QShowEvent) -> None:
        """The agency may have been changed on its page meanwhile."""
        super().showEvent(event)
        self.refresh()

    @property
    def _index(self) -> int:
        return self._path[0] if self._path else 0

    def _on_activated(self, index: int) -> None:
        self._context.draft.apply(self._command(self._items[index]), where=self._where())

    # --- what a kind of offer says

    def _offered(self, agency: Agency) -> list[object]:
        raise NotImplementedError

    def _label(self, item: object) -> str:
        raise NotImplementedError

    def _chosen(self) -> int:
        raise NotImplementedError

    def _command(self, item: object) -> Command:
        raise NotImplementedError

    def _where(self) -> Where:
        raise NotImplementedError


@dataclass(frozen=True)
class _SetUnit:
    unit: Unit

    def __call__(self, letter: Letter) -> Letter:
        return with_unit(letter, self.unit)


@dataclass(frozen=True)
class _SetSigner:
    signer: Signer
    index: int

    def __call__(self, letter: Letter) -> Letter:
        return with_signer(letter, self.signer, self.index)


class UnitOffer(AgencyOffer):
    """ "Đơn vị soạn thảo": its abbreviation goes into the ký hiệu and into Lưu."""

    def __init__(self, path: Indices, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("unit", path, context, parent)

    def _offered(self, agency: Agency) -> list[object]:
        return [unit for unit in agency.units if unit.abbreviation]

    def _label(self, item: object) -> str:
        assert isinstance(item, Unit)  # noqa: S101 - offered above
        return _DASH.join(part for part in (item.abbreviation, item.name) if part)

    def _chosen(self) -> int:
        groups = self._context.draft.letter.code.unit_notations
        return next((place for place, unit in enumerate(self._items) if _notations(unit) == groups), -1)

    def _command(self, item: object) -> Command:
        assert isinstance(item, Unit)  # noqa: S101 - offered above
        return _SetUnit(item)

    def _where(self) -> Where:
        return Where("code.organ_notations")


class SignerOffer(AgencyOffer):
    """ "Người ký của cơ quan": authority, position and name at once."""

    def __init__(self, path: Indices, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("signer", path, context, parent)

    def _offered(self, agency: Agency) -> list[object]:
        return list(agency.signers)

    def _label(self, item: object) -> str:
        assert isinstance(item, Signer)  # noqa: S101 - offered above
        return signer_label(item, self._context.rulebook)

    def _chosen(self) -> int:
        letter = self._context.draft.letter
        if self._index >= len(letter.signatures):
            return -1
        for place, item in enumerate(self._items):
            assert isinstance(item, Signer)  # noqa: S101 - offered above
            if item.full_name and with_signer(letter, item, self._index) == letter:
                return place
        return -1

    def _command(self, item: object) -> Command:
        assert isinstance(item, Signer)  # noqa: S101 - offered above
        return _SetSigner(item, self._index)

    def _where(self) -> Where:
        return Where("signatures.full_name", self._path)


def _notations(unit: object) -> tuple[str, ...]:
    return notations_of_unit(unit) if isinstance(unit, Unit) else ()


def signer_label(signer: Signer, rulebook: Rulebook) -> str:
    """A signer in one line: name, then how they sign."""
    signed = with_signer(Letter(), signer).signatures[0]
    lines = signature(signed, rulebook.signature).authority_lines
    return _DASH.join(part for part in (signer.full_name, ", ".join(lines)) if part)
