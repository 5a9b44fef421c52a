"""What is printed: every composed line against tables of right wordings."""

from __future__ import annotations

import calendar
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings

from app.base.units import Mm
from app.fonts import text_width
from app.letter.compose import compose
from app.letter.composed import (
    Composed,
    ComposedAddressee,
    ComposedCell,
    ComposedPageBreak,
    ComposedParagraph,
    ComposedRun,
    ComposedTable,
)
from app.letter.model import (
    Addressee,
    AddresseeKind,
    Appendix,
    ArchiveLine,
    Authority,
    AuthorityStep,
    Cell,
    Circulation,
    Code,
    ContactLine,
    DrafterMark,
    Footnote,
    Layout,
    Letter,
    Level,
    Medium,
    NamedAfter,
    Organ,
    Orientation,
    PageBreak,
    Paragraph,
    PartialDate,
    Place,
    Recipient,
    RecipientKind,
    Row,
    Run,
    Secrecy,
    Signature,
    SizeScheme,
    Table,
    Urgency,
)
from app.rules.load import load_rulebook
from tests.support.letters import letters, paragraph, signed_by_deputy, simple_letter

BOOK = load_rulebook()
NO_BREAK = "\u00a0"


def composed(**changes: object) -> Composed:
    return compose(simple_letter(**changes), BOOK)


def body(*blocks: Paragraph | Table | PageBreak) -> list[ComposedParagraph]:
    found = compose(Letter(body=blocks), BOOK).body
    assert all(isinstance(block, ComposedParagraph) for block in found)
    return [block for block in found if isinstance(block, ComposedParagraph)]


def said(blocks: list[ComposedParagraph]) -> list[str]:
    return ["".join(run.text for run in block.runs) for block in blocks]


def addressees(*names: str) -> list[str]:
    given_names = tuple(Addressee(name=name) for name in names)
    return [one.text for one in composed(addressees=given_names).addressees]


# --- ô 1 to 5b


def test_the_head_of_the_page() -> None:
    letter = composed()
    assert letter.national_name == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert letter.motto == "Độc lập - Tự do - Hạnh phúc"
    assert letter.organs[0].parent == "UBND TỈNH GIA LAI"
    assert letter.organs[0].name == "SỞ NỘI VỤ"
    assert letter.code_line == "Số: 15/SNV-VP"
    assert letter.place_date == "Gia Lai, ngày 05 tháng 3 năm 2026"
    assert letter.subject_line == "V/v nâng bậc lương năm 2026"


def test_an_agency_keeps_the_breaks_of_the_clerk_and_gets_capitals() -> None:
    names = composed(issuers=(Organ(name="Ủy ban nhân dân\nđặc khu Phú Quý"),)).organs
    assert names[0].name == "ỦY BAN NHÂN DÂN\nĐẶC KHU PHÚ QUÝ"
    assert names[0].parent == ""


def test_numbers_below_ten_have_a_zero() -> None:
    for number in range(1, 1201):
        code = Code(number=str(number), organ_notations=("BNV",), unit_notations=("VP",))
        assert composed(code=code).code_line == f"Số: {'0' if number < 10 else ''}{number}/BNV-VP"


@pytest.mark.parametrize(
    ("number", "shown"),
    [("05", "05"), ("00", "00"), ("0", "0"), ("5a", "5a"), ("", ""), ("\u0665", "\u0665")],
)
def test_other_numbers_are_printed_as_they_are(number: str, shown: str) -> None:
    assert composed(code=Code(number=number)).code_number == shown


def test_a_long_number_does_not_tire() -> None:
    assert composed(code=Code(number="1" * 6000)).code_number == "1" * 6000


def test_groups_of_the_notation_are_joined() -> None:
    code = Code(number="7", organ_notations=("SNV", "STC"), unit_notations=("VP", ""))
    assert composed(code=code).code_line == "Số: 07/SNV-STC-VP"


def test_a_blank_number_is_a_gap_of_steady_width() -> None:
    gap = composed(code=Code(organ_notations=("SNV",))).code_number
    assert set(gap) == {NO_BREAK}
    width = text_width(gap, BOOK.size("code", "14")).mm
    assert BOOK.heading.blanks.number <= width < BOOK.heading.blanks.number + Mm(1.2)
    assert composed(code=Code(organ_notations=("SNV",))).code_line == f"Số: {gap}/SNV"


