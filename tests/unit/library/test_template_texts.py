"""The built-in templates as letters: each, once asked, is a letter that three kinds of agency can send."""

from __future__ import annotations

import re
import unicodedata

import pytest

from app.base.resources import template_path
from app.editing.typed import typed_document
from app.letter import file
from app.letter.compose import compose
from app.letter.model import Authority, Letter, Paragraph, Recipient, RecipientKind
from app.letter.positions import plain_text
from app.letter.prompts import prompt_key
from app.letter.validation import validate
from app.library.built_in import built_in_templates
from app.library.prompts import asked, prompt_names
from app.library.template import PromptKind
from app.word.read import read_package
from app.word.write import write_letter
from tests.support.filled_templates import IN_ORDER_OF_USE, YEAR, agencies, answered, template
from tests.support.packages import rulebook

FOLDERS = sorted(path.parent for path in template_path().glob("*/mau.toml"))
OWN = "cơ quan"
_FILLER = re.compile(r"…|\.{3}|\.\.|_{2,}|x{3,}|abc|\(\s*\)", re.IGNORECASE)


def words(letter: Letter) -> str:
    return file.dumps(letter).decode()


every_template = pytest.mark.parametrize("name", IN_ORDER_OF_USE)
every_agency = pytest.mark.parametrize("kind", ["commune", "department", "school"])


def test_the_templates_stand_in_the_order_of_use() -> None:
    assert [one.id for one in built_in_templates()] == IN_ORDER_OF_USE
    assert [path.name for path in FOLDERS] == sorted(IN_ORDER_OF_USE)


@every_template
def test_the_letter_is_written_as_our_codec_writes_it(name: str) -> None:
    data = template_path(name, "thu.json").read_bytes()
    assert file.dumps(file.loads(data).letter) == data


@every_template
def test_a_template_says_what_it_is(name: str) -> None:
    one = template(name)
    assert one.name
    assert one.category
    assert one.description.endswith(".")


@every_template
def test_every_prompt_of_the_letter_is_explained_and_stands_in_it(name: str) -> None:
    one = template(name)
    in_letter = {prompt_key(prompt) for prompt in prompt_names(one.letter)} - {prompt_key(OWN)}
    assert {prompt_key(prompt.name) for prompt in one.prompts} == in_letter
    assert asked(one, rulebook()) == one.prompts
    assert all(prompt.example for prompt in one.prompts)
    assert all((prompt.kind is PromptKind.CHOICE) == bool(prompt.choices) for prompt in one.prompts)
    assert all(prompt.example in prompt.choices for prompt in one.prompts if prompt.choices)


@every_template
def test_examples_of_documents_are_understood_when_typed(name: str) -> None:
    for prompt in template(name).prompts:
        if prompt.kind is PromptKind.RELATED:
            cited = typed_document(prompt.example, YEAR)
            assert all((cited.type_name, cited.code, cited.date.day, cited.issuer, cited.subject)), cited


@every_template
def test_no_agency_and_no_filler_stand_in_a_template(name: str) -> None:
    letter = template(name).letter
    bare = Letter()
    assert (letter.issuers, letter.code, letter.place, letter.signatures, letter.archive) == (
        bare.issuers,
        bare.code,
        bare.place,
        bare.signatures,
        bare.archive,
    )
    assert letter.date == bare.date
    assert letter.recipients[0] == Recipient(kind=RecipientKind.AS_ABOVE)
    assert not _FILLER.search(words(letter))


@every_template
def test_all_words_are_composed_unicode(name: str) -> None:
    for part in ("mau.toml", "thu.json"):
        text = template_path(name, part).read_text("utf-8")
        assert unicodedata.is_normalized("NFC", text)


@every_agency
@every_template
def test_an_answered_letter_has_no_findings_and_no_prompt_left(name: str, kind: str) -> None:
    letter = answered(name, agencies()[kind])
    assert validate(letter, rulebook()) == []
    assert prompt_names(letter) == ()


@every_agency
@every_template
def test_an_answered_letter_is_exported(name: str, kind: str) -> None:
    agency = agencies()[kind]
    letter = answered(name, agency)
    written = write_letter(letter, rulebook())
    assert written.findings == ()
    document = read_package(written.package)
    assert document.sections
    composed = compose(letter, rulebook())
    assert agency.name in words(letter)
    assert composed.body


@every_template
def test_sentences_are_whole_and_end_once(name: str) -> None:
    letter = answered(name, agencies()["commune"])
    sentences = [plain_text(block) for block in letter.body if isinstance(block, Paragraph)]
    assert not [one for one in (*sentences, letter.subject) if re.search(r"\.[.;]|,,|  | [.,;]", one)]
    titles = [plain_text(one) for one in letter.body if isinstance(one, Paragraph) and one.title]
    assert all(one.endswith((".", ":")) for one in sentences[:-1] if one not in titles)
    assert not sentences[-1].endswith(".")  # "./." is set when the letter is composed


def test_what_the_office_passes_on_is_signed_by_order() -> None:
    assert {name: template(name).signed_by for name in IN_ORDER_OF_USE if template(name).signed_by} == {
        "chuyen-van-ban": Authority.BY_ORDER
    }


def test_a_reminder_asks_four_things() -> None:
    assert len(asked(template("don-doc"), rulebook())) == 4


def test_a_correction_asks_first_whether_only_the_form_is_wrong() -> None:
    one = template("dinh-chinh")
    assert "khoản 3 Điều 18" in one.caution
    assert "thay thế bằng văn bản có hình thức tương đương" in one.caution
    assert [name for name in IN_ORDER_OF_USE if template(name).caution] == ["dinh-chinh"]
