"""Files that are no sound Word file: each kind is refused with its own sentence."""

from __future__ import annotations

import inspect
import io
import os
import shutil
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from app.base.errors import AppError
from app.word import legacy
from app.word.package import Package
from app.word.read import read_bytes, read_file, read_package
from app.word.reading import blocks, markup, opening
from tests.support.docx_builder import XMLNS, p, part, parts_of, zipped

_POSIX = pytest.mark.skipif(sys.platform == "win32", reason="the converter is played by a Unix program")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1000


def _parts(body: str = p("Xin chào")) -> dict[str, bytes]:
    return parts_of(body)


def _key(data: bytes) -> str:
    with pytest.raises(AppError) as caught:
        read_bytes(data, "thư.docx")
    assert str(caught.value)
    return caught.value.key


def _zip_of(names: dict[str, bytes]) -> bytes:
    return zipped(names)


def _ole(stream: str) -> bytes:
    return _OLE + stream.encode("utf-16-le") + b"\0" * 100


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "reading.empty_file"),
        (_ole("EncryptedPackage"), "reading.encrypted"),
        (_ole("WordDocument"), "reading.legacy_doc"),
        (_ole("Workbook"), "reading.excel"),
        (_ole("Book"), "reading.excel"),
        (_ole("PowerPoint Document"), "reading.powerpoint"),
        (_OLE, "reading.old_office"),
        (b"%PDF-1.7\n", "reading.pdf"),
        (b"\r\n%PDF-1.4\n", "reading.pdf"),
        (b"{\\rtf1\\ansi }", "reading.rtf"),
        (b"\xef\xbb\xbf  <!DOCTYPE html><html>", "reading.html"),
        (b"<HTML><body>", "reading.html"),
        (b"MIME-Version: 1.0\n", "reading.html"),
        (b"<?xml version='1.0'?><pkg:package/>", "reading.plain_xml"),
        (b"\x89PNG\r\n\x1a\n", "reading.picture"),
        (b"\xff\xd8\xff\xe0", "reading.picture"),
        ("Kính gửi: Sở Nội vụ".encode(), "reading.not_word"),
    ],
)
def test_another_kind_of_file_under_the_name_docx_is_named(data: bytes, key: str) -> None:
    assert _key(data) == key


@pytest.mark.parametrize(
    ("parts", "key"),
    [
        ({"mimetype": b"application/vnd.oasis.opendocument.text"}, "reading.open_document"),
        ({"xl/workbook.xml": b"<a/>"}, "reading.excel"),
        ({"ppt/presentation.xml": b"<a/>"}, "reading.powerpoint"),
        ({"ảnh.png": b""}, "reading.not_word_zip"),
        ({}, "reading.not_word_zip"),
    ],
)
def test_a_zip_that_is_no_word_file_is_named(parts: dict[str, bytes], key: str) -> None:
    assert _key(_zip_of(parts)) == key


def test_a_spreadsheet_with_content_types_is_named() -> None:
    parts = _parts()
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"wordprocessingml", b"spreadsheetml")
    assert _key(zipped(parts)) == "reading.excel"


def test_a_main_part_that_is_not_declared_as_word_text_is_refused() -> None:
    parts = _parts()
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"wordprocessingml", b"other")
    assert _key(zipped(parts)) == "reading.content_type"


def test_a_file_with_macros_is_read_without_them() -> None:
    parts = _parts()
    kind = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    macro = b"application/vnd.ms-word.document.macroEnabled.main+xml"
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(kind, macro)
    assert read_bytes(zipped({**parts, "word/vbaProject.bin": b"x"}), "thư.docm").text == "Xin chào"


def test_an_entry_that_lies_about_its_size_is_not_unpacked_beyond_it() -> None:
    data = bytearray(zipped({"a.xml": b" " * 3_000_000}))
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = struct.pack("<L", 100)
    assert _key(bytes(data)) == "reading.zip_broken"


