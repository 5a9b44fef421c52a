"""A template made from a letter: what is kept, what is blank, which words become prompts."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.base.errors import AppError
from app.letter.model import (
    Addressee,
    AuthorityStep,
    ContactLine,
    DrafterMark,
    Enclosure,
    Letter,
    Organ,
    Paragraph,
    PartialDate,
    Recipient,
    RelatedDocument,
    Run,
    Secrecy,
    SkeletonRef,
    Status,
    Urgency,
)
from app.letter.prompts import OPENING, rewritten
from app.letter.runs import Runs
from app.library.candidates import candidates
from app.library.from_letter import (
    USUALLY_KEPT,
    Group,
    kept,
    letter_from,
    occurrences,
    template_from,
    with_prompts,
)
from app.library.prompts import fill, prompt_names
from app.library.template import Prompt, PromptKind
from app.rules.load import load_rulebook
from tests.support.letters import letters, paragraph, signed_by_deputy, simple_letter

BOOK = load_rulebook()
RELATED = RelatedDocument(id="vb-1", type_name="Công văn", code="12/UBND", due=PartialDate(year=2026))
ISSUED = simple_letter(
    status=Status.ISSUED,
    draft_mark="Dự thảo",
    drafter=DrafterMark(code="PL"),
    contact=ContactLine(phone="0269"),
    urgency=Urgency.URGENT,
    body=(
        Paragraph(
            runs=(Run(text="Theo "), Run(text="Công văn số 12/UBND", cites="vb-1"), Run(text=" đã nêu"))
        ),
    ),
    enclosures=(Enclosure(name="Đề cương"),),
    related=(RELATED,),
    skeleton=SkeletonRef(id="khung-1", sha256="ab"),
    extra={"later": 1},
)


class Telling:
    """Tells every text of a letter."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def text(self, text: str) -> str:
        """A field."""
        self.texts.append(text)
        return text

    def runs(self, runs: Runs) -> Runs:
        """A paragraph, with a sign for the mark of a footnote."""
        self.texts.append("".join(run.text + "\ufffc" * (run.footnote is not None) for run in runs))
        return runs


def told(letter: Letter) -> list[str]:
    telling = Telling()
    rewritten(letter, telling)
    return telling.texts


def text_of(letter: Letter) -> str:
    (block,) = letter.body
    assert isinstance(block, Paragraph)
    return "".join(run.text for run in block.runs)


def test_by_default_the_words_are_kept_and_what_belongs_to_agency_and_day_is_blank() -> None:
    template = template_from(ISSUED, "Báo cáo", category="Báo cáo")
    blank = Letter()
    assert template.letter == replace(
        blank,
        subject=ISSUED.subject,
        addressees=ISSUED.addressees,
        body=(paragraph("Theo Công văn số 12/UBND đã nêu"),),
        recipients=ISSUED.recipients,
        urgency=ISSUED.urgency,
        enclosures=ISSUED.enclosures,
        extra={"later": 1},
    )
    assert (template.name, template.category, template.skeleton) == ("Báo cáo", "Báo cáo", "khung-1")


def test_all_groups_kept_leave_only_number_day_and_deadlines_blank() -> None:
    letter = template_from(ISSUED, "Tất cả", frozenset(Group)).letter
    assert letter == replace(
        ISSUED,
        status=Status.DRAFT,
        code=replace(ISSUED.code, number=None),
        date=PartialDate(),
        draft_mark="",
        related=(replace(RELATED, due=None),),
        skeleton=SkeletonRef(),
    )


def test_nothing_kept_is_a_blank_letter() -> None:
    assert template_from(ISSUED, "Trống", frozenset()).letter == Letter(extra={"later": 1})


@given(letters(max_items=2))
def test_of_any_letter_nothing_is_left_when_nothing_is_kept(letter: Letter) -> None:
    # A new field of letters must be given a group, or be named as never kept.
    bare = kept(letter, frozenset())
    allowed = {"secrecy", "skeleton", "extra"}
    assert replace(bare, **{name: getattr(Letter(), name) for name in allowed}) == Letter()