@pytest.mark.parametrize("scheme", SizeScheme)
def test_blank_parts_of_the_date_are_gaps_wide_enough_in_both_schemes(scheme: SizeScheme) -> None:
    line = composed(date=PartialDate(), layout=Layout(size_scheme=scheme)).date_text
    match = re.fullmatch("ngày (\u00a0+) tháng (\u00a0+) năm (\u00a0+)", line)
    assert match
    blanks = BOOK.heading.blanks
    size = BOOK.size("place_date", scheme)
    for gap, least in zip(match.groups(), (blanks.day, blanks.month, blanks.year), strict=True):
        assert least <= text_width(gap, size, italic=True).mm < least + Mm(1.3)


@pytest.mark.parametrize("month", range(1, 13))
def test_only_days_below_ten_and_months_1_and_2_have_a_zero(month: int) -> None:
    for day in range(1, calendar.monthrange(2026, month)[1] + 1):
        line = composed(date=PartialDate(year=2026, month=month, day=day)).date_text
        assert line == (
            f"ngày {'0' if day < 10 else ''}{day} tháng {'0' if month < 3 else ''}{month} năm 2026"
        )


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        (Place(name="Gia Lai", unit="tỉnh"), "Gia Lai"),
        (Place(name="Hồ Chí Minh", unit="thành phố", named_after=NamedAfter.PERSON), "Thành phố Hồ Chí Minh"),
        (Place(name="Xã Lê Lợi", unit="xã", named_after=NamedAfter.PERSON), "Xã Lê Lợi"),
        (Place(name="3", unit="phường"), "Phường 3"),
        (Place(name="1", unit="Quận", named_after=NamedAfter.NUMBER), "Quận 1"),
        (Place(name="Lê Lợi", unit="xã", named_after=NamedAfter.PERSON), "Xã Lê Lợi"),
        (Place(name="Điện Biên Phủ", unit="phường", named_after=NamedAfter.EVENT), "Phường Điện Biên Phủ"),
        (Place(name="Côn Đảo", unit="đặc khu"), "Côn Đảo"),
        (Place(name="Trương Quang Trọng", named_after=NamedAfter.PERSON), "Trương Quang Trọng"),
        (Place(name="Điện Biên Phủ", unit="đặc khu", named_after=NamedAfter.EVENT), "Đặc khu Điện Biên Phủ"),
        (Place(), ""),
        (Place(unit="xã", named_after=NamedAfter.PERSON), ""),
    ],
)  # fmt: skip
def test_places_named_after_people_numbers_and_events_stand_in_full(place: Place, shown: str) -> None:
    assert composed(place=place).place == shown


def test_the_words_of_the_subject_are_the_clerks() -> None:
    assert composed(subject="Nghị quyết số 1").subject_line == "V/v Nghị quyết số 1"
    assert composed(subject="").subject_line == ""


# --- marks


def test_marks() -> None:
    letter = composed(
        secrecy=Secrecy.TOP_SECRET,
        urgency=Urgency.EXPRESS,
        recall=True,
        circulation=Circulation.RETURN,
        draft_mark="Dự thảo lần 2",
    )
    assert letter.secrecy == "TUYỆT MẬT"
    assert letter.urgency == "HỎA TỐC"
    assert letter.circulation == ("TÀI LIỆU THU HỒI", "XEM XONG TRẢ LẠI")
    assert letter.draft_mark == "DỰ THẢO LẦN 2"
    plain = composed()
    assert (plain.secrecy, plain.urgency, plain.circulation, plain.draft_mark) == ("", "", (), "")


@pytest.mark.parametrize("secrecy", [one for one in Secrecy if one is not Secrecy.NONE])
def test_every_mark_has_words(secrecy: Secrecy) -> None:
    assert composed(secrecy=secrecy).secrecy.isupper()


@pytest.mark.parametrize("urgency", [one for one in Urgency if one is not Urgency.NONE])
def test_every_urgency_has_words(urgency: Urgency) -> None:
    assert composed(urgency=urgency).urgency.isupper()


