"""Khung Word: the office's own skeletons; taking one out, bringing it back, looking at it, using it."""

from __future__ import annotations

import functools

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.base.errors import AppError
from app.base.resources import template_path
from app.base.texts import text
from app.letter.model import SkeletonRef
from app.library.examination import Examination
from app.library.skeletons import KeptSkeleton, RemovedSkeleton, Skeletons
from app.rules.model import Rulebook
from app.settings.options import DEFAULT_SKELETON
from app.settings.store import Settings
from app.ui.dialogs.frame import GAP, Frame
from app.ui.notices import Choice
from app.ui.skeletons.listing import NEW, SkeletonList
from app.ui.skeletons.looking import Looking
from app.ui.skeletons.result import ResultPanel
from app.ui.skeletons.telling import NoticeLine
from app.ui.skeletons.ways import SUFFIX, Ways, dropped_path
from app.word.skeleton import BUILT_IN

_LIST_WIDTH = 264


class SkeletonsDialog(Frame):
    """The skeletons left, what is to be said of one of them right.

    Signals:
        wanted: the open letter is to be printed with this one (SkeletonRef).
    """

    wanted = Signal(object)

    def __init__(
        self,
        skeletons: Skeletons,
        settings: Settings,
        rulebook: Rulebook,
        ref: SkeletonRef | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text("skeletons.title"), parent, width=760)
        self._skeletons, self._settings = skeletons, settings
        self._has_letter = ref is not None
        self._new: tuple[str, bytes] = ("", b"")
        self.telling = NoticeLine()
        self.column.addWidget(self.telling)
        self.explain(text("skeletons.about"))
        self.list = SkeletonList(skeletons)
        self.is_default = QCheckBox(text("skeletons.is_default"))
        self.panel = ResultPanel()
        self.ways = Ways(rulebook, self)
        self.looking = Looking(rulebook, self)
        self._place()
        self.replacing = self.add_button("")
        self.use = self.add_button(text("skeletons.use"), default=True)
        self.add_close()
        self._connect()
        self.setAcceptDrops(True)
        self._fill(ref.id if ref is not None else "")
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.resize(1040, 600)

    def _place(self) -> None:
        left = QWidget()
        left.setFixedWidth(_LIST_WIDTH)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.list, 1)
        column.addWidget(self.is_default)
        names = ("take_out", "bring_in", "from_letterhead", "remove")
        self.take_out, self.bring_in, self.from_letterhead, self.remove = map(_button, names)
        for button in (self.take_out, self.bring_in, self.from_letterhead, self.remove):
            column.addWidget(button)
        both = QHBoxLayout()
        both.setSpacing(2 * GAP)
        both.addWidget(left)
        both.addWidget(self.panel, 1)
        self.column.addLayout(both, 1)

    def _connect(self) -> None:
        self.list.currentItemChanged.connect(self._on_item)
        self.is_default.clicked.connect(self._on_default)
        self.take_out.clicked.connect(self._on_take_out)
        self.bring_in.clicked.connect(self.ways.bring_in)
        self.from_letterhead.clicked.connect(self.ways.from_letterhead)
        self.remove.clicked.connect(self._on_remove)
        self.use.clicked.connect(self._on_use)
        self.replacing.clicked.connect(self._on_replace)
        self.looking.done.connect(self._tell)
        self.ways.came.connect(self._on_came)
        self.ways.told.connect(self.telling.say)
        self.ways.failed.connect(self.telling.warn)

    def _fill(self, chosen: str) -> None:
        self.list.fill(chosen, self._settings.get(DEFAULT_SKELETON), self._new[0])

    def _on_item(self) -> None:
        chosen = self.list.chosen
        self.remove.setEnabled(bool(chosen))
        for control in (self.take_out, self.is_default):
            control.setEnabled(chosen != NEW)
        self.is_default.setChecked(chosen == self._settings.get(DEFAULT_SKELETON))
        self.use.setEnabled(False)
        self.replacing.hide()
        name, data = self._bytes(chosen)
        self.panel.wait(name)
        self.looking.look(name, data)

    def _bytes(self, chosen: str) -> tuple[str, bytes]:
        """Name and bytes of a skeleton of the list."""
        if chosen == NEW:
            return self._new
        kept = self._skeletons.get(chosen) if chosen else None
        if kept is None:
            return text("skeletons.built_in"), template_path(BUILT_IN).read_bytes()
        return kept.name, self._skeletons.data(chosen)

    def _tell(self, found: Examination) -> None:
        self.panel.tell(found.name, found)
        is_new = self.list.chosen == NEW
        self.use.setText(text("skeletons.keep" if is_new and not self._has_letter else "skeletons.use"))
        self.use.setEnabled(found.can_use and (is_new or self._has_letter))
        same = self._same_name() if is_new and found.can_use else None
        self.replacing.setVisible(same is not None)
        if same is not None:
            self.replacing.setText(text("skeletons.replace", name=same.name))
            self.replacing.setAccessibleName(self.replacing.text().replace("&", ""))

    def _same_name(self) -> KeptSkeleton | None:
        """The kept skeleton that the file is perhaps a newer form of."""
        name = self._new[0].casefold()
        return next((one for one in self._skeletons.all() if one.name.casefold() == name), None)

    # --- in and out

    def _on_take_out(self) -> None:
        name, data = self._bytes(self.list.chosen)
        self.ways.take_out(f"{name}{SUFFIX}" if self.list.chosen else BUILT_IN, data)

    def _on_came(self, data: bytes, name: str) -> None:
        self.telling.hush()
        self._new = (name, data)
        self._fill(NEW)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A Word file may be dropped."""
        if dropped_path(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """It is looked at."""
        path = dropped_path(event)
        if path is not None:
            event.acceptProposedAction()
            self.ways.bring(path)

    # --- using, keeping, removing

    def _on_use(self) -> None:
        chosen = self.list.chosen
        kept = self._skeletons.get(chosen)
        self._use(self._keep("") if chosen == NEW else SkeletonRef() if kept is None else kept.ref)

    def _on_replace(self) -> None:
        same = self._same_name()
        if same is not None:
            self._use(self._keep(same.id))

    def _keep(self, id: str) -> SkeletonRef | None:  # noqa: A002 - as everywhere in the library
        """Keep the file, in the place of the one of this id; None when that is not possible."""
        try:
            kept = self._skeletons.save(*self._new, id)
        except AppError as error:
            self.telling.warn(error)
            return None
        self._new = ("", b"")
        self.telling.say(text("skeletons.kept", name=kept.name))
        self._fill(kept.id)
        return kept.ref

    def _use(self, ref: SkeletonRef | None) -> None:
        if self._has_letter and ref is not None:
            self.wanted.emit(ref)
            self.accept()

    def _on_default(self) -> None:
        self._settings.set(DEFAULT_SKELETON, self.list.chosen if self.is_default.isChecked() else "")
        self._fill(self.list.chosen)

    def _on_remove(self) -> None:
        if self.list.chosen == NEW:
            self._new = ("", b"")
        else:
            removed = self._skeletons.remove(self.list.chosen)
            undo = Choice(text("skeletons.undo"), functools.partial(self._put_back, removed))
            self.telling.say(text("skeletons.removed", name=removed.kept.name), (undo,))
        self._fill("")

    def _put_back(self, removed: RemovedSkeleton) -> None:
        self._skeletons.put_back(removed)
        self._fill(removed.kept.id)


def _button(name: str) -> QPushButton:
    words = text(f"skeletons.{name}")
    button = QPushButton(words)
    button.setAccessibleName(words.replace("&", ""))
    button.setAutoDefault(False)
    return button
