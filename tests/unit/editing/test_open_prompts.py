"""Open prompts are found on the pages, also where a line or a page breaks inside them."""

from __future__ import annotations

from app.editing.open_prompts import open_places
from app.editing.preview import PagePoint, Preview
from app.letter.model import Letter, Paragraph, Run
from app.rules.load import load_rulebook


def _places(*texts: str) -> list[PagePoint]:
    preview = Preview(load_rulebook())
    preview.show(Letter(body=tuple(Paragraph(runs=(Run(text=words),)) for words in texts)))
    preview.finish()
    return [place for index, page in enumerate(preview.pages) for place in open_places(page, index)]


def test_a_letter_without_prompts_has_no_places() -> None:
    assert _places("Đề nghị [xem] và trả lời.") == []


def test_every_prompt_of_a_line_is_a_place_of_its_own() -> None:
    first, second = _places("Trước [[hạn]] gửi [[báo cáo]] về.")
    assert first.y == second.y
    assert first.x + first.width < second.x


def test_a_prompt_broken_over_lines_has_a_place_on_each() -> None:
    name = "nội dung rất dài " * 8
    places = _places(f"Đề nghị [[{name.strip()}]] và trả lời.")
    assert len(places) > 1
    assert len({place.y for place in places}) == len(places)


def test_a_prompt_broken_over_pages_has_places_on_both() -> None:
    filler = ["Dòng lấp đầy trang."] * 60
    prompt = "[[" + "nội dung dài " * 30 + "]] hết."
    for count in range(16, 40, 2):
        places = _places(*filler[:count], "chữ " * 40 + prompt, *filler)
        if len({place.page for place in places}) > 1:
            return
    raise AssertionError("no prompt was broken over two pages")
