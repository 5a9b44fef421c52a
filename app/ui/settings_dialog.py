"""The settings, built from the options that are declared; each is applied as soon as it is chosen."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.base.errors import AppError
from app.base.texts import text
from app.settings.options import OPTIONS, Kind, Option
from app.settings.store import Settings
from app.ui import messages
from app.ui.dialogs.frame import FIELD, GAP, Frame

_STEP = 0.5


class OptionEditor(QWidget):
    """The editor of one option.

    Signals:
        chosen: another value was chosen.
    """

    chosen = Signal(object)

    def __init__(self, option: Option[Any], settings: Settings) -> None:
        super().__init__()
        self.option, self._settings = option, settings
        self._least = 0.0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self.field = self._made()
        self.field.setAccessibleName(option.label)
        self.field.setToolTip(option.help(settings.rulebook))
        self.setFocusProxy(self.field)
        self.field.setMinimumHeight(FIELD)
        column.addWidget(self.field)
        self.words = QLabel(option.help(settings.rulebook))
        self.words.setObjectName("quiet")
        self.words.setWordWrap(True)
        column.addWidget(self.words)
        self.show_value()

    def show_value(self) -> None:
        """Show what is chosen now."""
        value = self._settings.get(self.option)
        field = self.field
        blocked = field.blockSignals(True)
        if isinstance(field, QCheckBox):
            field.setChecked(bool(value))
        elif isinstance(field, QComboBox):
            field.setCurrentIndex(field.findData(value))
        elif isinstance(field, QDoubleSpinBox):
            field.setValue(field.minimum() if value is None else float(value))
        elif isinstance(field, QLineEdit):
            field.setText(str(value or ""))
        field.blockSignals(blocked)

    def _made(self) -> QWidget:
        option, rulebook = self.option, self._settings.rulebook
        if option.kind is Kind.FLAG:
            flag = QCheckBox(option.label)
            flag.toggled.connect(self._on_flag)
            return flag
        if option.choices is not None:
            box = QComboBox()
            choices = option.choices(rulebook)
            for value in (None, *choices) if option.optional else choices:
                box.addItem(option.choice_label(value, rulebook), value)
            box.currentIndexChanged.connect(self._on_choice)
            return box
        if option.kind is Kind.NUMBER and option.bounds is not None:
            low, high = option.bounds(rulebook)
            number = QDoubleSpinBox()
            number.setDecimals(1 if high > _STEP * 10 else 2)
            number.setSingleStep(_STEP if high > _STEP * 10 else _STEP / 10)
            # One step below the least stands for "as the skeleton has it".
            self._least = low
            number.setRange(low - number.singleStep() if option.optional else low, high)
            if option.optional:
                number.setSpecialValueText(text("ui.settings.skeleton"))
            number.valueChanged.connect(self._on_number)
            return number
        line = QLineEdit()
        line.editingFinished.connect(self._on_text)
        return line

    def _on_flag(self, value: bool) -> None:
        self.chosen.emit(value)

    def _on_choice(self) -> None:
        if isinstance(self.field, QComboBox):
            self.chosen.emit(self.field.currentData())

    def _on_number(self, value: float) -> None:
        self.chosen.emit(None if value < self._least else round(value, 2))

    def _on_text(self) -> None:
        if isinstance(self.field, QLineEdit):
            self.chosen.emit(self.field.text())


class SettingsDialog(Frame):
    """Every option that is shown, by groups."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(text("ui.settings.title"), parent, width=640)
        self._settings = settings
        self.editors: dict[str, OptionEditor] = {}
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, GAP, 0)
        column.setSpacing(GAP)
        shown = [option for option in OPTIONS if option.shown]
        # The program first: it is looked for more often than margins.
        for group in sorted({option.group for option in shown}, reverse=True):
            self._add_group(group, [option for option in shown if option.group == group], column)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidget(content)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setAccessibleName(text("ui.settings.title"))
        self.column.addWidget(area, 1)
        self.problem = self.explain("")
        self.problem.hide()
        self.resize(760, 640)
        reset = self.add_button(text("ui.settings.reset"))
        reset.clicked.connect(self._on_reset)
        self.add_close().setDefault(True)
        self.finished.connect(self._on_finished)

    def _add_group(self, group: str, options: list[Option[Any]], column: QVBoxLayout) -> None:
        head = QLabel(text(f"ui.settings.group_{group}"))
        head.setObjectName("dialog_head")
        column.addWidget(head)
        about = QLabel(text(f"ui.settings.about_{group}"))
        about.setObjectName("quiet")
        about.setWordWrap(True)
        column.addWidget(about)
        rows = QFormLayout()
        rows.setHorizontalSpacing(2 * GAP)
        rows.setVerticalSpacing(2 * GAP)
        for option in options:
            editor = OptionEditor(option, self._settings)
            editor.chosen.connect(self._on_chosen)
            self.editors[option.key] = editor
            label = QLabel("" if option.kind is Kind.FLAG else option.label)
            label.setBuddy(editor.field)
            label.setMinimumHeight(FIELD)
            rows.addRow(label, editor)
        column.addLayout(rows)
        column.addSpacing(2 * GAP)

    def _on_chosen(self, value: object) -> None:
        editor = self.sender()
        if not isinstance(editor, OptionEditor):
            return
        try:
            self._settings.set(editor.option, value)
        except AppError as error:
            self.problem.setText(str(error))
            self.problem.show()
        else:
            self.problem.hide()

    def _on_reset(self) -> None:
        for editor in self.editors.values():
            self._settings.reset(editor.option)
            editor.show_value()

    def _on_finished(self) -> None:
        try:
            self._settings.save()
        except AppError as error:
            messages.tell(self.parentWidget(), str(error))
