"""The index of written letters: what is found, in which order, and what stays out of it."""

from __future__ import annotations

import logging
import sqlite3
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest

from app.base.errors import AppError
from app.letter.file import save
from app.letter.model import (
    Addressee,
    Appendix,
    Cell,
    Code,
    Footnote,
    Letter,
    Organ,
    Paragraph,
    PartialDate,
    Recipient,
    Row,
    Run,
    Secrecy,
    Signature,
    Status,
    Table,
)
from app.library import letter_index
from app.library.database import Database
from app.library.letter_entry import body_text, order_key
from app.library.letter_index import LetterIndex
from app.library.letter_rows import VERSION
from app.library.letter_search import FoundLetter, Order, Query, cut_out
from app.rules.load import load_rulebook
from tests.support.letters import paragraph

RULEBOOK = load_rulebook()


def letter(subject: str, body: str = "", **changes: object) -> Letter:
    """A letter about something."""
    return replace(Letter(subject=subject, body=(paragraph(body),)), **changes)  # type: ignore[arg-type]


def code(number: str | None, *groups: str) -> Code:
    """A number with its ký hiệu."""
    return Code(number=number, organ_notations=groups[:1], unit_notations=groups[1:])


def on(year: int, month: int | None = None, day: int | None = None) -> PartialDate:
    return PartialDate(year=year, month=month, day=day)


@pytest.fixture
def index(tmp_path: Path) -> LetterIndex:
    """An empty one."""
    return LetterIndex(tmp_path / "cache" / "letters.db", RULEBOOK, Database(tmp_path / "library.db"))


def note(index: LetterIndex, *letters: Letter) -> None:
    """Letters saved here one after the other, as a.congvan, b.congvan, …"""
    for name, one in zip("abcdefghijklmn", letters, strict=False):
        index.note(Path(f"/van-ban/{name}.congvan"), one)


def rows(index: LetterIndex, words: str = "", **wanted: object) -> list[FoundLetter]:
    """All that is found."""
    search = index.search(replace(Query(words=words), **wanted))  # type: ignore[arg-type]
    found: list[FoundLetter] = []
    while not search.is_done:
        found += search.more(2)
    assert search.count() == len(found)
    return found


def names(index: LetterIndex, words: str = "", **wanted: object) -> str:
    """The files that are found: "ab"."""
    return "".join(found.entry.path.stem for found in rows(index, words, **wanted))


# --- words


def test_letters_are_found_without_diacritics_d_with_stroke_among_them(index: LetterIndex) -> None:
    note(index, letter("Đôn đốc xử lý đơn thư"), letter("góp ý dự thảo"))
    assert names(index, "don doc") == "a"
    assert names(index, "ĐÔN ĐỐC") == "a"
    assert names(index, "du thao") == "b"


def test_every_word_must_be_there_and_the_last_may_be_a_beginning(index: LetterIndex) -> None:
    note(index, letter("chuyển đổi số trong trường học"), letter("chuyển trường cho học sinh"))
    assert names(index, "chuyen truo") == "ba"
    assert names(index, "chuyen doi s") == "a"
    # A space closes the word.
    assert names(index, "chuyen truo ") == ""
    # Only the last one: the first stands for itself.
    assert names(index, "chuy truong") == ""


def test_the_body_its_tables_footnotes_and_appendices_are_looked_through(index: LetterIndex) -> None:
    table = Table(
        rows=(Row(cells=(Cell(blocks=(paragraph("kinh phí"),)), Cell(blocks=(paragraph("bổ sung"),)))),)
    )
    noted = Paragraph(runs=(Run(text="theo quy định", footnote=Footnote(runs=(Run(text="Luật Đê điều"),))),))
    appendix = Appendix(title="Biểu mẫu", blocks=(paragraph("thống kê hộ nghèo"),))
    note(index, Letter(subject="x", body=(table, noted), appendices=(appendix,)))
    for words in ("kinh phi", "bo sung", "luat de dieu", "bieu mau", "ho ngheo"):
        assert names(index, words) == "a", words


