"""Khung Word in the real window: out, changed, in again, used, renamed, removed; a letterhead by keys."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from docx import Document
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.base.texts import text
from app.editing.draft import Draft
from app.settings.options import DEFAULT_SKELETON
from app.ui.office import Office
from app.ui.skeletons.dialog import SkeletonsDialog
from app.ui.skeletons.field import SkeletonField
from app.ui.skeletons.letterhead import LetterheadDialog
from app.ui.skeletons.listing import NEW
from app.word.letterhead import Slot
from tests.support import edited_skeletons as edits
from tests.support.edited_skeletons import built_in_bytes, edited
from tests.support.letterheads import old_letter

Choose = Callable[[Path | None], list[str]]
W = TypeVar("W", bound=QWidget)


def _open(qtbot: QtBot, office: Office, kind: type[W]) -> W:
    found = office.window.findChildren(kind)
    qtbot.waitUntil(lambda: bool(office.window.findChildren(kind)))
    return (found or office.window.findChildren(kind))[-1]


@pytest.fixture
def dialog(qtbot: QtBot, with_letter: Office) -> SkeletonsDialog:
    """The dialog over an open letter, done with looking at the built-in skeleton."""
    with_letter.do("skeletons.manage")
    made = _open(qtbot, with_letter, SkeletonsDialog)
    qtbot.waitUntil(made.use.isEnabled)
    return made


@pytest.fixture
def bring(qtbot: QtBot, dialog: SkeletonsDialog, tmp_path: Path) -> Callable[..., None]:
    """Drops a file onto the dialog and waits until it was looked at."""

    def drop(data: bytes, name: str = "khung Sở.docx") -> None:
        path = tmp_path / name
        path.write_bytes(data)
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path))])
        no = Qt.KeyboardModifier.NoModifier
        dialog.dropEvent(
            QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, no)
        )
        with qtbot.waitSignal(dialog.looking.done):
            pass

    return drop


def _draft(office: Office) -> Draft:
    assert office.draft is not None
    return office.draft


def test_the_built_in_skeleton_is_shown_with_a_sample_and_its_variables(dialog: SkeletonsDialog) -> None:
    assert dialog.panel.verdict.text() == text("skeletons.verdict_good")
    assert "kinh_gui" in dialog.panel.problems.toPlainText()
    assert not dialog.panel.sample.picture.pixmap().isNull()


def test_a_skeleton_is_taken_out_for_word(
    qtbot: QtBot, dialog: SkeletonsDialog, choose_file: Choose, tmp_path: Path
) -> None:
    asked = choose_file(tmp_path / "khung của tôi")
    dialog.take_out.click()
    qtbot.waitUntil(lambda: dialog.telling.notice is not None)
    assert asked == ["khung.docx"]
    assert (tmp_path / "khung của tôi.docx").read_bytes() == built_in_bytes()
    assert dialog.telling.notice is not None
    assert [one.text() for one in dialog.telling.notice.buttons] == [text("skeletons.open_in_word")]


def test_a_changed_skeleton_is_kept_and_prints_the_letter(
    qtbot: QtBot, with_letter: Office, dialog: SkeletonsDialog, bring: Callable[..., None], tmp_path: Path,
    choose_file: Choose,
) -> None:  # fmt: skip
    bring(edited(edits.with_line_below_agency))
    assert dialog.list.chosen == NEW
    dialog.use.click()
    (kept,) = with_letter.session.library.skeletons.all()
    assert kept.name == "khung Sở"
    assert _draft(with_letter).letter.skeleton == kept.ref
    assert with_letter.workspace is not None
    driver = with_letter.workspace.driver
    driver.finish()
    assert "PHÒNG TỔNG HỢP" in {line.text for line in driver.pages[0].lines}
    choose_file(tmp_path / "ra.docx")
    with_letter.do("output.word")
    qtbot.waitUntil((tmp_path / "ra.docx").exists)
    words = Document(io.BytesIO((tmp_path / "ra.docx").read_bytes())).tables[0].rows[0].cells[0].text
    assert "PHÒNG TỔNG HỢP" in words
    _draft(with_letter).undo()
    assert _draft(with_letter).letter.skeleton.id == ""


def test_a_skeleton_with_faults_tells_them_and_cannot_be_used(
    dialog: SkeletonsDialog, bring: Callable[..., None]
) -> None:
    bring(edited(edits.with_wrong_names))
    assert not dialog.use.isEnabled()
    said = dialog.panel.problems.toPlainText()
    assert "co_qan → co_quan" in said
    assert "ngay_tang → ngay_thang" in said


def test_a_file_that_cannot_be_read_is_told(qtbot: QtBot, dialog: SkeletonsDialog, tmp_path: Path) -> None:
    dialog.ways.bring(tmp_path / "không có.docx")
    qtbot.waitUntil(lambda: dialog.telling.notice is not None)
    assert dialog.telling.notice is not None
    assert "không có.docx" in dialog.telling.notice.words.text()


def test_a_newer_form_of_a_skeleton_may_take_its_place(
    with_letter: Office, dialog: SkeletonsDialog, bring: Callable[..., None]
) -> None:
    skeletons = with_letter.session.library.skeletons
    before = skeletons.save("khung Sở", built_in_bytes())
    bring(edited(edits.with_logo))
    assert "khung Sở" in dialog.replacing.text()
    dialog.replacing.click()
    (now,) = skeletons.all()
    assert now.id == before.id
    assert now.sha256 != before.sha256


def test_removing_can_be_undone(qtbot: QtBot, with_letter: Office, dialog: SkeletonsDialog) -> None:
    skeletons = with_letter.session.library.skeletons
    kept = skeletons.save("Khung cũ", edited(edits.with_logo))
    dialog._fill(kept.id)
    with qtbot.waitSignal(dialog.looking.done):
        pass
    dialog.remove.click()
    assert skeletons.all() == []
    assert dialog.telling.notice is not None
    dialog.telling.notice.buttons[0].click()
    assert skeletons.all() == [kept]
    assert dialog.list.chosen == kept.id


def test_f2_renames(qtbot: QtBot, with_letter: Office, dialog: SkeletonsDialog) -> None:
    skeletons = with_letter.session.library.skeletons
    kept = skeletons.save("Khung cũ", edited(edits.with_logo))
    dialog._fill(kept.id)
    dialog.list.currentItem().setText("Khung năm 2027")
    assert [one.name for one in skeletons.all()] == ["Khung năm 2027"]
    assert dialog.list.currentItem().text() == "Khung năm 2027"


def test_new_letters_begin_with_the_chosen_skeleton(with_letter: Office, dialog: SkeletonsDialog) -> None:
    kept = with_letter.session.library.skeletons.save("Khung Sở", edited(edits.with_logo))
    dialog._fill(kept.id)
    dialog.is_default.click()
    assert with_letter.session.settings.get(DEFAULT_SKELETON) == kept.id
    dialog.reject()
    with_letter.files.new()
    assert _draft(with_letter).letter.skeleton == kept.ref


def test_a_missing_skeleton_is_told_in_the_strip_and_comes_back_by_itself(
    qtbot: QtBot, with_letter: Office, dialog: SkeletonsDialog, bring: Callable[..., None]
) -> None:
    bring(edited(edits.with_logo))
    dialog.use.click()
    workspace = with_letter.workspace
    assert workspace is not None
    workspace.driver.finish()
    assert not workspace.driver.findings
    skeletons = with_letter.session.library.skeletons
    ref = _draft(with_letter).letter.skeleton
    removed = skeletons.remove(ref.id)
    workspace.driver.finish()
    assert "ND30-KHUNG-02" in {finding.code for finding in workspace.driver.findings}
    assert _draft(with_letter).letter.skeleton == ref
    skeletons.put_back(removed)
    workspace.driver.finish()
    assert not workspace.driver.findings


def test_the_field_of_the_form_chooses_a_skeleton(qtbot: QtBot, with_letter: Office) -> None:
    kept = with_letter.session.library.skeletons.save("Khung Sở", edited(edits.with_logo))
    assert with_letter.workspace is not None
    with_letter.workspace.form.open_section("trinh_bay")
    (field,) = with_letter.workspace.form.findChildren(SkeletonField)
    field.combo.setFocus()
    QTest.keyClick(field.combo, Qt.Key.Key_Down)
    field.refresh()
    assert [field.combo.itemText(n) for n in range(field.combo.count())] == [
        text("skeletons.built_in"),
        "Khung Sở",
    ]
    field.combo.setCurrentIndex(1)
    field.combo.activated.emit(1)
    assert _draft(with_letter).letter.skeleton == kept.ref
    _draft(with_letter).undo()
    assert field.combo.currentText() == text("skeletons.built_in")
    with_letter.session.library.skeletons.remove(kept.id)
    _draft(with_letter).redo()
    assert field.combo.currentText() == text("skeletons.not_here")


def test_a_letterhead_becomes_a_skeleton_by_keys_alone(
    qtbot: QtBot, with_letter: Office, dialog: SkeletonsDialog, choose_file: Choose, tmp_path: Path
) -> None:
    path = tmp_path / "công văn cũ.docx"
    path.write_bytes(old_letter())
    choose_file(path)
    dialog.from_letterhead.click()
    pointing = _open(qtbot, with_letter, LetterheadDialog)
    rows = [pointing.rows.topLevelItem(row) for row in range(pointing.rows.topLevelItemCount())]
    assert rows[0] is not None
    assert rows[0].text(0) == "UBND TỈNH GIA LAI"
    QTest.keyClick(pointing.rows, Qt.Key.Key_0)  # the line above the agency's name stays as it is
    assert next(iter(pointing.places.values())) is Slot.KEEP
    assert pointing.rows.currentItem() is rows[1]
    with qtbot.waitSignal(dialog.looking.done):
        QTest.keyClick(pointing.rows, Qt.Key.Key_Return)
    assert dialog.use.isEnabled()
    dialog.use.click()
    assert with_letter.workspace is not None
    with_letter.workspace.driver.finish()
    assert "UBND TỈNH GIA LAI" in {line.text for line in with_letter.workspace.driver.pages[0].lines}


def test_the_dialog_is_freed_when_it_closes(
    qtbot: QtBot, with_letter: Office, dialog: SkeletonsDialog
) -> None:
    with qtbot.waitSignal(dialog.destroyed):
        dialog.reject()
        QApplication.processEvents()
    assert with_letter.window.findChildren(SkeletonsDialog) == []
