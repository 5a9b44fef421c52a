"""A rule file with a mistake is refused in one sentence that says where it is."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from app.base.errors import AppError
from app.base.resources import resource_path
from app.base.units import Mm
from app.rules.load import load_rulebook


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the rule files, to be spoilt."""
    return Path(shutil.copytree(resource_path("rules"), tmp_path / "rules"))


def replace(path: Path, old: str, new: str) -> None:
    """Put ``new`` in the place of the first ``old``, which must be there."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_changed_figure_in_a_copy_is_what_the_rulebook_says(folder: Path) -> None:
    replace(folder / "page.toml", "width = 210", "width = 200.5")
    assert load_rulebook(folder).page.paper.width == Mm(200.5)
    assert load_rulebook().page.paper.width == Mm(210)


MISTAKES = [
    # file, what stands there, what it is replaced by, key of the message, words the message must hold
    ("page.toml", "width = 210\n", "", "missing_key", ("[paper]", "width")),
    ("page.toml", "width = 210\n", "width = 210\ndepth = 1\n", "unknown_key", ("[paper]", "depth")),
    ("page.toml", 'clause = "khoản 1 Mục I Phần I Phụ lục I"\n', "", "missing_key", ("[paper]", "clause")),
    ("page.toml", '"khoản 1 Mục I Phần I Phụ lục I"', '" "', "empty", ("[paper]", "clause")),
    ("page.toml", '"khoản 1 Mục I Phần I Phụ lục I"', "7", "wrong_type", ("[paper]", "clause")),
    ("page.toml", 'strength = "TEXT"\n', "", "missing_key", ("[paper]", "strength")),
    ("page.toml", '"TEXT"', '"LAW"', "unknown_value", ("[paper]", "strength", "LAW", "PRACTICE")),
    ("page.toml", "width = 210", 'width = "210"', "wrong_type", ("[paper]", "width")),
    ("page.toml", "width = 210", "width = true", "wrong_type", ("[paper]", "width")),
    ("page.toml", "width = 210", "width = -210", "wrong_type", ("[paper]", "width")),
    ("page.toml", "width = 210", "width = inf", "wrong_type", ("[paper]", "width")),
    ("page.toml", "width = 210", "width = nan", "wrong_type", ("[paper]", "width")),
    ("page.toml", "start = 1", "start = 1.5", "wrong_type", ("[page_number]", "start")),
    ("page.toml", "shown_on_first = false", "shown_on_first = 0", "wrong_type", ("shown_on_first",)),
    ("page.toml", "top = {", "top = 20 #", "wrong_type", ("[margins]", "top")),
    ("page.toml", "min = 20, max = 25", "min = 26, max = 25", "out_of_order", ("[margins.top]", "min")),
    ("page.toml", "default = 20", "default = 26", "out_of_order", ("[margins.top]", "default", "max")),
    ("page.toml", '"portrait"', '"upright"', "unknown_value", ("[orientation]", "upright", "landscape")),
    ("page.toml", '"000000"', '"black"', "no_colour", ("[font]", "colour", "black")),
    ("page.toml", "[header_distance]", "[headings]", "missing_key", ("phần đầu tệp", "header_distance")),
    ("page.toml", "width = 210", "width 210", "not_toml", ("7",)),
    ("types.toml", 'abbreviation = "SL" }', 'abbreviation = "SL', "not_toml", ()),
    ("limits.toml", "subject = 500", "subject = [500]", "wrong_type", ("phần đầu tệp", "subject")),
    ("schemes.toml", 'default = "14"', 'default = "15"', "unknown_value", ("default", "15")),
    ("schemes.toml", "heading = 13", "heading = 14", "size_outside", ("[scheme.14]", "heading")),
    ("components.toml", "[motto]", "[moto]", "missing_key", ("motto",)),
    ("components.toml", "[motto]", "[extra.inner]\n[motto]", "missing_key", ("[extra]", "clause")),
    ("components.toml", '"ND30 Tiêu ngữ"', '"ND30 Quốc hiệu"', "repeated", ("[motto]", "style")),
    ("components.toml", "size_max = 11", "size_max = 12", "fixed_size_varies", ("[recipients]", "size_max")),
    ("components.toml", "variants = [", 'variants = [1, "', "not_toml", ()),
    ("components.toml", 'variants = ["', 'variants = [1, "', "wrong_type", ("[national_name]", "variants")),
    ("lines.toml", 'component = "motto"', 'component = "moto"', "unknown_value", ("[motto]", "moto")),
    ("lines.toml", "ratio = 0.4", "ratio = 0.6", "out_of_order", ("[organ]", "ratio", "max_ratio")),
    ("lines.toml", "[wrapped]", "[wrapped]\nlines = 1", "unknown_key", ("[wrapped]", "lines")),
    ("heading.toml", '"[0-9A-Z', '"([0-9A-Z', "no_pattern", ("[notation]", "group")),
    ("heading.toml", "[1, 2]", "[1, 13]", "no_month", ("[date]", "padded_months")),
    ("heading.toml", "[1, 2]", "1", "wrong_type", ("[date]", "padded_months")),
    ("drafting.toml", "số {code}", "số {kode}", "wrong_fields", ("[citation]", "{code}")),
    ("drafting.toml", "Phúc đáp {citation},", "Phúc đáp", "wrong_fields", ("[answer]", "{citation}")),
    ("body.toml", "indent = 12.7", "indent = 15", "not_in_list", ("[paragraph]", "indent", "indents")),
    ("body.toml", "gap = 6", "gap = 5", "out_of_order", ("[paragraph]", "gap_min", "gap")),
    ("body.toml", "line = 1.0", "line = 1.6", "out_of_order", ("[paragraph]", "line", "line_max")),
    ("body.toml", 'label = "part_label"', 'label = "x"', "unknown_value", ("[level.part]", "label")),
    ("body.toml", 'words = ["part"', 'words = ["port"', "unknown_value", ("[titles]", "port")),
    ("signature.toml", '["TM", "KT"]', '["TM", "KY"]', "unknown_value", ("collective_deputy", "KY")),
    ("signature.toml", 'authority = "TUQ"', 'authority = "UQ"', "unknown_value", ("[refused.mandate]",)),
    ("recipients.toml", '"({note})"', '"({x})"', "wrong_fields", ("[copies]", "{note}")),
    ("marks.toml", "{initials}.({copies})", "{initials}", "wrong_fields", ("[drafter]", "{copies}")),
    ("marks.toml", "{initials}.({copies})", "{initials", "wrong_fields", ("[drafter]", "pattern")),
    ("appendix.toml", " của {organ}", "", "wrong_fields", ("[link]", "{organ}")),
    ("appendix.toml", '["code"', '["number"', "unknown_value", ("[electronic_blanks]", "number")),
    ("guidance.toml", "{value}", "1/3", "wrong_fields", ("[seal_overlap]", "text", "{value}")),
]


@pytest.mark.parametrize(
    ("file", "old", "new", "problem", "words"),
    MISTAKES,
    ids=[f"{file}-{new.strip() or 'nothing'}" for file, _, new, *_ in MISTAKES],
)
def test_a_mistake_is_named_with_its_file_table_and_key(
    folder: Path, file: str, old: str, new: str, problem: str, words: tuple[str, ...]
) -> None:
    replace(folder / file, old, new)
    with pytest.raises(AppError) as caught:
        load_rulebook(folder)
    message = str(caught.value)
    assert caught.value.key == f"rules.{problem}"
    for word in (file, *words):
        assert word in message


def test_a_component_that_is_not_on_the_page_is_refused(folder: Path) -> None:
    text = (folder / "components.toml").read_text(encoding="utf-8")
    plus = text[text.index("[plus]") : text.index("[table_text]")]
    extra = plus.replace("[plus]", "[star]").replace("ND30 ", "ND30 Sao ")
    (folder / "components.toml").write_text(text + "\n" + extra, encoding="utf-8")
    with pytest.raises(AppError, match="star") as caught:
        load_rulebook(folder)
    assert caught.value.key == "rules.unknown_key"


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "marks.toml").unlink()
    with pytest.raises(AppError, match=r"marks\.toml") as caught:
        load_rulebook(folder)
    assert caught.value.key == "rules.file_missing"


def test_a_file_that_belongs_to_nothing_is_named(folder: Path) -> None:
    (folder / "colours.toml").write_text("", encoding="utf-8")
    with pytest.raises(AppError, match=r"colours\.toml") as caught:
        load_rulebook(folder)
    assert caught.value.key == "rules.unknown_file"


def test_a_file_cut_off_or_not_utf8_is_named(folder: Path) -> None:
    (folder / "lines.toml").write_bytes("# Đường kẻ".encode("utf-16"))
    with pytest.raises(AppError, match=r"lines\.toml") as caught:
        load_rulebook(folder)
    assert caught.value.key == "rules.not_utf8"
    (folder / "lines.toml").write_text("[motto", encoding="utf-8")
    with pytest.raises(AppError, match=r"lines\.toml") as caught:
        load_rulebook(folder)
    assert caught.value.key == "rules.not_toml_at_end"
