"""The one door for message boxes: nothing else in the program may open one."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

from app.base.texts import text

if TYPE_CHECKING:
    from app.editing.questions import Answer, Question

_Role = QMessageBox.ButtonRole


class Leave(Enum):
    """What becomes of a letter that is not saved."""

    SAVE = "save"
    DISCARD = "discard"
    STAY = "stay"


def ask_to_leave(parent: QWidget, name: str) -> Leave:
    """Save, don't save, or stay: asked once, with all that matters in one sentence."""
    names = [text(f"ui.leave.{choice.value}") for choice in Leave]
    roles = (_Role.AcceptRole, _Role.DestructiveRole, _Role.RejectRole)
    index = _ask(parent, text("ui.leave.question", name=name), names, roles)
    return Leave.STAY if index is None else list(Leave)[index]


def ask(parent: QWidget, question: Question) -> Answer | None:
    """Put a question with a button for each answer; None when it is left unanswered."""
    names = [text(f"ui.answer.{answer.value}", name=_name(question)) for answer in question.answers]
    names.append(text("ui.leave.stay"))
    roles = [_Role.AcceptRole] * len(question.answers) + [_Role.RejectRole]
    index = _ask(parent, str(question), names, roles)
    return None if index is None or index == len(question.answers) else question.answers[index]


def ask_to_lose(parent: QWidget, sentence: str) -> bool:
    """Whether the window may go although something could not be kept."""
    names = [text("ui.leave.stay"), text("memory.close_anyway")]
    return _ask(parent, sentence, names, (_Role.RejectRole, _Role.DestructiveRole)) == 1


def tell(parent: QWidget | None, sentence: str) -> None:
    """A problem that must be read before work goes on."""
    _ask(parent, sentence, [text("ui.close")], (_Role.RejectRole,))


def _name(question: Question) -> str:
    return "" if question.suggestion is None else question.suggestion.name


def _ask(
    parent: QWidget | None, sentence: str, names: Sequence[str], roles: Sequence[QMessageBox.ButtonRole]
) -> int | None:
    """The index of the button that was pressed; None for the close button of the window."""
    box = QMessageBox(parent)
    box.setWindowTitle(text("ui.program"))
    box.setText(sentence)
    buttons: list[QPushButton] = []
    for name, role in zip(names, roles, strict=True):
        button = box.addButton(name, role)
        button.setAccessibleName(name.replace("&", ""))
        buttons.append(button)
    box.setDefaultButton(buttons[0])
    box.setEscapeButton(buttons[list(roles).index(_Role.RejectRole)])
    box.exec()
    clicked = box.clickedButton()
    box.deleteLater()
    return next((index for index, button in enumerate(buttons) if button is clicked), None)
