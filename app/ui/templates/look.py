"""The chosen template: what can be done with it, and how a letter from it will look."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.base.texts import text
from app.editing.draft import Draft
from app.letter.model import Letter
from app.library.templates import Kept
from app.ui.dialogs.frame import GAP
from app.ui.page.driver import PreviewDriver
from app.ui.page.view import PageView
from app.ui.session import Session
from app.ui.start import CutLabel

# Whoever runs through the list does not wait for the pages of every template.
_AFTER_MS = 60
_LEAST_PAGE = 160


_DEEDS = ("use", "edit", "duplicate", "export", "remove")


class Shown(QWidget):
    """Name, buttons and page of one template. The page is made between two keys.

    Signals:
        wanted: the deed of a button: use, edit, duplicate, export, remove.
    """

    wanted = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._letter: Letter | None = None
        self.driver: PreviewDriver | None = None
        self.title = CutLabel("")
        self.title.setObjectName("start_head")
        self.about = QLabel()
        self.about.setObjectName("quiet")
        self.about.setWordWrap(True)
        self.about.setTextFormat(Qt.TextFormat.PlainText)
        self.buttons = {name: self._button(name) for name in _DEEDS}
        self.page = PageView()
        self.page.setAccessibleName(text("templates_page.look"))
        # In the smallest window a description of two lines leaves no more.
        self.page.setMinimumSize(_LEAST_PAGE, _LEAST_PAGE)
        row = QHBoxLayout()
        row.setSpacing(2)
        for button in self.buttons.values():
            row.addWidget(button)
        row.addStretch(1)
        head = QVBoxLayout()
        head.setContentsMargins(2 * GAP, GAP, 2 * GAP, GAP)
        head.setSpacing(GAP)
        head.addWidget(self.title)
        head.addWidget(self.about)
        head.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.page, 1)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_AFTER_MS)
        self._soon.timeout.connect(self._on_soon)

    def show_template(self, kept: Kept | None, letter: Letter | None) -> None:
        """Show this template, a moment later the letter that would be begun from it; None shows nothing."""
        self.title.set_words(kept.template.name if kept else "")
        self.about.setText(kept.template.description if kept else "")
        self.about.setVisible(bool(self.about.text()))
        for name, button in self.buttons.items():
            button.setEnabled(kept is not None and not (name == "remove" and kept.is_builtin))
        self._letter = letter
        self.page.setVisible(letter is not None)
        if letter is not None:
            self._soon.start()

    def _button(self, name: str) -> QPushButton:
        button = QPushButton(text(f"templates_page.{name}"))
        button.setAutoDefault(True)  # Enter presses it, outside dialogs too
        button.setObjectName("primary" if name == "use" else "link")
        button.setAccessibleName(button.text().replace("&", ""))
        button.setToolTip(text(f"templates_page.{name}_help"))
        button.setProperty("deed", name)
        # Never narrower than its words.
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        button.clicked.connect(self._on_clicked)
        return button

    def _on_clicked(self) -> None:
        self.wanted.emit(self.sender().property("deed"))

    def _on_soon(self) -> None:
        if self._letter is None:
            return
        if self.driver is None:
            self.driver = PreviewDriver(
                Draft(self._letter),
                self._session.rulebook,
                parent=self,
                skeleton_for=self._session.skeleton_for,
            )
            self.page.show_preview(self.driver)
        else:
            self.driver.show(self._letter)
        self.page.go_to_page(0)
