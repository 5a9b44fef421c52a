"""What is printed: every composed word in its order, awkward texts as they are, as docxtpl has them too."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from docxtpl import DocxTemplate

from app.base.resources import template_path
from app.letter.compose import compose
from app.letter.model import (
    Addressee,
    Appendix,
    ContactLine,
    DrafterMark,
    Footnote,
    Letter,
    Organ,
    Paragraph,
    Place,
    Recipient,
    Row,
    Run,
    Signature,
    Table,
)
from app.word.skeleton import BUILT_IN, built_in_skeleton
from app.word.write import fill
from tests.support.composed_words import assert_holds, composed_streams
from tests.support.letters import simple_letter
from tests.support.packages import paragraph_text, root_of, rulebook, saved, unzipped, written
from tests.support.special_letters import cell, samples, structures
from tests.support.word_file import text_of_docx

AWKWARD = (
    "{{ x }}",
    "{{ so }}",
    "{% if so %}",
    "{%p for x in y %}",
    "{%tr endfor %}",
    "{# ghi chú #}",
    "{{p noi_dung }}",
    "{_ so _}",
    "{{",
    "}}",
    "%}",
    "<w:p/>",
    "&amp; & &#39;",
    "\"ngoặc\" 'đơn' “cong”",
    "]]>",
    "<!-- x -->",
    "\\n \\t",
    "  hai  dấu  cách  ",
    "\U0001f4c4 \u200b\u00ad",
)


@pytest.mark.parametrize("name", [*samples(), *structures()])
def test_every_composed_word_is_printed_once_in_its_order(name: str, tmp_path: Path) -> None:
    letter = {**samples(), **structures()}[name]
    lines = text_of_docx(saved(letter, tmp_path / "letter.docx"))
    assert_holds("".join(lines), composed_streams(compose(letter, rulebook())))


def awkward_everywhere(text: str) -> Letter:
    """A letter that says a text in each of its fields."""
    note = Footnote(runs=(Run(text=text),))
    return simple_letter(
        issuers=(Organ(name=text, parent=text),),
        place=Place(name=text),
        subject=text,
        addressees=(Addressee(name=text), Addressee(name=text)),
        body=(
            Paragraph(runs=(Run(text=text, footnote=note), Run(text=text, bold=True))),
            Table(rows=(Row(cells=(cell(text),)),)),
        ),
        recipients=(Recipient(name=text, note=text),),
        signatures=(Signature(position=text, other_titles=(text,), full_name=text),),
        drafter=DrafterMark(code=text),
        contact=ContactLine(address=text),
        draft_mark=text,
        appendices=(Appendix(title=text, blocks=(Paragraph(runs=(Run(text=text),)),)),),
    )


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_text_in_any_field_comes_out_as_that_text(text: str, tmp_path: Path) -> None:
    letter = awkward_everywhere(text)
    lines = text_of_docx(saved(letter, tmp_path / "letter.docx"))
    said = "\n".join(lines)
    # Body, footnote, table, appendix, name and title of ô 7b keep the case; the rest is in capitals.
    assert said.count(text.strip()) >= 5
    assert_holds(said, composed_streams(compose(letter, rulebook())))


def test_line_feeds_and_tabs_are_those_of_word(tmp_path: Path) -> None:
    text = "một\nhai\tba"
    lines = text_of_docx(saved(awkward_everywhere(text), tmp_path / "letter.docx"))
    assert any(line.startswith(f"{text}{text}") for line in lines)
    assert "V/v một\nhai\tba" in lines


def test_spaces_inside_and_at_the_ends_of_runs_are_kept() -> None:
    runs = (Run(text="  a "), Run(text="  b", bold=True), Run(text=" c  ."))
    root = root_of(written(simple_letter(body=(Paragraph(runs=runs),))))
    assert "  a   b c./." in [paragraph_text(one) for one in root.iter("{*}p")]


def test_none_is_never_printed(tmp_path: Path) -> None:
    for name, letter in structures().items():
        said = " ".join(text_of_docx(saved(letter, tmp_path / f"{name}.docx")))
        assert "None" not in said, name
        assert "nd30_" not in said, name
        assert "{" not in said, name


# --- docxtpl's own render


def rendered_by_docxtpl(letter: Letter) -> bytes:
    """The built-in skeleton filled by docxtpl itself with the writer's values."""
    filling = fill(compose(letter, rulebook()), letter.layout, rulebook(), built_in_skeleton())
    template = DocxTemplate(io.BytesIO(template_path(BUILT_IN).read_bytes()))
    template.render(dict(filling.values), autoescape=True)
    buffer = io.BytesIO()
    template.save(buffer)
    return buffer.getvalue()


def lines_of_parts(parts: dict[str, bytes]) -> Iterator[str]:
    for name in ("word/header_first.xml", "word/document.xml", "word/footer_first.xml"):
        for one in root_of(parts, name).iter("{*}p"):
            words = paragraph_text(one)
            if words:
                yield words


@pytest.mark.parametrize("name", [name for name, letter in samples().items() if len(letter.signatures) == 1])
def test_docxtpl_fills_the_same_skeleton_with_the_same_words(name: str) -> None:
    letter = samples()[name]
    theirs = unzipped(rendered_by_docxtpl(letter))
    # docxtpl gives the header and footer other names.
    names = {part: data for part, data in theirs.items() if part.startswith("word/")}
    body = [words for one in root_of(names).iter("{*}p") if (words := paragraph_text(one))]
    ours = [words for one in root_of(written(letter)).iter("{*}p") if (words := paragraph_text(one))]
    assert body == ours


def test_docxtpl_fills_headers_and_footers_alike() -> None:
    letter = structures()["contact"]
    theirs = unzipped(rendered_by_docxtpl(letter))
    said = [list(lines_of_parts(parts)) for parts in (dict(theirs), dict(written(letter)))]
    assert said[0] == said[1]
