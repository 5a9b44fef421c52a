"""The drafting units and the signers of an agency, each a list of lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

from app.base.texts import text
from app.letter.model import AuthorityStep, PartialDate
from app.library.agency import Signer, Unit
from app.library.conventions import Way
from app.ui.agencies.lines import Line
from app.ui.agencies.rows import Column, Row, Rows
from app.ui.form.codecs import OPTIONAL_DATE

_SIGNER_COLUMNS = (
    ("full_name", 4, 112), ("way", 4, 112), ("position", 3, 88), ("since", 2, 80), ("until", 2, 80),
)  # fmt: skip
_UNIT_COLUMNS = (("unit_name", 4, 200), ("unit_abbreviation", 1, 72))


class UnitRow(Row):
    """A drafting unit: name and abbreviation."""

    def __init__(self) -> None:
        self._unit = Unit()
        self.name, self.abbreviation = Line("unit_name"), Line("unit_abbreviation")
        super().__init__(tuple(zip((self.name, self.abbreviation), unit_columns(), strict=True)))
        for line in (self.name, self.abbreviation):
            line.textEdited.connect(self.changed)

    @property
    def item(self) -> object:
        """The unit."""
        return replace(
            self._unit, name=self.name.text().strip(), abbreviation=self.abbreviation.text().strip()
        )

    @property
    def is_empty(self) -> bool:
        """Neither name nor abbreviation."""
        return not (self.name.text().strip() or self.abbreviation.text().strip())

    def show_item(self, item: object) -> None:
        """Show a unit."""
        assert isinstance(item, Unit)  # noqa: S101 - this list holds nothing else
        self._unit = item
        self.name.put(item.name)
        self.abbreviation.put(item.abbreviation)


class WayBox(QComboBox):
    """How somebody signs: the usual ways, and one of their own that was kept."""

    def __init__(self) -> None:
        super().__init__()
        self._chains: list[tuple[AuthorityStep, ...]] = []
        self._positions: list[str] = []
        self.setAccessibleName(text("agencies.label.way"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(10)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def offer(self, ways: Sequence[Way]) -> None:
        """Offer these ways."""
        chain, position = self.chain, self.position
        self.clear()
        self._chains = [way.chain for way in ways]
        self._positions = [way.position for way in ways]
        self.addItems([way.label for way in ways])
        self.show_way(chain, position)

    @property
    def chain(self) -> tuple[AuthorityStep, ...]:
        """The lines above the position."""
        return self._chains[self.currentIndex()] if self.currentIndex() >= 0 else ()

    @property
    def position(self) -> str:
        """The position that goes with it; "" when it is not said."""
        return self._positions[self.currentIndex()] if self.currentIndex() >= 0 else ""

    def show_way(self, chain: tuple[AuthorityStep, ...], position: str) -> None:
        """Show the way of a signer; one that is not usual is offered from now on."""
        both = list(zip(self._chains, self._positions, strict=True))
        if (chain, position) in both:
            self.setCurrentIndex(both.index((chain, position)))
            return
        if not chain and not position:
            self.setCurrentIndex(-1)
            return
        if (chain, "") in both:
            self.setCurrentIndex(both.index((chain, "")))
            return
        self._chains.append(chain)
        self._positions.append(position)
        steps = [f"{step.authority}. {step.on_behalf_of}" for step in chain]
        self.addItem(", ".join((*steps, position)))
        self.setCurrentIndex(self.count() - 1)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the page; it changes no value in passing."""
        event.ignore()


class SignerRow(Row):
    """A signer: name, way to sign, position, and the days in office."""

    def __init__(self, ways: Sequence[Way]) -> None:
        self._signer = Signer()
        self.name, self.position = Line("full_name"), Line("position")
        self.since, self.until = Line("since"), Line("until")
        self.way = WayBox()
        self.way.offer(ways)
        self.way.setCurrentIndex(-1)
        for name, line in (("since", self.since), ("until", self.until)):
            line.setToolTip(text(f"agencies.help.{name}"))
        self._hint("")
        fields = (self.name, self.way, self.position, self.since, self.until)
        super().__init__(tuple(zip(fields, _signer_columns(), strict=True)))
        for line in (self.name, self.position, self.since, self.until):
            line.textEdited.connect(self.changed)
        self.way.activated.connect(self._on_way)

    @property
    def item(self) -> object:
        """The signer."""
        return replace(
            self._signer,
            full_name=self.name.text().strip(),
            position=self.position.text().strip(),
            chain=self.way.chain,
            since=_date(self.since, self._signer.since),
            until=_date(self.until, self._signer.until),
        )

    @property
    def is_empty(self) -> bool:
        """Neither name nor position."""
        return not (self.name.text().strip() or self.position.text().strip())

    def show_item(self, item: object) -> None:
        """Show a signer."""
        assert isinstance(item, Signer)  # noqa: S101 - this list holds nothing else
        self._signer = item
        self.name.put(item.full_name)
        self.position.put(item.position)
        self.way.show_way(item.chain, item.position)
        for line, date in ((self.since, item.since), (self.until, item.until)):
            line.put(OPTIONAL_DATE.show(date))
        self._hint(item.full_name)

    def put_titles(self, other_titles: tuple[str, ...], rank: str) -> None:
        """What is printed beside position and name, which stands in fields of its own."""
        self._signer = replace(self._signer, other_titles=other_titles, rank=rank)
        self.changed.emit()

    def _hint(self, full_name: str) -> None:
        """How days are typed; beside somebody's name an example would be read as a date of theirs."""
        self.since.setPlaceholderText("" if full_name else text("agencies.date_hint"))
        self.until.setPlaceholderText("" if full_name else text("agencies.until_hint"))

    def _on_way(self) -> None:
        if self.way.position:
            self.position.put(self.way.position)
        self.changed.emit()


class SignerRows(Rows):
    """The signers of an agency."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._ways: list[Way] = []
        super().__init__(_signer_columns(), self._row, parent)

    def offer(self, ways: list[Way]) -> None:
        """Other ways to sign: the agency has another name now."""
        if ways != self._ways:
            self._ways = ways
            for row in self.rows:
                assert isinstance(row, SignerRow)  # noqa: S101 - made below
                row.way.offer(ways)

    def _row(self) -> Row:
        return SignerRow(self._ways)


def _date(line: Line, old: PartialDate | None) -> PartialDate | None:
    return cast(PartialDate | None, OPTIONAL_DATE.read(line.text(), old))


def unit_rows() -> Rows:
    """The drafting units of an agency."""
    return Rows(unit_columns(), UnitRow)


def unit_columns() -> list[Column]:
    """Name and abbreviation."""
    return [Column(text(f"agencies.label.{name}"), share, least) for name, share, least in _UNIT_COLUMNS]


def _signer_columns() -> list[Column]:
    return [Column(text(f"agencies.label.{name}"), share, least) for name, share, least in _SIGNER_COLUMNS]
