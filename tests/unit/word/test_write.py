"""What the writer decides for a whole letter: the page's foot."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.letter.model import ContactLine, Layout, Margins
from tests.support.letters import simple_letter
from tests.support.packages import root_of, values, written

MARGIN = "//w:sectPr[last()]/w:pgMar/@w:{}"


@pytest.mark.parametrize("bottom", [None, 25])
def test_the_contact_line_stands_at_the_foot_of_the_text_block(bottom: float | None) -> None:
    letter = simple_letter(
        contact=ContactLine(address="Số 5, đường Lê Lợi"), layout=Layout(margins=Margins(bottom=bottom))
    )

    body = root_of(written(letter), "word/document.xml")

    assert values(body, MARGIN.format("bottom")) == values(body, MARGIN.format("footer"))


def test_without_contact_line_the_footer_keeps_off_the_text() -> None:
    body = root_of(written(simple_letter()), "word/document.xml")

    assert values(body, MARGIN.format("footer")) == ["567"]


def test_later_pages_have_a_footer_of_hardly_any_height() -> None:
    letter = replace(simple_letter(), contact=ContactLine(phone="024"))

    footer = root_of(written(letter), "word/footer_default.xml")

    assert values(footer, "//w:pStyle/@w:val") == ["ND30_end"]
    assert values(footer, "//w:t/text()") == []
