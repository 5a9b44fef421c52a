"""The field of the form that says which skeleton the letter is printed with."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from app.base.texts import text
from app.editing.commands.skeleton import use_skeleton
from app.letter.model import Letter, SkeletonRef
from app.letter.positions import Where
from app.ui.form.access import Indices
from app.ui.form.context import Context, Part
from app.ui.form.growing import CONTROL_HEIGHT
from app.ui.form.rows import GAP, label_width


class _Combo(QComboBox):
    """Asks for its choices when it is opened: they change in another dialog.

    Signals:
        opening: the list is about to be seen.
    """

    opening = Signal()

    def showPopup(self) -> None:  # noqa: N802 - Qt's
        """Ask first."""
        self.opening.emit()
        super().showPopup()


class SkeletonField(Part):
    """ "Khung Word": the built-in one and the office's own."""

    def __init__(self, _path: Indices, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self.place = ("skeleton", ())
        self.combo = _Combo(self)
        self.combo.setMinimumHeight(CONTROL_HEIGHT)
        self.combo.setAccessibleName(text("skeletons.field"))
        self.combo.setToolTip(text("skeletons.field_help"))
        # A skeleton with a long name does not widen the form.
        self.combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.combo.setMinimumContentsLength(6)
        label = QLabel(text("skeletons.field"), self)
        label.setFixedWidth(label_width(self))
        label.setBuddy(self.combo)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GAP)
        line.addWidget(label)
        line.addWidget(self.combo, 1)
        self.combo.opening.connect(self.refresh)
        self.combo.activated.connect(self._on_activated)
        self._refs: tuple[SkeletonRef, ...] = ()
        self.refresh()

    def refresh(self) -> None:
        """List the skeletons and show that of the letter, also one that this computer does not have."""
        kept = self._context.kept_skeletons()
        ref = self._context.draft.letter.skeleton
        listed = [(SkeletonRef(), text("skeletons.built_in")), *((one.ref, one.name) for one in kept)]
        places = [place for place, (one, _) in enumerate(listed) if one.id == ref.id]
        if not places:
            listed.append((ref, text("skeletons.not_here")))
            places = [len(listed) - 1]
        self._refs = tuple(one for one, _ in listed)
        self.combo.blockSignals(True)
        self.combo.clear()
        self.combo.addItems([name for _, name in listed])
        self.combo.setCurrentIndex(places[0])
        self.combo.blockSignals(False)

    def set_locked(self, locked: bool) -> None:
        """Let nothing be changed, or let it be changed again."""
        self.combo.setEnabled(not locked)

    def _on_activated(self, place: int) -> None:
        ref = self._refs[place]

        def command(letter: Letter) -> Letter:
            return use_skeleton(letter, ref)

        self._context.draft.apply(command, where=Where("skeleton"))
