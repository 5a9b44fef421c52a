"""Pictures of the window, for documents, tests and checks."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QEvent, QIODevice
from PySide6.QtWidgets import QApplication

from app.base.errors import AppError
from app.base.files import write_atomic
from app.editing.desk import Prepared
from app.editing.opening import open_file
from app.letter.positions import Where
from app.ui.form.tables import SECTIONS
from app.ui.office import Office

_TURNS = 20


def grab(office: Office, file: Path, target: Path, size: tuple[int, int], section: str) -> None:
    """Write a picture of the window with this letter; size in dots. AppError as open_file and write_atomic.

    The letter is neither locked nor changed.
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
    if section:
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


def settle() -> None:
    """Let the window do what it still has to do."""
    for _ in range(_TURNS):
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
