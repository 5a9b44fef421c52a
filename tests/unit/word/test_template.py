"""Tags of a skeleton: only names, attributes, loops and choices pass; the rest is refused in a sentence."""

from __future__ import annotations

import pytest
from jinja2 import UndefinedError

from app.base.errors import AppError
from app.word.template import check_tags, compile_part, docxtpl_source

PART = "word/document.xml"

CODE = {
    "arithmetic": "{{ 'a'*10**9 }}",
    "sum": "{{ so + 1 }}",
    "join": "{{ so ~ ky_hieu }}",
    "filter": "{{ so|upper }}",
    "filter_block": "{% filter upper %}x{% endfilter %}",
    "call": "{{ so() }}",
    "method_call": "{{ so.upper() }}",
    "range": "{% for x in range(9) %}{% endfor %}",
    "set": "{% set x = so %}",
    "set_block": "{% set x %}a{% endset %}",
    "include": "{% include 'x' %}",
    "import": "{% import 'x' as y %}",
    "extends": "{% extends 'x' %}",
    "macro": "{% macro x() %}{% endmacro %}",
    "call_block": "{% call x() %}{% endcall %}",
    "block": "{% block x %}{% endblock %}",
    "with": "{% with x = so %}{% endwith %}",
    "test": "{% if so is defined %}{% endif %}",
    "subscript": "{{ noi_nhan[0] }}",
    "slice": "{{ noi_nhan[0:3] }}",
    "list": "{{ [so] }}",
    "dict": "{{ {'a': so} }}",
    "inline_if": "{{ so if so else ky_hieu }}",
    "recursive_loop": "{% for x in kinh_gui recursive %}{% endfor %}",
    "filtered_loop": "{% for x in kinh_gui if x %}{% endfor %}",
    "autoescape": "{% autoescape false %}{{ so }}{% endautoescape %}",
}


@pytest.mark.parametrize("tag", CODE.values(), ids=CODE)
def test_a_tag_that_does_more_than_fill_in_is_refused(tag: str) -> None:
    with pytest.raises(AppError) as refused:
        check_tags(f"<x>{tag}</x>", PART)
    assert refused.value.key in {"word.skeleton_code", "word.skeleton_syntax"}
    assert PART in str(refused.value)


@pytest.mark.parametrize(
    "tag",
    ["{{ so.__class__ }}", "{{ so.upper }}", "{{ kinh_gui.__init__.__globals__ }}", "{{ kinh_gui.tenn }}"],
)
def test_an_unknown_attribute_is_refused_by_name(tag: str) -> None:
    with pytest.raises(AppError) as refused:
        check_tags(tag, PART)
    assert refused.value.key.startswith("word.skeleton_unknown")


def test_an_attribute_is_suggested_that_is_nearly_the_same() -> None:
    with pytest.raises(AppError) as refused:
        check_tags("{% for x in kinh_gui %}{{ x.dia_chii }}{% endfor %}", PART)
    assert "dia_chii" in str(refused.value)
    assert "“dia_chi”" in str(refused.value)


def test_an_unknown_variable_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(AppError) as refused:
        check_tags("{{ trich_yeuu }}", PART)
    assert refused.value.key == "word.skeleton_unknown_near"
    assert "“trich_yeu”" in str(refused.value)


def test_a_variable_like_no_other_is_refused_without_a_suggestion() -> None:
    with pytest.raises(AppError) as refused:
        check_tags("{{ zzzzqqqq }}", PART)
    assert refused.value.key == "word.skeleton_unknown"
    assert "zzzzqqqq" in str(refused.value)


def test_the_writers_own_values_are_no_variables_of_a_clerk() -> None:
    with pytest.raises(AppError):
        check_tags("{{ nd30_header_left }}", PART)


@pytest.mark.parametrize(
    "tag", ["{{ so", "{% if so %}", "{% endfor %}", "{{ so }} {% for %}", "{{ so! }}", "{% nothing %}"]
)
def test_a_broken_tag_is_refused_with_the_reason(tag: str) -> None:
    with pytest.raises(AppError) as refused:
        check_tags(tag, PART)
    assert refused.value.key == "word.skeleton_syntax"


def test_loops_may_be_two_deep() -> None:
    source = "{% for x in cac_co_quan %}{% for y in x.dong_ten %}{{ y }}{% endfor %}{% endfor %}"
    assert check_tags(source, PART) == {"cac_co_quan"}


def test_loops_three_deep_are_refused() -> None:
    source = "{% for x in noi_nhan %}" * 3 + "{% endfor %}" * 3
    with pytest.raises(AppError) as refused:
        check_tags(source, PART)
    assert refused.value.key == "word.skeleton_too_deep"


def test_thousands_of_brackets_are_refused_in_a_sentence() -> None:
    with pytest.raises(AppError) as refused:
        check_tags("{% if " + "(" * 20_000 + "so" + ")" * 20_000 + " %}{% endif %}", PART)
    assert refused.value.key == "word.skeleton_too_deep"


def test_thousands_of_nested_choices_are_refused_in_a_sentence() -> None:
    depth = 3_000
    with pytest.raises(AppError) as refused:
        check_tags("{% if so %}" * depth + "{% endif %}" * depth, PART)
    assert refused.value.key == "word.skeleton_too_deep"


def test_a_long_chain_of_operators_is_refused_in_a_sentence() -> None:
    with pytest.raises(AppError):
        check_tags("{% if " + "not " * 20_000 + "so %}{% endif %}", PART)


def test_choices_comparisons_and_constants_pass() -> None:
    choice = "{% if so == '01' and not do_mat or ky_hieu in ('A', 'B') %}"
    source = choice + "{{ so }}{% else %}{{ trich_yeu }}{% endif %}"
    assert check_tags(source, PART) == {"so", "do_mat", "ky_hieu", "trich_yeu"}


def test_a_name_bound_by_a_loop_is_free_outside_it() -> None:
    assert check_tags("{% for x in kinh_gui %}{{ x.ten }}{% else %}{{ so }}{% endfor %}", PART) == {
        "kinh_gui",
        "so",
    }
    with pytest.raises(AppError):
        check_tags("{% for x in kinh_gui %}{{ x.ten }}{% endfor %}{{ x }}", PART)


def test_the_list_of_a_loop_is_not_bound_by_it() -> None:
    with pytest.raises(AppError):
        check_tags("{% for x in x %}{% endfor %}", PART)


def test_filling_escapes_what_is_no_markup() -> None:
    filled = compile_part("<w:t>{{ so }}</w:t>").fill({"so": "a<b>&\"'{{ x }}"})
    assert filled == "<w:t>a&lt;b&gt;&amp;&#34;&#39;{{ x }}</w:t>"


def test_filling_fails_where_a_value_is_missing_instead_of_printing_nothing() -> None:
    with pytest.raises(UndefinedError):
        compile_part("{{ so }}").fill({})


def test_a_tag_split_over_runs_is_put_together() -> None:
    xml = "<w:p><w:r><w:t>{{ s</w:t></w:r><w:r><w:rPr/><w:t>o }</w:t></w:r><w:r><w:t>}</w:t></w:r></w:p>"
    assert check_tags(docxtpl_source(xml), PART) == {"so"}
