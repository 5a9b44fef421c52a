"""The body editor: toolbar, strip, find bar and text over one text of the draft."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QFont, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.base.texts import text
from app.editing.draft import Draft
from app.letter.model import RelatedDocument
from app.letter.positions import TextPosition
from app.rules.model import Rulebook
from app.ui.body.clipboard import Clipboard
from app.ui.body.columns import ColumnDrag
from app.ui.body.desk import Desk
from app.ui.body.doing import Doing
from app.ui.body.find_bar import FindBar
from app.ui.body.following import Follower
from app.ui.body.formats import NOTE_OBJECT, Formats, NoteMark
from app.ui.body.head import Head
from app.ui.body.keyboard import Keyboard
from app.ui.body.mirror import Mirror
from app.ui.body.notes import NotePopup
from app.ui.body.strip import Strip
from app.ui.body.toolbar import Toolbar
from app.ui.body.typist import Typist
from app.ui.body.view import TextView

# A text with more blocks scrolls by itself: to know its height it would have to be laid out at once.
_MOST_GROWING = 1500


class BodyEditor(QWidget):
    """Edits the body (``target`` "body") or an appendix (its index); it listens to the draft and writes
    back through commands.

    Signals:
        position_changed: the cursor moved; its place (TextPosition).
        status_message: a sentence for the status bar (str).
        leave_requested: F6: the keys go to the next part of the window.
    """

    position_changed = Signal(object)
    status_message = Signal(str)
    leave_requested = Signal()

    def __init__(
        self, draft: Draft, rulebook: Rulebook, target: str | int = "body", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        formats = Formats(QFont(self.font()), self.palette())
        self.view = TextView(formats, self)
        document = self.view.document()
        self._mark = NoteMark(document)
        self._mark.colour = formats.accent
        document.documentLayout().registerHandler(NOTE_OBJECT, self._mark)
        mirror = Mirror(document, formats, rulebook, target if isinstance(target, int) else None)
        self.desk = Desk(draft, rulebook, mirror, self.view, self.status_message.emit)
        self.clipboard = Clipboard(self.desk, self)
        self.columns = ColumnDrag(self.desk)
        self.notes = NotePopup(self.desk, self.view.viewport())
        self.toolbar, self.strip = Toolbar(self), Strip(self.clipboard, self)
        self.find_bar = FindBar(self.desk, self)
        self.head = Head(self.toolbar, self.strip, self.find_bar, self)
        self.doing = Doing(self.desk, self.clipboard, self.notes, self.find_bar, self)
        self.doing.deeds["leave"] = self.leave_requested.emit
        self.doing.deeds["next_field"] = self.view.to_next
        self.doing.deeds["previous_field"] = self.view.to_previous
        self.typist = Typist(self.desk)
        self.view.keyboard = Keyboard(self.typist, self.doing.deeds)
        self.view.clipboard = self.clipboard
        self._lay_out()
        self.follower = Follower(self.desk, self.doing, self.notes, self.head)
        self._connect()
        self.follower.show_state()

    # --- for the window

    def do(self, deed: str) -> None:
        """Do what the table of deeds (deeds.py) names, as its key or button would."""
        self.doing.do(deed)
        self.follower.show_state()

    @property
    def position(self) -> TextPosition:
        """Where the cursor stands."""
        return self.desk.here()

    def focus_position(self, position: TextPosition) -> None:
        """Put the cursor there and take the keys."""
        self.desk.draft.end_group()
        self.desk.put_cursor(position)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.follower.reveal()
        self.follower.reveal_soon()

    def find(  # type: ignore[override]  # QWidget.find looks for windows
        self, words: str = "", *, replacing: bool = False
    ) -> None:
        """Open the bar, with these words in it."""
        self.find_bar.open(replacing=replacing)
        if words:
            self.find_bar.words.setText(words)

    def insert_citation(self, related: RelatedDocument) -> None:
        """Cite a related document at the cursor."""
        self.doing.citing.insert(related)

    def set_grows(self, *, grows: bool) -> None:
        """Grow with the text inside a form, or scroll by itself."""
        self.view.grows = grows
        self._fit()

    def set_font_size(self, points: float) -> None:
        """Show the text in another size."""
        font = QFont(self.desk.mirror.formats.font)
        font.setPointSizeF(points)
        self._dress(font)

    # --- events

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of theme."""
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "follower"):
            self._dress(self.desk.mirror.formats.font)
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the height of the text."""
        super().showEvent(event)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The text breaks anew and may need another height."""
        super().resizeEvent(event)
        self._fit()
        self.head.stick()

    def event(self, event: QEvent) -> bool:
        """Keep the head where it is when everything was laid out anew."""
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self.head.stick()
        return done

    # --- inside

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self.view, 1)
        # What is left over while the text is short.
        layout.addStretch(0)
        self.view.page_break_words = text("body.page_break")
        self.view.setAccessibleName(text("body.text"))
        self.view.setPlaceholderText(text("body.example"))
        self.setFocusProxy(self.view)

    def _connect(self) -> None:
        self.toolbar.chosen.connect(self._on_chosen)
        self.view.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.view.typed_by_input_method.connect(self.typist.commit)
        self.view.menu_requested.connect(self._on_menu_requested)
        self.view.note_clicked.connect(self.notes.edit_beside)
        self.notes.closed.connect(self.view.setFocus)
        self.find_bar.closed.connect(self.view.setFocus)
        self.find_bar.closed.connect(self.notes.dismiss)
        self.find_bar.place_selected.connect(self.notes.show_found)
        self.find_bar.place_selected.connect(self.follower.reveal)
        self.follower.filling_changed.connect(self.strip.show_busy)
        self.follower.position_changed.connect(self.position_changed)
        self.destroyed.connect(self.follower.leave_draft)

    def _fit(self) -> None:
        """As high as the text, or free."""
        grows = self.view.grows and self.follower.size <= _MOST_GROWING
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if not grows:
            # Of a long text always: one that comes and goes breaks every line anew.
            policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOn
        if self.view.verticalScrollBarPolicy() != policy:
            self.view.setVerticalScrollBarPolicy(policy)
        if not grows:
            self.view.setMinimumHeight(0)
            self.view.setMaximumHeight(16777215)  # QWIDGETSIZE_MAX
        elif self.isVisible() and self.view.height() != self.view.wanted_height():
            self.view.setFixedHeight(self.view.wanted_height())
            self.follower.reveal_soon()

    def _dress(self, font: QFont) -> None:
        formats = Formats(font, self.palette())
        self.view.formats = formats
        self._mark.colour = formats.accent
        self.view.document().setDefaultFont(font)
        here, anchor = self.desk.here(), self.desk.anchor()
        with self.desk.placing():
            self.desk.mirror.rewrite(formats)
        self.desk.put_cursor(here, anchor)

    def _on_chosen(self, deed: str) -> None:
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.do(deed)

    def _on_menu_requested(self, place: QPoint) -> None:
        menu = self.doing.context_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)
