"""The quick choices of the signature section, and the lines that it will print."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from app.base.texts import text
from app.editing.commands.fields import set_field
from app.letter.model import Letter, Signature
from app.letter.positions import Where
from app.letter.wording import signature
from app.library.conventions import Preset
from app.ui.flow import Flow
from app.ui.form.access import Binding, Indices, field_path, grown
from app.ui.form.context import ENTRY, Context, Part
from app.ui.form.growing import CONTROL_HEIGHT
from app.ui.form.rows import GAP
from app.ui.form.signing import preset_label, preset_signature, presets_for
from app.ui.form.tones import quiet_colour

# Capitals with two marks need the room, above the first line too, where a label cuts them off.
_OPENED = '<p style="line-height: 120%"><span style="font-size: 3pt">&nbsp;</span><br>'
_CLOSED = "</p>"


class PresetButtons(Part):
    """One button for every usual way to sign.

    Signals:
        chosen: the field to go on with, and its indices.
    """

    chosen = Signal(str, tuple)

    def __init__(self, path: Indices, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._path = context, path
        self.buttons = {preset: self._button(preset) for preset in Preset}
        ways = Flow(GAP)
        for button in self.buttons.values():
            ways.add(button)
        self.setLayout(ways)
        self._shown: tuple[Preset, ...] = ()
        self.refresh()

    def refresh(self) -> None:
        """The ways of the agency that the letter has now."""
        letter, index = self._context.draft.letter, self._path[0]
        shown = presets_for(letter, index)
        for preset, button in self.buttons.items():
            label = preset_label(preset, letter, index)
            if button.text() != label:
                button.setText(label)
        signatures = letter.signatures[self._path[0] :]
        is_empty = not signatures or signatures[0] == Signature()
        for preset, button in self.buttons.items():
            button.setProperty(ENTRY, is_empty and preset in shown[:1])
        if shown != self._shown:
            self._shown = shown
            for preset, button in self.buttons.items():
                button.setVisible(preset in shown)

    def set_locked(self, locked: bool) -> None:
        """Let nothing be changed, or let it be changed again."""
        self.setEnabled(not locked)

    def _button(self, preset: Preset) -> QPushButton:
        button = QPushButton(self)
        button.setProperty("preset", preset.value)
        button.setFixedHeight(CONTROL_HEIGHT)
        button.setAutoDefault(True)  # Enter presses it, outside dialogs too
        button.clicked.connect(self._on_clicked)
        return button

    def _on_clicked(self) -> None:
        preset = Preset(str(self.sender().property("preset")))
        path = self._path

        def command(letter: Letter) -> Letter:
            letter = grown(letter, "signatures", path)
            old = letter.signatures[path[0]]
            new = preset_signature(letter, path[0], preset, old)
            return set_field(letter, field_path("signatures", path), new)

        self._context.draft.apply(command, where=Where("signatures.full_name", path))
        # What is left to write: the title of whoever signs by order, else the name.
        position = self._context.draft.letter.signatures[path[0]].position
        self.chosen.emit("signatures.full_name" if position else "signatures.position", path)


class SignatureLines(Part):
    """The lines as they will be printed; nothing here can be edited."""

    def __init__(self, path: Indices, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._binding = Binding(context.draft, "signatures", path)
        self._rules = context.rulebook.signature
        self._label = QLabel(self)
        self._label.setFrameShape(QFrame.Shape.StyledPanel)
        self._label.setMargin(GAP)
        self._label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._label.setWordWrap(True)
        self._label.setTextFormat(Qt.TextFormat.RichText)
        self._label.setAccessibleName(text("form.signature_lines"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._label)
        self.refresh()

    def text(self) -> str:
        """The lines as plain text."""
        return "\n".join(self._lines()[0])

    def refresh(self) -> None:
        """Show the lines of the letter as it is now."""
        lines, name = self._lines()
        quiet = quiet_colour(self.palette()).name()
        shown = [f"<b>{escape(line)}</b>".replace("\n", "<br>") for line in lines]
        if name:
            shown.append(f"<br><b>{escape(name)}</b>")
        else:
            shown.append(f'<br><span style="color: {quiet}">{escape(text("form.name_blank"))}</span>')
        words = f"{_OPENED}{'<br>'.join(shown)}{_CLOSED}"
        if words != self._label.text():
            self._label.setText(words)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationPaletteChange:
            self.refresh()

    def _lines(self) -> tuple[tuple[str, ...], str]:
        signed: Signature = self._binding.value()
        composed = signature(signed, self._rules)
        return (*composed.authority_lines, *composed.other_titles), composed.full_name
