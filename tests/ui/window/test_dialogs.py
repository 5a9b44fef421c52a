"""The dialogs do what they say, and are freed when they close."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QDoubleSpinBox, QLabel, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.letter.file import load
from app.letter.model import PartialDate, Status
from app.settings.options import LINE_SPACING, OPTIONS, THEME
from app.ui.crash import CrashDialog, CrashHandler, report_of
from app.ui.dialogs.frame import Frame
from app.ui.dialogs.issue import IssueDialog
from app.ui.dialogs.renew import RenewDialog
from app.ui.dialogs.reply import ReplyDialog
from app.ui.dialogs.versions import VersionsDialog
from app.ui.office import Office
from app.ui.settings_dialog import SettingsDialog
from tests.ui.window.conftest import NGOC_HOI

OPENED_BY = ["tools.settings", "tools.about", "tools.keys", "tools.issue", "tools.reply", "output.preview"]


def _dialog(office: Office) -> Frame:
    return next(one for one in office.window.findChildren(Frame) if one.isVisible())


@pytest.mark.parametrize("does", OPENED_BY)
def test_a_dialog_is_freed_when_it_closes(with_letter: Office, qtbot: QtBot, does: str) -> None:
    with_letter.do(does)
    dialog = _dialog(with_letter)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)  # type: ignore[no-untyped-call]
    qtbot.waitUntil(lambda: not isValid(dialog))


def test_the_crash_dialog_and_the_versions_are_freed_too(office: Office, qtbot: QtBot) -> None:
    for dialog in (CrashDialog("x", None, office.window), VersionsDialog((), office.window)):
        dialog.open()
        dialog.reject()
        qtbot.waitUntil(lambda dialog=dialog: not isValid(dialog))  # type: ignore[misc]


def test_a_workspace_is_freed_when_its_letter_is_closed(with_letter: Office, qtbot: QtBot) -> None:
    workspace = with_letter.workspace
    with_letter.do("files.close")
    qtbot.waitUntil(lambda: not isValid(workspace))


def test_number_and_date_lock_the_letter(with_letter: Office, qtbot: QtBot) -> None:
    with_letter.do("tools.issue")
    dialog = _dialog(with_letter)
    assert isinstance(dialog, IssueDialog)
    assert not dialog._fill.isEnabled()
    qtbot.keyClicks(dialog.number, "1234")  # type: ignore[no-untyped-call]
    qtbot.keyClick(dialog.number, Qt.Key.Key_Return)  # type: ignore[no-untyped-call]
    draft = with_letter.draft
    assert draft is not None
    assert draft.letter.code.number == "1234"
    assert draft.letter.status is Status.ISSUED
    today = datetime.datetime.now().astimezone().date()
    assert (draft.letter.date.day, draft.letter.date.month) == (today.day, today.month)
    assert not with_letter.window.action("issue").isEnabled()
    with_letter.do("tools.drafting")
    assert not draft.is_locked


@pytest.mark.parametrize("does", ["tools.reply", "tools.issue"])
def test_a_label_stands_on_the_line_of_its_field(with_letter: Office, qtbot: QtBot, does: str) -> None:
    with_letter.do(does)
    dialog = _dialog(with_letter)
    pairs = [
        (one, one.buddy())
        for one in dialog.findChildren(QLabel)
        if one.buddy() is not None and one.isVisible()
    ]
    assert pairs
    qtbot.waitUntil(lambda: all(_middle(label) == _middle(field) for label, field in pairs))


def _middle(one: QWidget) -> int:
    return one.mapToGlobal(one.rect().center()).y()


def test_a_reply_fills_opening_and_addressee(office: Office, qtbot: QtBot) -> None:
    office.do("files.new")
    office.do("tools.reply")
    dialog = _dialog(office)
    assert isinstance(dialog, ReplyDialog)
    qtbot.keyClicks(dialog.code, "12/STC-NS")  # type: ignore[no-untyped-call]
    qtbot.keyClicks(dialog.issuer, "So Tai chinh")  # type: ignore[no-untyped-call]
    qtbot.keyClick(dialog.issuer, Qt.Key.Key_Return)  # type: ignore[no-untyped-call]
    assert office.draft is not None
    letter = office.draft.letter
    assert letter.addressees[0].name == "So Tai chinh"
    assert "12/STC-NS" in letter.subject
    assert letter.body


def test_a_reply_holds_what_was_pasted_as_a_letter_does(office: Office, qtbot: QtBot) -> None:
    office.do("files.new")
    office.do("tools.reply")
    dialog = _dialog(office)
    assert isinstance(dialog, ReplyDialog)
    QApplication.clipboard().setText("12/STC\x01-NS\n")
    dialog.code.paste()
    # Composed letters, as macOS and some web pages have them.
    QApplication.clipboard().setText("So\u031b\u0309 Tai chinh\n")
    dialog.issuer.paste()
    qtbot.keyClick(dialog.issuer, Qt.Key.Key_Return)  # type: ignore[no-untyped-call]
    assert office.draft is not None
    related = office.draft.letter.related[0]
    assert (related.code, related.issuer) == ("12/STC-NS", "S\u1edf Tai chinh")


def test_old_facts_are_changed_or_kept_one_after_the_other(with_letter: Office, qtbot: QtBot) -> None:
    with_letter.do("tools.renew")
    dialog = _dialog(with_letter)
    assert isinstance(dialog, RenewDialog)
    found = [dialog.list.topLevelItem(row) for row in range(dialog.list.topLevelItemCount())]
    rows = [row for row in found if row is not None]
    assert [row.text(1) for row in rows[:2]] == ["3855/UBND-KGVX", "ngày 26/10/2021"]
    # The laws are as true as before: one line for all of them, folded.
    assert rows[-1].text(0) == "Văn bản pháp luật (10) – giữ tất cả"
    assert not rows[-1].isExpanded()
    count = len(rows) - 1 + 10
    assert str(count) in dialog.left.text()
    dialog.new.setText("12/UBND-NV")
    qtbot.keyClick(dialog.new, Qt.Key.Key_Return)  # type: ignore[no-untyped-call]
    dialog.keep.click()
    draft = with_letter.draft
    assert draft is not None
    assert "12/UBND-NV, ngày 26/10/2021" in "".join(run.text for run in draft.letter.body[0].runs)  # type: ignore[union-attr]
    assert dialog.list.topLevelItemCount() == len(rows) - 2
    assert str(count - 2) in dialog.left.text()
    last = dialog.list.topLevelItem(len(rows) - 3)
    assert last is not None
    dialog.list.setCurrentItem(last)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Return)  # type: ignore[no-untyped-call]
    assert str(count - 12) in dialog.left.text()
    dialog.keep_all.click()
    assert dialog.left.text() == "Đã xem lại hết."
    assert not dialog.new.isEnabled()


def test_a_letter_from_another_is_of_this_month_and_its_day_is_blank(with_letter: Office) -> None:
    with_letter.do("tools.renew")
    assert with_letter.draft is not None
    letter = with_letter.draft.letter
    today = datetime.datetime.now().astimezone()
    assert letter.date == PartialDate(year=today.year, month=today.month)
    assert letter.code.number is None


def test_settings_are_applied_at_once_and_kept(office: Office, qtbot: QtBot) -> None:
    office.do("tools.settings")
    dialog = _dialog(office)
    assert isinstance(dialog, SettingsDialog)
    assert set(dialog.editors) == {option.key for option in OPTIONS if option.shown}
    theme = dialog.editors[THEME.key].field
    assert isinstance(theme, QComboBox)
    light = office.window.palette().window().color().lightness()
    theme.setCurrentIndex(theme.findData("dark"))
    assert office.window.palette().window().color().lightness() < light
    spacing = dialog.editors[LINE_SPACING.key].field
    assert isinstance(spacing, QDoubleSpinBox)
    assert spacing.text() == "Theo khung"
    spacing.setValue(1.2)
    assert office.session.settings.get(LINE_SPACING) == 1.2
    dialog.reject()
    assert '"theme": "dark"' in office.session.settings.file.read_text("utf-8")
    office.do("tools.settings")
    again = _dialog(office)
    assert isinstance(again, SettingsDialog)
    again._on_reset()
    assert office.session.settings.get(LINE_SPACING) is None
    assert office.session.settings.get(THEME) == "system"


def test_a_new_letter_has_the_layout_of_the_settings(office: Office) -> None:
    office.session.settings.set(LINE_SPACING, 1.3)
    office.do("files.new")
    assert office.draft is not None
    assert office.draft.letter.layout.line_spacing == 1.3


def test_a_mistake_saves_the_letter_first_and_shows_one_report(
    with_letter: Office, paths: object, qtbot: QtBot
) -> None:
    desk = with_letter.session.desk
    draft = with_letter.draft
    assert draft is not None
    draft.apply(lambda _: load(NGOC_HOI.with_name("dak-nong-4173.congvan")).letter)
    handler = CrashHandler(desk, Path("nhat-ky.log"), with_letter.window)
    for _ in range(2):
        try:
            raise RuntimeError("chữ của văn bản")  # noqa: TRY301 - any mistake
        except RuntimeError as error:
            handler.handle(type(error), error, error.__traceback__)
    assert len(list(desk.recovery.folder.glob("*.recovery"))) == 1
    shown = [one for one in with_letter.window.findChildren(CrashDialog) if one.isVisible()]
    assert len(shown) == 1
    report = shown[0].report.toPlainText()
    assert "RuntimeError" in report
    assert "test_dialogs.py" in report
    assert "chữ của văn bản" not in report.replace('raise RuntimeError("chữ của văn bản")', "")
    shown[0].reject()
    assert handler.dialog is None


def test_a_report_names_what_caused_the_mistake() -> None:
    try:
        try:
            raise KeyError("a")  # noqa: TRY301 - any mistake
        except KeyError as cause:
            raise ValueError("b") from cause
    except ValueError as error:
        report = report_of(error)
    assert report.index("ValueError") < report.index("KeyError")


@pytest.mark.parametrize("kind", [SettingsDialog, ReplyDialog])
def test_every_field_of_a_dialog_has_a_name(office: Office, qtbot: QtBot, kind: Callable[..., Frame]) -> None:
    given = office.session.settings if kind is SettingsDialog else ()
    dialog = kind(given, office.window)
    fields = [one for one in dialog.findChildren(QWidget) if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    inner = [one for one in fields if one.objectName().startswith("qt_") or one.window() is not dialog]
    assert [type(one) for one in fields if one not in inner and not one.accessibleName()] == []
    dialog.close()
