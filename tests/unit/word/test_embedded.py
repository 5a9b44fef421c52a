"""The letter inside its own Word file."""

from __future__ import annotations

import pytest
from lxml import etree

from app.letter.file import dumps, loads
from app.letter.model import Letter
from app.word.embedded import digest_of_words, digest_of_written, embedded_letter, embedding_parts
from tests.support.letters import paragraph, simple_letter
from tests.support.packages import DOCUMENT, assert_whole_package, root_of, values, written
from tests.support.special_letters import structures


@pytest.mark.parametrize("name", structures())
def test_the_letter_comes_back_equal_and_unchanged(name: str) -> None:
    letter = structures()[name]
    found = embedded_letter(written(letter))
    assert found is not None
    assert not found.changed
    assert loads(found.json).letter == letter


def test_markup_in_the_letter_does_not_break_its_item() -> None:
    letter = simple_letter(subject="]]> <a>&amp; \u00a0\u200b\U0001f4c4")
    parts = written(letter)
    assert_whole_package(parts)
    found = embedded_letter(parts)
    assert found is not None
    assert loads(found.json).letter == letter


def changed_parts(letter: Letter, old: str, new: str, part: str = DOCUMENT) -> dict[str, bytes]:
    parts = dict(written(letter))
    assert old.encode() in parts[part]
    parts[part] = parts[part].replace(old.encode(), new.encode(), 1)
    return parts


def is_changed(parts: dict[str, bytes]) -> bool:
    found = embedded_letter(parts)
    assert found is not None
    return found.changed


def test_a_changed_word_is_seen() -> None:
    assert is_changed(changed_parts(simple_letter(), "nâng bậc lương", "nâng bậc tiền"))


def test_a_changed_footnote_is_seen() -> None:
    parts = changed_parts(structures()["notes"], "Chú thích thứ hai", "Chú thích khác", "word/footnotes.xml")
    assert is_changed(parts)


def test_a_removed_paragraph_is_seen() -> None:
    letter = simple_letter(body=(paragraph("Một"), paragraph("Hai")))
    parts = dict(written(letter))
    root = root_of(parts)
    one = next(text for text in root.iter("{*}t") if text.text == "Một")
    text_run = one.getparent()
    assert text_run is not None
    text_run.remove(one)
    assert is_changed({**parts, DOCUMENT: etree.tostring(root)})


def test_runs_cut_anew_and_other_prefixes_are_no_change() -> None:
    cut = '</w:t></w:r><w:r><w:t xml:space="preserve">'
    assert not is_changed(changed_parts(simple_letter(), "nâng bậc", f"nâng{cut} bậc"))
    parts = dict(written(simple_letter()))
    root = root_of(parts)
    moved = etree.Element(root.tag, nsmap={"x": root.nsmap["w"]})
    moved.extend(list(root))
    assert not is_changed({**parts, DOCUMENT: etree.tostring(moved)})


def test_an_item_that_word_gave_another_number_is_found() -> None:
    parts = dict(written(simple_letter()))
    name = next(name for name, data in parts.items() if b"<letter " in data)
    parts["customXml/item7.xml"] = parts.pop(name)
    assert embedded_letter(parts) is not None


def test_files_without_a_letter_have_none() -> None:
    parts = {
        name: data for name, data in written(simple_letter()).items() if not name.startswith("customXml")
    }
    assert embedded_letter(parts) is None
    other = b'<x xmlns="urn:soan-cong-van:letter"/>'
    assert embedded_letter({**parts, "customXml/item1.xml": other}) is None
    empty = b'<letter xmlns="urn:soan-cong-van:letter"/>'
    assert embedded_letter({**parts, "customXml/item1.xml": empty}) is None


def test_the_quick_digest_of_the_writer_is_that_of_the_reader() -> None:
    for letter in structures().values():
        parts = written(letter)
        texts = [parts[name].decode() for name in (DOCUMENT, "word/footnotes.xml")]
        assert digest_of_written(texts) == digest_of_words(parts)


def test_the_item_names_its_schema() -> None:
    parts = embedding_parts(dumps(simple_letter()), "0" * 64)
    properties = next(data for name, data in parts.items() if "Props" in name)
    assert values(etree.fromstring(properties), "//*[local-name()='schemaRef']/@*") == [
        "urn:soan-cong-van:letter"
    ]
