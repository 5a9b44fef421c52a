"""Each sample letter as a template: saved, carried to another office, filled in otherwise, exported."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from app.base.resources import resource_path
from app.letter.compose import compose
from app.letter.file import load
from app.letter.model import AddresseeKind, Letter, PartialDate, RelatedDocument
from app.letter.prompts import OPENING
from app.library.candidates import Candidate, candidates
from app.library.contact import Contact
from app.library.database import Database
from app.library.from_letter import Group, letter_from, occurrences, template_from
from app.library.mau_file import Carried, mau_name, read_mau, write_mau
from app.library.prompts import Answer, asked, fill, prompt_names
from app.library.template import Prompt, PromptKind, Template
from app.library.templates import Templates
from app.word.write import write_letter
from tests.support.composed_words import assert_holds, composed_streams
from tests.support.packages import rulebook, saved
from tests.support.word_file import text_of_docx

SAMPLES = sorted(resource_path("samples").glob("*.congvan"))
KEEP = frozenset(Group) - {Group.RELATED}
# What a real letter offers at the least.
MANY_ENOUGH = 5


def chosen(letter: Letter) -> list[Candidate]:
    return list(candidates(letter, KEEP, rulebook()))


def answer_to(prompt: Prompt, number: int) -> tuple[Answer, str]:
    """Another value of the right kind, and words of it that the Word file must hold."""
    match prompt.kind:
        case PromptKind.DATE:
            return PartialDate(year=2031, month=2, day=number), f"{number:02d} tháng 02 năm 2031"
        case PromptKind.CONTACT:
            name = f"Ủy ban nhân dân xã Tân Lập {number}"
            return Contact(name=name, kind=AddresseeKind.AGENCY), name
        case PromptKind.RELATED:
            code = f"{900 + number}/UBND-TL"
            day = PartialDate(year=2031, month=1, day=number)
            related = RelatedDocument(
                type_name="Công văn", code=code, date=day, issuer="Bộ Y tế", subject="việc mới"
            )
            return related, f"số {code} ngày"
    return f"lời mới số {number}", f"lời mới số {number}"


def carried(template: Template, folder: Path) -> Template:
    """The template as it stands in another office's library after it came in a file."""
    path = folder / mau_name(template)
    write_mau(path, Carried(template), overwrite=False)
    other = folder / "other office"
    other.mkdir()
    Templates(Database(other / "library.db"), ()).save(read_mau(path, rulebook()).template)
    (kept,) = Templates(Database(other / "library.db"), ()).all()
    return kept.template


def test_there_are_at_least_nine_samples() -> None:
    assert len(SAMPLES) >= 9


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_becomes_a_template_and_a_letter_again(path: Path, tmp_path: Path) -> None:
    letter = load(path).letter
    words = {one: candidate.prompt for candidate in chosen(letter) for one in candidate.words}
    assert len({prompt.name for prompt in words.values()}) >= MANY_ENOUGH
    template = carried(template_from(letter, path.stem, KEEP, words), tmp_path)

    prompts = asked(template, rulebook())
    assert {prompt.name for prompt in prompts} == {prompt.name for prompt in words.values()}
    answers = {prompt.name: answer_to(prompt, number) for number, prompt in enumerate(prompts, 1)}
    filled = fill(letter_from(template), {name: answer for name, (answer, _) in answers.items()}, rulebook())
    assert prompt_names(filled) == ()
    assert sum(occurrences(filled, old) for old in words) == 0

    # The day and the number are the records office's, as before.
    filled = replace(
        filled, code=replace(filled.code, number="77"), date=PartialDate(year=2031, month=3, day=1)
    )
    written = write_letter(filled, rulebook())
    assert not [found for found in written.findings if found.code == "ND30-OT-01"]
    said = text_of_docx(saved(filled, tmp_path / "letter.docx"))
    assert_holds(" ".join(said), composed_streams(compose(filled, rulebook())))
    plain = unicodedata.normalize("NFC", " ".join(" ".join(said).split()))
    assert [words for _, words in answers.values() if words.casefold() not in plain.casefold()] == []
    assert OPENING not in plain


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_carried_without_prompts_is_the_same_letter(path: Path, tmp_path: Path) -> None:
    letter = load(path).letter
    template = carried(template_from(letter, path.stem, frozenset(Group)), tmp_path)
    again = letter_from(template)
    same = replace(
        again, code=letter.code, date=letter.date, status=letter.status, draft_mark=letter.draft_mark
    )
    without_deadlines = tuple(replace(one, due=None) for one in letter.related)
    assert same == replace(letter, related=without_deadlines)