def test_recipients_signers_and_the_agency_are_looked_through(index: LetterIndex) -> None:
    note(
        index,
        letter(
            "x",
            issuers=(Organ(name="Ủy ban nhân dân xã Hàm Yên"),),
            addressees=(Addressee(name="Các phòng, ban"),),
            recipients=(Recipient(name="Thường trực Đảng ủy"),),
            signatures=(Signature(full_name="Đỗ Văn Ân", position="Chủ tịch"),),
        ),
    )
    for words in ("ham yen", "phong ban", "thuong truc dang uy", "do van an"):
        assert names(index, words) == "a", words


@pytest.mark.parametrize("words", ["123/UBND-VX", "123", "ubnd-vx", "vx", "123/ubnd", "12"])
def test_a_number_is_found_whole_and_by_part(index: LetterIndex, words: str) -> None:
    note(index, letter("một", code=code("123", "UBND", "VX")), letter("hai", code=code("4", "SNV")))
    assert names(index, words) == "a"


@pytest.mark.parametrize(
    "words",
    [
        '"',
        '"a',
        "a*b",
        "a AND",
        "NEAR(a b)",
        "^x",
        "subject:x",
        "-x",
        "(",
        "{a}",
        "a OR b",
        "'",
        ";",
        "\0",
        "\ud800",
    ],
)
def test_nothing_typed_is_taken_for_the_syntax_of_the_search(index: LetterIndex, words: str) -> None:
    note(index, letter("một hai ba"))
    assert names(index, words) in ("", "a")


def test_signs_alone_find_nothing_and_blanks_find_all(index: LetterIndex) -> None:
    note(index, letter("một"))
    assert names(index, "(*)") == ""
    assert names(index, "   ") == "a"


def test_a_filter_is_no_word_that_can_be_looked_for(index: LetterIndex) -> None:
    note(index, letter("một", date=on(2026)))
    assert names(index, "year2026") == ""
    assert names(index, "status0") == ""


# --- order


def test_the_subject_comes_before_the_number_the_names_and_the_body(index: LetterIndex) -> None:
    note(
        index,
        letter("a", "phòng cháy chữa cháy", date=on(2026, 12, 1)),
        letter("b", addressees=(Addressee(name="Phòng Cháy"),), date=on(2026, 11, 1)),
        letter("phòng cháy", date=on(2020, 1, 1)),
        letter("d", code=code("7", "PHONG", "CHAY"), date=on(2019, 1, 1)),
    )
    assert names(index, "phong chay") == "cdba"


def test_what_looks_like_a_number_is_looked_for_among_the_numbers_first(index: LetterIndex) -> None:
    note(
        index,
        letter("kế hoạch 930 triệu", date=on(2026, 1, 1)),
        letter("b", code=code("930", "UBND"), date=on(2019, 1, 1)),
    )
    assert names(index, "930") == "ba"
    assert names(index, "930/U") == "b"
    assert names(index, "ke hoach 930") == "a"


def test_the_newest_come_first_by_the_date_of_the_letter(index: LetterIndex) -> None:
    note(
        index,
        letter("họp", date=on(2024, 5, 2)),
        letter("họp", date=on(2026, 5, 2)),
        letter("họp", date=on(2025, 5, 2)),
    )
    assert names(index, "hop") == "bca"
    assert names(index) == "bca"
    # Without a day the file's own time counts, which is now.
    index.note(Path("/van-ban/z.congvan"), letter("họp", date=on(1999, 5)))
    assert names(index, "hop")[0] == "z"


def test_the_list_is_sorted_as_a_dictionary_is(index: LetterIndex) -> None:
    note(index, letter("đê điều"), letter("dân số"), letter("ấp"), letter("an"), letter("Đà Nẵng"))
    assert names(index, order=Order.SUBJECT) == "dcbea"
    assert names(index, order=Order.SUBJECT, descending=True) == "aebcd"


@pytest.mark.parametrize(
    ("order", "expected"),
    [(Order.CODE, "bca"), (Order.DATE, "acb"), (Order.ADDRESSEES, "cab"), (Order.STATUS, "bac")],
)
def test_every_column_sorts(index: LetterIndex, order: Order, expected: str) -> None:
    note(
        index,
        letter(
            "t",
            code=code("9", "X"),
            date=on(2024, 1, 1),
            addressees=(Addressee(name="Bộ"),),
            status=Status.SUBMITTED,
        ),
        letter("t", code=code("1", "X"), date=on(2026, 1, 1), addressees=(Addressee(name="Sở"),)),
        letter(
            "t",
            code=code("2", "X"),
            date=on(2025, 1, 1),
            addressees=(Addressee(name="Ấp"),),
            status=Status.ISSUED,
        ),
    )
    assert names(index, order=order) == expected
    assert names(index, "t", order=order) == expected


