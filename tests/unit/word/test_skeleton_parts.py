"""The built-in skeleton: made from the rulebook, an ordinary Word file with ordinary values in it."""

from __future__ import annotations

import io
import re

import docx
import pytest
from lxml import etree

from app.word.skeleton import built_in_skeleton
from app.word.skeleton_parts import skeleton_parts
from app.word.variables import VARIABLES
from tests.support.packages import (
    DOCUMENT,
    STYLES,
    assert_whole_package,
    built_in_parts,
    find_all,
    root_of,
    rulebook,
    skeleton_of,
    values,
    zipped,
)


def test_the_committed_skeleton_is_that_of_the_rulebook() -> None:
    assert built_in_parts() == skeleton_parts(rulebook())


def test_it_is_a_whole_package_that_python_docx_opens() -> None:
    assert_whole_package(built_in_parts())
    assert len(docx.Document(io.BytesIO(zipped(built_in_parts()))).tables) == 2


def test_it_holds_no_value_of_the_writer() -> None:
    for name, data in built_in_parts().items():
        assert b"nd30_" not in data, name


def test_it_uses_all_variables_but_those_for_other_skeletons() -> None:
    unused = set(VARIABLES) - built_in_skeleton().variables
    assert unused == {"co_quan_chu_quan", "co_quan"}


def test_every_figure_in_it_is_a_number_that_word_reads() -> None:
    root = root_of(built_in_parts())
    for figure in values(root, ".//w:tcW/@w:w | .//w:gridCol/@w:w | .//w:pgMar/@* | .//@cx"):
        assert re.fullmatch(r"-?\d+", figure)


@pytest.mark.parametrize("component", rulebook().components)
def test_every_component_has_its_style(component: str) -> None:
    root = root_of(built_in_parts(), STYLES)
    names = values(root, "w:style/w:name/@w:val")
    assert names.count(rulebook().components[component].style) == 1


def test_its_page_is_that_of_the_rulebook() -> None:
    section = find_all(root_of(built_in_parts()), ".//w:body/w:sectPr")[0]
    assert values(section, "w:pgSz/@*") == ["11906", "16838"]
    margins = rulebook().page.margins
    assert values(section, "w:pgMar/@w:left") == [str(margins.left.default.twip)]
    assert find_all(section, "w:titlePg")


def test_the_page_number_has_a_result_kept_by_word() -> None:
    header = root_of(built_in_parts(), "word/header_default.xml")
    assert values(header, ".//w:fldChar/@w:fldCharType") == ["begin", "separate", "end"]
    assert values(header, ".//w:t/text()") == ["2"]


def test_a_skeleton_compiled_again_is_the_same() -> None:
    again = skeleton_of(built_in_parts())
    assert again.variables == built_in_skeleton().variables
    assert again.section == built_in_skeleton().section
    assert set(again.templates) == set(built_in_skeleton().templates)


def test_its_text_says_the_fixed_words() -> None:
    said = "".join(values(etree.fromstring(built_in_parts()[DOCUMENT]), ".//w:t/text()"))
    for words in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Nơi nhận:",
        "Kính gửi:",
    ):
        assert words in said
