"""Every text that app/ asks for exists, every one that exists is asked for, and the fields agree."""

from __future__ import annotations

import ast
import re
import string
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from app.ui.actions import SPECS, Menu
from tests.support.house_rules import APP, ROOT, app_modules, literals

TEXTS = ROOT / "resources" / "texts"
# A catalogue belongs to a layer, or to a package inside one (word/reading has its own).
OWNERS = sorted(
    {path.parent.name for path in app_modules() if path.parent != APP}
    | {path.stem for path in APP.glob("[a-z]*.py")}
    # The library and the window both have their "templates".
    | {"templates_page"}
)

# A key as a literal; names of files in a Word package look alike.
_KEY = re.compile(rf"({'|'.join(OWNERS)})(\.[a-z0-9_]+)+")
_FILE_ENDINGS = (".xml", ".rels", ".toml", ".json", ".docx", ".mo", ".po", ".qss", ".svg", ".png", ".db")
_PREFIX = re.compile(rf"({'|'.join(OWNERS)})\.[a-z0-9_.]*")

# What an action does is named like a key: "memory.restore".
_DEEDS = frozenset(spec.does for spec in SPECS)

# Words that go into the letter, which is Vietnamese whatever the window speaks.
_OF_THE_LETTER = ("form.preset.", "ui.reply.usual_type")


@dataclass
class Uses:
    """The keys that a source names: whole, or as the constant beginning of an f-string."""

    keys: set[str] = field(default_factory=set)
    prefixes: set[str] = field(default_factory=set)
    # Calls such as text("letter.number_zero", number=…): the key and the fields given.
    calls: list[tuple[str, set[str]]] = field(default_factory=list)


def uses(source: str) -> Uses:
    """What texts a module asks for."""
    found = Uses()
    parts: set[int] = set()
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
            beginning = str(node.values[0].value)
            parts.update(id(part) for part in node.values)
            if _PREFIX.fullmatch(beginning):
                found.prefixes.add(beginning)
        if isinstance(node, ast.Call):
            call = _call_with_key(node)
            if call:
                found.calls.append(call)
    for literal in literals(tree):
        value = str(literal.value)
        is_key = _KEY.fullmatch(value) and not value.endswith(_FILE_ENDINGS) and value not in _DEEDS
        if id(literal) not in parts and is_key:
            found.keys.add(value)
    return found


def _call_with_key(node: ast.Call) -> tuple[str, set[str]] | None:
    name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
    if name not in ("text", "AppError") or not node.args:
        return None
    key = node.args[0]
    if not isinstance(key, ast.Constant) or any(keyword.arg is None for keyword in node.keywords):
        return None
    return str(key.value), {str(keyword.arg) for keyword in node.keywords}


def catalogue(language: str) -> dict[str, str]:
    """All texts of a language by key."""
    found: dict[str, str] = {}
    for path in sorted((TEXTS / language).glob("*.po")):
        found |= messages(path)
    return found


def messages(path: Path) -> dict[str, str]:
    """The texts of one catalogue by key."""
    with path.open("rb") as file:
        return {str(message.id): str(message.string) for message in read_po(file) if message.id}


def fields_of(sentence: str) -> set[str]:
    """The names of the {fields} of a sentence; ValueError for anything but a plain name."""
    names = {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}
    for name in names:
        if not name.isidentifier():
            raise ValueError(f"{{{name}}} is not a plain field")
    return names


def translation_problems(source: dict[str, str], translation: dict[str, str]) -> list[str]:
    """Keys that only one of the two catalogues has, and sentences with other fields."""
    unmatched = source.keys() ^ translation.keys()
    return sorted(unmatched) + [
        key
        for key, sentence in translation.items()
        if key in source and fields_of(sentence) != fields_of(source[key])
    ]


def mnemonic(label: str) -> str:
    """The letter that Alt and the menus answer to; "" for a label without one."""
    _, sign, rest = label.partition("&")
    return rest[0].lower() if sign else ""


def repeated_mnemonics(labels: list[str]) -> list[str]:
    """The labels whose letter another one has, or that have none."""
    letters = [mnemonic(label) for label in labels]
    return [
        label
        for label, letter in zip(labels, letters, strict=True)
        if letters.count(letter) > 1 or not letter
    ]


@pytest.fixture(scope="module")
def used() -> Uses:
    """What all of app/ asks for."""
    everything = Uses()
    for path in app_modules():
        found = uses(path.read_text("utf-8"))
        everything.keys |= found.keys
        everything.prefixes |= found.prefixes
        everything.calls += found.calls
    return everything


VIETNAMESE = catalogue("vi")
LANGUAGES = sorted(path.name for path in TEXTS.iterdir() if path.is_dir())