def test_a_secret_letter_becomes_no_template() -> None:
    with pytest.raises(AppError, match="độ mật"):
        template_from(simple_letter(secrecy=Secrecy.HIGH_SECRET), "x")


def test_a_letter_begun_from_a_template_is_a_draft_without_number_and_day() -> None:
    template = template_from(ISSUED, "Báo cáo", frozenset(Group), {"năm 2026": Prompt(name="năm")})
    odd = replace(
        template, letter=replace(template.letter, status=Status.ISSUED, date=ISSUED.date, code=ISSUED.code)
    )
    letter = letter_from(odd)
    assert letter.status is Status.DRAFT
    assert letter.code.number is None
    assert letter.date == PartialDate()
    assert letter.skeleton == SkeletonRef(id="khung-1")
    assert letter.extra == {"later": 1}
    assert letter.subject == "nâng bậc lương [[năm]]"


# --- words to prompts


def test_words_become_prompts_wherever_they_stand_as_whole_words() -> None:
    letter = Letter(
        subject="Sở Y tế và Sở Y tếx",
        addressees=(Addressee(name="Sở\u00a0Y\ntế"),),
        recipients=(Recipient(name="Lãnh đạo Sở Y tế"),),
        signatures=(signed_by_deputy(chain=(AuthorityStep(on_behalf_of="Sở Y tế"),)),),
        body=(Paragraph(runs=(Run(text="a Sở", bold=True), Run(text=" Y t"), Run(text="ế b", italic=True))),),
    )
    new = with_prompts(letter, {"So\u031b\u0309 Y tế": Prompt(name="x"), "Sở  Y tế": Prompt(name="sở")})
    assert new.subject == "[[sở]] và Sở Y tếx"
    assert new.addressees[0].name == "[[sở]]"
    assert new.recipients[0].name == "Lãnh đạo [[sở]]"
    assert new.signatures[0].chain[0].on_behalf_of == "[[sở]]"
    (block,) = new.body
    assert isinstance(block, Paragraph)
    assert block.runs == (Run(text="a [[sở]]", bold=True), Run(text=" b", italic=True))
    assert occurrences(letter, "Sở Y tế") == 5
    assert occurrences(letter, "Sở Y tế", "Lãnh đạo Sở Y tế") == 5
    assert occurrences(letter, " ") == occurrences(letter) == 0


def test_the_longest_words_go_first_and_prompts_are_left_alone() -> None:
    letter = Letter(body=(paragraph("Sở Y tế tỉnh, Sở Y tế, [[Sở Y tế]]"),))
    new = with_prompts(letter, {"Sở Y tế": Prompt(name="a"), "Sở Y tế tỉnh": Prompt(name="Sở Y tế")})
    assert text_of(new) == "[[Sở Y tế]], [[a]], [[Sở Y tế]]"


def test_words_that_mean_something_to_a_pattern_are_words() -> None:
    assert (
        text_of(with_prompts(Letter(body=(paragraph("a.* (b)"),)), {".* (b)": Prompt(name="c")})) == "a.* (b)"
    )
    assert text_of(with_prompts(Letter(body=(paragraph("a (b)"),)), {"(b)": Prompt(name="c")})) == "a [[c]]"


@pytest.mark.parametrize("name", ["", " ", "a]", "[b", "a\nb"])
def test_a_prompt_needs_a_name_that_can_stand_in_brackets(name: str) -> None:
    with pytest.raises(AppError, match="ngoặc vuông"):
        template_from(ISSUED, "x", prompts={"lương": Prompt(name=name)})