def test_the_order_key_stands_as_the_letters_do() -> None:
    words = ["an", "án", "ăn", "ân", "dan", "đan", "dàn", "Dan", "", "d"]
    assert sorted(words, key=order_key) == ["", "an", "án", "ăn", "ân", "d", "dan", "Dan", "dàn", "đan"]


# --- narrowing


def test_state_agency_and_year_narrow_the_list(index: LetterIndex) -> None:
    xa, huyen = Organ(name="UBND xã A"), Organ(name="UBND xã B")
    note(
        index,
        letter("họp dân", issuers=(xa,), date=on(2026, 1, 1), status=Status.ISSUED),
        letter("họp dân", issuers=(huyen,), date=on(2025, 1, 1)),
        letter("họp dân", issuers=(xa,), date=on(2025, 2, 1)),
    )
    for words in ("", "hop da"):
        assert names(index, words, status=Status.ISSUED) == "a"
        assert names(index, words, agency="UBND xã A") == "ac"
        assert names(index, words, year=2025) == "cb"
        assert names(index, words, year=2025, agency="UBND xã A", order=Order.SUBJECT) == "c"
    assert index.agencies() == ["UBND xã A", "UBND xã B"]
    assert index.years() == [2026, 2025]


def test_rows_come_a_few_at_a_time_and_none_twice(index: LetterIndex) -> None:
    for number in range(25):
        index.note(Path(f"/v/{number}.congvan"), letter("họp", "họp " * 3, date=on(2000 + number, 1, 1)))
    search = index.search(Query(words="hop"))
    found = [*search.more(10), *search.more(10), *search.more(10), *search.more(10)]
    assert [one.entry.year for one in found] == list(range(2024, 1999, -1))
    assert search.is_done


# --- what is kept


def test_a_row_tells_what_the_list_shows(index: LetterIndex) -> None:
    note(
        index,
        letter(
            "góp ý\ndự thảo",
            code=code("5", "UBND", "VX"),
            date=on(2026, 3),
            issuers=(Organ(name="UBND xã A"),),
            addressees=(Addressee(name="Sở Nội vụ"), Addressee(name="Sở Y tế")),
            signatures=(Signature(full_name="Trần B"),),
            status=Status.CONSULTING,
        ),
    )
    entry = rows(index)[0].entry
    assert (entry.subject, entry.code, entry.date) == ("góp ý dự thảo", "05/UBND-VX", "2026-03-00")
    assert (entry.addressees, entry.agency, entry.signer) == ("Sở Nội vụ; Sở Y tế", "UBND xã A", "Trần B")
    assert entry.status is Status.CONSULTING


def test_a_blank_number_shows_as_one(index: LetterIndex) -> None:
    note(index, letter("a", code=code(None, "UBND")), letter("b"))
    assert sorted(found.entry.code for found in rows(index)) == ["", "…/UBND"]


def test_saving_again_takes_the_place_of_what_was_known(index: LetterIndex) -> None:
    note(index, letter("họp giao ban", "nội dung cũ"))
    note(index, letter("họp giao ban", "điều chỉnh"))
    assert names(index, "noi dung cu") == ""
    assert names(index, "dieu chinh") == "a"
    assert index.count() == 1


@pytest.mark.parametrize("secrecy", [one for one in Secrecy if one is not Secrecy.NONE])
def test_a_secret_letter_stays_out_and_is_taken_out_when_it_becomes_one(
    index: LetterIndex, secrecy: Secrecy, tmp_path: Path
) -> None:
    plain = letter("phương án bảo vệ zyxw", "nội dung wvut")
    note(index, plain, letter("khác"))
    assert names(index, "zyxw") == "a"
    note(index, replace(plain, secrecy=secrecy))
    assert names(index, "zyxw") == names(index, "wvut") == ""
    assert names(index) == "b"
    list(index.scan([], []))
    index.close()
    kept = b"".join(path.read_bytes() for path in (tmp_path / "cache").iterdir())
    for trace in (b"zyxw", b"wvut", b"a.congvan"):
        assert trace not in kept


