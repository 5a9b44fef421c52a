"""What the printer would print, before it does."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtPrintSupport import QPrinter, QPrintPreviewWidget
from PySide6.QtWidgets import QGraphicsView, QWidget

from app.base.texts import text
from app.pages.model import Page
from app.paint.pictures import Pictures
from app.ui.dialogs.frame import Frame
from app.ui.printing import ask_and_print, make_printer, print_pages


class PrintPreview(Frame):
    """The pages on the paper of the printer."""

    def __init__(self, pages: Sequence[Page], pictures: Pictures, parent: QWidget) -> None:
        super().__init__(text("ui.print.title"), parent, width=720)
        self.resize(800, 680)
        self._pages, self._pictures = pages, pictures
        self._printer = make_printer(pages)
        self.view = QPrintPreviewWidget(self._printer, self)
        # The keyboard goes to the view inside, which Qt gives no name.
        for part in (self.view, *self.view.findChildren(QGraphicsView)):
            part.setAccessibleName(text("ui.print.title"))
        self.view.paintRequested.connect(self._on_paint)
        self.column.addWidget(self.view, 1)
        for name, act in (
            ("width", self.view.fitToWidth),
            ("page", self.view.fitInView),
            ("facing", self.view.setFacingPagesViewMode),
        ):
            self.add_button(text(f"ui.print.{name}")).clicked.connect(act)
        prints = self.add_button(text("ui.print.print"), default=True)
        prints.clicked.connect(self._on_print)
        self.add_close()

    def _on_paint(self, printer: QPrinter) -> None:
        print_pages(printer, self._pages, self._pictures)

    def _on_print(self) -> None:
        self.accept()
        ask_and_print(self._pages, self._pictures, self.parentWidget())
