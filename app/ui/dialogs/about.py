"""About the program: version, what it is, and under which licences its parts come."""

from __future__ import annotations

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget

import app
from app.base.resources import program_path, resource_path
from app.base.texts import text
from app.ui.dialogs.frame import Frame

# Name and licence of each library in the program; docs/architecture.md says what they are for.
LIBRARIES = (
    ("PySide6, Qt, shiboken6", "LGPL-3.0"),
    ("docxtpl", "LGPL-2.1"),
    ("python-docx", "MIT"),
    ("lxml", "BSD-3-Clause"),
    ("Jinja2, MarkupSafe", "BSD-3-Clause"),
    ("Babel", "BSD-3-Clause"),
    ("platformdirs", "MIT"),
    ("typing_extensions", "PSF-2.0"),
    ("Lucide", "ISC, MIT"),
)


class AboutDialog(Frame):
    """Name, version, licences."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(text("ui.about.title"), parent, width=560)
        title = QLabel(text("ui.program"))
        title.setObjectName("start_title")
        self.column.addWidget(title)
        self.explain(text("ui.about.version", version=app.__version__, qt=qVersion()))
        self.explain(text("ui.about.what"))
        self.licences = QPlainTextEdit(_licences())
        self.licences.setReadOnly(True)
        self.licences.setTabChangesFocus(True)
        self.licences.setAccessibleName(text("ui.about.licences"))
        self.licences.setMinimumHeight(240)
        head = QLabel(text("ui.about.licences"))
        head.setObjectName("dialog_head")
        self.column.addWidget(head)
        self.column.addWidget(self.licences, 1)
        self.add_close().setDefault(True)
        self.licences.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )


def _licences() -> str:
    lines = [text("ui.about.library", name=name, licence=licence) for name, licence in LIBRARIES]
    own = program_path("LICENSE").read_text("utf-8")
    icons = resource_path("icons", "LICENSE").read_text("utf-8")
    return "\n".join([text("ui.about.own"), "", *lines, "", own, "", icons])
