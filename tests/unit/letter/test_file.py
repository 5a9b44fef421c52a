"""The file format: round trip, unknown keys, old and broken files."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.base.errors import AppError
from app.base.resources import resource_path
from app.base.texts import text
from app.letter import file, migrate, model
from app.letter.clean import clean_text
from app.letter.codec import decode
from app.letter.file import MAX_BYTES, dumps, load, loads, save
from app.letter.model import (
    Appendix,
    Footnote,
    Letter,
    Margins,
    Organ,
    PageBreak,
    Paragraph,
    PartialDate,
    Run,
    Table,
)
from app.letter.strict_json import MAX_DEPTH, Notice
from tests.support.letters import letters, paragraph, signed_by_deputy, simple_letter

FILES = Path(__file__).parents[2] / "files" / "letters"
NODES = [
    kind
    for kind in vars(model).values()
    if isinstance(kind, type) and issubclass(kind, model.Node) and kind is not model.Node
]


def tree_of(letter: Letter) -> dict[str, Any]:
    tree: dict[str, Any] = json.loads(dumps(letter))
    return tree


def loads_tree(tree: object) -> Letter:
    return loads(json.dumps(tree).encode()).letter


def error_of(data: bytes) -> AppError:
    with pytest.raises(AppError) as caught:
        loads(data)
    assert str(caught.value).endswith(".") or ":" in str(caught.value)
    return caught.value


def error_of_tree(**changes: Any) -> AppError:  # noqa: ANN401 - any JSON
    return error_of(json.dumps({"format_version": 1, "kind": "congvan"} | changes).encode())


@given(letters())
@settings(max_examples=150, deadline=None)
def test_any_letter_comes_back_equal(letter: Letter) -> None:
    result = loads(dumps(letter))
    assert result.letter == letter
    assert result.notices == ()


@given(letters())
@settings(max_examples=40, deadline=None)
def test_writing_again_what_was_read_gives_the_same_bytes(letter: Letter) -> None:
    data = dumps(letter)
    assert dumps(loads(data).letter) == data


def test_a_file_can_be_read_by_a_person() -> None:
    data = dumps(simple_letter()).decode()
    assert data.startswith('{\n  "format_version": 1,\n  "kind": "congvan",\n  "issuers": [')
    assert '"name": "Sở Nội vụ"' in data
    assert data.endswith("}\n")


def test_on_one_line_it_is_the_same_letter() -> None:
    data = dumps(simple_letter(), readable=False)
    assert b"\n" not in data
    assert loads(data).letter == simple_letter()


def test_fields_stand_in_the_order_of_the_model() -> None:
    keys = list(tree_of(simple_letter()))[2:]
    order = [part.name for part in fields(Letter)]
    assert keys == sorted(keys, key=order.index)


def test_defaults_are_left_out_except_where_a_reader_would_miss_them() -> None:
    assert tree_of(Letter()) == {
        "format_version": 1,
        "kind": "congvan",
        "archive": {"units": ["VT"]},
        "medium": "electronic",
    }
    assert tree_of(Letter(signatures=(signed_by_deputy(),)))["signatures"][0]["chain"][0] == {
        "authority": "TM",
        "on_behalf_of": "Ủy ban nhân dân",
    }


def test_a_block_says_what_it_is_unless_it_is_a_paragraph() -> None:
    body = tree_of(Letter(body=(paragraph("a"), Table(), PageBreak())))["body"]
    assert body == [{"runs": [{"text": "a"}]}, {"type": "table"}, {"type": "page_break"}]


def test_a_paragraph_may_say_that_it_is_one() -> None:
    tree = {"format_version": 1, "kind": "congvan", "body": [{"type": "paragraph", "runs": [{"text": "a"}]}]}
    assert loads_tree(tree).body == (paragraph("a"),)


def test_unknown_keys_are_kept_at_every_level() -> None:
    note = Footnote(runs=(Run(text="b", extra={"x": 1}),), extra={"x": 2})
    letter = Letter(
        issuers=(Organ(name="A", extra={"màu": [1, {"y": None}]}),),
        body=(Paragraph(runs=(Run(text="a", footnote=note),), extra={"x": 3}), PageBreak(extra={"x": 4})),
        appendices=(Appendix(title="C", extra={"x": 5.5}),),
        extra={"from_a_later_version": True},
    )
    assert loads(dumps(letter)).letter == letter
    assert tree_of(letter)["from_a_later_version"] is True


@pytest.mark.parametrize("kind", NODES)
def test_every_field_has_words_for_messages(kind: type[model.Node]) -> None:
    for part in fields(kind):
        if part.name != "extra":
            assert text(f"letter.place.{part.name}")


def test_text_becomes_nfc_and_line_ends_line_feeds() -> None:
    tree = {"format_version": 1, "kind": "congvan", "subject": "U\u0309y\r\nban\rxa\u0303"}
    assert loads_tree(tree).subject == "Ủy\nban\nxã"


def test_control_characters_are_dropped_and_reported() -> None:
    tree = {"format_version": 1, "kind": "congvan", "issuers": [{"name": "A\u0000B\u000bC\ud800"}]}
    result = loads(json.dumps(tree).encode())
    assert result.letter.issuers[0].name == "ABC"
    assert [notice.path for notice in result.notices] == ["issuers[0].name"]
    assert "U+0000, U+000B, U+D800" in result.notices[0].message


def test_writing_cleans_texts_too() -> None:
    assert loads(dumps(Letter(subject="a\x00\ud800\r\nb"))) == file.LoadResult(Letter(subject="a\nb"))


def test_notices_do_not_flood() -> None:
    tree = {"format_version": 1, "kind": "congvan", "issuers": [{"name": "\u0000"}] * 1000}
    notices = loads(json.dumps(tree).encode()).notices
    assert 0 < len(notices) <= 20
    assert isinstance(notices[0], Notice)


def test_a_byte_order_mark_does_no_harm() -> None:
    assert loads(b"\xef\xbb\xbf" + dumps(simple_letter())).letter == simple_letter()


def test_numbers_without_a_fraction_are_lengths_too() -> None:
    tree = {"format_version": 1, "kind": "congvan", "layout": {"margins": {"top": 20}}}
    assert loads_tree(tree).layout.margins == Margins(top=20.0)


def test_null_is_a_blank() -> None:
    tree = {"format_version": 1, "kind": "congvan", "date": {"year": 2026, "month": 3, "day": None}}
    assert loads_tree(tree).date == PartialDate(year=2026, month=3)


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "letter.file_not_json"),
        (b'{"format_version": 1,', "letter.file_not_json"),
        (b"\xff\xfe\x00", "letter.file_not_utf8"),
        (b"[1, 2]", "letter.file_not_letter"),
        (b'"congvan"', "letter.file_not_letter"),
        (b"{}", "letter.file_not_letter"),
        (b'{"kind": "mau", "format_version": 1}', "letter.file_not_letter"),
        (b'{"kind": "congvan"}', "letter.file_not_letter"),
        (b'{"kind": "congvan", "format_version": true}', "letter.file_not_letter"),
        (b'{"kind": "congvan", "format_version": 0}', "letter.file_not_letter"),
        (b'{"kind": "congvan", "format_version": "1"}', "letter.file_not_letter"),
        (b'{"kind": "congvan", "format_version": 2}', "letter.file_newer"),
        (b'{"a": 1, "a": 2}', "letter.file_duplicate_key"),
        (b'{"a": NaN}', "letter.file_bad_number"),
        (b'{"a": -Infinity}', "letter.file_bad_number"),
        (b'{"a": 1e999}', "letter.file_bad_number"),
        (b'{"a": ' + b"9" * 5000 + b"}", "letter.file_bad_number"),
        (b"[" * 100_000, "letter.file_too_deep"),
        (b" " * (MAX_BYTES + 1), "letter.file_too_large"),
    ],
)
def test_what_is_no_letter_is_told_in_one_sentence(data: bytes, key: str) -> None:
    assert error_of(data).key == key


def test_nesting_has_a_limit() -> None:
    deep: Any = 1
    for _ in range(MAX_DEPTH + 1):
        deep = [deep]
    assert error_of_tree(x=deep).key == "letter.file_too_deep"


@pytest.mark.parametrize(
    ("changes", "key", "path", "words"),
    [
        (
            {"signatures": [{"chain": [{}, {"authority": "T/M"}]}]},
            "letter.file_unknown_value",
            "signatures[0].chain[1].authority",
            "người ký 1, dòng quyền hạn 2, quyền hạn",
        ),
        ({"medium": 1}, "letter.file_wrong_type", "medium", "bản giấy hay bản điện tử"),
        ({"medium": []}, "letter.file_wrong_type", "medium", "bản giấy"),
        ({"subject": None}, "letter.file_wrong_type", "subject", "trích yếu"),
        ({"recall": 1}, "letter.file_wrong_type", "recall", "thu hồi"),
        ({"date": {"year": 2026.5}}, "letter.file_wrong_type", "date.year", "ngày tháng năm, năm"),
        ({"date": {"year": True}}, "letter.file_wrong_type", "date.year", "năm"),
        ({"date": []}, "letter.file_wrong_type", "date", "ngày tháng năm"),
        ({"layout": {"indent": "10"}}, "letter.file_wrong_type", "layout.indent", "lùi đầu dòng"),
        ({"layout": {"indent": True}}, "letter.file_wrong_type", "layout.indent", "lùi đầu dòng"),
        ({"layout": {"indent": 1e300}}, "letter.file_number_too_large", "layout.indent", "lùi đầu dòng"),
        ({"archive": {"copies": 10**9}}, "letter.file_number_too_large", "archive.copies", "số bản lưu"),
        ({"issuers": {}}, "letter.file_wrong_type", "issuers", "cơ quan ban hành"),
        ({"issuers": ["Sở"]}, "letter.file_wrong_type", "issuers[0]", "cơ quan ban hành 1"),
        ({"body": ["lời"]}, "letter.file_wrong_type", "body[0]", "nội dung 1"),
        ({"body": [{"type": "image"}]}, "letter.file_unknown_value", "body[0].type", "kiểu đoạn"),
        ({"body": [{"type": ["table"]}]}, "letter.file_unknown_value", "body[0].type", "kiểu đoạn"),
        ({"body": [{"level": "khoản"}]}, "letter.file_unknown_value", "body[0].level", "nội dung 1, cấp"),
    ],
)
def test_a_wrong_value_is_told_with_its_place(
    changes: dict[str, Any], key: str, path: str, words: str
) -> None:
    error = error_of_tree(**changes)
    assert error.key == key
    assert f"({path})" in str(error)
    assert words in str(error)


def test_the_whole_letter_has_a_name_too() -> None:
    with pytest.raises(AppError, match=r"công văn .*\(\$\)"):
        decode(Letter, [])


def test_three_hundred_pages_are_a_letter() -> None:
    long = "Căn cứ chức năng, nhiệm vụ được giao, các cơ quan, đơn vị tổ chức thực hiện. " * 8
    letter = simple_letter(body=tuple(paragraph(f"{number} {long}") for number in range(300 * 5)))
    assert loads(dumps(letter)).letter == letter


def test_the_file_of_version_1_still_opens() -> None:
    letter = load(FILES / "v1.json").letter
    assert letter.issuers[0].name == "Ủy ban nhân dân\nxã Ia Hrung"
    assert letter.code.number is None
    assert letter.layout.size_scheme is model.SizeScheme.SMALL
    assert letter.extra == {"from_a_later_version": {"a": [1]}}
    assert json.loads((FILES / "v1.json").read_text("utf-8")) == json.loads(dumps(letter))


def test_a_step_brings_an_older_file_up_to_date() -> None:
    def renamed(tree: migrate.Tree) -> migrate.Tree:
        return {"subject": tree.pop("about"), **tree}

    steps = {1: renamed, 2: lambda tree: tree | {"three": True}}
    tree = migrate.upgraded({"about": "a"}, 1, steps=steps, target=3)
    assert tree == {"subject": "a", "three": True}
    assert migrate.upgraded({"x": 1}, 3, steps=steps, target=3) == {"x": 1}


def test_every_older_version_has_its_step() -> None:
    assert set(migrate.STEPS) == set(range(1, model.FORMAT_VERSION))


def test_a_saved_letter_loads_again(tmp_path: Path) -> None:
    path = tmp_path / "thư.congvan"
    save(path, simple_letter(), overwrite=False)
    assert load(path).letter == simple_letter()
    with pytest.raises(AppError, match="đã có sẵn"):
        save(path, Letter(), overwrite=False)
    save(path, Letter(), overwrite=True)
    assert load(path).letter == Letter()


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "hỏng.congvan"
    broken.write_bytes(b"{")
    for path, key in (
        (tmp_path / "không có.congvan", "letter.file_missing"),
        (broken / "bên trong.congvan", "letter.file_missing"),
        (tmp_path, "letter.file_unreadable"),
        (Path("a\0b"), "letter.file_unreadable"),
        (broken, "letter.file_not_opened"),
    ):
        with pytest.raises(AppError) as caught:
            load(path)
        assert caught.value.key == key
        assert path.name in str(caught.value)


@given(st.text())
def test_clean_text_is_stable(value: str) -> None:
    assert clean_text(clean_text(value)) == clean_text(value)


def test_samples_are_written_as_this_version_writes_them() -> None:
    for path in sorted(resource_path("samples").glob("*.congvan")):
        assert dumps(load(path).letter) == path.read_bytes(), path.name