def test_every_text_asked_for_exists(used: Uses) -> None:
    called = {key for key, _ in used.calls}
    assert sorted((used.keys | called) - VIETNAMESE.keys()) == []
    assert (
        sorted(prefix for prefix in used.prefixes if not any(key.startswith(prefix) for key in VIETNAMESE))
        == []
    )


def test_every_text_is_asked_for(used: Uses) -> None:
    spare = {key for key in VIETNAMESE.keys() - used.keys if not key.startswith(tuple(used.prefixes))}
    assert sorted(spare) == []


def test_every_call_gives_the_fields_of_its_sentence(used: Uses) -> None:
    wrong = [
        key for key, given in used.calls if key in VIETNAMESE and not fields_of(VIETNAMESE[key]) <= given
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "path", sorted(TEXTS.glob("*/*.po")), ids=lambda path: f"{path.parent.name}-{path.stem}"
)
def test_a_catalogue_holds_whole_sentences_of_its_own_package(path: Path) -> None:
    assert path.stem in OWNERS
    for key, sentence in messages(path).items():
        assert key.startswith(f"{path.stem}."), key
        assert sentence.strip() == sentence, key
        assert sentence, key
        assert unicodedata.is_normalized("NFC", sentence), key
        fields_of(sentence)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_every_sentence_with_the_fields_of_the_vietnamese_one(language: str) -> None:
    assert translation_problems(VIETNAMESE, catalogue(language)) == []


def test_english_is_the_second_language() -> None:
    assert LANGUAGES == ["en", "vi"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_that_go_into_the_letter_are_vietnamese_in_every_language(language: str) -> None:
    texts = catalogue(language)
    keys = [key for key in VIETNAMESE if key.startswith(_OF_THE_LETTER)]
    assert all(any(key.startswith(beginning) for key in keys) for beginning in _OF_THE_LETTER)
    assert [key for key in keys if texts[key] != VIETNAMESE[key]] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("menu", Menu, ids=lambda menu: menu.value)
def test_each_entry_of_a_menu_has_a_letter_of_its_own(language: str, menu: Menu) -> None:
    texts = catalogue(language)
    labels = [texts[f"ui.action.{spec.id}"] for spec in SPECS if spec.menu is menu]
    if menu is Menu.FILE:
        labels.append(texts["ui.menu.recent"])
    assert repeated_mnemonics(labels) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_menus_and_sections_have_letters_of_their_own(language: str) -> None:
    texts = catalogue(language)
    labels = [texts[f"ui.menu.{menu.value}"] for menu in Menu]
    labels += [sentence for key, sentence in texts.items() if key.startswith("form.section.")]
    assert repeated_mnemonics(labels) == []


def test_the_scan_sees_keys_prefixes_and_calls() -> None:
    source = (
        '"""base.in_docstring"""\n'
        'KEYS = {1: "base.of_table", 2: "document.xml", 3: "other.layer"}\n'
        'def f(kind: str) -> None:\n'
        '    text(f"base.kind_{kind}")\n'
        '    raise AppError("base.called", path=1, name=2)\n'
    )  # fmt: skip
    found = uses(source)
    assert found.keys == {"base.of_table", "base.called"}
    assert found.prefixes == {"base.kind_"}
    assert found.calls == [("base.called", {"path", "name"})]


def test_a_translation_with_other_fields_is_refused() -> None:
    source = {"base.a": "Tệp {path}", "base.b": "Xong"}
    assert translation_problems(source, {"base.a": "File {path}", "base.b": "Done"}) == []
    assert translation_problems(source, {"base.a": "File {name}", "base.b": "Done"}) == ["base.a"]
    assert translation_problems(source, {"base.a": "File", "base.b": "Done"}) == ["base.a"]


def test_a_translation_with_a_sentence_too_few_or_too_many_is_refused() -> None:
    source = {"base.a": "Tệp {path}", "base.b": "Xong"}
    assert translation_problems(source, {"base.a": "File {path}"}) == ["base.b"]
    assert translation_problems(source, {"base.a": "File {path}", "base.b": "Done", "base.c": "New"}) == [
        "base.c"
    ]


def test_a_letter_used_twice_or_missing_is_seen() -> None:
    assert repeated_mnemonics(["&Open", "&Save", "Save &as"]) == []
    assert repeated_mnemonics(["&Open", "&Save", "&Oil"]) == ["&Open", "&Oil"]
    assert repeated_mnemonics(["&Open", "Save"]) == ["Save"]


@pytest.mark.parametrize("sentence", ["{path.parent}", "{0}", "{}", "{path[0]}"])
def test_a_field_that_reaches_into_an_object_is_refused(sentence: str) -> None:
    with pytest.raises(ValueError, match="not a plain field"):
        fields_of(sentence)
