"""The list of skeletons: the built-in one, the office's own by name, and a file that is not kept yet."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from app.base.texts import text
from app.library.skeletons import Skeletons
from app.ui.icons import icon

NEW = "new"  # the item of a file that is not kept yet
_ID = Qt.ItemDataRole.UserRole


class SkeletonList(QListWidget):
    """F2 renames one of the office's own."""

    def __init__(self, skeletons: Skeletons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._skeletons = skeletons
        self._default = self._new_name = ""
        self.setAccessibleName(text("skeletons.list"))
        self.setIconSize(QSize(16, 16))
        # Long names take a second line.
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListWidget.EditTrigger.EditKeyPressed | QListWidget.EditTrigger.DoubleClicked)
        self.itemChanged.connect(self._on_renamed)

    @property
    def chosen(self) -> str:
        """The id of the chosen one: "" is the built-in one, NEW the file."""
        return "" if self.currentRow() < 0 else str(self.currentItem().data(_ID))

    def fill(self, chosen: str, default: str, new_name: str) -> None:
        """List them anew; ``default`` is that of new letters, ``new_name`` that of the file ("": none)."""
        self._default, self._new_name = default, new_name
        self.blockSignals(True)
        self.clear()
        self._add("", text("skeletons.built_in"))
        for kept in self._skeletons.all():
            item = self._add(kept.id, kept.name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        if new_name:
            self._add(NEW, text("skeletons.not_kept", name=new_name))
        rows = [row for row in range(self.count()) if self.item(row).data(_ID) == chosen]
        self.setCurrentRow(-1)
        self.blockSignals(False)
        self.setCurrentRow(rows[0] if rows else 0)

    def _add(self, id: str, name: str) -> QListWidgetItem:  # noqa: A002 - as everywhere in the library
        item = QListWidgetItem(name)
        item.setData(_ID, id)
        if id == self._default and id != NEW:
            item.setIcon(icon("file-plus"))
            item.setToolTip(text("skeletons.default_tip"))
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, text("skeletons.default_tip"))
        self.addItem(item)
        return item

    def _on_renamed(self, item: QListWidgetItem) -> None:
        kept = self._skeletons.rename(str(item.data(_ID)), item.text())
        self.fill(kept.id, self._default, self._new_name)
