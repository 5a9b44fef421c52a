"""Contacts from tables: columns guessed, rows merged, nothing lost, out and in again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.importer.spreadsheets import read_spreadsheet
from app.letter.model import AddresseeKind
from app.library.address_book import AddressBook
from app.library.contact import Contact
from app.library.contact_columns import Columns, Role, guess_columns
from app.library.contact_groups import add_group, move_group
from app.library.contacts_export import as_csv, as_excel
from app.library.contacts_import import Outcome, Plan, groups_told
from app.library.database import Database

Rows = tuple[tuple[str, ...], ...]


@pytest.fixture
def book(tmp_path: Path) -> AddressBook:
    return AddressBook(Database(tmp_path / "so.db"))


def plan(book: AddressBook, rows: Rows, columns: Columns | None = None) -> Plan:
    made = Plan(book, rows, columns or guess_columns(rows))
    for _ in made.steps():
        pass
    return made


def outcomes(made: Plan) -> list[Outcome]:
    return [one.outcome for one in made.planned]


def roles(rows: Rows) -> str:
    return " ".join(guess_columns(rows).roles)


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        (("STT", "Tên cơ quan", "Viết tắt", "Nhóm", "Địa chỉ"), "rank name abbreviation group address"),
        (("TT", "Cơ quan, đơn vị", "Điện thoại", "ĐỊA CHỈ TRỤ SỞ"), "rank name none address"),
        (("Ông/Bà", "Họ và tên", "Chức vụ", "Nơi ở"), "title name none address"),
        (("Tên đơn vị:", "Tên viết tắt *", "Phân loại"), "name abbreviation group"),
        (("Tên viết tắt", "Tên", "Nhóm cơ quan", "Nhóm khác"), "abbreviation name group none"),
    ],
)
def test_columns_are_known_by_their_heads(heads: tuple[str, ...], expected: str) -> None:
    rows = (heads, tuple("abcde"[: len(heads)]))
    assert roles(rows) == expected
    assert guess_columns(rows).first == 1


def test_heads_below_a_title_and_over_two_rows_are_found() -> None:
    rows = (
        ("DANH SÁCH CƠ QUAN, ĐƠN VỊ", "", "", ""),
        ("STT", "Tên đơn vị", "Liên hệ", ""),
        ("", "", "Địa chỉ", "Ghi chú"),
        ("1", "Sở Nội vụ", "02 Lê Lợi", ""),
    )
    assert guess_columns(rows) == Columns(3, (Role.RANK, Role.NAME, Role.ADDRESS, Role.NOTE))


def test_without_heads_the_content_tells() -> None:
    rows = (
        ("1", "Sở Nội vụ", "SNV", "để b/c"),
        ("2", "Sở Y tế", "SYT", ""),
        ("3", "Sở Tư pháp", "STP", "để p/h"),
    )
    assert guess_columns(rows) == Columns(0, (Role.RANK, Role.NAME, Role.ABBREVIATION, Role.NOTE))
    assert roles((("Sở Nội vụ",), ("Sở Y tế",))) == "name"
    assert roles((("UBND",), ("HĐND",))) == "name"
    assert roles((("1",), ("2",))) == "rank"
    assert guess_columns((("Cơ quan Thường trực khu vực",), ("Tổ chức X",))).first == 0
    assert roles(()) == ""


def test_remarks_are_not_printed_behind_names() -> None:
    heads = ("Tên cơ quan", "Ghi chú")
    assert roles((heads, ("Sở A", "mới sáp nhập"), ("Sở B", "để b/c"), ("Sở C", "đổi tên"))) == "name none"
    assert roles((heads, ("Sở A", "(để b/c)"), ("Sở B", ""))) == "name note"


def test_rows_become_contacts(book: AddressBook) -> None:
    rows: Rows = (
        ("STT", "Ông/Bà", "Tên", "Viết tắt", "Nhóm", "Địa chỉ", "Ghi chú"),
        ("1", "", "Sở Nội vụ;", "SNV", "Các sở; Khối A", "02 Lê Lợi", "(để b/c)"),
        ("2.", "Bà", "Trần Thị B", "", "", "Tổ 3", ""),
    )
    plan(book, rows).carry_out()
    first, second = (entry.contact for entry in book.all())
    assert first == Contact(
        id=first.id, name="Sở Nội vụ", abbreviation="SNV", groups=("Các sở", "Khối A"), address="02 Lê Lợi",
        note="để b/c", rank=1,
    )  # fmt: skip
    assert (second.name, second.kind, second.rank) == ("Bà Trần Thị B", AddresseeKind.PERSON, 2)
    assert book.groups() == ["Các sở", "Khối A"]


def test_what_is_no_contact_is_skipped_and_told(book: AddressBook) -> None:
    rows: Rows = (
        ("STT", "Tên cơ quan"),
        ("1", "Sở Nội vụ"),
        ("", ""),
        ("2", "---"),
        ("STT", "Tên cơ quan"),
        ("3", "a" * 400),
        ("", "Tổng cộng:"),
    )
    assert outcomes(plan(book, rows)) == [
        Outcome.NEW,
        Outcome.NAMELESS,
        Outcome.NAMELESS,
        Outcome.HEAD,
        Outcome.TOO_LONG,
        Outcome.TOTAL,
    ]


def test_the_head_of_a_section_is_the_group_of_its_rows(book: AddressBook) -> None:
    rows: Rows = (
        ("STT", "Tên cơ quan", "Địa chỉ"),
        ("I", "CÁC SỞ, BAN, NGÀNH TỈNH", ""),
        ("1", "Sở Nội vụ", "x"),
        ("II", "Các xã", ""),
        ("1", "Xã Ia Ly", "y"),
    )
    plan(book, rows).carry_out()
    assert [(entry.contact.name, entry.contact.groups) for entry in book.all()] == [
        ("Sở Nội vụ", ("Các sở, ban, ngành tỉnh",)),
        ("Xã Ia Ly", ("Các xã",)),
    ]


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (("I. CÁC SỞ, BAN, NGÀNH", "", ""), "Các sở, ban, ngành"),
        (("Các sở, ban, ngành:", "", ""), "Các sở, ban, ngành"),
        (("", "UBND CÁC XÃ, PHƯỜNG", ""), "UBND các xã, phường"),
        (("", "B/ Các xã", ""), "Các xã"),
        (("A", "MTTQ, ĐOÀN THỂ", ""), "MTTQ, đoàn thể"),
    ],
)
def test_a_head_of_a_section_may_go_over_the_whole_width(
    book: AddressBook, head: tuple[str, ...], name: str
) -> None:
    made = plan(book, (("STT", "Tên cơ quan", "Địa chỉ"), head, ("1", "Sở A", ""), ("2", "Sở B", "x")))
    assert outcomes(made) == [Outcome.SECTION, Outcome.NEW, Outcome.NEW]
    assert [one.contact.groups for one in made.planned[1:]] == [(name,), (name,)]


def test_a_name_alone_in_its_row_is_no_head_of_a_section(book: AddressBook) -> None:
    made = plan(book, (("STT", "Tên cơ quan"), ("1", "Sở A"), ("", "Sở B"), ("", "Chi cục C")))
    assert outcomes(made) == [Outcome.NEW] * 3
    made = plan(book, (("STT", "Tên"), ("", "X. Ia Ly"), ("", "VNPT"), ("", "D-Link"), ("", "H. Đức Cơ")))
    assert outcomes(made) == [Outcome.NEW] * 4


def test_sections_that_count_from_one_keep_the_order_of_the_list(book: AddressBook) -> None:
    rows: Rows = (
        ("STT", "Tên cơ quan", "Địa chỉ"),
        ("I", "Các sở", ""),
        ("1", "Sở Y tế", "x"),
        ("2", "Sở Nội vụ", "x"),
        ("II", "Các xã", ""),
        ("1", "Xã B", "x"),
        ("2", "Xã A", "x"),
        ("III", "Khác", ""),
        ("5", "Viện X", "x"),
    )
    plan(book, rows).carry_out()
    assert [(one.contact.name, one.contact.rank) for one in book.all()] == [
        ("Sở Y tế", 1),
        ("Sở Nội vụ", 2),
        ("Xã B", 3),
        ("Xã A", 4),
        ("Viện X", 7),
    ]


def test_a_numbered_list_comes_behind_what_is_in_the_book_and_ranks_are_kept(book: AddressBook) -> None:
    book.save(Contact(name="Sở A", rank=2))
    plan(book, (("STT", "Tên"), ("1", "Xã B"), ("2", "Sở A"), ("3", "Xã C"))).carry_out()
    plan(
        book,
        (
            ("Thứ bậc", "Tên"),
            ("1", "Tỉnh ủy"),
        ),
    ).carry_out()
    plan(book, (("1", "Hội D"), ("2", "Hội E"))).carry_out()
    assert [(one.contact.name, one.contact.rank) for one in book.all()] == [
        ("Tỉnh ủy", 1),
        ("Sở A", 2),
        ("Xã B", 3),
        ("Xã C", 5),
        ("Hội D", 6),
        ("Hội E", 7),
    ]


def test_people_are_known_by_head_title_and_gender(book: AddressBook) -> None:
    rows: Rows = (
        ("Họ và tên", "Giới tính", "Địa chỉ"),
        ("Nguyễn Văn An", "Nam", "Tổ 1"),
        ("Trần Thị Bé", "nữ", "Tổ 2"),
        ("Bà Lê C", "Nữ", ""),
        ("Đỗ D", "", ""),
    )
    made = plan(book, rows)
    assert [one.contact.name for one in made.planned] == [
        "Ông Nguyễn Văn An", "Bà Trần Thị Bé", "Bà Lê C", "Đỗ D",
    ]  # fmt: skip
    assert {one.contact.kind for one in made.planned} == {AddresseeKind.PERSON}


def test_people_of_one_name_are_told_apart_by_their_addresses(book: AddressBook) -> None:
    heads = ("Họ và tên", "Giới tính", "Địa chỉ")
    rows: Rows = (
        heads,
        ("Nguyễn Văn An", "Nam", "Thôn 1"),
        ("Nguyễn Văn An", "Nam", "Thôn 2"),
        ("Nguyễn Văn An", "Nam", "THÔN 1"),
        ("Nguyễn Văn An", "Nam", ""),
        ("Lê Thị Bé", "Nữ", ""),
        ("Lê Thị Bé", "Nữ", "Thôn 3"),
    )
    made = plan(book, rows)
    assert outcomes(made) == [
        Outcome.NEW,
        Outcome.NEW,
        Outcome.KNOWN,
        Outcome.KNOWN,
        Outcome.NEW,
        Outcome.MERGED,
    ]
    made.carry_out()
    assert sorted(one.contact.address for one in book.all()) == ["Thôn 1", "Thôn 2", "Thôn 3"]
    again = plan(book, rows)
    assert set(outcomes(again)) == {Outcome.KNOWN}


def test_an_organ_is_one_whatever_its_address(book: AddressBook) -> None:
    made = plan(book, (("Tên cơ quan", "Địa chỉ"), ("Sở Y tế", "1 Lê Lợi"), ("Sở Y tế", "2 Lê Lai")))
    assert outcomes(made) == [Outcome.NEW, Outcome.KNOWN]


def test_a_copied_list_loses_its_signs_and_parts_its_notes(book: AddressBook) -> None:
    made = plan(book, (("- Tỉnh ủy (để b/c);",), ("+ Sở Y tế (cơ sở 2),",), ("-Cục X;",)))
    assert [(one.contact.name, one.contact.note) for one in made.planned] == [
        ("Tỉnh ủy", "để b/c"),
        ("Sở Y tế (cơ sở 2)", ""),
        ("-Cục X", ""),
    ]


def test_figures_are_no_abbreviation() -> None:
    assert roles((("Mã", "Tên"), ("001", "Sở A"), ("002", "Sở B"))) == "none name"
    assert roles((("Mã", "Tên"), ("SA", "Sở A"), ("002", "Sở B"))) == "abbreviation name"


def test_groups_keep_their_order_in_excel(book: AddressBook, tmp_path: Path) -> None:
    book.save(Contact(name="Xã A", groups=("Các xã",), rank=1))
    book.save(Contact(name="Sở B", groups=("Các sở",), rank=2))
    add_group(book, "Chưa có ai")
    move_group(book, "Các sở", -1)
    path = tmp_path / "so.xlsx"
    path.write_bytes(as_excel(book))
    sheet, groups = read_spreadsheet(path)
    assert groups_told(sheet.rows) == ()
    assert groups_told((("Khối các cơ quan Đảng",), ("Tỉnh ủy",))) == ()
    fresh = AddressBook(Database(tmp_path / "moi.db"))
    add_group(fresh, "Có sẵn")
    made = Plan(fresh, sheet.rows, guess_columns(sheet.rows), groups=groups_told(groups.rows))
    assert [*made.steps()]
    change = made.carry_out()
    assert fresh.groups() == ["Có sẵn", "Các sở", "Các xã", "Chưa có ai"]
    fresh.undo(change)
    assert fresh.groups() == ["Có sẵn"]


def test_duplicates_are_merged_and_what_the_book_knows_stays(book: AddressBook) -> None:
    kept = book.save(
        Contact(name="Ủy ban nhân dân xã Ia Ly", address="Thôn 1", groups=("Xã",), extra={"later": 1})
    )
    rows: Rows = (
        ("Tên cơ quan", "Địa chỉ", "Nhóm", "Ghi chú", "STT"),
        ("UBND xã Ia Ly", "Thôn 9", "Xã mới", "để b/c", "4"),
        ("UBND XÃ IA LY", "", "", "", ""),
        ("uy ban nhan dan xa ia ly", "", "", "", ""),
        ("Xã Bình Thạnh", "", "", "", ""),
        ("Xã Bình Thành", "", "", "", ""),
    )
    made = plan(book, rows)
    assert outcomes(made) == [Outcome.MERGED, Outcome.KNOWN, Outcome.KNOWN, Outcome.NEW, Outcome.NEW]
    assert made.planned[0].same_as == kept.name
    made.carry_out()
    found = book.get(kept.id)
    assert found is not None
    assert found.contact == Contact(
        id=kept.id, name=kept.name, abbreviation="UBND xã Ia Ly", address="Thôn 1", groups=("Xã", "Xã mới"),
        note="để b/c", rank=4, extra={"later": 1},
    )  # fmt: skip
    assert len(book.all()) == 3


def test_duplicates_within_the_first_list_of_an_empty_book_are_merged(book: AddressBook) -> None:
    made = plan(book, (("STT", "Tên cơ quan"), ("1", "Sở Y tế"), ("2", "SỞ Y TẾ"), ("3", "Sở Nội vụ")))
    assert outcomes(made)[-3:] == [Outcome.NEW, Outcome.KNOWN, Outcome.NEW]


def test_a_learned_name_becomes_the_lists_own(book: AddressBook) -> None:
    book.learn([Contact(name="so noi vu")])
    plan(book, (("Tên cơ quan",), ("Sở Nội vụ",))).carry_out()
    (entry,) = book.all()
    assert (entry.contact.name, entry.learned, entry.uses) == ("Sở Nội vụ", False, 1)


def test_an_import_is_one_step_that_is_taken_back(book: AddressBook) -> None:
    book.save(Contact(name="Sở Nội vụ"))
    book.learn([Contact(name="Sở Y tế")])
    before, groups = book.all(), book.groups()
    rows: Rows = (("Tên cơ quan", "Nhóm"), ("Sở Nội vụ", "Sở"), ("Sở Y tế", "Sở"), ("Sở Tư pháp", "Sở"))
    change = plan(book, rows).carry_out()
    assert len(book.all()) == 3
    book.undo(change)
    assert book.all() == before
    assert book.groups() == groups


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_book_that_is_written_out_is_read_in_again_the_same(
    book: AddressBook, tmp_path: Path, kind: str
) -> None:
    book.save(Contact(name="Sở Nội vụ", abbreviation="SNV", rank=2, groups=("Các sở, ban", "Khối A")))
    book.save(
        Contact(name="Ông Nguyễn Văn A", kind=AddresseeKind.PERSON, address="+84 = 'Tổ 3'", note="để b/c")
    )
    book.save(Contact(name="Các xã, phường", kind=AddresseeKind.GROUP))
    book.save(Contact(name="Bà Nà Hills"))
    book.save(Contact(name="Bà Lê C", kind=AddresseeKind.PERSON, address="Tổ 1"))
    book.save(Contact(name="Bà Lê C", kind=AddresseeKind.PERSON, address="Tổ 2"))
    book.save(Contact(name='Công ty "A, B; C"', abbreviation="=1+1", address="@x\t-y", rank=7))
    book.save(Contact(name="-Cơ quan 'x'", abbreviation="'=2"))
    book.learn([Contact(name="Chỉ học được")])
    path = tmp_path / f"danh ba.{kind}"
    path.write_bytes(as_excel(book) if kind == "xlsx" else as_csv(book))
    sheet = read_spreadsheet(path)[0]
    fresh = AddressBook(Database(tmp_path / "moi.db"))
    plan(fresh, sheet.rows).carry_out()
    kept = [replace(entry.contact, id="") for entry in book.all() if not entry.learned]
    read = [replace(entry.contact, id="") for entry in fresh.all()]
    assert sorted(kept, key=repr) == sorted(read, key=repr)
    again = plan(book, sheet.rows)
    assert set(outcomes(again)) == {Outcome.KNOWN}, "and into the same book it changes nothing"
