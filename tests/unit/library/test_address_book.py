"""The address book: found as one types, learned from letters, grouped, every step taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.base.errors import AppError
from app.letter.model import AddresseeKind
from app.library import contact_groups as groups
from app.library.address_book import MOST_LEARNED, AddressBook
from app.library.contact import Contact, Entry
from app.library.database import Database
from app.library.names import identity

NOW = 1_800_000_000.0
DAY = 86_400.0


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def book(tmp_path: Path, clock: Clock) -> AddressBook:
    return AddressBook(Database(tmp_path / "so.db"), clock)


def fill(book: AddressBook, *names: str) -> None:
    for name in names:
        book.save(Contact(name=name))


def names(entries: list[Entry]) -> list[str]:
    return [entry.contact.name for entry in entries]


def test_what_is_saved_is_there_after_the_next_start(book: AddressBook, tmp_path: Path) -> None:
    contact = Contact(
        name="  Ông Nguyễn  Văn A ",
        kind=AddresseeKind.PERSON,
        address="Pleiku",
        note="(để b/c)",
        rank=3,
        groups=("Lãnh đạo", "", "Lãnh đạo"),
        extra={"later": 1},
    )
    saved = book.save(contact)
    (entry,) = AddressBook(Database(tmp_path / "so.db")).all()
    assert entry.contact == saved
    assert (saved.name, saved.note, saved.groups) == ("Ông Nguyễn Văn A", "để b/c", ("Lãnh đạo",))
    assert entry.contact.extra == {"later": 1}
    assert not entry.learned


@pytest.mark.parametrize(
    "typed", ["so noi", "Sở Nội", "SNV", "noi vu", "vu noi", "nội v", "SƠ NÔI VU", "snv", "ội v"]
)
def test_a_name_is_found_without_diacritics_by_words_initials_and_abbreviation(
    book: AddressBook, typed: str
) -> None:
    book.save(Contact(name="Sở Nội vụ", abbreviation="SNV"))
    fill(book, "Bộ Y tế")
    assert names(book.search(typed)) == ["Sở Nội vụ"]


@pytest.mark.parametrize("typed", ["ubnd xa dak", "ủy ban nhân dân xã đắk", "UBND xã Đ", "dak ha"])
def test_a_short_form_finds_the_long_one_and_the_other_way_round(book: AddressBook, typed: str) -> None:
    fill(book, "Ủy ban nhân dân xã Đắk Hà", "UBND xã Đăk Hà", "Sở Y tế")
    assert len(book.search(typed)) == 2


def test_better_answers_come_first(book: AddressBook) -> None:
    fill(book, "Văn phòng Sở Nội vụ", "Sở Nội vụ tỉnh", "Sở Nội vụ", "Trường Cao đẳng so noi vu", "Bộ Nội vụ")
    assert names(book.search("sở nội vụ")) == [
        "Sở Nội vụ",
        "Sở Nội vụ tỉnh",
        "Trường Cao đẳng so noi vu",
        "Văn phòng Sở Nội vụ",
    ]


def test_among_equals_the_often_used_then_the_higher_rank_then_the_alphabet(book: AddressBook) -> None:
    book.save(Contact(name="Sở Y tế", rank=9))
    book.save(Contact(name="Sở Tài chính", rank=2))
    fill(book, "Sở Đ", "Sở Dân tộc", "Sở Ngoại vụ")
    book.learn([Contact(name="Sở Ngoại vụ")])
    assert names(book.search("sở")) == ["Sở Ngoại vụ", "Sở Tài chính", "Sở Y tế", "Sở Dân tộc", "Sở Đ"]


def test_old_use_counts_less_than_new_use(book: AddressBook, clock: Clock) -> None:
    fill(book, "Sở A", "Sở B")
    for _ in range(3):
        book.learn([Contact(name="Sở A")])
        clock.now += DAY
    clock.now += 400 * DAY
    book.learn([Contact(name="Sở B")])
    assert names(book.search("sở")) == ["Sở B", "Sở A"]


def test_nothing_typed_gives_the_book_and_the_limit_holds(book: AddressBook) -> None:
    fill(book, *(f"Xã {number}" for number in range(20)))
    assert len(book.search("", 7)) == 7
    assert len(book.search("xa", 7)) == 7
    assert book.search("...", 3) == book.search("", 3)


# --- learning


def test_a_name_of_a_letter_is_learned_and_can_be_forgotten(book: AddressBook) -> None:
    book.learn(
        [Contact(name="Sở Nội vụ"), Contact(name="Ông A", kind=AddresseeKind.PERSON, address="Pleiku")]
    )
    (entry,) = book.search("ông a")
    assert entry.learned
    assert entry.contact.address == "Pleiku"
    assert book.forget(entry.contact.id) is not None
    assert book.search("ông a") == []


def test_what_the_clerk_keeps_is_not_changed_by_letters_nor_forgotten(book: AddressBook) -> None:
    kept = book.save(Contact(name="Ủy ban nhân dân xã Ia Ly", note="để t/h"))
    book.learn([Contact(name="UBND xã Ia Ly", note="để b/c", address="x")])
    (entry,) = book.all()
    assert entry.contact == kept
    assert (entry.learned, entry.uses) == (False, 1)
    assert book.forget(kept.id) is None
    assert len(book.all()) == 1


def test_a_letter_that_is_saved_often_counts_once(book: AddressBook, clock: Clock) -> None:
    for _ in range(5):
        book.learn([Contact(name="Sở Nội vụ"), Contact(name="Sở Nội vụ")])
        clock.now += 60
    assert book.all()[0].uses == 1
    clock.now += DAY
    book.learn([Contact(name="Sở Nội vụ")])
    assert book.all()[0].uses == 2


def test_saving_a_learned_name_makes_it_the_clerks_own(book: AddressBook) -> None:
    book.learn([Contact(name="Sở Nội vụ")])
    book.save(book.all()[0].contact)
    assert not book.all()[0].learned


def test_learned_names_do_not_grow_without_end(book: AddressBook, clock: Clock) -> None:
    fill(book, "Sở Y tế")
    for part in range(3):
        clock.now += 60
        book.learn([Contact(name=f"Cơ quan {part} {number}") for number in range(MOST_LEARNED // 2)])
    found = book.all()
    assert sum(entry.learned for entry in found) == MOST_LEARNED
    assert book.find("Cơ quan 0 5") is None
    assert book.find("Cơ quan 2 5") is not None
    assert book.find("Sở Y tế") is not None


def test_empty_and_endless_names_are_not_learned(book: AddressBook) -> None:
    book.learn([Contact(name="  "), Contact(name="a" * 5000)])
    assert book.all() == []


# --- what is one name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sở Nội vụ", "SỞ NỘI VỤ"),
        ("UBND xã Ia Ly", "Ủy ban nhân dân xã Ia Ly"),
        ("Uỷ ban nhân dân xã Hoà Phú", "Ủy ban nhân dân xã Hòa Phú"),
        ("HĐND - UBND thành phố", "Hội đồng nhân dân, Ủy ban nhân dân TP"),
        ("Sở GD&ĐT", "Sở Giáo dục và Đào tạo"),
        ("Sở Khoa học & Công nghệ", "Sở KHCN"),
        ("Văn hóa & Thể thao", "Văn hóa và Thể thao"),
        ("Sở VHTT&DL", "Sở Văn hóa, Thể thao và Du lịch"),
        ("Sở VHTTDL", "Sở VHTT&DL"),
        ("Sở DT&TG", "Sở Dân tộc và Tôn giáo"),
        ("TAND tỉnh", "Tòa án nhân dân tỉnh"),
    ],
)
def test_spellings_of_one_name_are_one(one: str, other: str) -> None:
    assert identity(one) == identity(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Phường Bình Thạnh", "Phường Bình Thành"),
        ("Xã Tân Hòa", "Xã Tân Hóa"),
        ("Sở Nội vụ", "Bộ Nội vụ"),
        ("Xã Đak Đoa", "Xã Đăk Đoa"),
    ],
)
def test_places_that_differ_by_diacritics_are_two(one: str, other: str) -> None:
    assert identity(one) != identity(other)


def test_a_name_without_diacritics_is_found_when_it_can_mean_only_one(book: AddressBook) -> None:
    fill(book, "Phường Bình Thạnh", "Phường Bình Thành", "Sở Nội vụ")
    found = book.find("so noi vu")
    assert found is not None
    assert found.contact.name == "Sở Nội vụ"
    assert book.find("Phuong Binh Thanh") is None
    assert book.find("Sở Y tế") is None


# --- groups


def test_a_group_gives_its_members_in_the_order_of_the_book(book: AddressBook) -> None:
    for name, rank in (("Sở Y tế", 3), ("Sở Nội vụ", 1), ("Sở Công Thương", 0)):
        book.save(Contact(name=name, rank=rank, groups=("Các sở, ban, ngành tỉnh",)))
    fill(book, "Bộ Y tế")
    assert book.groups() == ["Các sở, ban, ngành tỉnh"]
    members = [one.name for one in book.expand("Các sở, ban, ngành tỉnh")]
    assert members == ["Sở Nội vụ", "Sở Y tế", "Sở Công Thương"]


def test_groups_are_made_renamed_ordered_and_taken_apart_and_each_step_is_undone(book: AddressBook) -> None:
    contact = book.save(Contact(name="Sở Y tế", groups=("Sở",)))
    groups.add_group(book, "Xã")
    assert book.groups() == ["Sở", "Xã"]
    moved = groups.move_group(book, "Xã", -1)
    assert book.groups() == ["Xã", "Sở"]
    book.undo(moved)
    assert book.groups() == ["Sở", "Xã"]
    renamed = groups.rename_group(book, "Sở", "Các sở")
    assert book.groups() == ["Các sở", "Xã"]
    assert [one.name for one in book.expand("Các sở")] == ["Sở Y tế"]
    book.undo(renamed)
    assert book.all()[0].contact == contact
    removed = groups.remove_group(book, "Sở")
    assert book.groups() == ["Xã"]
    assert book.all()[0].contact.groups == ()
    book.undo(removed)
    assert book.groups() == ["Sở", "Xã"]
    assert book.all()[0].contact == contact
    filled = groups.set_members(book, "Xã", [contact.id])
    assert book.all()[0].contact.groups == ("Sở", "Xã")
    book.undo(filled)
    assert book.all()[0].contact == contact


@pytest.mark.parametrize(
    ("name", "key"), [("  ", "contacts.group_unnamed"), ("các SỞ", "contacts.group_taken")]
)
def test_a_group_needs_a_name_of_its_own(book: AddressBook, name: str, key: str) -> None:
    groups.add_group(book, "Các sở")
    with pytest.raises(AppError) as caught:
        groups.add_group(book, name)
    assert caught.value.key == key
    groups.rename_group(book, "Các sở", "Các Sở")
    assert book.groups() == ["Các Sở"]


# --- undo, another window


def test_removing_is_undone_with_everything_it_was(book: AddressBook) -> None:
    book.learn([Contact(name="Sở Nội vụ")])
    before = book.all()
    change = book.remove([before[0].contact.id])
    assert book.all() == []
    book.undo(change)
    assert book.all() == before


def test_another_windows_contact_is_seen(book: AddressBook, tmp_path: Path) -> None:
    other = AddressBook(Database(tmp_path / "so.db"))
    other.save(Contact(name="Sở Y tế", groups=("Sở",)))
    fill(book, "Sở Nội vụ")
    assert names(book.search("sở")) == ["Sở Nội vụ", "Sở Y tế"]
    assert book.groups() == ["Sở"]
