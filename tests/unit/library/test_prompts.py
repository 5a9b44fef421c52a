"""Answers are put where they are asked for, all of them, and nothing else changes."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.letter.codec import encode
from app.letter.model import (
    Addressee,
    AddresseeKind,
    Appendix,
    Enclosure,
    Footnote,
    Letter,
    Organ,
    Paragraph,
    PartialDate,
    Recipient,
    RecipientKind,
    RelatedDocument,
    Run,
)
from app.letter.prompts import PROMPT, prompt_key, rewritten
from app.letter.runs import Runs, joined
from app.library.contact import Contact
from app.library.prompts import Answer, asked, fill, number_words, prompt_names, typed_number
from app.library.template import Prompt, PromptKind, Template
from app.rules.load import load_rulebook
from tests.support.letters import letters, paragraph, simple_letter

BOOK = load_rulebook()
A, B, C = Contact(name="Sở Nội vụ"), Contact(name="Sở Tài chính", note="để b/c"), Contact(name="Sở Y tế")
MISS = Contact(name="Bà Nguyễn Thị C", kind=AddresseeKind.PERSON, address="Thôn 1, xã Hàm Yên")
DAY = PartialDate(year=2026, month=3, day=5)
INCOMING = RelatedDocument(
    type_name="Công văn",
    code="12/UBND-VX",
    date=DAY,
    issuer="UBND tỉnh",
    subject="rà soát",
)
FULL = "Công văn số 12/UBND-VX ngày 05 tháng 3 năm 2026 của UBND tỉnh về việc rà soát"
SHORT = "Công văn số 12/UBND-VX"


def filled(text: str, **answers: Answer) -> str:
    """The words of a body of one paragraph after filling; "_" in a name is a space."""
    letter = fill(Letter(body=(paragraph(text),)), _named(answers), BOOK)
    (block,) = letter.body
    assert isinstance(block, Paragraph)
    return "".join(run.text for run in block.runs)


def _named(answers: dict[str, Answer]) -> dict[str, Answer]:
    return {name.replace("_", " "): answer for name, answer in answers.items()}


def test_names_are_told_once_in_the_order_of_the_page() -> None:
    letter = Letter(subject="[[việc]]", body=(paragraph("[[thời hạn]] [[Việc]]"),))
    assert prompt_names(letter) == ("việc", "thời hạn")


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("  nâng bậc lương ", "nâng bậc lương"),
        (1250, "1.250"),
        (1234567.5, "1.234.567,5"),
        (-1250, "-1.250"),
        (7, "7"),
        (datetime.date(2026, 3, 5), "ngày 05 tháng 3 năm 2026"),
        (PartialDate(year=2026, month=2), "tháng 02 năm 2026"),
        (A, "Sở Nội vụ"),
        ((A, B), "Sở Nội vụ và Sở Tài chính"),
        ((A, B, C), "Sở Nội vụ, Sở Tài chính và Sở Y tế"),
        (INCOMING, FULL),
    ],
)
def test_each_kind_of_answer_is_written_as_offices_write_it(answer: Answer, words: str) -> None:
    assert filled("Về [[chỗ này]].", chỗ_này=answer) == f"Về {words}."


@pytest.mark.parametrize(
    "empty", ["", " \n", Contact(), (), (Contact(), Contact()), PartialDate(), RelatedDocument()]
)
def test_an_empty_answer_leaves_the_prompt_open(empty: Answer) -> None:
    assert filled("[[a]] và [[b]]", a=empty, b="x") == "[[a]] và x"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("trước ngày [[hạn]]", "trước ngày 05 tháng 3 năm 2026"),
        ("Ngày\u00a0[[hạn]]", "Ngày\u00a005 tháng 3 năm 2026"),
        ("trước [[hạn]]", "trước ngày 05 tháng 3 năm 2026"),
        ("hằngngày [[hạn]]", "hằngngày ngày 05 tháng 3 năm 2026"),
        ("[[hạn]] họp. [[hạn]] xong", "Ngày 05 tháng 3 năm 2026 họp. Ngày 05 tháng 3 năm 2026 xong"),
    ],
)
def test_a_date_says_the_word_day_once_and_begins_a_sentence_with_a_capital(text: str, expected: str) -> None:
    assert filled(text, hạn=DAY) == expected


def test_an_answer_is_not_searched_for_prompts() -> None:
    assert filled("[[a]] [[b]]", a="[[b]]", b="[[a]]") == "[[b]] [[a]]"
    contact = Contact(name="[[a]]")
    letter = Letter(
        addressees=(Addressee(name="[[b]]"),), recipients=(Recipient(name="[[b]]", note="[[a]]"),)
    )
    new = fill(letter, {"a": "x", "b": contact}, BOOK)
    assert new.addressees == (Addressee(name="[[a]]"),)
    assert new.recipients == (Recipient(name="[[a]]", note="x"),)


def test_an_answer_takes_the_look_of_the_first_bracket() -> None:
    note = Footnote(runs=(Run(text="[[a]]"),))
    runs = (
        Run(text="x [", bold=True),
        Run(text="[a"),
        Run(text="]]", italic=True, footnote=note),
        Run(text="."),
    )
    new = fill(Letter(body=(Paragraph(runs=runs),)), {"a": "đây"}, BOOK)
    (block,) = new.body
    assert isinstance(block, Paragraph)
    # The mark of the footnote stays where it was, and the footnote is filled in too.
    said = Footnote(runs=(Run(text="đây"),))
    assert block.runs == (Run(text="x đây", bold=True), Run(italic=True, footnote=said), Run(text="."))


def test_the_agencys_own_name_is_answered_by_the_program() -> None:
    letter = simple_letter(body=(paragraph("[[Cơ quan]] đề nghị"),))
    assert fill(letter, {}, BOOK).body == (paragraph("Sở Nội vụ đề nghị"),)
    assert fill(letter, {"cơ quan": "Sở"}, BOOK).body == (paragraph("Sở đề nghị"),)
    joint = replace(letter, issuers=(Organ(name="Sở Nội vụ"), Organ(name="Sở Tài chính")))
    assert fill(joint, {}, BOOK).body == (paragraph("Sở Nội vụ và Sở Tài chính đề nghị"),)
    assert fill(replace(letter, issuers=()), {}, BOOK).body == letter.body


def test_entries_of_the_address_book_become_lines_of_kinh_gui_and_noi_nhan() -> None:
    letter = Letter(
        addressees=(Addressee(name="UBND tỉnh"), Addressee(name="[[nơi nhận]];"), Addressee(name="[[lẻ]]")),
        recipients=(
            Recipient(kind=RecipientKind.AS_ABOVE),
            Recipient(name="[[nơi nhận]]"),
            Recipient(name="[[nơi nhận]]", note="để biết"),
        ),
        body=(paragraph("đề nghị [[nơi nhận]]"),),
    )
    new = fill(letter, {"nơi nhận": (B, MISS), "lẻ": "Sở Y tế"}, BOOK)
    person = Addressee(name=MISS.name, kind=AddresseeKind.PERSON, address=MISS.address)
    assert new.addressees == (
        Addressee(name="UBND tỉnh"), Addressee(name=B.name), person, Addressee(name="Sở Y tế"),
    )  # fmt: skip
    assert new.recipients == (
        Recipient(kind=RecipientKind.AS_ABOVE),
        Recipient(name=B.name, note="để b/c"),
        Recipient(name=MISS.name),
        Recipient(name=B.name, note="để biết"),
        Recipient(name=MISS.name, note="để biết"),
    )
    assert new.body == (paragraph("đề nghị Sở Tài chính và Bà Nguyễn Thị C"),)
    part = Letter(addressees=(Addressee(name="Chủ tịch [[nơi nhận]]"),))
    assert fill(part, {"nơi nhận": (A, B)}, BOOK).addressees == (
        Addressee(name="Chủ tịch Sở Nội vụ và Sở Tài chính"),
    )


def test_a_related_document_is_cited_in_full_once_and_added_once() -> None:
    letter = Letter(
        subject="phúc đáp [[văn bản]]",
        body=(paragraph("Phúc đáp [[văn bản]], theo [[văn bản]] và [[khác]]"),),
        enclosures=(Enclosure(name="[[văn bản]]"),),
        related=(RelatedDocument(id="vb-1", type_name="Luật", subject="Lưu trữ"),),
        appendices=(Appendix(blocks=(paragraph("[[văn bản]]"),)),),
    )
    # The same document for two prompts is one.
    new = fill(letter, {"văn bản": INCOMING, "khác": replace(INCOMING, id="của tôi")}, BOOK)
    assert new.subject == f"phúc đáp {SHORT}"
    assert new.enclosures == (Enclosure(name=SHORT),)
    assert new.related == (*letter.related, replace(INCOMING, id="vb-2"))
    (block,) = new.body
    assert isinstance(block, Paragraph)
    assert [(run.text, run.cites) for run in block.runs] == [
        ("Phúc đáp ", ""), (FULL, "vb-2"), (", theo ", ""), (SHORT, "vb-2"), (" và ", ""), (SHORT, "vb-2"),
    ]  # fmt: skip
    assert new.appendices[0].blocks == (Paragraph(runs=(Run(text=SHORT, cites="vb-2"),)),)


def test_a_document_cited_already_is_cited_short() -> None:
    known = replace(INCOMING, id="cv")
    cited = Paragraph(runs=(Run(text=FULL, cites="cv"), Run(text="; [[văn bản]]")))
    new = fill(Letter(body=(cited,), related=(known,)), {"văn bản": INCOMING}, BOOK)
    assert new.related == (known,)
    (block,) = new.body
    assert isinstance(block, Paragraph)
    assert block.runs[-1] == Run(text=SHORT, cites="cv")


def test_what_is_asked_are_the_prompts_told_then_the_others_never_the_agencys_own() -> None:
    told = (Prompt(name="Thời hạn", kind=PromptKind.DATE), Prompt(name="không có"), Prompt(name="việc"))
    letter = Letter(subject="[[việc]]", body=(paragraph("[[cơ quan]] [[mới]] [[thời hạn]]"),))
    template = Template(letter=letter, prompts=told)
    assert asked(template, BOOK) == (told[0], told[2], Prompt(name="mới"))


def test_numbers_are_grouped_from_the_first_thousand() -> None:
    assert [number_words(one) for one in (0, 999, 1000, 1000000, 0.25)] == [
        "0", "999", "1.000", "1.000.000", "0,25",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("485000000", "485.000.000"),
        (" 485 000 000 ", "485.000.000"),
        ("485,000,000", "485.000.000"),
        ("485.000.000", "485.000.000"),
        ("1250,5", "1.250,5"),
        ("98,5", "98,5"),
        ("1,250", "1,250"),
        ("05", "05"),
        ("0", "0"),
        ("khoảng 300", "khoảng 300"),
        ("12 3", "12 3"),
        ("", ""),
    ],
)
def test_a_number_that_is_typed_gets_its_points_and_other_words_stay(typed: str, words: str) -> None:
    assert typed_number(typed) == words


# --- any letter

_NAMES = ("việc", "Thời hạn", "số lượng")


class _Asking:
    """Puts prompts into the texts of a letter, somewhere."""

    def __init__(self, places: list[int]) -> None:
        self._places = places
        self._turn = 0

    def _next(self, length: int) -> tuple[int, str] | None:
        self._turn += 1
        place = self._places[self._turn % len(self._places)]
        return None if place < 0 else (place % (length + 1), f"[[{_NAMES[self._turn % len(_NAMES)]}]]")

    def text(self, text: str) -> str:
        """A field."""
        found = self._next(len(text))
        return text if found is None else text[: found[0]] + found[1] + text[found[0] :]

    def runs(self, runs: Runs) -> Runs:
        """A paragraph; now and then the prompt stands in two runs."""
        found = self._next(len(runs))
        if found is None:
            return runs
        at, words = found
        return (*runs[:at], Run(text=words[:3], bold=True), Run(text=words[3:]), *runs[at:])


class _Telling:
    """Tells every text with the look of each of its characters."""

    def __init__(self) -> None:
        self.texts: list[list[tuple[str, object]]] = []

    def text(self, text: str) -> str:
        """A field."""
        self.texts.append([(char, None) for char in text])
        return text

    def runs(self, runs: Runs) -> Runs:
        """A paragraph."""
        chars: list[tuple[str, object]] = []
        for run in runs:
            look = encode(replace(run, text="", footnote=None))
            chars += [(char, look) for char in run.text]
            chars += [("\ufffc", None)] * (run.footnote is not None)
        self.texts.append(chars)
        return runs


class _Emptying:
    """Leaves of a letter only what is no text."""

    def text(self, text: str) -> str:
        """A field."""
        return "x" if text else text

    def runs(self, runs: Runs) -> Runs:
        """A paragraph; its footnotes stay."""
        return joined(Run(footnote=run.footnote) for run in runs if run.footnote)


def told(letter: Letter) -> list[list[tuple[str, object]]]:
    """Every text that is not empty, in order."""
    telling = _Telling()
    rewritten(letter, telling)
    return [text for text in telling.texts if text]


def expected(chars: list[tuple[str, object]], answers: dict[str, str]) -> list[tuple[str, object]]:
    """The characters with each prompt replaced, in the look of its first bracket."""
    made: list[tuple[str, object]] = []
    at = 0
    for match in PROMPT.finditer("".join(char for char, _ in chars)):
        answer = answers.get(prompt_key(match[1]))
        if answer is not None:
            made += chars[at : match.start()]
            made += [(char, chars[match.start()][1]) for char in answer]
            at = match.end()
    return made + chars[at:]


@given(
    letters(max_items=2),
    st.lists(st.integers(-1, 12), min_size=1, max_size=7),
    st.dictionaries(
        st.sampled_from(_NAMES), st.sampled_from(["xong", "[[việc]]", "{{ a }}", "a\nb"]), max_size=3
    ),
)
def test_no_answer_is_lost_and_nothing_else_changes(
    letter: Letter, places: list[int], answers: dict[str, str]
) -> None:
    asking = rewritten(letter, _Asking(places))
    new = fill(asking, answers, BOOK)
    keys = {prompt_key(name): answer for name, answer in answers.items()}
    assert told(new) == [expected(text, keys) for text in told(asking)]
    assert rewritten(new, _Emptying()) == rewritten(asking, _Emptying())
    # The answers are the last word: filling once more finds only what answers themselves say.
    if not any(map(PROMPT.search, answers.values())):
        assert fill(new, answers, BOOK) == new


@pytest.mark.parametrize(
    ("letter", "answer", "said"),
    [
        ("Về [[việc]].", "rà soát.", "Về rà soát."),
        ("Về [[việc]]./.", "rà soát.", "Về rà soát./."),
        ("Về [[việc]]./.", "rà soát./.", "Về rà soát./."),
        ("Về [[việc]].", "rà soát./.", "Về rà soát./."),
        ("Về [[việc]].", "sách, vở, v.v...", "Về sách, vở, v.v..."),
        ("Về [[việc]] năm nay.", "TP.", "Về TP. năm nay."),
        ("Về [[việc]];", "rà soát.", "Về rà soát.;"),
    ],
)
def test_a_full_stop_is_not_said_twice(letter: str, answer: str, said: str) -> None:
    assert filled(letter, việc=answer) == said
    assert fill(Letter(subject=letter), {"việc": answer}, BOOK).subject == said