def test_a_file_cut_off_on_its_way_is_called_truncated() -> None:
    data = zipped(_parts())
    assert _key(data[: len(data) // 2]) == "reading.truncated"


def test_a_zip_with_damaged_content_is_called_broken() -> None:
    data = bytearray(zipped(_parts()))
    at = data.index(b"word/document.xml") + 40
    data[at : at + 8] = b"\xff" * 8
    assert _key(bytes(data)) == "reading.zip_broken"


@pytest.mark.parametrize(
    "name", ["../evil.xml", "/etc/passwd", "C:/evil.xml", "word/../../evil", "a\\..\\..\\b", "C:\\x", "x\0y"]
)
def test_an_entry_that_points_out_of_the_file_is_refused(name: str) -> None:
    data = zipped({**_parts(), "N" * len(name): b""})
    assert _key(data.replace(b"N" * len(name), name.encode())) == "reading.unsafe_name"


def test_two_entries_of_one_name_are_refused() -> None:
    assert _key(zipped({**_parts(), "WORD/Document.xml": b"<x/>"})) == "reading.duplicate_part"


def test_an_entry_locked_with_a_password_is_refused() -> None:
    data = bytearray(zipped(_parts()))
    at = data.rindex(b"PK\x01\x02")
    data[at + 8] |= 1
    assert _key(bytes(data)) == "reading.zip_password"


def test_a_way_of_packing_that_word_does_not_use_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a.xml", b"<a/>")
    assert _key(buffer.getvalue()) == "reading.zip_method"


def test_a_part_that_unpacks_to_far_more_than_word_would_write_is_a_bomb() -> None:
    assert _key(zipped({**_parts(), "word/x.xml": b" " * 6_000_000})) == "reading.zip_bomb"


def test_many_parts_that_are_large_together_are_a_bomb(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MOST_TOTAL", 10_000)
    assert _key(zipped({**_parts(), "a": os.urandom(6_000), "b": os.urandom(6_000)})) == "reading.zip_bomb"


def test_entries_that_share_their_bytes_are_a_bomb() -> None:
    data = zipped({"a.xml": os.urandom(5_000)})
    at = data.index(b"PK\x01\x02")
    entry = data[at : data.index(b"PK\x05\x06")]
    many = b"".join(entry.replace(b"a.xml", f"{number}.xml".encode()) for number in range(9))
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 9, 9, len(many), at, 0)
    assert _key(data[:at] + many + end) == "reading.zip_bomb"


def test_a_zip_of_too_many_entries_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MOST_ENTRIES", 3)
    assert _key(zipped(_parts())) == "reading.too_many_parts"


def test_a_file_too_large_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(opening, "MOST_FILE_BYTES", 100)
    monkeypatch.setattr("app.word.read.MOST_FILE_BYTES", 100)
    data = zipped(_parts())
    assert _key(data) == "reading.too_large"
    path = tmp_path / "lớn.docx"
    path.write_bytes(data)
    with pytest.raises(AppError, match="200 MB"):
        read_file(path)


def test_a_directory_in_the_zip_is_no_part() -> None:
    assert read_bytes(zipped({**_parts(), "word/": b""}), "thư.docx").text == "Xin chào"


def test_parts_are_found_whatever_their_case_and_slashes() -> None:
    renamed = {name.replace("document.xml", "Document.xml"): data for name, data in _parts().items()}
    data = zipped({name.replace("/", "\\"): data for name, data in renamed.items()})
    assert read_bytes(data, "thư.docx").text == "Xin chào"


def _document(xml: bytes) -> Callable[[], bytes]:
    return lambda: zipped({**_parts(), "word/document.xml": xml})


_ENTITY = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document {XMLNS}>&e;</w:document>'
_LAUGHS = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><l>&b;</l>'


@pytest.mark.parametrize(
    ("make", "key"),
    [
        (_document(_ENTITY.encode()), "reading.doctype"),
        (_document(_LAUGHS.encode()), "reading.doctype"),
        (
            _document(('<?xml version="1.0" encoding="UTF-16"?>' + _ENTITY).encode("utf-16")),
            "reading.doctype",
        ),
        (_document(f"<w:document {XMLNS}>".encode() + b"<w:p>" * 100_000), "reading.too_deep"),
        (_document(f"<w:document {XMLNS}><w:body>".encode()), "reading.part_broken"),
        (_document(b'<?xml version="1.0" encoding="klingon"?><a/>'), "reading.part_broken"),
        (_document(b"<a>&nichts;</a>"), "reading.part_broken"),
        (_document(b""), "reading.part_broken"),
        (_document(part("w:document", "")), "reading.no_body"),
        (_document(b"<html><body/></html>"), "reading.no_body"),
    ],
)
def test_a_main_part_that_is_no_sound_xml_is_refused(make: Callable[[], bytes], key: str) -> None:
    assert _key(make()) == key


def test_content_controls_in_content_controls_are_read_to_the_innermost() -> None:
    control = "<w:sdt><w:sdtContent>"
    body = f"{control * 120}{p('đáy')}{'</w:sdtContent></w:sdt>' * 120}"
    assert read_bytes(zipped(_parts(body)), "thư.docx").text == "đáy"


def test_tables_in_tables_are_read_as_deep_as_anybody_draws_them() -> None:
    def nested(depth: int) -> bytes:
        return zipped(_parts(f"{'<w:tbl><w:tr><w:tc>' * depth}{p('đáy')}{'</w:tc></w:tr></w:tbl>' * depth}"))

    assert read_bytes(nested(30), "thư.docx").text == "đáy"
    assert _key(nested(60)) == "reading.too_deep"


def test_runs_nested_beyond_the_stack_are_refused() -> None:
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack()) + 150)
    try:
        assert _key(zipped(_parts(p("<w:smartTag>" * 200 + "</w:smartTag>" * 200)))) == "reading.too_deep"
    finally:
        sys.setrecursionlimit(limit)


