"""Builds the parts of the form from their declarations."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.base.texts import text
from app.editing.commands.reply import reply_to
from app.letter.model import Letter, Secrecy
from app.letter.positions import Where
from app.ui.form.access import Indices
from app.ui.form.agency_parts import SignerOffer, UnitOffer
from app.ui.form.context import Context, Part, Place
from app.ui.form.growing import CONTROL_HEIGHT
from app.ui.form.name_lines import AddresseeLines, RecipientLines
from app.ui.form.names_list import AddresseesList, RecipientsList
from app.ui.form.notes import HelpLabel, NoticeLabel
from app.ui.form.repeats import RareRows, RepeatedRows
from app.ui.form.rows import FieldRow
from app.ui.form.signature_parts import PresetButtons, SignatureLines
from app.ui.form.specs import Content, RareSpec, RepeatSpec, RowSpec, Special
from app.ui.skeletons.field import SkeletonField


def build(content: Content, path: Indices, context: Context, parent: QWidget) -> Part:
    """A part of the form, bound to its place in the letter."""
    if isinstance(content, RowSpec):
        return FieldRow(content, path, context, parent)
    if isinstance(content, RareSpec):
        return RareRows(content, path, context, parent)
    if isinstance(content, RepeatSpec):
        return RepeatedRows(content, path, context, build, parent)
    return _SPECIAL[content](path, context, parent)


class SecrecyNotice(Part):
    """What the law on state secrets asks, as long as the letter has a độ mật."""

    def __init__(self, _path: Indices, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self.notice = NoticeLabel(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.notice)
        self.refresh()

    def refresh(self) -> None:
        """Show or hide the notice."""
        secrecy = self._context.draft.letter.secrecy
        marks = self._context.rulebook.marks.secrecy
        known = secrecy is not Secrecy.NONE and secrecy.value in marks
        clause = marks[secrecy.value].source.clause if known else ""
        self.notice.show_notice(text("form.secrecy_notice", clause=clause) if known else "")
        self.setVisible(known)


class ReplyButton(Part):
    """ "Phúc đáp": opening, Kính gửi and trích yếu from this document."""

    def __init__(self, path: Indices, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._path, self._context = path, context
        self.button = QPushButton(text("form.reply"), self)
        self.button.setFixedHeight(CONTROL_HEIGHT)
        self.button.setToolTip(text("form.reply_tip"))
        self.button.setAccessibleDescription(text("form.reply_tip"))
        self.button.clicked.connect(self._on_clicked)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        line.addStretch(1)

    def set_locked(self, locked: bool) -> None:
        """Let nothing be changed, or let it be changed again."""
        self.button.setEnabled(not locked)

    def _on_clicked(self) -> None:
        rulebook, index = self._context.rulebook, self._path[0]

        def command(letter: Letter) -> Letter:
            return reply_to(letter, letter.related[index], rulebook)

        self._context.draft.apply(command, where=Where("subject"))


class Holder(Part):
    """Holds an editor that follows the letter by itself; above it the help of the text, on F1."""

    def __init__(self, editor: QWidget | None, place: Place, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._rulebook = context.rulebook
        self.help = HelpLabel(self)
        self.place = place
        self.editor: object = editor
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.help)
        if editor is not None:
            layout.addWidget(editor)

    def toggle_help(self, _key: str = "") -> None:
        """Show how the text is written, or put that away."""
        clause = self._rulebook.body.paragraph.source.clause
        self.help.toggle(f"{text('form.help.body')} ({clause})")


def _body(_path: Indices, context: Context, parent: QWidget) -> Part:
    return Holder(context.body_editor, ("body", ()), context, parent)


def _appendix(path: Indices, context: Context, parent: QWidget) -> Part:
    editor = context.appendix_editor(path[0]) if context.appendix_editor else None
    return Holder(editor, ("appendices.blocks", path), context, parent)


def _addressees(_path: Indices, context: Context, parent: QWidget) -> Part:
    return AddresseesList(AddresseeLines(context.rulebook), context, parent)


def _recipients(_path: Indices, context: Context, parent: QWidget) -> Part:
    return RecipientsList(RecipientLines(context.rulebook), context, parent)


_SPECIAL: dict[Special, Callable[[Indices, Context, QWidget], Part]] = {
    Special.ADDRESSEES: _addressees,
    Special.RECIPIENTS: _recipients,
    Special.BODY: _body,
    Special.AGENCY_UNITS: UnitOffer,
    Special.AGENCY_SIGNERS: SignerOffer,
    Special.AUTHORITY_PRESETS: PresetButtons,
    Special.SIGNATURE_LINES: SignatureLines,
    Special.SECRECY_NOTICE: SecrecyNotice,
    Special.REPLY: ReplyButton,
    Special.APPENDIX_TEXT: _appendix,
    Special.SKELETON: SkeletonField,
}