def test_the_template_asks_in_the_order_of_the_page_and_knows_brackets_typed_by_hand() -> None:
    date, kind = Prompt(name="hạn", kind=PromptKind.DATE), Prompt(name="việc")
    letter = Letter(subject="nâng lương", body=(paragraph("nộp [[số bản]] trước 05/3/2026; nâng lương"),))
    template = template_from(
        letter, "x", prompts={"05/3/2026": date, "nâng lương": kind, "đâu": Prompt(name="k")}
    )
    assert template.prompts == (kind, Prompt(name="số bản"), date)
    assert prompt_names(template.letter) == ("việc", "số bản", "hạn")


def test_a_prompt_takes_no_citation_with_it() -> None:
    template = template_from(ISSUED, "x", frozenset(Group), {"Công văn số 12/UBND": Prompt(name="văn bản")})
    assert template.letter.body == (paragraph("Theo [[văn bản]] đã nêu"),)


@given(letters(max_items=2), st.data())
def test_words_that_became_a_prompt_come_back_when_it_is_filled_with_them(
    letter: Letter, data: st.DataObject
) -> None:
    before = told(letter)
    found = sorted({word for text in before if OPENING not in text for word in re.findall(r"\w+", text)})
    assume(found)
    word = data.draw(st.sampled_from(found))
    asking = with_prompts(letter, {word: Prompt(name="chỗ này")})
    assert "chỗ này" in prompt_names(asking)
    assert told(fill(asking, {"chỗ này": word}, BOOK)) == before


# --- what may become a prompt


def test_names_documents_dates_and_deadlines_are_offered() -> None:
    full = "Công văn số 12/UBND ngày 02 tháng 01 năm 2026 của UBND tỉnh"
    letter = Letter(
        issuers=(Organ(name="Sở Nội vụ"),),
        addressees=(Addressee(name="Sở Y tế"),),
        body=(
            Paragraph(
                runs=(Run(text="Thực hiện "), Run(text=full, cites="vb-1"), Run(text=", Sở Nội vụ đề nghị"))
            ),
            paragraph("Sở Y tế nộp trước 17 giờ ngày 05 tháng 3 năm 2026 theo Nghị định số 30/2020/NĐ-CP"),
            Paragraph(
                runs=(
                    Run(text="kèm "),
                    Run(text="Công văn số 12/UBND", cites="vb-1"),
                    Run(text=" ngày 07/3/2026"),
                )
            ),
            paragraph("gặp bà Trần Thị B, năm 2026, 12,5% và [[có sẵn]] [[thời hạn]]"),
        ),
        related=(RELATED,),
    )
    found = candidates(letter, USUALLY_KEPT, BOOK)
    assert [(one.prompt.name, one.prompt.kind, one.words, one.count) for one in found] == [
        ("cơ quan", PromptKind.TEXT, ("Sở Nội vụ",), 1),
        ("văn bản liên quan", PromptKind.RELATED, (full, "Công văn số 12/UBND"), 2),
        ("cơ quan nhận", PromptKind.CONTACT, ("Sở Y tế",), 2),
        ("thời hạn 2", PromptKind.DATE, ("ngày 05 tháng 3 năm 2026",), 1),
        ("số, ký hiệu", PromptKind.TEXT, ("số 30/2020/NĐ-CP",), 1),
        ("ngày", PromptKind.DATE, ("ngày 07/3/2026",), 1),
        ("họ và tên", PromptKind.TEXT, ("Trần Thị B",), 1),
    ]
    everything = {words: one.prompt for one in found for words in one.words}
    template = template_from(letter, "x", prompts=everything)
    assert text_of(replace(template.letter, body=template.letter.body[:1])) == (
        "Thực hiện [[văn bản liên quan]], [[cơ quan]] đề nghị"
    )


def test_only_what_is_kept_is_offered() -> None:
    assert candidates(ISSUED, frozenset(), BOOK) == ()
    own = [one.prompt.name for one in candidates(simple_letter(), frozenset(Group), BOOK)]
    assert "cơ quan" not in own
