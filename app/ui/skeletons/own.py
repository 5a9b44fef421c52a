"""The office's own skeletons for the window: the dialog, the one for new letters, the page made anew."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.editing.commands.skeleton import use_skeleton
from app.letter.model import Letter, SkeletonRef
from app.letter.positions import Where
from app.library.skeletons import KeptSkeleton
from app.settings.options import DEFAULT_SKELETON
from app.ui.skeletons.dialog import SkeletonsDialog

if TYPE_CHECKING:
    from app.ui.office import Office

_TABLE = "skeleton"


class OwnSkeletons(QObject):
    """Knows the skeletons of the library for the open letter and for new ones."""

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self._office = office
        database = office.session.library.database
        self._leave = (database.changed.subscribe(self._on_changed), database.ready.subscribe(self._on_ready))

    def close(self) -> None:
        """Listen no more."""
        for leave in self._leave:
            leave()

    def manage(self) -> None:
        """Show the skeletons."""
        session, draft = self._office.session, self._office.draft
        ref = None if draft is None or draft.is_locked else draft.letter.skeleton
        dialog = SkeletonsDialog(
            session.library.skeletons, session.settings, session.rulebook, ref, self._office.window
        )
        dialog.wanted.connect(self._on_wanted)
        dialog.open()

    def kept(self) -> list[KeptSkeleton]:
        """All of them, by name."""
        return self._office.session.library.skeletons.all()

    def fresh(self, letter: Letter) -> Letter:
        """A new letter with the skeleton for new letters; one that names a skeleton stays as it is."""
        chosen = self._office.session.settings.get(DEFAULT_SKELETON)
        kept = self._office.session.library.skeletons.get(chosen) if chosen else None
        return letter if kept is None or letter.skeleton.id else replace(letter, skeleton=kept.ref)

    def _on_wanted(self, ref: SkeletonRef) -> None:
        def command(letter: Letter) -> Letter:
            return use_skeleton(letter, ref)

        if self._office.draft is not None:
            self._office.draft.apply(command, where=Where("skeleton"))

    def _on_changed(self, table: str) -> None:
        if table == _TABLE:
            self._print_anew()

    def _on_ready(self, _: None) -> None:
        self._print_anew()

    def _print_anew(self) -> None:
        """The letter may name a skeleton that has come, gone or changed."""
        draft, workspace = self._office.draft, self._office.workspace
        if draft is not None and workspace is not None and draft.letter.skeleton.id:
            workspace.driver.show(draft.letter)
