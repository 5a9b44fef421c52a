"""Options: chosen, checked against the law, saved and read again."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from app.base.errors import AppError
from app.letter.model import Layout, Margins, SizeScheme
from app.rules.load import load_rulebook
from app.settings import options
from app.settings.options import MOST_RECENT, OPTIONS, Kind, Option
from app.settings.store import Settings, load_settings

RULES = load_rulebook()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the settings of a test are."""
    return tmp_path / "folder" / "settings.json"


def settings(file: Path) -> Settings:
    return load_settings(file, RULES)


def write(file: Path, tree: object) -> Path:
    file.parent.mkdir(exist_ok=True)
    file.write_text(tree if isinstance(tree, str) else json.dumps(tree), "utf-8")
    return file


def test_without_a_file_everything_has_its_default(file: Path) -> None:
    chosen = settings(file)
    assert [chosen.get(option) for option in OPTIONS] == [option.default for option in OPTIONS]
    assert chosen.notices == ()


def test_what_was_chosen_is_there_again(file: Path) -> None:
    chosen = settings(file)
    chosen.set(options.THEME, "dark")
    chosen.set(options.MARGIN_LEFT, 35.0)
    chosen.set(options.RECENT_FILES, ("a.congvan",))
    chosen.save()
    again = settings(file)
    assert again.get(options.THEME) == "dark"
    assert again.get(options.MARGIN_LEFT) == 35.0
    assert again.get(options.RECENT_FILES) == ("a.congvan",)
    again.reset(options.THEME)
    again.save()
    assert "theme" not in json.loads(file.read_text("utf-8"))


def test_a_listener_hears_of_changes_until_it_leaves(file: Path) -> None:
    chosen, heard = settings(file), list[str]()
    leave = chosen.subscribe(heard.append)
    chosen.set(options.AUTOSAVE, value=False)
    chosen.set(options.AUTOSAVE, value=False)
    leave()
    chosen.set(options.AUTOSAVE, value=True)
    assert heard == ["autosave"]


def test_a_margin_outside_the_law_is_refused_with_the_bounds(file: Path) -> None:
    chosen = settings(file)
    with pytest.raises(AppError) as caught:
        chosen.set(options.MARGIN_LEFT, 29.5)
    assert "29,5" in str(caught.value)
    assert f"{RULES.page.margins.left.min:g}" in str(caught.value)
    assert chosen.get(options.MARGIN_LEFT) is None


@pytest.mark.parametrize(
    ("option", "value"),
    [
        (options.THEME, "pink"),
        (options.AUTOSAVE, 1),
        (options.AUTOSAVE, None),
        (options.LINE_SPACING, float("nan")),
        (options.LINE_SPACING, True),
        (options.LINE_SPACING, 9.0),
        (options.INDENT, 11.0),
        (options.INDENT, ()),
        (options.RECENT_FILES, ("a", 1)),
        (options.WINDOW_GEOMETRY, "x" * 50_000),
    ],
)
def test_a_value_that_an_option_cannot_have_is_refused(option: Option[object], value: object) -> None:
    with pytest.raises(AppError) as caught:
        option.check(value, RULES)
    assert option.label in str(caught.value)


def test_the_layout_of_new_letters_is_what_was_chosen(file: Path) -> None:
    chosen = settings(file)
    assert chosen.layout() == Layout()
    chosen.set(options.SIZE_SCHEME, "13")
    chosen.set(options.INDENT, 10.0)
    chosen.set(options.MARGIN_TOP, 25.0)
    assert chosen.layout() == Layout(size_scheme=SizeScheme.SMALL, indent=10.0, margins=Margins(top=25.0))


def test_a_recent_file_is_one_however_its_path_is_written(file: Path) -> None:
    chosen = settings(file)
    chosen.set(options.RECENT_FILES, ("/van ban//a.congvan", "/van ban/b.congvan"))
    chosen.add_recent(Path("/van ban/a.congvan"))
    assert chosen.get(options.RECENT_FILES) == (str(Path("/van ban/a.congvan")), "/van ban/b.congvan")
    if os.name == "nt":
        chosen.forget_recent(Path("/VAN BAN/B.congvan"))
        assert len(chosen.get(options.RECENT_FILES)) == 1


def test_recent_files_are_ten_each_once_the_last_first(file: Path) -> None:
    chosen = settings(file)
    for number in range(12):
        chosen.add_recent(Path(f"{number}.congvan"))
    chosen.add_recent(Path("5.congvan"))
    recent = chosen.get(options.RECENT_FILES)
    assert recent[:2] == ("5.congvan", "11.congvan")
    assert len(recent) == len(set(recent)) == MOST_RECENT
    chosen.forget_recent(Path("11.congvan"))
    assert "11.congvan" not in chosen.get(options.RECENT_FILES)


def test_keys_of_another_version_are_kept(file: Path) -> None:
    write(file, {"format_version": 2, "theme": "light", "future": {"a": [1]}})
    settings(file).save()
    assert json.loads(file.read_text("utf-8"))["future"] == {"a": [1]}