def test_a_letter_with_an_odd_date_is_kept(index: LetterIndex) -> None:
    note(
        index, letter("a", date=on(2026, 2, 31)), letter("b", date=on(999_999, 1, 1)), letter("c", date=on(0))
    )
    assert sorted(names(index)) == ["a", "b", "c"]


def test_a_file_that_is_gone_is_forgotten(index: LetterIndex) -> None:
    note(index, letter("một"), letter("hai"))
    index.forget(Path("/van-ban/a.congvan"))
    assert names(index) == "b"
    assert names(index, "mot") == ""


def test_a_file_is_forgotten_however_its_path_is_written(index: LetterIndex) -> None:
    index.note(Path("a.congvan"), letter("một"))
    assert index.count() == 1
    index.forget(Path("a.congvan"))
    assert index.count() == 0


# --- snippets


def test_a_snippet_shows_the_words_where_the_row_does_not(index: LetterIndex) -> None:
    body = "Mở đầu dài dòng. " * 30 + "Đề nghị Sở Tài chính bố trí kinh phí trước ngày 15. " + "Kết. " * 30
    note(index, letter("họp", body))
    found = rows(index, "bo tri kinh ph")[0]
    snippet = index.snippet(found, "bo tri kinh ph")
    assert snippet is not None
    assert [snippet.text[begin:end] for begin, end in snippet.marks] == ["bố", "trí", "kinh", "ph"]
    assert snippet.text.startswith("…")
    assert len(snippet.text) < 160


def test_no_snippet_where_the_row_shows_it_all(index: LetterIndex) -> None:
    note(index, letter("họp giao ban", "họp giao ban"))
    assert index.snippet(rows(index, "giao ban")[0], "giao ban") is None
    assert index.snippet(rows(index)[0], "") is None


def test_a_snippet_of_names_shows_the_names(index: LetterIndex) -> None:
    note(index, letter("họp", "không có gì", recipients=(Recipient(name="Thường trực Đảng ủy"),)))
    snippet = index.snippet(rows(index, "dang uy")[0], "dang uy")
    assert snippet is not None
    assert "Đảng ủy" in snippet.text


def test_marks_stand_right_where_folding_changes_the_length() -> None:
    snippet = cut_out("İstanbul và ﬁ rồi đến Đắk Lắk", ["dak", "lak"])
    assert snippet is not None
    assert [snippet.text[begin:end] for begin, end in snippet.marks] == ["Đắk", "Lắk"]


def test_a_body_is_read_line_by_line() -> None:
    assert body_text(letter("x", "một\nhai")) == "một hai"


# --- bad days