def test_more_paragraphs_than_anybody_writes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "MOST_BLOCKS", 3)
    assert read_bytes(zipped(_parts(p("a") * 3)), "thư.docx").text == "a\na\na"
    assert _key(zipped(_parts(p("a") * 4))) == "reading.part_too_large"


@pytest.mark.parametrize("name", ["MOST_BYTES", "MOST_TAGS", "MOST_ATTRIBUTES"])
def test_a_part_too_large_to_bear_is_refused(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markup, name, 3)
    assert _key(zipped(_parts())) == "reading.part_too_large"


@pytest.mark.parametrize(
    ("missing", "key"),
    [
        ("[Content_Types].xml", "reading.not_word_zip"),
        ("_rels/.rels", "reading.no_main_part"),
        ("word/document.xml", "reading.dangling"),
        ("word/styles.xml", "reading.dangling"),
        ("word/settings.xml", "reading.dangling"),
        ("word/header1.xml", "reading.dangling"),
        ("word/footnotes.xml", "reading.dangling"),
    ],
)
def test_a_missing_part_is_named(missing: str, key: str) -> None:
    reference = '<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>'
    more = {"header1.xml": part("w:hdr", p()), "footnotes.xml": part("w:footnotes", "")}
    parts = parts_of(p(), sect=reference, parts=more)
    del parts[missing]
    assert _key(zipped(parts)) == key


@pytest.mark.parametrize("relation", ["nowhere", "web"])
def test_a_header_that_points_nowhere_or_outside_is_refused(relation: str) -> None:
    reference = f'<w:sectPr><w:headerReference w:type="default" r:id="{relation}"/></w:sectPr>'
    parts = parts_of(p(), sect=reference, links={"web": "https://example.vn/header.xml"})
    assert _key(zipped(parts)) == "reading.dangling"


def test_a_broken_shared_part_is_named() -> None:
    parts = {**_parts(), "word/styles.xml": b"<w:styles"}
    with pytest.raises(AppError, match=r"word/styles\.xml"):
        read_package(Package(parts))


