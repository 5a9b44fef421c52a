"""Rows of spreadsheets: Excel files, CSV files in every encoding, copied cells; broken and hostile ones."""

from __future__ import annotations

import datetime
import io
import os
import re
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from app.base.errors import AppError
from app.importer.csv_files import guarded
from app.importer.spreadsheets import MOST_COLUMNS, MOST_ROWS, read_spreadsheet, rows_of_html, rows_of_text
from tests.support.packages import built_in_parts, zipped

HEAD = ("STT", "Tên cơ quan", "Viết tắt")
ROWS = (HEAD, ("1", "Sở Nội vụ", "SNV"), ("2", "Ủy ban nhân dân xã Đắk Rơ Nga", "UBND"))
TCVN3 = (
    b"TT,T\xaan c\xac quan\r\n1,Uy ban nh\xa9n d\xa9n x\xb7 \xa7\xafc\r\n2,S\xeb N\xe9i v\xf4\r\n"
    b"3,S\xeb T\xb5i ch\xddnh\r\n"
)


def workbook(rows: tuple[tuple[object, ...], ...] = ROWS) -> Workbook:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    return book


def saved(book: Workbook, folder: Path, name: str = "danh ba.xlsx") -> Path:
    path = folder / name
    book.save(path)
    return path


def bytes_of(book: Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def with_part(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The workbook with one part changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            part = old.read(entry)
            new.writestr(entry, change(part) if entry == name else part)
    return out.getvalue()


def refusal(path: Path) -> str:
    with pytest.raises(AppError) as caught:
        read_spreadsheet(path)
    assert path.name in str(caught.value)
    return caught.value.key


def test_an_excel_file_gives_its_rows_as_texts(tmp_path: Path) -> None:
    (sheet,) = read_spreadsheet(saved(workbook(), tmp_path))
    assert sheet.rows == ROWS
    assert sheet.notices == ()


def test_values_of_every_kind_become_texts(tmp_path: Path) -> None:
    row = (1.0, 2.5, datetime.datetime(2025, 7, 1), True, "  Sở  Y tế\n(mới) ", None, "x")  # noqa: DTZ001
    (sheet,) = read_spreadsheet(saved(workbook((row,)), tmp_path))
    assert sheet.rows == (("1", "2.5", "01/07/2025", "True", "Sở Y tế (mới)", "", "x"),)


def test_empty_rows_and_columns_at_the_edges_are_left_out(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["B7"] = "Tên cơ quan"
    sheet["B9"] = "Sở Nội vụ"
    (read,) = read_spreadsheet(saved(book, tmp_path))
    assert read.rows == (("", "Tên cơ quan"), ("", "Sở Nội vụ"))


def test_every_visible_sheet_with_rows_is_given(tmp_path: Path) -> None:
    book = workbook()
    book.create_sheet("Xã").append(("Xã Ia Ly",))
    book.create_sheet("Trống")
    book.create_sheet("Ẩn").append(("x",))
    book["Ẩn"].sheet_state = "hidden"
    assert [sheet.name for sheet in read_spreadsheet(saved(book, tmp_path))] == ["Sheet", "Xã"]


def test_a_formula_gives_its_last_value_and_errors_are_told(tmp_path: Path) -> None:
    book = workbook()
    sheet = book.active
    assert sheet is not None
    sheet["C2"] = "FORMULA"
    sheet["C3"] = "ERROR"
    # Excel keeps the last value beside the formula; openpyxl writes none, so it is put in by hand.
    data = with_part(bytes_of(book), "xl/worksheets/sheet1.xml", _with_formulas)
    path = tmp_path / "ct.xlsx"
    path.write_bytes(data)
    (read,) = read_spreadsheet(path)
    assert [row[2] for row in read.rows] == ["Viết tắt", "SNV", ""]
    assert read.notices == ("1 ô báo lỗi công thức trong Excel nên để trống.",)


def _with_formulas(part: bytes) -> bytes:
    part = re.sub(rb'<c r="C2"[^>]*>.*?</c>', b'<c r="C2" t="str"><f>"S"&amp;"NV"</f><v>SNV</v></c>', part)
    return re.sub(rb'<c r="C3"[^>]*>.*?</c>', b'<c r="C3" t="e"><f>#REF!</f><v>#REF!</v></c>', part)


def test_columns_beyond_the_limit_are_told(tmp_path: Path) -> None:
    (sheet,) = read_spreadsheet(saved(workbook((tuple(range(60)),)), tmp_path))
    assert len(sheet.rows[0]) == MOST_COLUMNS
    assert sheet.notices == (f"Chỉ đọc {MOST_COLUMNS} cột đầu của bảng; các cột sau bị bỏ qua.",)


def test_too_many_rows_are_refused_with_the_number_that_is_allowed(tmp_path: Path) -> None:
    path = tmp_path / "lon.csv"
    path.write_text("Tên\n" + "Sở Nội vụ\n" * 200_000, "utf-8")
    assert refusal(path) == "importer.sheet_rows"
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for _ in range(MOST_ROWS + 1):
        sheet.append(("a",))
    assert refusal(saved(book, tmp_path)) == "importer.sheet_rows"


def test_a_sheet_that_unpacks_to_very_much_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "lon.xlsx"
    row = b'<row><c t="inlineStr"><is><t>%d</t></is></c></row>'
    rows = b"".join(row % (number * 7919) for number in range(1_000_000))
    path.write_bytes(with_part(bytes_of(workbook()), "xl/worksheets/sheet1.xml", lambda _: rows))
    assert refusal(path) == "importer.sheet_rows"


def test_rows_that_are_formatted_to_the_end_of_excel_cost_nothing(tmp_path: Path) -> None:
    book = workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1048576"] = "x"
    (read,) = read_spreadsheet(saved(book, tmp_path))
    assert read.rows == ROWS


# --- hostile and broken files


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bom.xlsx"
    path.write_bytes(
        with_part(bytes_of(workbook()), "xl/worksheets/sheet1.xml", lambda part: part + b" " * 30_000_000)
    )
    assert refusal(path) == "reading.zip_bomb"


def test_entities_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "thuc the.xlsx"
    secret = tmp_path / "mat.txt"
    secret.write_text("bí mật", "utf-8")
    head = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'.encode()
    for part in ("xl/worksheets/sheet1.xml", "xl/workbook.xml", "[Content_Types].xml"):
        path.write_bytes(with_part(bytes_of(workbook()), part, lambda old: head + old))
        assert refusal(path) == "importer.sheet_broken"


@pytest.mark.parametrize("name", ["sheet1.foo", "sheet1.XML"])
def test_entities_are_refused_in_a_sheet_of_any_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / "thuc the.xlsx"
    data = with_part(
        bytes_of(workbook()),
        "xl/_rels/workbook.xml.rels",
        lambda old: old.replace(b"sheet1.xml", name.encode()),
    )
    path.write_bytes(data)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(f"xl/worksheets/{name}", '<!DOCTYPE x [<!ENTITY e "x">]><worksheet/>')
    assert refusal(path) == "importer.sheet_broken"


def test_names_that_lead_out_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "ra ngoai.xlsx"
    path.write_bytes(bytes_of(workbook()))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("../ngoai.txt", "x")
    assert refusal(path) == "reading.unsafe_name"


def _nothing(_old: bytes) -> bytes:
    return b""


def _noise(_old: bytes) -> bytes:
    return b"\x00\xff" * 50


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"])
def test_a_broken_part_is_told(tmp_path: Path, part: str) -> None:
    path = tmp_path / "hong.xlsx"
    for change in (lambda old: old[: len(old) // 2], _nothing, _noise):
        path.write_bytes(with_part(bytes_of(workbook()), part, change))
        with pytest.raises(AppError) as caught:
            read_spreadsheet(path)
        assert caught.value.key in ("importer.sheet_broken", "importer.sheet_not", "importer.sheet_empty")


def test_a_cut_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "cut.xlsx"
    data = bytes_of(workbook())
    path.write_bytes(data[: len(data) // 2])
    assert refusal(path) == "reading.truncated"


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "importer.sheet_empty"),
        (b"%PDF-1.7 ...", "importer.sheet_not"),
        (b"\x89PNG\r\n\x1a\n", "importer.sheet_not"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "importer.sheet_old"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "importer.sheet_locked",
        ),
        (b"a,b\x00\x01\x02\x03,c\n", "importer.sheet_not"),
        (b"\n\n ,,\n", "importer.sheet_empty"),
        (b'"' + b"a" * 200_000 + b'",b\n', "importer.sheet_broken"),
    ],
)
def test_what_is_no_sheet_is_told(tmp_path: Path, data: bytes, key: str) -> None:
    path = tmp_path / "tep.xlsx"
    path.write_bytes(data)
    assert refusal(path) == key


def test_a_word_file_under_a_name_of_excel_is_no_sheet(tmp_path: Path) -> None:
    path = tmp_path / "thu.xlsx"
    path.write_bytes(zipped(built_in_parts()))
    assert refusal(path) == "importer.sheet_not"


def test_another_zip_is_no_sheet(tmp_path: Path) -> None:
    path = tmp_path / "thu.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    assert refusal(path) == "importer.sheet_not"


MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
EXCEL = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'spreadsheetml.sheet.main+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{REL}"><sheets><sheet name="Danh sách" sheetId="1" '
    'r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": "<Relationships "
    'xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{REL}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{REL}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
}


def as_excel_writes(folder: Path, cells: dict[str, str], merged: tuple[str, ...], rest: str = "") -> Path:
    """A file with shared strings and merged cells, as Excel itself writes it."""
    words = list(dict.fromkeys(cells.values()))
    rows: dict[int, str] = {}
    for place, value in cells.items():
        row = int(re.sub("[A-Z]", "", place))
        rows[row] = rows.get(row, "") + f'<c r="{place}" t="s"><v>{words.index(value)}</v></c>'
    data = "".join(f'<row r="{row}">{inner}</row>' for row, inner in rows.items())
    spans = "".join(f'<mergeCell ref="{one}"/>' for one in merged)
    strings = "".join(f"<si><t>{word}</t></si>" for word in words)
    path = folder / "cong-don-vi.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in EXCEL.items():
            archive.writestr(name, part)
        archive.writestr("xl/sharedStrings.xml", f"{rest}<sst {MAIN}>{strings}</sst>")
        archive.writestr(
            "xl/worksheets/sheet1.xml",
            f"<worksheet {MAIN}><sheetData>{data}</sheetData><mergeCells>{spans}</mergeCells></worksheet>",
        )
    return path


def test_a_file_of_excel_with_shared_strings_and_merged_heads_is_read(tmp_path: Path) -> None:
    cells = {"A2": "DANH SÁCH CƠ QUAN, ĐƠN VỊ", "A4": "STT", "B4": "Tên đơn vị", "C4": "Liên hệ"}
    cells |= {"C5": "Địa chỉ", "D5": "Ghi chú", "A6": "1", "B6": "Sở Nội vụ", "C6": "02 Lê Lợi, Pleiku"}
    cells |= {"A7": "2", "B7": "UBND xã Đắk Rơ Nga", "D7": "để b/c", "A8": "3", "B8": "Ông Nguyễn Văn A"}
    merged = ("A2:D2", "A4:A5", "B4:B5", "C4:D4")
    (sheet,) = read_spreadsheet(as_excel_writes(tmp_path, cells, merged))
    assert sheet.rows[:3] == (
        ("DANH SÁCH CƠ QUAN, ĐƠN VỊ", "", "", ""),
        ("STT", "Tên đơn vị", "Liên hệ", ""),
        ("STT", "Tên đơn vị", "Địa chỉ", "Ghi chú"),
    )
    assert sheet.rows[3] == ("1", "Sở Nội vụ", "02 Lê Lợi, Pleiku", "")
    assert len(sheet.rows) == 6
    with pytest.raises(AppError, match="bị hỏng"):
        read_spreadsheet(as_excel_writes(tmp_path, cells, merged, '<!DOCTYPE x [<!ENTITY a "aaaa">]>'))


def test_what_is_merged_over_several_rows_holds_for_each_of_them(tmp_path: Path) -> None:
    cells = {
        "A1": "Nhóm",
        "B1": "Tên",
        "A2": "Các sở",
        "B2": "Sở Y tế",
        "B3": "Sở Nội vụ",
        "B4": "Sở Xây dựng",
    }
    cells |= {"A6": "Các xã", "B6": "Xã A", "B8": "Xã B", "B9": "Xã C"}
    (sheet,) = read_spreadsheet(as_excel_writes(tmp_path, cells, ("A2:A4", "A6:A8", "B9:C9", "A20:A1048576")))
    assert sheet.rows == (
        ("Nhóm", "Tên"),
        ("Các sở", "Sở Y tế"),
        ("Các sở", "Sở Nội vụ"),
        ("Các sở", "Sở Xây dựng"),
        ("Các xã", "Xã A"),
        ("Các xã", "Xã B"),
        ("", "Xã C"),
    )


def test_a_cell_merged_down_to_the_end_of_excel_makes_no_rows(tmp_path: Path) -> None:
    cells = {"A1": "Các sở", "B1": "Sở Y tế", "B2": "Sở Nội vụ", "C9": "Hết"}
    (sheet,) = read_spreadsheet(as_excel_writes(tmp_path, cells, ("A1:A1048576",)))
    assert sheet.rows == (("Các sở", "Sở Y tế", ""), ("Các sở", "Sở Nội vụ", ""), ("Các sở", "", "Hết"))


def test_a_copied_cell_over_several_rows_holds_for_each_of_them() -> None:
    html = (
        "<table><tr><td rowspan=3 colspan=2>Các sở</td><td>Sở Y tế</td></tr><tr><td>Sở Nội vụ</td></tr>"
        "<tr><td></td></tr><tr><td>a</td><td>b</td><td>c</td></tr></table>"
    )
    assert rows_of_html(html).rows == (
        ("Các sở", "", "Sở Y tế"),
        ("Các sở", "", "Sở Nội vụ"),
        ("a", "b", "c"),
    )


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    assert refusal(tmp_path / "mat.xlsx") == "importer.sheet_unreadable"
    assert refusal(tmp_path) == "importer.sheet_unreadable"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such files")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.xlsx")
    assert refusal(tmp_path / "a.xlsx") == "importer.sheet_unreadable"


@pytest.mark.parametrize("text", ["\t", "<html><body>&amp"])
def test_a_text_that_is_larger_than_any_list_is_refused_unread(tmp_path: Path, text: str) -> None:
    path = tmp_path / "tep.xls"
    path.write_text(text + text[-1] * (8 * 1024 * 1024), encoding="utf-8")
    assert refusal(path) == "importer.sheet_large"


def test_a_web_page_of_more_cells_than_are_read_is_refused_and_not_cut(tmp_path: Path) -> None:
    path = tmp_path / "tep.xls"
    path.write_text(f"<html><table>{'<tr><td>a<td>b' * 5_500}</table></html>", encoding="utf-8")
    assert refusal(path) == "importer.sheet_large"


# --- CSV


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_a_csv_is_read_in_every_encoding_of_unicode(tmp_path: Path, coding: str, separator: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("\r\n".join(separator.join(row) for row in ROWS).encode(coding))
    assert read_spreadsheet(path)[0].rows == ROWS


def test_a_csv_of_windows_1258_is_read(tmp_path: Path) -> None:
    words = "Tên;Nhóm\nSở Nội vụ;Các sở\nỦy ban nhân dân xã Đắk Hà;Xã\nHội đồng nhân dân tỉnh;Tỉnh\n"
    # The code page has whole vowels with their hats, and tones that follow them.
    marks = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
    parts = []
    for char in words:
        whole = unicodedata.normalize("NFD", char)
        tones = "".join(one for one in whole if one in marks)
        parts.append(unicodedata.normalize("NFC", "".join(one for one in whole if one not in marks)) + tones)
    path = tmp_path / "a.csv"
    path.write_bytes("".join(parts).encode("cp1258"))
    rows = read_spreadsheet(path)[0].rows
    assert rows[1] == ("Sở Nội vụ", "Các sở")
    assert rows[2] == ("Ủy ban nhân dân xã Đắk Hà", "Xã")


def test_a_csv_of_tcvn3_is_converted_and_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(TCVN3)
    (sheet,) = read_spreadsheet(path)
    assert sheet.rows[0] == ("TT", "Tên cơ quan")
    assert sheet.rows[2:] == (("2", "Sở Nội vụ"), ("3", "Sở Tài chính"))
    assert "TCVN3" in sheet.notices[0]


def test_a_separator_inside_quotes_parts_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        'Tên;Địa chỉ\n"Sở Y tế; Đội 2";"09, Trần Hưng Đạo, Pleiku"\nSở Tư pháp;"01, Lê Lợi"\n', "utf-8"
    )
    assert read_spreadsheet(path)[0].rows[1] == ("Sở Y tế; Đội 2", "09, Trần Hưng Đạo, Pleiku")


def test_the_hint_of_excel_names_the_separator(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("sep=;\nSở A, B;SAB\n", "utf-8")
    assert read_spreadsheet(path)[0].rows == (("Sở A, B", "SAB"),)


def test_a_list_of_names_is_one_column(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Sở Nội vụ\nSở Tài chính\n", "utf-8")
    assert read_spreadsheet(path)[0].rows == (("Sở Nội vụ",), ("Sở Tài chính",))


@pytest.mark.parametrize("cell", ["=1+1", "+84 269", "-x", "@a", "'=1", "''+2", "Sở Y tế", "'tên'"])
def test_a_guarded_cell_is_no_formula_and_is_read_back(tmp_path: Path, cell: str) -> None:
    written = guarded(cell)
    assert written[0] not in "=+-@"
    path = tmp_path / "a.csv"
    path.write_text(f"Tên;x\n{written};y\n", "utf-8")
    assert read_spreadsheet(path)[0].rows[1] == (cell, "y")


# --- copied cells


def test_copied_cells_are_rows_with_line_breaks_inside_cells_as_spaces() -> None:
    assert rows_of_text('Tên\tĐịa chỉ\r\nSở Y tế\t"09\nTrần Hưng Đạo"\r\n').rows == (
        ("Tên", "Địa chỉ"),
        ("Sở Y tế", "09 Trần Hưng Đạo"),
    )


def test_a_copied_table_keeps_its_columns_under_spans() -> None:
    html = (
        "<table><tr><td rowspan=2>STT</td><td colspan=2>Đơn vị</td></tr>"
        "<tr><td>Tên</td><td>Viết tắt</td></tr><tr><td>1</td><td>Sở Y tế</td><td>SYT</td></tr></table>"
    )
    assert rows_of_html(html).rows == (
        ("STT", "Đơn vị", ""),
        ("STT", "Tên", "Viết tắt"),
        ("1", "Sở Y tế", "SYT"),
    )


def test_a_page_without_a_table_has_no_rows() -> None:
    assert rows_of_html("<p>Sở Y tế</p>").rows == ()


def test_a_web_page_under_a_name_of_excel_is_read(tmp_path: Path) -> None:
    path = tmp_path / "xuat.xls"
    path.write_text("<html><table><tr><td>Sở Y tế</td><td>SYT</td></tr></table></html>", "utf-8")
    assert read_spreadsheet(path)[0].rows == (("Sở Y tế", "SYT"),)


def test_spans_beyond_all_sense_cover_no_more_columns_than_are_read() -> None:
    row = "<tr><td colspan=99999 rowspan=99999>a</td></tr>"
    sheet = rows_of_html(f"<table>{row * 2_000}</table>")
    assert sheet.rows[0] == ("a",)
    assert len(sheet.rows[0]) <= MOST_COLUMNS