@pytest.mark.parametrize(
    ("mark", "shown"),
    [
        (DrafterMark(), ""),
        (DrafterMark(code="PL", issued_amount=300), "PL.(300)"),
        (DrafterMark(code="pl."), "PL."),
        (DrafterMark(issued_amount=20), "(20)"),
    ],
)
def test_the_drafters_mark(mark: DrafterMark, shown: str) -> None:
    assert composed(drafter=mark).drafter_mark == shown


def test_contact_lines_leave_out_what_is_empty() -> None:
    full = ContactLine(address="Số 1 Lê Lợi", phone="123", fax="456", email="a@b.vn", website="b.vn")
    assert composed(contact=full).contact_lines == (
        "Số 1 Lê Lợi",
        "ĐT: 123, Fax: 456",
        "E-Mail: a@b.vn, Website: b.vn",
    )
    assert composed(contact=ContactLine(fax="4", website="b.vn")).contact_lines == ("Fax: 4", "Website: b.vn")
    assert composed().contact_lines == ()


# --- Kính gửi and Nơi nhận


def test_one_addressee_stands_alone_and_more_in_a_list() -> None:
    assert composed().addressees_label == "Kính gửi:"
    assert addressees("Bộ Nội vụ") == ["Bộ Nội vụ"]
    assert addressees("Bộ Nội vụ;") == ["Bộ Nội vụ"]
    assert addressees("A", "B", "C") == ["A;", "B;", "C."]
    assert addressees("A;", "B.", "C;") == ["A;", "B;", "C."]
    assert addressees("A", "", "C...") == ["A;", "C..."]
    assert addressees() == []
    assert composed(addressees=()).addressees_label == ""


def test_a_persons_address_stands_below_and_closes_the_entry() -> None:
    person = Addressee(name="Ông Nguyễn Văn A;", kind=AddresseeKind.PERSON, address="Số 1 Lê Lợi")
    assert composed(addressees=(person,)).addressees == (
        ComposedAddressee("Ông Nguyễn Văn A", "Số 1 Lê Lợi"),
    )
    assert composed(addressees=(person, person, Addressee(name="Bộ Y tế", address="Hà Nội"))).addressees == (
        ComposedAddressee("Ông Nguyễn Văn A", "Số 1 Lê Lợi;"),
        ComposedAddressee("Ông Nguyễn Văn A", "Số 1 Lê Lợi;"),
        ComposedAddressee("Bộ Y tế."),
    )


def test_recipients_have_dash_note_and_semicolon_and_the_archive_stands_last() -> None:
    letter = composed(
        recipients=(
            Recipient(kind=RecipientKind.AS_ABOVE, note="t/h"),
            Recipient(name="Bộ Tài chính;", note="(để b/c)"),
            Recipient(name="Các sở, ngành..."),
            Recipient(name=""),
        )
    )
    assert letter.recipients_label == "Nơi nhận:"
    assert letter.recipients == (
        "- Như trên (t/h);",
        "- Bộ Tài chính (để b/c);",
        "- Các sở, ngành...;",
        "- Lưu: VT, VP.",
    )


@pytest.mark.parametrize(
    ("archive", "line"),
    [
        (ArchiveLine(), "- Lưu: VT."),
        (ArchiveLine(units=("VT", "TTTH", "KTTH", "KGVX")), "- Lưu: VT, TTTH, KTTH, KGVX."),
        (ArchiveLine(units=("VT", "KGVX"), initials="Q"), "- Lưu: VT, KGVX (Q)."),
        (ArchiveLine(units=("VT", "HC"), copies=2), "- Lưu: VT, HC (2)."),
        (ArchiveLine(units=("VT", "HC"), initials="A", copies=3), "- Lưu: VT, HC (A) (3)."),
        (ArchiveLine(units=("VT", "HC.")), "- Lưu: VT, HC."),
    ],
)
def test_the_archive_line(archive: ArchiveLine, line: str) -> None:
    assert composed(archive=archive).recipients[-1] == line


def test_without_recipients_there_is_no_label() -> None:
    empty = composed(recipients=(), archive=ArchiveLine(units=()))
    assert (empty.recipients_label, empty.recipients) == ("", ())


