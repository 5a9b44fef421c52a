"""The strip below the letter: what is wrong, how to get there, what the program mends itself."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.letter.model import Recipient, RecipientKind
from app.rules.finding import Severity
from app.ui.office import Office


def _spoil(office: Office) -> None:
    """A trích yếu that is missing, and "Như trên" behind the others, which the program can mend."""
    draft = office.draft
    assert draft is not None
    above = Recipient(kind=RecipientKind.AS_ABOVE)
    others = tuple(one for one in draft.letter.recipients if one.kind is not RecipientKind.AS_ABOVE)
    draft.apply(lambda letter: replace(letter, subject="", recipients=(*others, above)))


def test_faults_are_counted_and_the_first_is_told_with_its_clause(with_letter: Office, qtbot: QtBot) -> None:
    _spoil(with_letter)
    assert with_letter.workspace is not None
    strip = with_letter.workspace.strip
    qtbot.waitUntil(lambda: "lỗi" in strip.counts.text())
    assert strip._findings[0].severity is Severity.ERROR
    assert strip._findings[0].clause in strip.first.accessibleName()


def test_enter_in_the_list_goes_to_the_field(with_letter: Office, qtbot: QtBot) -> None:
    _spoil(with_letter)
    workspace = with_letter.workspace
    assert workspace is not None
    qtbot.waitUntil(lambda: bool(workspace.strip._findings))
    with_letter.do("viewing.findings")
    assert workspace.strip.list.isVisible()
    codes = [finding.place.component for finding in workspace.strip._findings]
    row = codes.index("subject")
    item = workspace.strip.list.topLevelItem(row)
    assert item is not None
    workspace.strip.list.setCurrentItem(item)
    told: list[str] = []
    workspace.form.component_focused.connect(lambda component, _: told.append(component))
    workspace.form.focus_component("code", ())
    qtbot.keyClick(workspace.strip.list, Qt.Key.Key_Return)  # type: ignore[no-untyped-call]
    assert told[-1] == "subject"


def test_the_button_of_a_line_is_seen_whole(with_letter: Office, qtbot: QtBot) -> None:
    _spoil(with_letter)
    assert with_letter.workspace is not None
    strip = with_letter.workspace.strip
    qtbot.waitUntil(lambda: any(finding.fix for finding in strip._findings))
    with_letter.do("viewing.findings")
    button = strip.list.findChildren(QPushButton)[0]
    qtbot.waitUntil(lambda: button.width() >= button.sizeHint().width())
    assert button.height() >= button.sizeHint().height()
    line = strip.list.topLevelItem(int(button.property("finding")))
    assert line is not None
    assert strip.list.visualItemRect(line).bottom() >= button.geometry().bottom()
    assert button.geometry().right() < strip.list.viewport().width()


def test_a_fix_is_applied_and_can_be_undone(with_letter: Office, qtbot: QtBot) -> None:
    _spoil(with_letter)
    workspace, draft = with_letter.workspace, with_letter.draft
    assert workspace is not None
    assert draft is not None
    qtbot.waitUntil(lambda: any(finding.fix for finding in workspace.strip._findings))
    with_letter.do("viewing.findings")
    button = workspace.strip.list.findChildren(QPushButton)[0]
    button.click()
    assert draft.letter.recipients[0].kind is RecipientKind.AS_ABOVE
    with_letter.do("tools.undo")
    assert draft.letter.recipients[-1].kind is RecipientKind.AS_ABOVE


def test_a_letter_without_faults_says_so(with_letter: Office) -> None:
    assert with_letter.workspace is not None
    strip = with_letter.workspace.strip
    assert strip.first.accessibleName() == "Chưa thấy lỗi về thể thức."
    assert not strip.counts.isVisible()
    with_letter.do("viewing.findings")
    assert not strip.list.isVisible()