def test_whole_numbers_are_numbers_too(file: Path) -> None:
    write(file, {"format_version": 1, "margin_left": 30, "indent": 10})
    chosen = settings(file)
    assert (chosen.get(options.MARGIN_LEFT), chosen.get(options.INDENT)) == (30.0, 10.0)
    assert chosen.notices == ()


def test_one_bad_value_is_told_and_the_others_stay(file: Path) -> None:
    write(file, {"format_version": 1, "theme": "dark", "margin_left": 300})
    chosen = settings(file)
    assert chosen.get(options.THEME) == "dark"
    assert chosen.get(options.MARGIN_LEFT) is None
    assert len(chosen.notices) == 1
    assert "Lề trái" in chosen.notices[0]


@pytest.mark.parametrize(
    "content",
    ["{", "[]", "{}", '{"format_version": true}', '{"format_version": 0}', "\xff", "[" * 100_000, ""],
)
def test_a_broken_file_is_moved_aside_with_a_notice(file: Path, content: str) -> None:
    write(file, content)
    chosen = settings(file)
    assert len(chosen.notices) == 1
    assert not file.exists()
    aside = file.with_name("settings.json.broken")
    assert aside.read_text("utf-8") == content
    assert str(aside) in chosen.notices[0]
    chosen.save()
    assert settings(file).notices == ()


def test_a_file_that_cannot_be_read_is_told(file: Path) -> None:
    file.mkdir(parents=True)
    assert "Không đọc được" in settings(file).notices[0]


def test_a_broken_file_that_cannot_be_moved_is_told(file: Path) -> None:
    write(file, "{")
    file.with_name("settings.json.broken").mkdir()
    assert "Không đọc được" in settings(file).notices[0]


def test_settings_that_cannot_be_saved_say_why(tmp_path: Path) -> None:
    (tmp_path / "blocked").touch()
    with pytest.raises(AppError, match="blocked"):
        settings(tmp_path / "blocked" / "settings.json").save()


def test_every_shown_option_says_what_it_is_and_what_the_law_wants() -> None:
    shown = [option for option in OPTIONS if option.shown]
    assert shown
    for option in OPTIONS:
        assert option.label
        assert option.help(RULES)
        assert option.source is None or option.source(RULES).clause in option.help(RULES)
    for option in shown:
        assert option.group in ("layout", "program")
        option.check(option.default, RULES)
        if option.kind is Kind.CHOICE:
            assert option.choices is not None
            for value in option.choices(RULES):
                option.check(value, RULES)
                assert option.choice_label(value, RULES)
        if option.optional and option.kind is Kind.CHOICE:
            assert option.choice_label(None, RULES)


def test_keys_are_unique() -> None:
    assert len({option.key for option in OPTIONS}) == len(OPTIONS)


def test_numbers_are_written_the_vietnamese_way() -> None:
    assert options.INDENT.choice_label(12.7, RULES) == "12,7"


def test_a_full_or_locked_folder_leaves_the_old_settings(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = settings(file)
    chosen.set(options.THEME, "dark")
    chosen.save()
    chosen.set(options.THEME, "light")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(AppError, match="đầy"):
        chosen.save()
    assert settings(file).get(options.THEME) == "dark"


def test_what_another_part_keeps_now_is_handed_over_once(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({"format_version": 1, "known_names": ["Sở Nội vụ"], "later": 2}), "utf-8")
    chosen = settings(file)
    assert chosen.hand_over("known_names") == ["Sở Nội vụ"]
    assert chosen.hand_over("known_names") is None
    chosen.save()
    assert json.loads(file.read_text("utf-8")) == {"format_version": 1, "later": 2}


def test_what_speaks_of_this_computer_does_not_go_to_another_one(tmp_path: Path) -> None:
    chosen = settings(tmp_path / "one.json")
    chosen.set(options.THEME, "dark")
    chosen.set(options.MARGIN_LEFT, 32.0)
    chosen.set(options.EXPORT_FOLDER, "D:/Công văn")
    chosen.set(options.WINDOW_GEOMETRY, "AdnQ")
    chosen.set(options.ZOOM, 2.0)
    chosen.add_recent(tmp_path / "a.congvan")
    carried = json.loads(json.dumps(chosen.carried()))
    assert carried == {"theme": "dark", "margin_left": 32.0}
    other = settings(tmp_path / "other.json")
    other.set(options.EXPORT_FOLDER, "E:/")
    other.set(options.AUTOSAVE, False)
    other.take_carried(carried)
    assert other.get(options.THEME) == "dark"
    assert other.get(options.EXPORT_FOLDER) == "E:/"
    assert other.get(options.AUTOSAVE) is True


def test_a_carried_value_that_is_not_allowed_here_is_left_out(file: Path) -> None:
    chosen = settings(file)
    chosen.take_carried({"theme": "pink", "margin_left": 900, "autosave": "no", "language": "en"})
    assert chosen.carried() == {"language": "en"}
