"""Items of lists change places by keys and mouse; kinds, presets and sections lead on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.editing.draft import Draft
from app.letter.model import (
    AddresseeKind,
    Appendix,
    ArchiveLine,
    Letter,
    RelatedDocument,
    Signature,
)
from app.library.conventions import Preset
from app.ui.form.form import LetterForm
from app.ui.form.repeats import Item, RepeatedRows
from app.ui.form.signature_parts import PresetButtons
from tests.support.letters import simple_letter
from tests.ui.form.conftest import MakeForm
from tests.ui.form.hands import clear, editor, focus, names, open_section_of, press, shown, type_text

ALT = Qt.KeyboardModifier.AltModifier
LISTS = {
    "appendices.title": Letter(
        appendices=(Appendix(title="một"), Appendix(title="hai"), Appendix(title="ba"))
    ),
    "related.subject": Letter(
        related=tuple(RelatedDocument(id=f"vb-{word}", subject=word) for word in ("một", "hai", "ba"))
    ),
    "signatures.full_name": Letter(
        signatures=tuple(Signature(full_name=word) for word in ("một", "hai", "ba"))
    ),
}


def _focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def _order(draft: Draft, key: str) -> list[str]:
    name, _, field = key.partition(".")
    return [getattr(one, field) for one in getattr(draft.letter, name)]


def _items(form: LetterForm, key: str) -> list[Item]:
    name = key.partition(".")[0]
    section = open_section_of(form, key)
    return next(one for one in section.content.findChildren(RepeatedRows) if one.spec.key == name).items


@pytest.mark.parametrize("key", LISTS)
def test_an_item_moves_by_keys_and_the_cursor_goes_along(make_form: MakeForm, key: str) -> None:
    form, draft = make_form(LISTS[key])
    field = editor(form, key, (1,))
    focus(field)
    press(field, Qt.Key.Key_Up, ALT)
    assert _order(draft, key) == ["hai", "một", "ba"]
    assert _focused() is editor(form, key, (0,))
    assert shown(_focused()) == "hai"
    press(_focused(), Qt.Key.Key_Up, ALT)  # beyond the end nothing happens
    press(_focused(), Qt.Key.Key_Down, ALT)
    press(_focused(), Qt.Key.Key_Down, ALT)
    assert _order(draft, key) == ["một", "ba", "hai"]
    assert _focused() is editor(form, key, (2,))
    for _ in range(3):
        draft.undo()
    assert _order(draft, key) == ["một", "hai", "ba"]


@pytest.mark.parametrize("key", LISTS)
def test_an_item_moves_by_its_buttons(make_form: MakeForm, key: str) -> None:
    form, draft = make_form(LISTS[key])
    items = _items(form, key)
    assert not items[0].up.isEnabled()
    assert not items[-1].down.isEnabled()
    QTest.mouseClick(items[0].down, Qt.MouseButton.LeftButton)
    QTest.mouseClick(items[2].up, Qt.MouseButton.LeftButton)
    assert _order(draft, key) == ["hai", "ba", "một"]


def test_one_item_alone_has_nothing_to_move_past(make_form: MakeForm) -> None:
    form, _ = make_form(Letter(appendices=(Appendix(title="một"),)))
    (item,) = _items(form, "appendices.title")
    assert not item.up.isVisible()
    assert item.remove.isVisible()


def test_several_agencies_are_a_group_by_themselves(make_form: MakeForm) -> None:
    form, draft = make_form()
    edit = names(form, "kinh_gui")
    focus(edit)
    type_text(edit, "Các sở, ban, ngành")
    assert [one.kind for one in draft.letter.addressees] == [AddresseeKind.GROUP]
    type_text(edit, "\nSở Nội vụ\n")
    assert [one.kind for one in draft.letter.addressees] == [AddresseeKind.GROUP, AddresseeKind.AGENCY]
    while draft.can_undo:
        draft.undo()
    assert draft.letter.addressees == ()


def test_the_kind_that_was_chosen_stays(make_form: MakeForm) -> None:
    form, draft = make_form()
    edit = names(form, "kinh_gui")
    focus(edit)
    type_text(edit, "Các sở")
    kind = editor(form, "addressees.kind", (0,))
    focus(kind)
    press(kind, Qt.Key.Key_Home)
    focus(edit)
    type_text(edit, ", ban")
    (first,) = draft.letter.addressees
    assert (first.name, first.kind) == ("Các sở, ban", AddresseeKind.AGENCY)
    clear(edit)
    type_text(edit, "Các sở")
    assert draft.letter.addressees[0].kind is AddresseeKind.GROUP


@pytest.mark.parametrize(
    ("preset", "field"),
    [(Preset.DEPUTY, "signatures.full_name"), (Preset.ORDER, "signatures.position")],
)
def test_behind_a_preset_comes_what_is_left_to_write(make_form: MakeForm, preset: Preset, field: str) -> None:
    form, _ = make_form(simple_letter(signatures=()))
    open_section_of(form, field)
    button = form.findChildren(PresetButtons)[0].buttons[preset]
    focus(button)
    press(button, Qt.Key.Key_Return)
    assert _focused() is editor(form, field, (0,))


def test_the_signature_begins_with_the_ways_to_sign_until_it_says_something(make_form: MakeForm) -> None:
    form, _ = make_form(simple_letter(signatures=()))
    head = form.sections["nguoi_ky"].head
    focus(head)
    press(form, Qt.Key.Key_K, ALT)
    first = next(one for one in form.findChildren(PresetButtons)[0].buttons.values() if one.isVisible())
    assert _focused() is first
    press(first, Qt.Key.Key_Space)
    focus(head)
    press(form, Qt.Key.Key_K, ALT)
    assert _focused() is not first


def test_the_archive_line_is_seen_whole(make_form: MakeForm) -> None:
    units = ("VT", "TTTH", "KTTH", "KGVX", "NC")
    form, _ = make_form(Letter(archive=ArchiveLine(units=units)))
    field = editor(form, "archive.units")
    focus(field)
    press(field, Qt.Key.Key_End)
    focus(editor(form, "archive.initials"))
    assert field.cursorPosition() == 0  # type: ignore[union-attr]
    assert field.fontMetrics().horizontalAdvance(", ".join(units)) < field.width() - 20