def test_broken_properties_do_not_stop_the_reading() -> None:
    parts = _parts()
    kind = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    link = f'<Relationship Id="c" Type="{kind}" Target="docProps/core.xml"/></Relationships>'
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"</Relationships>", link.encode())
    assert read_package(Package(parts)).properties.core == {}
    parts["docProps/core.xml"] = b"<broken"
    assert read_package(Package(parts)).properties.core == {}


def test_what_cannot_be_read_from_the_disk_is_named(tmp_path: Path) -> None:
    with pytest.raises(AppError) as caught:
        read_file(tmp_path)
    assert caught.value.key == "reading.folder"
    with pytest.raises(AppError) as caught:
        read_file(tmp_path / "không có.docx")
    assert caught.value.key == "reading.no_file"
    with pytest.raises(AppError) as caught:
        read_file(tmp_path / "a\0b.docx")
    assert caught.value.key == "reading.unreadable"


@_POSIX
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "ống.docx"
    os.mkfifo(path)
    with pytest.raises(AppError) as caught:
        read_file(path)
    assert caught.value.key == "reading.unreadable"


def test_a_file_one_may_not_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "kín.docx"
    path.write_bytes(zipped(_parts()))

    def refuse(_: Path) -> bytes:
        raise PermissionError

    # The tests may run as root, whom no permission stops.
    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(AppError) as caught:
        read_file(path)
    assert caught.value.key == "reading.no_permission"


def test_a_docx_is_read_from_the_disk(tmp_path: Path) -> None:
    path = tmp_path / "thư.docx"
    path.write_bytes(zipped(_parts()))
    assert read_file(path) == read_package(Package(_parts()))


def test_an_old_doc_says_how_to_save_it_where_there_is_no_libreoffice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setattr(legacy, "_PLACES", ())
    path = tmp_path / "cũ.doc"
    path.write_bytes(_ole("WordDocument"))
    with pytest.raises(AppError, match=r"\.docx") as caught:
        read_file(path)
    assert caught.value.key == "reading.legacy_doc"


@_POSIX
def test_an_old_doc_that_the_converter_cannot_read_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A converter that ends without having written anything.
    monkeypatch.setattr(legacy, "find_office", lambda: shutil.which("true"))
    path = tmp_path / "cũ.doc"
    path.write_bytes(_ole("WordDocument"))
    with pytest.raises(AppError) as caught:
        read_file(path)
    assert caught.value.key == "reading.legacy_failed"


def test_a_converter_that_never_ends_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / ("slow.bat" if os.name == "nt" else "chậm.sh")
    slow = f'"{sys.executable}" -c "import time; time.sleep(600)"'
    program.write_text(f"@{slow}\n" if os.name == "nt" else f"#!/bin/sh\n{slow}\n", "utf-8")
    program.chmod(0o700)
    monkeypatch.setattr(legacy, "find_office", lambda: str(program))
    monkeypatch.setattr(legacy, "_SECONDS", 0.2)
    with pytest.raises(AppError) as caught:
        legacy.convert_doc(_ole("WordDocument"), "cũ.doc")
    assert caught.value.key == "reading.legacy_failed"


@pytest.mark.office
def test_an_old_doc_is_read_through_libreoffice(tmp_path: Path) -> None:
    path = tmp_path / "cũ.doc"
    path.write_bytes(_doc_file(tmp_path))
    document = read_file(path)
    assert document.text.strip() == "Kính gửi: Sở Nội vụ"
    assert document.settings.compatibility_mode == 11


def _doc_file(folder: Path) -> bytes:
    source = folder / "nguồn.docx"
    source.write_bytes(zipped(_parts(p("Kính gửi: Sở Nội vụ"))))
    subprocess.run(
        [
            legacy.find_office() or "soffice",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *("--headless", "--convert-to", "doc:MS Word 97", "--outdir", str(folder), str(source)),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return (folder / "nguồn.doc").read_bytes()
