"""Escaping and small elements."""

from __future__ import annotations

import pytest
from lxml import etree

from app.base.units import Twip
from app.word import ooxml
from app.word.ooxml import escaped, indent, inside_text, run
from tests.support.packages import values, xml_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ủy ban", "Ủy ban"),
        ("HĐND&UBND", "HĐND&amp;UBND"),
        ("<a b=\"c\" d='e'>", "&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;"),
        ("&amp;", "&amp;amp;"),
        ("a\x00b\x0bc\ufffed", "abcd"),
        ("\U0001f4c4", "\U0001f4c4"),
    ],
)
def test_text_is_escaped_and_loses_only_what_xml_forbids(text: str, expected: str) -> None:
    assert escaped(text) == expected


def test_a_lone_surrogate_is_left_out() -> None:
    assert escaped("a" + chr(0xD800) + "b") == "ab"


def test_line_feeds_and_tabs_become_breaks_and_tabs_of_word() -> None:
    root = xml_of(run("một\nhai\tba\r\nbốn"))
    names = [etree.QName(child).localname for child in root[0]]
    assert names == ["t", "br", "t", "tab", "t", "br", "t"]
    assert values(root, ".//w:t/text()") == ["một", "hai", "ba", "bốn"]


def test_spaces_at_the_ends_are_kept() -> None:
    root = xml_of(run("  a  "))
    assert values(root, ".//w:t/@xml:space") == ["preserve"]
    assert values(root, ".//w:t/text()") == ["  a  "]


def test_plain_text_is_not_touched() -> None:
    assert inside_text("Độc lập - Tự do") == "Độc lập - Tự do"


def test_a_run_has_properties_only_when_there_are_any() -> None:
    assert "rPr" not in run("a")
    assert "<w:rPr><w:b/></w:rPr>" in run("a", "<w:b/>")


def test_an_indent_clears_the_first_line_unless_it_hangs() -> None:
    assert indent() == '<w:ind w:left="0" w:firstLine="0"/>'
    assert indent(Twip(100), hanging=Twip(40)) == '<w:ind w:left="100" w:hanging="40"/>'


def test_a_part_is_written_as_word_writes_it() -> None:
    data = ooxml.to_bytes(etree.fromstring("<a>đ</a>"))
    assert data.startswith(b"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>")
    assert data.endswith("<a>đ</a>".encode())
