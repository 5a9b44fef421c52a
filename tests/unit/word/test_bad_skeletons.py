"""A skeleton that cannot be used is refused in one sentence that names the place and what to do."""

from __future__ import annotations

import io
import zipfile

import pytest

from app.base.errors import AppError
from app.word.skeleton import load_skeleton
from tests.support.packages import DOCUMENT, STYLES, built_in_parts, rulebook, skeleton_of, zipped

NAME = "khung_rieng.docx"


def refused(parts: dict[str, bytes]) -> AppError:
    with pytest.raises(AppError) as caught:
        skeleton_of(parts, NAME)
    return caught.value


def refused_bytes(data: bytes) -> AppError:
    with pytest.raises(AppError) as caught:
        load_skeleton(data, rulebook(), NAME)
    return caught.value


def is_one_sentence(error: AppError) -> bool:
    said = str(error)
    return said.endswith(".") and "\n" not in said and len(said) < 400 and "Traceback" not in said


def with_text(added: str, part: str = DOCUMENT) -> dict[str, bytes]:
    """The built-in skeleton with a paragraph of this text added at the end."""
    parts = built_in_parts()
    root_end = {DOCUMENT: b"<w:sectPr>"}.get(part, b"</w:ftr>")
    paragraph = f"<w:p><w:r><w:t>{added}</w:t></w:r></w:p>".encode()
    assert root_end in parts[part]
    parts[part] = parts[part].replace(root_end, paragraph + root_end)
    return parts


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("{{ so", "word.skeleton_syntax"),
        ("{% if so %}", "word.skeleton_syntax"),
        ("{{ trich_yeuu }}", "word.skeleton_unknown_near"),
        ("{{ qqqqq }}", "word.skeleton_unknown"),
        ("{{ so.__class__ }}", "word.skeleton_unknown"),
        ("{{ 'a'*10**9 }}", "word.skeleton_code"),
        ("{{ so|upper }}", "word.skeleton_code"),
        ("{{ so.upper() }}", "word.skeleton_code"),
        ("{% set x = so %}", "word.skeleton_code"),
        ("{% include 'x' %}", "word.skeleton_code"),
        ("{% macro x() %}{% endmacro %}", "word.skeleton_code"),
        ("{% for x in noi_nhan recursive %}{% endfor %}", "word.skeleton_code"),
        ("{% for x in noi_nhan %}" * 3 + "{% endfor %}" * 3, "word.skeleton_too_deep"),
    ],
)
@pytest.mark.parametrize("part", [DOCUMENT, "word/footer_first.xml"])
def test_a_bad_tag_is_refused_with_its_part(text: str, key: str, part: str) -> None:
    error = refused(with_text(text, part))
    assert error.key.removesuffix("_near") == key.removesuffix("_near")
    assert part in str(error)
    assert is_one_sentence(error)


def test_a_bad_tag_in_a_header_of_another_name_is_found() -> None:
    parts = {name.replace("header_first", "header7"): data for name, data in built_in_parts().items()}
    relations = "word/_rels/document.xml.rels"
    parts[relations] = parts[relations].replace(b"header_first", b"header7")
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"header_first", b"header7")
    parts["word/header7.xml"] = parts["word/header7.xml"].replace(b"{{ dong }}", b"{{ dong|upper }}")
    assert "word/header7.xml" in str(refused(parts))


def test_a_bad_tag_in_the_footnotes_is_found() -> None:
    parts = built_in_parts()
    note = b'<w:footnote w:id="1"><w:p><w:r><w:t>{{ so|upper }}</w:t></w:r></w:p></w:footnote></w:footnotes>'
    parts["word/footnotes.xml"] = parts["word/footnotes.xml"].replace(b"</w:footnotes>", note)
    assert refused(parts).key == "word.skeleton_code"


def test_a_text_with_one_brace_is_no_tag() -> None:
    assert "so" in skeleton_of(with_text("{ so } 100 % {x}")).variables


@pytest.mark.parametrize(
    "part",
    [DOCUMENT, STYLES, "[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels"],
)
def test_a_missing_part_is_named(part: str) -> None:
    parts = built_in_parts()
    del parts[part]
    error = refused(parts)
    assert part in str(error)
    assert NAME in str(error)
    assert is_one_sentence(error)


@pytest.mark.parametrize(
    "part", [DOCUMENT, STYLES, "[Content_Types].xml", "word/settings.xml", "word/header_first.xml"]
)
def test_a_broken_part_is_named(part: str) -> None:
    parts = built_in_parts()
    parts[part] = parts[part][:-9]
    error = refused(parts)
    assert part in str(error)
    assert is_one_sentence(error)


@pytest.mark.parametrize("tag", ["noi_dung", "phu_luc"])
def test_a_skeleton_without_a_place_for_the_text_is_refused(tag: str) -> None:
    parts = built_in_parts()
    parts[DOCUMENT] = parts[DOCUMENT].replace(f"{{{{p {tag} }}}}".encode(), b"")
    error = refused(parts)
    assert error.key == "word.skeleton_tag_missing"
    assert f"{{{{p {tag} }}}}" in str(error)
    assert is_one_sentence(error)


def test_a_document_that_is_no_document_is_refused() -> None:
    parts = built_in_parts()
    parts[DOCUMENT] = b"<a/>"
    assert is_one_sentence(refused(parts))


def test_styles_that_are_no_styles_are_refused_or_made_good() -> None:
    parts = built_in_parts()
    parts[STYLES] = b"not xml"
    error = refused(parts)
    assert STYLES in str(error)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04",
        b"hello",
        b"%PDF-1.7",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        b"{\\rtf1}",
    ],
    ids=["empty", "cut", "text", "pdf", "doc", "rtf"],
)
def test_what_is_no_word_file_is_refused(data: bytes) -> None:
    error = refused_bytes(data)
    assert NAME in str(error)
    assert is_one_sentence(error)


def test_a_cut_file_is_refused() -> None:
    data = zipped(built_in_parts())
    assert is_one_sentence(refused_bytes(data[: len(data) // 2]))


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    buffer = io.BytesIO(zipped(built_in_parts()))
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/image1.xml", bytes(64 * 1024 * 1024))
    error = refused_bytes(buffer.getvalue())
    assert error.key == "reading.zip_bomb"
    assert is_one_sentence(error)


@pytest.mark.parametrize(
    "part", [DOCUMENT, STYLES, "word/settings.xml", "word/footer_first.xml", "word/footnotes.xml"]
)
def test_a_document_type_is_refused(part: str) -> None:
    parts = built_in_parts()
    declared = b'<!DOCTYPE x [<!ENTITY a "b">]>'
    parts[part] = parts[part].replace(b"?>", b"?>" + declared, 1)
    error = refused(parts)
    assert error.key == "reading.doctype"
    assert part in str(error)


def test_a_name_that_points_out_of_the_file_is_refused() -> None:
    error = refused({**built_in_parts(), "../evil.xml": b"<a/>"})
    assert error.key == "reading.unsafe_name"
