"""The zip of a package."""

from __future__ import annotations

import io
import os
import zipfile

from app.word.package import Package


def test_the_zip_holds_the_parts_in_their_order() -> None:
    parts = {"[Content_Types].xml": b"<a/>", "word/document.xml": "đ".encode() * 5000, "empty.xml": b""}
    with zipfile.ZipFile(io.BytesIO(Package(parts).to_zip())) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == parts
        assert archive.namelist() == list(parts)


def test_a_part_too_large_to_keep_is_packed_as_well() -> None:
    large = os.urandom(1 << 18)
    with zipfile.ZipFile(io.BytesIO(Package({"a.bin": large}).to_zip())) as archive:
        assert archive.read("a.bin") == large


def test_the_zip_tells_nothing_of_the_day_and_the_machine() -> None:
    with zipfile.ZipFile(io.BytesIO(Package({"a.xml": b"<a/>"}).to_zip())) as archive:
        entry = archive.infolist()[0]
    assert entry.date_time == (1980, 1, 1, 0, 0, 0)
    assert entry.external_attr == 0
    assert entry.extra == b""


def test_names_that_are_not_ascii_are_read_back() -> None:
    with zipfile.ZipFile(io.BytesIO(Package({"phụ lục.xml": b"x"}).to_zip())) as archive:
        assert archive.namelist() == ["phụ lục.xml"]


def test_the_same_parts_give_the_same_bytes() -> None:
    parts = {"a.xml": b"<a/>" * 100}
    assert Package(dict(parts)).to_zip() == Package(dict(parts)).to_zip()
