"""A line of fields with their label, help and findings."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from app.base.texts import text
from app.rules.model import Rulebook
from app.ui.flow import Flow
from app.ui.form.access import Binding, Indices
from app.ui.form.book_popup import NameCompleter
from app.ui.form.codecs import (
    BLANK,
    CHOICE,
    COMMAS,
    DATE,
    LINES,
    NOTATION,
    NUMBER,
    OPTIONAL_DATE,
    PLAIN,
    Codec,
)
from app.ui.form.context import Context, Part, Place
from app.ui.form.editors import (
    ChoiceEditor,
    CodeNumberEditor,
    FieldEditor,
    FlagEditor,
    LineEditor,
    NumberEditor,
    TextEditor,
)
from app.ui.form.growing import CONTROL_HEIGHT
from app.ui.form.notes import FindingsLabel, HelpLabel
from app.ui.form.specs import FieldSpec, Kind, RowSpec

GAP = 8
# The column of labels, in average letters of the font.
_LABEL_LETTERS = 18
_CODECS: dict[Kind, Codec] = {
    Kind.LINES: LINES,
    Kind.COMMAS: COMMAS,
    Kind.BLANK: BLANK,
    Kind.CODE_NUMBER: BLANK,
    Kind.NUMBER: NUMBER,
    Kind.DATE_PART: NUMBER,
    Kind.DATE: DATE,
    Kind.OPTIONAL_DATE: OPTIONAL_DATE,
    Kind.NOTATION: NOTATION,
    Kind.CHOICE: CHOICE,
}
# Fields where nothing typed means "left blank on purpose".
_BLANK_KINDS = (Kind.BLANK, Kind.CODE_NUMBER, Kind.NUMBER, Kind.DATE_PART)
# Fields of the model that one field of the form writes as a whole.
_TARGETS = {"code.organ_notations": "code"}


def label_width(widget: QWidget) -> int:
    """The width of the column of labels."""
    return widget.fontMetrics().averageCharWidth() * _LABEL_LETTERS


def make_editor(spec: FieldSpec, path: Indices, context: Context, parent: QWidget) -> QWidget:
    """The editor of a field, bound to its place in the letter."""
    codec = _CODECS.get(spec.kind, PLAIN)
    binding = Binding(context.draft, spec.key, path, codec, _TARGETS.get(spec.key, ""))
    editor: LineEditor | TextEditor | ChoiceEditor | FlagEditor
    match spec.kind:
        case Kind.TEXT | Kind.LINES:
            editor = TextEditor(binding, parent, enter_breaks=spec.kind is Kind.LINES)
        case Kind.NUMBER | Kind.DATE_PART:
            editor = NumberEditor(binding, spec.digits, parts=spec.kind is Kind.DATE_PART, parent=parent)
        case Kind.CODE_NUMBER:
            editor = CodeNumberEditor(binding, parent)
        case Kind.CHOICE:
            editor = ChoiceEditor(binding, spec.choices(context.rulebook) if spec.choices else (), parent)
        case Kind.FLAG:
            editor = FlagEditor(binding, spec.label, parent)
        case _:
            editor = LineEditor(binding, parent)
    _describe(editor, spec, context.rulebook)
    if spec.completes and isinstance(editor, LineEditor):
        NameCompleter.of_line(editor, context.known_names)
    return editor


def _describe(
    editor: LineEditor | TextEditor | ChoiceEditor | FlagEditor, spec: FieldSpec, rulebook: Rulebook
) -> None:
    editor.setAccessibleName(spec.label)
    editor.setAccessibleDescription(spec.help(rulebook))
    if isinstance(editor, LineEditor | TextEditor):
        if spec.example:
            editor.setPlaceholderText(text(f"form.example.{spec.key}"))
        elif spec.kind in _BLANK_KINDS:
            editor.setPlaceholderText(text("form.blank"))
    if spec.width:
        metrics = editor.fontMetrics()
        grey = "" if isinstance(editor, ChoiceEditor | FlagEditor) else editor.placeholderText()
        needed = max(metrics.averageCharWidth() * spec.width, metrics.horizontalAdvance(grey))
        editor.setFixedWidth(needed + 3 * GAP)


class FieldRow(Part):
    """Fields on one line, the first with its label in the column of labels.

    Signals:
        help_requested: the key of the field whose help was asked for.
    """

    help_requested = Signal(str)

    def __init__(self, spec: RowSpec, path: Indices, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spec = spec
        self.path = path
        self._rulebook = context.rulebook
        self.editors: list[FieldEditor] = []
        self.findings = FindingsLabel(self)
        self._help = HelpLabel(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(self._line(context))
        below = QVBoxLayout()
        below.setContentsMargins(label_width(self) + GAP, 0, 0, 0)
        below.addWidget(self._help)
        below.addWidget(self.findings)
        layout.addLayout(below)

    @property
    def places(self) -> list[Place]:
        """Where in the letter the findings come from that are shown here."""
        places = [(field.key, self.path) for field in self.spec.fields]
        return [*places, (self.spec.place, self.path)] if self.spec.place else places

    def refresh(self) -> None:
        """Show what the letter says now."""
        for editor in self.editors:
            editor.refresh()

    def set_locked(self, locked: bool) -> None:
        """Let nothing be changed, or let it be changed again."""
        for editor in self.editors:
            editor.set_locked(locked)

    def toggle_help(self, key: str = "") -> None:
        """Show the help of a field (of all without a key), or put it away."""
        fields = [one for one in self.spec.fields if one.key == key] or self.spec.fields
        several = len(fields) > 1
        lines = [
            text("form.help_of", field=one.label, words=one.help(self._rulebook))
            if several
            else one.help(self._rulebook)
            for one in fields
        ]
        self._help.toggle("\n".join(lines))
        self.help_requested.emit(fields[0].key)

    def _line(self, context: Context) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(GAP)
        fields = Flow(GAP, label_width(self))
        line.addLayout(fields, 1)
        for index, field in enumerate(self.spec.fields):
            editor = make_editor(field, self.path, context, self)
            # The editors of this form are all FieldEditor; make_editor names the widget for Qt's sake.
            assert isinstance(editor, LineEditor | TextEditor | ChoiceEditor | FlagEditor)  # noqa: S101
            self.editors.append(editor)
            says_itself = field.kind is Kind.FLAG
            if not says_itself:
                fields.add(self._label(field, editor, first=index == 0))
            fields.add(editor, stretches=not field.width, begins=says_itself)
        line.addWidget(self._help_button(), 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _label(self, field: FieldSpec, editor: QWidget, *, first: bool) -> QLabel:
        label = QLabel(field.label, self)
        label.setWordWrap(first)
        label.setMinimumHeight(CONTROL_HEIGHT)
        label.setBuddy(editor)
        if first:
            label.setFixedWidth(label_width(self))
        return label

    def _help_button(self) -> QToolButton:
        button = help_button(self, self.spec.fields[0].label)
        button.clicked.connect(self._on_help)
        return button

    def _on_help(self) -> None:
        self.toggle_help()


def help_button(parent: QWidget, about: str) -> QToolButton:
    """A "?" that is reached by mouse only; from the keyboard F1 does the same."""
    button = QToolButton(parent)
    button.setText("?")
    button.setAutoRaise(True)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    button.setFixedSize(CONTROL_HEIGHT - GAP, CONTROL_HEIGHT)
    button.setAccessibleName(text("form.help_on", field=about))
    button.setToolTip(text("form.help_tip"))
    return button
