"""Whatever the letter becomes from outside, the document follows with as little change as it can."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.letter.model import Block, Cell, Footnote, Letter, Level, PageBreak, Paragraph, Row, Run, Table
from app.ui.body.mirror import MANY, next_part
from app.ui.body.shown import characters, units
from tests.support.bodies import Typing, plain


def _paragraph(dice: random.Random) -> Paragraph:
    runs = tuple(
        Run(
            text="".join(dice.choice("ab cđ😀\n") for _ in range(dice.randint(1, 5))),
            bold=dice.random() < 0.2,
            footnote=Footnote() if dice.random() < 0.2 else None,
            cites="x" if dice.random() < 0.1 else "",
        )
        for _ in range(dice.randint(0, 3))
    )
    return Paragraph(level=dice.choice(list(Level)), runs=runs, title=dice.random() < 0.3)


def _cell(dice: random.Random) -> Cell:
    blocks = tuple(_paragraph(dice) for _ in range(dice.randint(0, 2)))
    return Cell(blocks=blocks, colspan=dice.choice([1, 1, 1, 2]), rowspan=dice.choice([1, 1, 1, 2]))


def _table(dice: random.Random) -> Table:
    rows = tuple(
        Row(cells=tuple(_cell(dice) for _ in range(dice.randint(1, 3)))) for _ in range(dice.randint(1, 3))
    )
    return Table(rows=rows, header_rows=dice.randint(0, 1))


def _block(dice: random.Random) -> Block:
    roll = dice.random()
    return _paragraph(dice) if roll < 0.65 else PageBreak() if roll < 0.75 else _table(dice)


def _other_cell(dice: random.Random, table: Table) -> Table:
    rows = list(table.rows)
    row = dice.randrange(len(rows))
    cells = list(rows[row].cells)
    cell = dice.randrange(len(cells))
    cells[cell] = replace(cells[cell], blocks=tuple(_paragraph(dice) for _ in range(dice.randint(0, 3))))
    rows[row] = replace(rows[row], cells=tuple(cells))
    return replace(table, rows=tuple(rows), header_rows=dice.randint(0, 1))


def _changed(dice: random.Random, body: tuple[Block, ...]) -> tuple[Block, ...]:
    blocks = list(body)
    start = dice.randint(0, len(blocks))
    if blocks and dice.random() < 0.3:
        index = dice.randrange(len(blocks))
        old = blocks[index]
        blocks[index] = _other_cell(dice, old) if isinstance(old, Table) else _paragraph(dice)
    else:
        end = start + dice.randint(0, 3)
        blocks[start:end] = [_block(dice) for _ in range(dice.randint(0, 3))]
    if len(blocks) > 12 or dice.random() < 0.02:
        blocks = blocks[: dice.randint(0, 6)]
    return tuple(blocks)


@pytest.mark.parametrize("seed", range(4))
def test_any_change_of_the_letter_is_followed(typing_in: Callable[..., Typing], seed: int) -> None:
    dice = random.Random(seed)
    typing = typing_in()
    for _ in range(150):
        body = _changed(dice, typing.blocks())
        typing.draft.apply(lambda letter, body=body: replace(letter, body=body))  # type: ignore[misc]
        typing.check()


def test_only_what_differs_is_written(typing_in: Callable[..., Typing]) -> None:
    body = tuple(plain(f"đoạn {number}", Level.ITEM) for number in range(30))
    typing = typing_in(Letter(body=body))
    changes: list[tuple[int, int, int]] = []
    typing.editor.view.document().contentsChange.connect(lambda *change: changes.append(change))
    typing.place(10, 4)
    typing.keys("x")
    assert changes == [(sum(len(f"đoạn {number}") + 1 for number in range(10)) + 4, 0, 1)]


def test_a_very_long_text_is_shown_in_pieces() -> None:
    wanted = tuple(plain(str(number)) for number in range(3 * MANY))
    shown: tuple[Block, ...] = (wanted[0], wanted[-1])
    sizes = []
    while shown is not wanted:
        shown = next_part(shown, wanted)
        sizes.append(len(shown))
    assert sizes == [MANY + 2, 2 * MANY + 2, 3 * MANY]


@given(st.text(alphabet="ađ😀", max_size=12))
def test_offsets_in_units_lead_back(text: str) -> None:
    for offset in range(len(text) + 1):
        assert units(text, offset) == len(text[:offset].encode("utf-16-le")) // 2
        assert characters(text, units(text, offset)) == offset
