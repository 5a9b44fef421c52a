"""The lines of the first questions: which unit is one's own, who signs how."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from app.base.texts import text
from app.library.agency import Agency, Signer, Unit
from app.library.conventions import Preset, Way
from app.ui.agencies.lines import Line
from app.ui.agencies.people import UnitRow, WayBox, unit_columns
from app.ui.agencies.rows import Column, Enter, Row, Rows
from app.ui.agencies.suggesting import ways_for

# How the first signer usually signs, and how the others do.
_FIRST = (Preset.COLLECTIVE, Preset.HEAD)
_OTHERS = (Preset.COLLECTIVE_DEPUTY, Preset.DEPUTY)
_OWN = 56


class OwnUnitRow(UnitRow):
    """A drafting unit, and whether the clerk works there."""

    def __init__(self, group: QButtonGroup) -> None:
        super().__init__()
        self.own = QRadioButton()
        self.own.setAccessibleName(text("welcome.own_unit"))
        self.own.setToolTip(text("welcome.own_unit"))
        self.own.setFixedWidth(_OWN)
        group.addButton(self.own)
        self.layout().insertWidget(0, self.own)  # type: ignore[union-attr]
        self.fields.insert(0, self.own)

    def show_item(self, item: object) -> None:
        """Show a unit, and name its button after it."""
        super().show_item(item)
        if isinstance(item, Unit) and item.name:
            self.own.setAccessibleName(text("welcome.own_unit_named", name=item.name))


class OwnUnits(Rows):
    """The units of the agency; one of them is the clerk's own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._group = QButtonGroup()
        columns = [Column(text("welcome.own_unit_head"), 0, _OWN), *unit_columns()]
        super().__init__(columns, self._row, parent, enter=Enter.FINISH)
        self._group.buttonToggled.connect(self._on_own)

    @property
    def own(self) -> Unit | None:
        """The unit that is marked, if it says anything."""
        for row in self.rows:
            item = row.item
            if isinstance(row, OwnUnitRow) and row.own.isChecked() and isinstance(item, Unit):
                return None if row.is_empty else item
        return None

    def propose(self, units: Sequence[Unit]) -> None:
        """Show these, the first one marked."""
        self.show_items(units)
        first = self.rows[0]
        if isinstance(first, OwnUnitRow) and self.own is None:
            first.own.setChecked(True)

    def _row(self) -> Row:
        return OwnUnitRow(self._group)

    def _on_own(self) -> None:
        self.changed.emit()


class NewSignerRow(Row):
    """A signer: name and way to sign."""

    def __init__(self, ways: Sequence[Way], usual: Way | None) -> None:
        self.name, self.way = Line("full_name"), WayBox()
        self.way.offer(ways)
        if usual is not None:
            self.way.show_way(usual.chain, usual.position)
        super().__init__(tuple(zip((self.name, self.way), _signer_columns(), strict=True)))
        self.name.textEdited.connect(self.changed)
        self.way.activated.connect(self.changed)

    @property
    def item(self) -> object:
        """The signer."""
        return Signer(full_name=self.name.text().strip(), position=self.way.position, chain=self.way.chain)

    @property
    def is_empty(self) -> bool:
        """Nobody is named."""
        return not self.name.text().strip()

    def show_item(self, item: object) -> None:
        """Show a signer."""
        assert isinstance(item, Signer)  # noqa: S101 - this list holds nothing else
        self.name.put(item.full_name)
        if item.chain or item.position:
            self.way.show_way(item.chain, item.position)


class NewSigners(Rows):
    """Who signs, the head first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._ways: list[Way] = []
        super().__init__(_signer_columns(), self._row, parent, enter=Enter.NEXT_LINE)

    def offer(self, agency: Agency) -> None:
        """The ways to sign that are usual in an agency."""
        ways = [way for way in ways_for(agency) if way.position]
        if ways != self._ways:
            self._ways = ways
            for place, row in enumerate(self.rows):
                if isinstance(row, NewSignerRow):
                    row.way.offer(ways)
                    usual = self._usual(place)
                    if usual is not None:
                        row.way.show_way(usual.chain, usual.position)

    def _usual(self, place: int) -> Way | None:
        by_preset = {way.preset: way for way in reversed(self._ways)}
        presets = _OTHERS if place else _FIRST
        return next((by_preset[preset] for preset in presets if preset in by_preset), None)

    def _row(self) -> Row:
        return NewSignerRow(self._ways, self._usual(len(getattr(self, "rows", ()))))


def _signer_columns() -> list[Column]:
    return [Column(text(f"agencies.label.{name}"), 1, 200) for name in ("full_name", "way")]
