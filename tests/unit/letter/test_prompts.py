"""Prompts of a template in a letter: where they stand, and texts rewritten."""

from __future__ import annotations

import pytest
from hypothesis import given

from app.letter.model import Addressee, Appendix, Cell, Footnote, Letter, Organ, Paragraph, Row, Run, Table
from app.letter.positions import Where, blocks_of
from app.letter.prompts import OpenPrompt, has_prompt, open_prompts, prompt_key, rewritten
from app.letter.runs import Runs
from tests.support.letters import letters, paragraph


class Marking:
    """Puts a sign behind every text."""

    def text(self, text: str) -> str:
        """A field."""
        return text + "!"

    def runs(self, runs: Runs) -> Runs:
        """A paragraph."""
        return (*runs, Run(text="!"))


class Leaving:
    """Rewrites nothing."""

    def text(self, text: str) -> str:
        """A field."""
        return text

    def runs(self, runs: Runs) -> Runs:
        """A paragraph."""
        return runs


def names(letter: Letter) -> list[str]:
    return [prompt.name for prompt in open_prompts(letter)]


@pytest.mark.parametrize(
    "text", ["[[a", "a]]", "[[]]", "[[ ]]", "[[a\nb]]", "[a]", "[[a]", "[[a\ufffcb]]", ""]
)
def test_brackets_that_enclose_no_name_are_text(text: str) -> None:
    assert not has_prompt(text)
    assert names(Letter(subject=text, body=(paragraph(text),))) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[[a]][[b]]", ["a", "b"]),
        ("[[ thời hạn ]]", ["thời hạn"]),
        ("[[[a]]]", ["a"]),
        ("[[mở [[a]] đóng]]", ["a"]),
        ("{{ x }} [[a {% b %}]]", ["a {% b %}"]),
    ],
)
def test_names_stand_between_double_brackets(text: str, expected: list[str]) -> None:
    assert names(Letter(subject=text)) == expected
    assert names(Letter(body=(paragraph(text),))) == expected


def test_names_are_the_same_in_any_case_composition_and_spacing() -> None:
    keys = {prompt_key(name) for name in ("Thời hạn", " thời\u00a0 hạn ", "THO\u031b\u0300I HA\u0323N")}
    assert len(keys) == 1
    assert prompt_key("thời hạn") != prompt_key("thoi han")


def test_prompts_are_told_in_the_order_of_the_page_with_their_places() -> None:
    note = Footnote(runs=(Run(text="theo [[nguồn]]"),))
    letter = Letter(
        appendices=(Appendix(title="[[tên phụ lục]]", blocks=(paragraph("[[số]]"),)),),
        body=(
            Paragraph(
                runs=(Run(text="a [[th"), Run(text="ời hạn]]", bold=True, footnote=note), Run(text="[[b]]"))
            ),
            Table(rows=(Row(cells=(Cell(), Cell(blocks=(paragraph(), paragraph("[[ô]]"))))),)),
        ),
        addressees=(Addressee(name="A"), Addressee(name="[[nơi nhận]]")),
        issuers=(Organ(name="[[đơn vị]]"),),
    )
    found = list(open_prompts(letter))
    assert [one.name for one in found] == [
        "đơn vị", "nơi nhận", "thời hạn", "b", "nguồn", "ô", "tên phụ lục", "số",
    ]  # fmt: skip
    assert found[1] == OpenPrompt(
        "nơi nhận", Where("addressees.name", (1,)), 0, 12, path=("addressees", 1, "name")
    )
    # Of a footnote: its mark.
    assert [
        (one.where.position.block, one.where.position.offset, one.in_footnote)
        for one in found
        if one.where.position is not None
    ] == [(0, 2, False), (0, 15, False), (0, 14, True), (1, 0, False), (0, 0, False)]
    in_cell = found[5].where.position
    assert in_cell is not None
    assert blocks_of(letter, in_cell.text)[in_cell.block] == paragraph("[[ô]]")


def test_every_text_that_a_page_shows_is_rewritten_and_ids_are_not() -> None:
    note = Footnote(runs=(Run(text="chú thích", cites="vb-1"),))
    letter = Letter(
        issuers=(Organ(name="a", parent="b"),),
        body=(Paragraph(runs=(Run(text="c", footnote=note, cites="vb-1"),)),),
    )
    new = rewritten(letter, Marking())
    assert new.issuers == (Organ(name="a!", parent="b!"),)
    (block,) = new.body
    assert isinstance(block, Paragraph)
    assert block.runs[0].cites == "vb-1"
    assert block.runs[0].footnote == Footnote(runs=(*note.runs, Run(text="!")))
    assert block.runs[1] == Run(text="!")


@given(letters())
def test_what_is_not_rewritten_stays_the_same_object(letter: Letter) -> None:
    assert rewritten(letter, Leaving()) is letter