# --- signatures


def step(authority: Authority, words: str = "") -> AuthorityStep:
    return AuthorityStep(authority=authority, on_behalf_of=words)


@pytest.mark.parametrize(
    ("signature", "lines"),
    [
        (Signature(position="Giám đốc"), ("GIÁM ĐỐC",)),
        (signed_by_deputy(), ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        (Signature(chain=(step(Authority.ACTING, "Giám đốc"),)), ("Q. GIÁM ĐỐC",)),
        (
            Signature(
                chain=(step(Authority.BY_ORDER, "Chủ tịch"), step(Authority.FOR_HEAD, "Chánh Văn phòng")),
                position="Phó Chánh Văn phòng",
            ),
            ("TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"),
        ),
        (
            Signature(chain=(step(Authority.BY_MANDATE, "Giám đốc"),), position="Trưởng phòng"),
            ("TUQ. GIÁM ĐỐC", "TRƯỞNG PHÒNG"),
        ),
        (Signature(chain=(step(Authority.COLLECTIVE),)), ("TM.",)),
    ],
)
def test_authority_and_position_stand_in_capitals(signature: Signature, lines: tuple[str, ...]) -> None:
    assert composed(signatures=(signature,)).signatures[0].authority_lines == lines


def test_names_other_titles_and_ranks() -> None:
    signature = Signature(other_titles=("Trưởng Ban Chỉ đạo", ""), full_name="Nguyễn Văn A", rank="Đại tá")
    shown = composed(signatures=(signature, Signature(rank="Đại tá"))).signatures
    assert shown[0].other_titles == ("Trưởng Ban Chỉ đạo",)
    assert shown[0].full_name == "Đại tá Nguyễn Văn A"
    assert shown[1].full_name == ""


# --- body


def test_titles_of_headings_are_capitals_where_the_decree_says_so() -> None:
    levels = (Level.PART, Level.CHAPTER, Level.SECTION, Level.ROMAN_SECTION, Level.SUBSECTION, Level.ARTICLE)
    note = Footnote(runs=(Run(text="chú thích"),))
    blocks = [Paragraph(level=level, runs=(Run(text="đi và đến", footnote=note),)) for level in levels]
    shown = body(*blocks, paragraph("hết"))
    assert said(shown)[:-1] == ["ĐI VÀ ĐẾN"] * 5 + ["đi và đến"]
    assert shown[0].runs[0].footnote == (ComposedRun("chú thích"),)
    assert shown[0].label == "Phần I"


def test_only_khoan_are_headings_by_choice() -> None:
    shown = body(paragraph("a", Level.ITEM, title=True), paragraph("b", Level.POINT, title=True))
    assert [block.title for block in shown] == [True, False]


def test_every_basis_ends_with_a_semicolon_and_the_last_with_a_stop() -> None:
    basis = Level.LEGAL_BASIS
    shown = body(
        paragraph("Căn cứ Luật A", basis),
        paragraph("Căn cứ Luật B;", basis),
        paragraph("", basis),
        paragraph("Căn cứ Luật C", basis),
        paragraph("Theo đề nghị của D;", basis),
        paragraph("lời"),
        paragraph("Căn cứ E", basis),
        paragraph("hết"),
    )
    assert said(shown) == [
        "Căn cứ Luật A;", "Căn cứ Luật B.", "", "Căn cứ Luật C;", "Theo đề nghị của D.", "lời",
        "Căn cứ E.", "hết./.",
    ]  # fmt: skip


def test_the_text_ends_with_its_mark_after_the_last_words() -> None:
    assert said(body(paragraph("a"), paragraph("b."), paragraph(" ")))[1] == "b./."
    assert said(body(paragraph("a", Level.DASH), paragraph("", Level.DASH)))[0] == "a./."
    shown = compose(Letter(body=(paragraph("a"), PageBreak())), BOOK).body
    assert shown == (ComposedParagraph(Level.PLAIN, "", (ComposedRun("a./."),)), ComposedPageBreak())


def test_the_mark_stands_in_the_last_cell_with_words() -> None:
    table = Table(
        rows=(Row(cells=(Cell(blocks=(paragraph("a"), paragraph())), Cell())), Row(cells=(Cell(),)))
    )
    (shown,) = compose(Letter(body=(table,)), BOOK).body
    assert isinstance(shown, ComposedTable)
    assert shown.rows[0][0].blocks[0].runs == (ComposedRun("a./."),)
    empty = Table(rows=(Row(cells=(Cell(),)),))
    before = compose(Letter(body=(paragraph("a"), empty)), BOOK).body[0]
    assert isinstance(before, ComposedParagraph)
    assert before.runs == (ComposedRun("a./."),)


def test_without_words_nothing_is_marked() -> None:
    assert compose(Letter(), BOOK).body == ()
    assert said(body(paragraph())) == [""]


def test_runs_of_one_look_are_joined() -> None:
    note = Footnote(runs=(Run(text="n"),))
    runs = (
        Run(text="a"), Run(text="b", cites="x"), Run(text=""), Run(text="c", bold=True),
        Run(text="d", bold=True, footnote=note), Run(text="e", bold=True),
    )  # fmt: skip
    shown = body(Paragraph(runs=runs), paragraph("hết"))[0].runs
    assert shown == (
        ComposedRun("ab"),
        ComposedRun("cd", bold=True, footnote=(ComposedRun("n"),)),
        ComposedRun("e", bold=True),
    )


def test_a_footnote_in_a_footnote_is_put_into_brackets() -> None:
    inner = Footnote(runs=(Run(text="trong"),))
    outer = Footnote(runs=(Run(text="ngoài", italic=True, footnote=inner), Run(footnote=inner)))
    (run, *_) = body(Paragraph(runs=(Run(text="a", footnote=outer),)), paragraph("hết"))[0].runs
    assert run.footnote is not None
    assert "".join(part.text for part in run.footnote) == "ngoài (trong) (trong)"


def test_tables_have_widths_for_every_column_and_count_by_themselves() -> None:
    items = (paragraph("x", Level.ITEM), paragraph("y", Level.ITEM))
    cell = Cell(blocks=items)
    rows = (Row(cells=(cell, cell)), Row(cells=(Cell(blocks=items, colspan=2),)))
    for widths, expected in (((2, 5), (2, 5)), ((), (1, 1)), ((1,), (1, 1)), ((0, 3), (1, 1))):
        table = Table(rows=rows, widths=widths, header_rows=9)
        shown = compose(
            Letter(body=(paragraph("z", Level.ITEM), table, paragraph("hết", Level.ITEM))), BOOK
        ).body
        assert isinstance(shown[1], ComposedTable)
        assert shown[1].widths == expected
        assert shown[1].header_rows == 2
        labels = [[block.label for block in one.blocks] for row in shown[1].rows for one in row]
        assert labels == [["1.", "2."]] * 3
        assert isinstance(shown[2], ComposedParagraph)
        assert shown[2].label == "2."


def test_a_ragged_table_becomes_whole_and_an_empty_one_goes() -> None:
    ragged = Table(rows=(Row(cells=(Cell(), Cell(), Cell())), Row(cells=(Cell(),))), header_rows=-1)
    (shown,) = compose(Letter(body=(ragged, Table())), BOOK).body
    assert isinstance(shown, ComposedTable)
    assert shown.rows[1] == (ComposedCell(()), ComposedCell((), colspan=2))
    assert shown.header_rows == 0


# --- appendices


def appendices(count: int, **changes: object) -> Composed:
    one = Appendix(title="Danh sách đơn vị", blocks=(paragraph("x", Level.ITEM),))
    return composed(appendices=(one,) * count, **changes)


def test_appendices_are_numbered_from_two_on() -> None:
    assert [one.label for one in appendices(1).appendices] == ["Phụ lục"]
    assert [one.label for one in appendices(3).appendices] == ["Phụ lục I", "Phụ lục II", "Phụ lục III"]


def test_an_appendix_has_its_own_numbers_capitals_and_end() -> None:
    shown = appendices(2).appendices[1]
    assert shown.title == "DANH SÁCH ĐƠN VỊ"
    assert shown.orientation is Orientation.PORTRAIT
    (block,) = shown.blocks
    assert isinstance(block, ComposedParagraph)
    assert (block.label, block.runs) == ("1.", (ComposedRun("x./."),))


def test_on_paper_the_link_line_is_filled() -> None:
    letter = appendices(1, medium=Medium.PAPER, code=Code(number="5", organ_notations=("SNV", "VP")))
    assert letter.appendices[0].link == (
        "(Kèm theo Công văn số 05/SNV-VP ngày 05 tháng 3 năm 2026 của Sở Nội vụ)"
    )


def test_on_paper_a_blank_number_is_a_gap_in_the_link_line() -> None:
    letter = appendices(
        1, medium=Medium.PAPER, code=Code(organ_notations=("SNV", "VP")), date=PartialDate(year=2026)
    )
    assert re.fullmatch(
        r"\(Kèm theo Công văn số \u00a0+/SNV-VP ngày \u00a0+ tháng \u00a0+ năm 2026 của Sở Nội vụ\)",
        letter.appendices[0].link,
    )


def test_electronic_letters_leave_number_and_date_blank() -> None:
    issuers = (Organ(name="Ủy ban nhân dân\nxã Ia Hrung"), Organ(name="Sở Y tế"))
    assert re.fullmatch(
        r"\(Kèm theo Công văn số \u00a0+ ngày \u00a0+ tháng \u00a0+ năm \u00a0+"
        r" của Ủy ban nhân dân xã Ia Hrung và Sở Y tế\)",
        appendices(1, medium=Medium.ELECTRONIC, issuers=issuers).appendices[0].link,
    )


# --- anything


def shown_text(letter: Composed) -> str:
    parts: list[str] = [letter.code_line, letter.place_date, letter.subject_line]
    parts += [one.text + one.address for one in letter.addressees]
    parts += [*letter.recipients, *letter.contact_lines]
    for block in (*letter.body, *(block for one in letter.appendices for block in one.blocks)):
        if isinstance(block, ComposedParagraph):
            parts += [run.text for run in block.runs]
        elif isinstance(block, ComposedTable):
            parts += [
                run.text for row in block.rows for cell in row for one in cell.blocks for run in one.runs
            ]
    return "".join(parts)


@given(letters())
@settings(max_examples=150, deadline=None)
def test_any_letter_can_be_composed_and_loses_no_plain_words(letter: Letter) -> None:
    shown = shown_text(compose(letter, BOOK))
    for block in letter.body:
        if isinstance(block, Paragraph) and block.level in (Level.PLAIN, Level.ITEM, Level.DASH):
            for run in block.runs:
                assert run.text.rstrip(
                    "./;\u2026 \u00a0\n\t\u3000\u2028\u2029\u0085"
                ).strip() in shown or not (run.text.strip("./; ").strip())


@given(letters())
@settings(max_examples=60, deadline=None)
def test_tables_are_whole_grids(letter: Letter) -> None:
    for block in compose(letter, BOOK).body:
        if isinstance(block, ComposedTable):
            assert block.widths
            assert len(block.rows) >= block.header_rows >= 0
            slots = sum(cell.colspan * cell.rowspan for row in block.rows for cell in row)
            assert slots == len(block.widths) * len(block.rows)


def test_a_joint_letter_has_as_many_names_and_signatures() -> None:
    two = simple_letter(
        issuers=(Organ(name="Sở Nội vụ"), Organ(name="Sở Tài chính")),
        signatures=(signed_by_deputy(), replace(signed_by_deputy(), full_name=None)),
    )
    shown = compose(two, BOOK)
    assert [organ.name for organ in shown.organs] == ["SỞ NỘI VỤ", "SỞ TÀI CHÍNH"]
    assert [signature.full_name for signature in shown.signatures] == ["Trần Thị B", ""]


def test_the_rulebook_decides_whether_an_appendix_ends_as_the_text_does() -> None:
    rules = replace(BOOK.appendix, end_mark=replace(BOOK.appendix.end_mark, on=False))
    letter = simple_letter(appendices=(Appendix(blocks=(paragraph("x"),)),))
    (block,) = compose(letter, replace(BOOK, appendix=rules)).appendices[0].blocks
    assert isinstance(block, ComposedParagraph)
    assert block.runs == (ComposedRun("x"),)
