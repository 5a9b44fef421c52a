"""The small form: asks the prompts of a template, all of them or those that are still open."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.base.texts import text
from app.library.prompts import Answer
from app.library.template import Prompt
from app.ui.dialogs.frame import GAP, Frame
from app.ui.templates.fields import PromptField, Sources, field_for

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_WIDTH = 640
# Of the window's height, what the form may take before it scrolls.
_MOST_HIGH = 0.8
_LEAST_HIGH, _AROUND = 160, 160


class FillDialog(Frame):
    """Every prompt with its field. Enter goes on and ends at the last one, Ctrl+Enter ends at once.

    ``done`` are the words of the button that ends it, where no letter is begun.

    Signals:
        filled: the answers by the name of their prompt (open ones are left out), and the words to be
            offered next time.
    """

    filled = Signal(object, object)

    def __init__(
        self,
        title: str,
        prompts: Sequence[Prompt],
        sources: Sources,
        parent: QWidget | None = None,
        *,
        done: str = "",
    ) -> None:
        super().__init__(title, parent, width=_WIDTH)
        self.explain(text("templates_page.fill.about"))
        self.fields = [field_for(prompt, sources) for prompt in prompts]
        self.column.addWidget(self._scrolled(), 1)
        self.problem = QLabel()
        self.problem.setObjectName("problem")
        self.problem.setWordWrap(True)
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.hide()
        self.column.addWidget(self.problem)
        self.done_button = self.add_button(done or text("templates_page.fill.done"), default=True)
        self.done_button.setToolTip("Ctrl+Enter")
        self.done_button.clicked.connect(self.finish)
        self.cancel_button = self.add_button(text("templates_page.cancel"))
        self.cancel_button.clicked.connect(self.reject)
        inputs = self._inputs()
        if inputs:
            inputs[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self) -> None:
        """Take the answers; a date that makes no sense is told first."""
        answers: dict[str, Answer] = {}
        for field in self.fields:
            try:
                answer = field.answer()
            except ValueError as problem:
                self._tell(field, str(problem))
                return
            if answer is not None:
                answers[field.prompt.name] = answer
        kept = {field.prompt.name: field.remembered() for field in self.fields if field.remembered()}
        self.accept()
        self.filled.emit(answers, kept)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes from field to field."""
        if event.key() not in _ENTER:
            super().keyPressEvent(event)
            return
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.finish()
            return
        focus = QApplication.focusWidget()
        if isinstance(focus, QAbstractButton):
            focus.click()
            return
        self._go_on(focus)

    def _go_on(self, focus: QWidget | None) -> None:
        """To the next field that is empty; behind the last one all is done."""
        inputs = self._inputs()
        here = inputs.index(focus) if focus in inputs else -1
        following = [one for one in inputs[here + 1 :] if not _is_filled(one)]
        if following:
            following[0].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.finish()

    def _inputs(self) -> list[QWidget]:
        return [one for field in self.fields for one in field.inputs()]

    def _tell(self, field: PromptField, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setAccessibleName(sentence)
        self.problem.show()
        field.inputs()[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _scrolled(self) -> QScrollArea:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, GAP, 0)
        column.setSpacing(2 * GAP)
        for field in self.fields:
            column.addWidget(field)
        column.addStretch(1)
        area = _Area(self)
        area.setWidget(inner)
        return area


class _Area(QScrollArea):
    """As high as what it holds, as far as the window allows; the field with the cursor is in sight."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus)

    def setWidget(self, widget: QWidget) -> None:  # noqa: N802 - Qt's own name
        """Take the height of what is shown."""
        super().setWidget(widget)
        window = self.window().parentWidget()
        room = round((window.window().height() if window else 768) * _MOST_HIGH) - _AROUND
        layout = widget.layout()
        wanted = layout.totalHeightForWidth(_WIDTH - 8 * GAP) if layout is not None else 0
        self.setMinimumHeight(min(wanted + GAP, max(room, _LEAST_HIGH)))

    def _on_focus(self, _: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.isAncestorOf(now):
            self.ensureWidgetVisible(now, 0, 2 * GAP)


class CautionDialog(Frame):
    """What is to be known before a template is used (đính chính); it must be confirmed.

    Signals:
        confirmed: the clerk has read it and goes on.
    """

    confirmed = Signal()

    def __init__(self, name: str, caution: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        label = QLabel(caution)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        self.column.addWidget(label)
        self.go_on = self.add_button(text("templates_page.caution.go_on"), default=True)
        self.go_on.clicked.connect(self._on_confirmed)
        self.cancel_button = self.add_button(text("templates_page.cancel"))
        self.cancel_button.clicked.connect(self.reject)
        self.go_on.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_confirmed(self) -> None:
        self.accept()
        self.confirmed.emit()


def _is_filled(widget: QWidget) -> bool:
    words = getattr(widget, "text", None) or getattr(widget, "currentText", None)
    return bool(words and words().strip())