def test_a_broken_index_is_made_anew_with_a_line_in_the_log(
    index: LetterIndex, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    note(index, letter("một"))
    index.close()
    file = tmp_path / "cache" / "letters.db"
    for path in file.parent.iterdir():
        path.write_bytes(b"not a database at all" * 1000)
    with caplog.at_level(logging.WARNING):
        assert names(index) == ""
    assert "made anew" in caplog.text
    assert index.take_remade()
    assert not index.take_remade()
    note(index, letter("một"))
    assert names(index, "mot") == "a"


def test_an_index_that_breaks_under_the_hands_is_made_anew(index: LetterIndex, tmp_path: Path) -> None:
    for number in range(200):
        index.note(Path(f"/v/{number}.congvan"), letter(f"họp {number}", "nội dung " * 300))
    index.close()
    file = tmp_path / "cache" / "letters.db"
    data = bytearray(file.read_bytes())
    data[8192:] = b"\xa5" * (len(data) - 8192)
    file.write_bytes(data)
    assert rows(index, "hop") == []
    assert index.take_remade()
    note(index, letter("một"))
    assert names(index) == "a"


def test_a_broken_index_that_another_program_holds_is_made_anew_when_it_is_free(
    index: LetterIndex, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(200):
        index.note(Path(f"/v/{number}.congvan"), letter(f"họp {number}", "nội dung " * 300))
    index.close()
    file = tmp_path / "cache" / "letters.db"
    data = file.read_bytes()
    file.write_bytes(data[:8192] + b"\xa5" * (len(data) - 8192))

    def held(path: Path, *, missing_ok: bool = False) -> None:
        # As Windows does with a file that is open somewhere.
        raise PermissionError(13, "held", str(path), missing_ok)

    with monkeypatch.context() as windows:
        windows.setattr(Path, "unlink", held)
        for _ in range(2):
            with pytest.raises(AppError) as told:
                rows(index, "hop")
            assert told.value.key == "letters.index_not_writable"
    assert rows(index, "hop") == []
    assert index.take_remade()
    note(index, letter("một"))
    assert names(index) == "a"


def test_an_index_of_another_version_is_made_anew(index: LetterIndex, tmp_path: Path) -> None:
    note(index, letter("một"))
    index.close()
    connection = sqlite3.connect(tmp_path / "cache" / "letters.db")
    connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.execute("CREATE TABLE of_tomorrow (x)")
    connection.close()
    assert names(index) == ""
    assert index.take_remade()
    note(index, letter("một"))
    assert names(index) == "a"


def test_two_windows_may_have_the_index_open(index: LetterIndex, tmp_path: Path) -> None:
    other = LetterIndex(tmp_path / "cache" / "letters.db", RULEBOOK, Database(tmp_path / "library.db"))
    note(index, letter("một"))
    assert names(other) == "a"
    note(other, letter("hai"))
    assert names(index, "hai") == "a"


def test_a_save_is_no_error_while_another_window_writes(index: LetterIndex, tmp_path: Path) -> None:
    note(index, letter("một"))
    connection = sqlite3.connect(tmp_path / "cache" / "letters.db", isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    note(index, letter("hai"))
    connection.execute("ROLLBACK")
    connection.close()
    assert names(index, "mot") == "a"


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of temporary files."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_on_a_stick_that_may_not_be_written_the_index_is_temporary(tmp_path: Path, temporary: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    save(tmp_path / "a.congvan", letter("một"), overwrite=False)
    for _ in range(2):
        index = LetterIndex(tmp_path / "cache" / "letters.db", RULEBOOK, Database(tmp_path / "library.db"))
        index.note(tmp_path / "a.congvan", letter("một"))
        assert [*index.scan([tmp_path], [])]
        assert names(index, "mot") == "a"
        index.close()
    (folder,) = temporary.iterdir()
    (file,) = folder.iterdir()
    assert file.name.startswith("letters-")
    assert folder.stat().st_mode & 0o077 == 0 or sys.platform == "win32"


def test_on_a_network_the_index_is_temporary(
    tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(letter_index, "is_on_network", lambda _: True)
    index = LetterIndex(tmp_path / "cache" / "letters.db", RULEBOOK, Database(tmp_path / "library.db"))
    note(index, letter("một"))
    assert names(index, "mot") == "a"
    assert not (tmp_path / "cache").exists()
    assert any(temporary.rglob("letters-*.db"))
    index.close()


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path, temporary: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    temporary.rmdir()
    temporary.write_text("another one")
    index = LetterIndex(tmp_path / "cache" / "letters.db", RULEBOOK, Database(tmp_path / "library.db"))
    with pytest.raises(AppError) as told:
        index.count()
    assert told.value.key == "letters.index_not_writable"
    save(tmp_path / "a.congvan", letter("một"), overwrite=False)
    index.note(tmp_path / "a.congvan", letter("một"))


def test_rebuilding_forgets_everything(index: LetterIndex) -> None:
    note(index, letter("một"))
    index.rebuild()
    assert index.count() == 0
    assert names(index, "mot") == ""


# --- folders


def test_folders_are_kept_in_the_library(index: LetterIndex, tmp_path: Path) -> None:
    index.folders.add(tmp_path / "b")
    index.folders.add(tmp_path / "a")
    index.folders.add(tmp_path / "a")
    again = LetterIndex(tmp_path / "x.db", RULEBOOK, Database(tmp_path / "library.db"))
    assert again.folders.all() == [tmp_path / "a", tmp_path / "b"]
    again.folders.remove(tmp_path / "a")
    assert again.folders.all() == [tmp_path / "b"]
