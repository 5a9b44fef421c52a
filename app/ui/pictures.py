"""Pictures of the window, for documents, tests and checks."""

from __future__ import annotations

from pathlib import Path
from time import monotonic

from PySide6.QtCore import QBuffer, QEvent, QIODevice
from PySide6.QtWidgets import QApplication

from app.base.errors import AppError
from app.base.files import write_atomic
from app.editing.desk import Prepared
from app.editing.opening import open_file
from app.letter.positions import Where
from app.ui import tasks
from app.ui.form.tables import SECTIONS
from app.ui.office import Office
from app.ui.rail import PLACES

_TURNS = 20
# A page draws its letter a moment after it is seen.
_PATIENCE_S, _DRAWING_S = 5.0, 0.5


def grab(office: Office, file: Path, target: Path, size: tuple[int, int], section: str) -> None:
    """Write a picture of the window with this letter; size in dots. AppError as open_file and write_atomic.

    ``section``: of the form, opened, or a place of the rail ("place_templates"), shown instead of the
    letter. The letter is neither locked nor changed.
    """
    window = office.window
    ratio = window.devicePixelRatio()
    window.resize(round(size[0] / ratio), round(size[1] / ratio))
    window.show()
    office.show(office.session.desk.adopt(Prepared(open_file(file), None, ())))
    workspace = office.workspace
    if workspace is None:
        return
    settle()
    if section in PLACES:
        _visit(office, section)
    elif section:
        if section not in workspace.form.sections:
            raise AppError("ui.no_section", section=section, known=", ".join(workspace.form.sections))
        window.activateWindow()
        workspace.form.open_section(section)
        # The page marks what the cursor is in.
        field = next(spec.fields[0] for spec in SECTIONS if spec.id == section)
        workspace.show_where_quietly(Where(field))
        workspace.form.focus_component(field)
    workspace.driver.finish()
    settle()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    window.grab().save(buffer, "PNG")
    write_atomic(target, bytes(buffer.data().data()), overwrite=True)
    office.put_away()


def _visit(office: Office, place: str) -> None:
    """Show a page, as it is once the library was read and its page drawn."""
    until = monotonic() + _PATIENCE_S
    while not office.session.library.database.is_ready and monotonic() < until:
        settle()
    office.window.action(place).trigger()
    while tasks.is_busy() and monotonic() < until:
        settle()
    begun = monotonic()
    while monotonic() < begun + _DRAWING_S:
        settle()


def settle() -> None:
    """Let the window do what it still has to do."""
    for _ in range(_TURNS):
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
