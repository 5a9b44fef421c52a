"""Selected words become a prompt."""

from __future__ import annotations

import pytest

from app.base.errors import AppError
from app.editing.commands.prompting import to_prompt
from app.letter.model import Letter, Paragraph, Run
from app.letter.positions import TextPosition, TextRange, plain_text

LETTER = Letter(body=(Paragraph(runs=(Run(text="Gửi báo "), Run(text="cáo", bold=True), Run(text=" về."))),))


def _over(start: int, end: int, block: int = 0) -> TextRange:
    return TextRange(TextPosition(0, start), TextPosition(block, end))


def test_words_of_several_looks_become_one_prompt_whichever_way_they_were_selected() -> None:
    for over in (_over(4, 11), TextRange(TextPosition(0, 11), TextPosition(0, 4))):
        letter, where = to_prompt(LETTER, over)
        assert plain_text(letter.body[0]) == "Gửi [[báo cáo]] về."
        assert (where.start.offset, where.end.offset) == (4, 15)


def test_spaces_around_the_words_stay_outside() -> None:
    letter, _ = to_prompt(LETTER, _over(3, 12))
    assert plain_text(letter.body[0]) == "Gửi [[báo cáo]] về."


@pytest.mark.parametrize("over", [_over(4, 4), _over(3, 4)])
def test_nothing_selected_is_refused(over: TextRange) -> None:
    with pytest.raises(AppError):
        to_prompt(LETTER, over)
