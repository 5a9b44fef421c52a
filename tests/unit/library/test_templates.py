"""The templates of the office: kept, sought, counted, removed and put back; broken ones are left out."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from app.base.errors import AppError
from app.base.resources import template_path
from app.letter.model import Letter, Secrecy
from app.library.built_in import built_in_templates, read_built_in
from app.library.database import Database
from app.library.template import Prompt, PromptKind, Template
from app.library.templates import Kept, Templates
from tests.support.letters import paragraph, simple_letter

REMINDER = Template(
    id="don-doc", name="Đôn đốc", category="Chỉ đạo", letter=Letter(subject="đôn đốc [[việc]]")
)
ANSWER = Template(
    id="phuc-dap", name="Phúc đáp", category="Trả lời", letter=Letter(body=(paragraph("Phúc đáp [[x]]"),))
)
OWN = Template(
    name="Báo cáo tháng",
    category="Báo cáo",
    description="Gửi Sở Nội vụ",
    letter=simple_letter(subject="kết quả đôn đốc"),
    prompts=(Prompt(name="tháng", kind=PromptKind.DATE, extra={"later": 1}),),
    extra={"of a later version": [1]},
)


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return Database(tmp_path / "library.db")


@pytest.fixture
def templates(database: Database) -> Templates:
    return Templates(database, (REMINDER, ANSWER))


def names(kept: list[Kept]) -> list[str]:
    return [one.template.name for one in kept]


def test_an_own_template_comes_back_as_it_was_saved(templates: Templates, tmp_path: Path) -> None:
    saved = templates.save(OWN)
    assert saved == replace(OWN, id=saved.id)
    assert saved.id
    again = Templates(Database(tmp_path / "library.db"), ())
    assert again.all() == [Kept(saved)]
    assert again.get(saved.id) == Kept(saved)
    changed = again.save(replace(saved, description="khác"))
    assert changed.id == saved.id
    assert again.all() == [Kept(changed)]


def test_own_templates_stand_before_the_built_in_ones_and_favourites_before_all(templates: Templates) -> None:
    templates.save(replace(OWN, name="Điều động"))
    templates.save(replace(OWN, name="An toàn"))
    assert names(templates.all()) == ["An toàn", "Điều động", "Đôn đốc", "Phúc đáp"]
    templates.set_favourite("phuc-dap", True)
    assert names(templates.all()) == ["Phúc đáp", "An toàn", "Điều động", "Đôn đốc"]
    assert [one.is_favourite for one in templates.all()] == [True, False, False, False]
    templates.set_favourite("phuc-dap", False)
    assert names(templates.all())[0] == "An toàn"
    assert [one.is_builtin for one in templates.all()] == [False, False, True, True]


def test_a_name_that_is_taken_gets_a_number(templates: Templates) -> None:
    saved = [
        templates.save(replace(OWN, name=name)).name
        for name in ("ĐÔN ĐỐC", "đôn đốc", "Đôn đốc (2)", " A  b")
    ]
    assert saved == ["ĐÔN ĐỐC (2)", "đôn đốc (3)", "Đôn đốc (4)", "A b"]
    # Names that differ in marks are different names.
    assert templates.save(replace(OWN, name="Don doc")).name == "Don doc"


def test_a_template_without_a_name_or_with_a_secret_letter_is_refused(templates: Templates) -> None:
    with pytest.raises(AppError, match="chưa có tên"):
        templates.save(replace(OWN, name=" \n"))
    with pytest.raises(AppError, match="độ mật"):
        templates.save(replace(OWN, letter=simple_letter(secrecy=Secrecy.SECRET)))
    assert len(templates.all()) == 2


def test_a_duplicate_of_a_built_in_one_is_the_offices_own(templates: Templates) -> None:
    copy = templates.duplicate("don-doc")
    assert copy.name == "Đôn đốc (2)"
    assert copy.letter == REMINDER.letter
    assert templates.get(copy.id) == Kept(copy)
    # What is changed in a built-in one becomes an own one too.
    changed = templates.save(replace(REMINDER, description="khác"))
    assert changed.id not in ("don-doc", copy.id)
    assert templates.get("don-doc") == Kept(REMINDER, is_builtin=True)
    with pytest.raises(KeyError):
        templates.duplicate("nothing")


def test_what_is_removed_comes_back_with_its_star_and_count(templates: Templates) -> None:
    saved = templates.save(OWN)
    templates.set_favourite(saved.id, True)
    templates.used(saved.id)
    before = templates.all()
    assert templates.remove(saved.id) == saved
    assert names(templates.all()) == ["Đôn đốc", "Phúc đáp"]
    templates.save(saved)
    assert templates.all() == before
    for other in ("don-doc", "nothing"):
        with pytest.raises(KeyError):
            templates.remove(other)


def test_the_most_used_come_first_and_before_any_use_the_first_ones(templates: Templates) -> None:
    templates.save(OWN)
    assert names(templates.most_used(2)) == ["Báo cáo tháng", "Đôn đốc"]
    for _ in range(2):
        templates.used("phuc-dap")
    templates.used("don-doc")
    assert names(templates.most_used()) == ["Phúc đáp", "Đôn đốc", "Báo cáo tháng"]
    used = templates.get("phuc-dap")
    assert used is not None
    assert used.uses == 2
    assert used.used_at > 0


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("don doc", ["Đôn đốc", "Báo cáo tháng"]),  # in the name, then in the text
        ("ĐÔN", ["Đôn đốc", "Báo cáo tháng"]),
        ("thang so", ["Báo cáo tháng"]),
        ("nang bac luong", ["Báo cáo tháng"]),
        ("tra loi", ["Phúc đáp"]),
        ("phúc x", ["Phúc đáp"]),
        ("không đâu cả", []),
        ("", ["Báo cáo tháng", "Đôn đốc", "Phúc đáp"]),
    ],
)
def test_templates_are_sought_by_name_category_and_text_without_marks(
    templates: Templates, typed: str, expected: list[str]
) -> None:
    templates.save(OWN)
    assert names(templates.search(typed)) == expected


def test_categories_are_told_once(templates: Templates) -> None:
    for name in ("A", "B"):
        templates.save(replace(OWN, name=name))
    templates.save(replace(OWN, category=""))
    assert templates.categories() == ["Báo cáo", "Chỉ đạo", "Trả lời"]


def test_a_change_is_told_and_seen_by_another_window(templates: Templates, tmp_path: Path) -> None:
    other_database = Database(tmp_path / "library.db")
    other = Templates(other_database, ())
    heard: list[str] = []
    other_database.changed.subscribe(heard.append)
    saved = templates.save(OWN)
    other_database.exchange()
    assert "template" in heard
    assert other.all() == [Kept(saved)]


def test_a_template_of_a_later_version_is_left_alone_and_hides_no_other(
    templates: Templates, database: Database
) -> None:
    saved = templates.save(OWN)
    data = json.dumps({"name": "Mai sau", "letter": {"kind": "congvan", "format_version": 9}})
    with database.changing("template") as changes:
        changes.execute("INSERT INTO template (id, folded, data) VALUES ('later', '', ?)", (data,))
    assert [one.template.id for one in templates.all()] == [saved.id, "don-doc", "phuc-dap"]
    assert len(database.read("SELECT id FROM template")) == 2


# --- those of the program


def test_a_broken_built_in_template_is_left_out(tmp_path: Path) -> None:
    for name in ("don-doc", "phuc-dap", "cu-nguoi", "gop-y"):
        shutil.copytree(template_path(name), tmp_path / name)
    (tmp_path / "phuc-dap" / "thu.json").write_text("{", "utf-8")
    (tmp_path / "cu-nguoi" / "mau.toml").write_text("name = ", "utf-8")
    (tmp_path / "gop-y" / "thu.json").unlink()
    assert [one.id for one in built_in_templates(tmp_path)] == ["don-doc"]
    for name, error in (("phuc-dap", AppError), ("cu-nguoi", ValueError), ("gop-y", OSError)):
        with pytest.raises(error):
            read_built_in(tmp_path / name)


@pytest.mark.parametrize(
    "folder", sorted(path.parent for path in template_path().glob("*/mau.toml")), ids=lambda p: p.name
)
def test_a_built_in_template_is_whole_and_holds_nothing_unknown(folder: Path) -> None:
    template = read_built_in(folder)
    assert template.id == folder.name
    assert not template.extra
    assert not any(prompt.extra for prompt in template.prompts)


def test_the_library_offers_the_built_in_templates(database: Database) -> None:
    kept = Templates(database).all()
    assert [one.template for one in kept] == list(built_in_templates())
    assert all(one.is_builtin for one in kept)
