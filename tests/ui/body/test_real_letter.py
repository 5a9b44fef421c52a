"""The body of a real letter, typed by keys alone, is the sample's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolTip

from app.letter.citing import full_citation
from app.letter.file import load
from app.letter.model import Block, Letter, Level, Paragraph, Run
from tests.support.bodies import RULEBOOK, Typing
from tests.support.house_rules import ROOT

_MARKS = {Level.ITEM: "{}. ", Level.DASH: "- ", Level.POINT: "{}) "}


def _sample(name: str) -> Letter:
    return load(ROOT / "resources" / "samples" / f"{name}.congvan").letter


def _type_paragraph(typing: Typing, paragraph: Paragraph, count: int) -> None:
    if paragraph.level is not Level.PLAIN:
        typing.keys(_MARKS[paragraph.level].format(count))
    for run in paragraph.runs:
        for look, key in (("bold", Qt.Key.Key_B), ("italic", Qt.Key.Key_I)):
            if getattr(run, look):
                typing.ctrl(key)
        typing.keys(run.text)
        if run.footnote is not None:
            typing.ctrl(Qt.Key.Key_F, alt=True)
            line = typing.editor.notes.line
            for char in "".join(part.text for part in run.footnote.runs):
                QTest.sendKeyEvent(
                    QTest.KeyAction.Click, line, Qt.Key(0), char, Qt.KeyboardModifier.NoModifier
                )
            QTest.keyClick(line, Qt.Key.Key_Return)
        for look, key in (("bold", Qt.Key.Key_B), ("italic", Qt.Key.Key_I)):
            if getattr(run, look):
                typing.ctrl(key)
    block = typing.blocks()[typing.here().block]
    assert isinstance(block, Paragraph)
    if block.title != paragraph.title:
        typing.ctrl(Qt.Key.Key_K, shift=True)


def _without_citations(blocks: tuple[Block, ...]) -> list[object]:
    """The blocks as they read: what a run cites does not show, and joins with its neighbours."""
    found: list[object] = []
    for block in blocks:
        if not isinstance(block, Paragraph):
            found.append(block)
            continue
        runs: list[Run] = []
        for run in (replace(run, cites="") for run in block.runs):
            last = runs[-1] if runs else None
            if (
                last
                and last.footnote is None
                and replace(last, text="") == replace(run, text="", footnote=None)
            ):
                runs[-1] = replace(run, text=last.text + run.text)
            else:
                runs.append(run)
        found.append(replace(block, runs=tuple(runs)))
    return found


@pytest.mark.parametrize("name", ["hung-yen-2023", "ngoc-hoi-2021", "dak-nong-4173"])
def test_a_real_body_is_typed_by_keys_alone(typing: Typing, name: str) -> None:
    sample = _sample(name)
    count = 0
    for index, block in enumerate(sample.body):
        assert isinstance(block, Paragraph)
        if index:
            typing.keys("\n")
            now = typing.blocks()[typing.here().block]
            # A plain paragraph behind a list: Backspace takes the mark away.
            if block.level is Level.PLAIN and isinstance(now, Paragraph) and now.level is not Level.PLAIN:
                typing.keys("\b")
        count += block.level is Level.ITEM
        _type_paragraph(typing, block, count)
    typing.check()
    assert _without_citations(typing.blocks()) == _without_citations(sample.body)


def test_a_document_is_cited_in_full_first_and_short_afterwards(typing_in: Callable[..., Typing]) -> None:
    related = _sample("hung-yen-2023").related
    typing = typing_in(Letter(related=related))
    typing.keys("Thực hiện ")
    typing.editor.insert_citation(related[0])
    typing.keys("; theo ")
    typing.editor.insert_citation(related[0])
    block = typing.blocks()[0]
    assert isinstance(block, Paragraph)
    assert [run.cites for run in block.runs] == ["", related[0].id, "", related[0].id]
    assert block.runs[1].text == full_citation(related[0], RULEBOOK)
    assert len(block.runs[3].text) < len(block.runs[1].text)
    typing.check()


def test_the_list_of_related_documents_is_offered_at_the_cursor(typing_in: Callable[..., Typing]) -> None:
    related = _sample("hung-yen-2023").related
    typing = typing_in(Letter(related=related))
    menu = typing.editor.doing.citing.menu(typing.editor)
    menu.actions()[0].trigger()
    block = typing.blocks()[0]
    assert isinstance(block, Paragraph)
    assert block.runs[0].cites == related[0].id
    typing.check()


@pytest.mark.parametrize("typed", ["báo cáo số 841", "841/BC", "Báo cáo số 841/bc-stt"])
def test_the_beginning_of_a_citation_is_completed_by_its_key(
    typing_in: Callable[..., Typing], typed: str
) -> None:
    related = _sample("hung-yen-2023").related
    typing = typing_in(Letter(related=related))
    typing.keys(f"Theo {typed}")
    assert QToolTip.isVisible()
    assert "Ctrl+Shift+C: Báo cáo số 841" in QToolTip.text()
    typing.ctrl(Qt.Key.Key_C, shift=True)
    block = typing.blocks()[0]
    assert isinstance(block, Paragraph)
    assert [run.text for run in block.runs] == ["Theo ", full_citation(related[0], RULEBOOK)]
    assert block.runs[1].cites == related[0].id
    typing.check()


def test_other_numbers_are_no_citation(typing_in: Callable[..., Typing]) -> None:
    typing = typing_in(Letter(related=_sample("hung-yen-2023").related))
    typing.keys("ngày 15/7/2023")
    assert typing.editor.doing.citing.complete() is False
