"""The page Mẫu: templates by category and search, and how a letter from the chosen one will look."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.base.texts import text
from app.letter.model import Letter
from app.library.template import Template
from app.library.templates import TABLES, Kept
from app.ui.dialogs.frame import FIELD, GAP
from app.ui.notices import Choice, NoticeBar
from app.ui.session import Session
from app.ui.templates.entries import TemplateList
from app.ui.templates.look import Shown
from app.ui.templates.shelf import ALL, CATEGORIES, Shelf, words_for

# Of categories and list: the share of the page, and the bounds in pixels.
_SHARES = ((0.13, 136, 168), (0.25, 200, 320))


class TemplatesPage(QWidget):
    """Everything kept to begin letters from. The cursor stands in the search; Down and Enter go on.

    Signals:
        template_wanted: a letter from the template of this id.
        edit_wanted: the template of this id is to be edited.
        export_wanted: it is to be written into a file for a colleague.
        import_wanted: a file of a colleague is to be taken.
        message: a sentence for the status bar.
    """

    template_wanted = Signal(str)
    edit_wanted = Signal(str)
    export_wanted = Signal(str)
    import_wanted = Signal()
    message = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(text("templates_page.name"))
        self._session = session
        self._shelf = Shelf(session.library.templates)
        self._removed: Template | None = None
        self._is_placed = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        # Makes the letter that would be begun; the window knows the agency.
        self.dress: Callable[[Template], Letter] = _bare
        self.notices = NoticeBar()
        self.search = QLineEdit()
        self.search.setPlaceholderText(text("templates_page.search"))
        self.search.setAccessibleName(text("templates_page.search"))
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumHeight(FIELD)
        self.search.installEventFilter(self)
        self.import_button = QPushButton(text("templates_page.import"))
        self.import_button.setToolTip(text("templates_page.import_help"))
        self.categories = QListWidget()
        self.categories.setObjectName("categories")
        self.categories.setAccessibleName(text("templates_page.categories"))
        self.list = TemplateList()
        self.hint = QLabel()
        self.hint.setObjectName("quiet")
        self.hint.setWordWrap(True)
        self.hint.setContentsMargins(12, 8, 12, 8)
        self.shown = Shown(session)
        self._place_widgets()
        self._connect()

    # --- what is asked of it

    def entered(self) -> None:
        """Look at the templates anew, with the cursor in the search."""
        if not self._is_placed:
            self._is_placed = True
            sizes = [round(max(low, min(self.width() * share, high))) for share, low, high in _SHARES]
            self.splitter.setSizes([*sizes, self.width() - sum(sizes)])
        self._fill_categories()
        self._refresh()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.selectAll()

    def choose(self, template_id: str) -> None:
        """Make this template the current one, whatever was sought."""
        self.search.clear()
        self._fill_categories()
        self.categories.setCurrentRow(0)
        self._refresh(template_id)

    @property
    def chosen(self) -> Kept | None:
        """The current template."""
        return self.list.chosen

    # --- inside

    def _place_widgets(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(2 * GAP, 2 * GAP, 2 * GAP, GAP)
        top.setSpacing(GAP)
        top.addWidget(self.search, 1)
        top.addWidget(self.import_button)
        middle = QWidget()
        lines = QVBoxLayout(middle)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.hint)
        lines.addWidget(self.list, 1)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setObjectName("desk")
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        for number, part in enumerate((self.categories, middle, self.shown)):
            self.splitter.addWidget(part)
            self.splitter.setStretchFactor(number, 1 if part is self.shown else 0)
        self.categories.setMinimumWidth(_SHARES[0][1])
        middle.setMinimumWidth(_SHARES[1][1])
        for part in (self.categories, self.list):
            part.setFrameShape(QFrame.Shape.NoFrame)
            part.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notices)
        column.addLayout(top)
        column.addWidget(self.splitter, 1)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._on_sought)
        self.categories.currentRowChanged.connect(self._on_category)
        self.list.currentItemChanged.connect(self._on_current)
        self.list.use_wanted.connect(self._on_use)
        self.list.star_wanted.connect(self._star)
        self.list.search_wanted.connect(self.search.setFocus)
        self.import_button.clicked.connect(self.import_wanted)
        self.shown.wanted.connect(self._on_wanted)
        # Another window of the program, or the file that has been read at last.
        self._soon.timeout.connect(self._on_category)
        changed = self._session.library.database.changed
        self.destroyed.connect(changed.subscribe(self._on_table_changed))
        star = QShortcut(QKeySequence("Ctrl+D"), self)
        star.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        star.activated.connect(self._on_star)
        remove = QShortcut(QKeySequence("Delete"), self.list)
        remove.setContext(Qt.ShortcutContext.WidgetShortcut)
        remove.activated.connect(self._on_remove)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes into the list, Enter begins with the first that fits, Esc empties the search."""
        if watched is self.search and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = event.key()
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._on_use()
                return True
            if key == Qt.Key.Key_Down:
                self.list.setFocus(Qt.FocusReason.TabFocusReason)
                return True
            if key == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
        return super().eventFilter(watched, event)

    def _fill_categories(self) -> None:
        row = max(0, self.categories.currentRow())
        blocked = self.categories.blockSignals(True)
        self.categories.clear()
        self.categories.addItems(self._shelf.look_again())
        self.categories.setCurrentRow(min(row, self.categories.count() - 1))
        self.categories.blockSignals(blocked)

    def _refresh(self, chosen: str = "") -> None:
        """Show what fits; the template that was chosen stays so."""
        current = self.chosen
        sought = self.search.text().strip()
        row = max(0, self.categories.currentRow())
        found = self._shelf.found(row, sought)
        self.hint.setText(words_for(row, sought) if not found else "")
        self.hint.setVisible(not found)
        # Where nothing fits the most used ones are at hand.
        shown = found or self._shelf.most_used()
        self.list.show_templates(shown, chosen or (current.template.id if current else ""))
        self._on_current()

    def _on_sought(self) -> None:
        # What is sought is sought everywhere.
        blocked = self.categories.blockSignals(True)
        if self.search.text().strip():
            self.categories.setCurrentRow(CATEGORIES.index(ALL))
        self.categories.blockSignals(blocked)
        self._refresh()
        self.list.setCurrentRow(0)

    def _on_category(self) -> None:
        self._refresh()

    def _on_table_changed(self, table: str) -> None:
        if table in TABLES:
            self._soon.start()

    def _on_current(self) -> None:
        kept = self.chosen
        self.shown.show_template(kept, self.dress(kept.template) if kept else None)

    def _on_use(self) -> None:
        self._on_wanted("use")

    def _on_wanted(self, deed: str) -> None:
        """What a button says, done with the current template."""
        kept = self.chosen
        signals = {"use": self.template_wanted, "edit": self.edit_wanted, "export": self.export_wanted}
        if kept is None:
            return
        if deed in signals:
            signals[deed].emit(kept.template.id)
        elif deed == "duplicate":
            self._on_duplicate()
        else:
            self._on_remove()

    def _on_duplicate(self) -> None:
        if self.chosen is not None:
            new = self._session.library.templates.duplicate(self.chosen.template.id)
            self.choose(new.id)
            self.message.emit(text("templates_page.duplicated", name=new.name))

    def _on_star(self) -> None:
        if self.chosen is not None:
            self._star(self.chosen.template.id)

    def _star(self, template_id: str) -> None:
        kept = self._session.library.templates.get(template_id)
        if kept is not None:
            self._session.library.templates.set_favourite(template_id, not kept.is_favourite)
            self._fill_categories()
            self._refresh()

    def _on_remove(self) -> None:
        kept = self.chosen
        if kept is None or kept.is_builtin:
            return
        row = self.list.currentRow()
        self._removed = self._session.library.templates.remove(kept.template.id)
        self._fill_categories()
        self._refresh()
        self.list.setCurrentRow(min(row, self.list.count() - 1))
        undo = Choice(text("templates_page.undo"), self._on_put_back)
        said = text("templates_page.removed", name=kept.template.name)
        self.notices.tell("removed", said, (undo,), warns=False)

    def _on_put_back(self) -> None:
        if self._removed is not None:
            template, self._removed = self._removed, None
            self._session.library.templates.save(template)
            self.choose(template.id)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)


def _bare(template: Template) -> Letter:
    return template.letter
