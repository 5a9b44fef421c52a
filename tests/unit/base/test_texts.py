"""Sentences looked up by key, and the one error users see."""

from __future__ import annotations

import pickle
import shutil
from pathlib import Path

import pytest

from app.base import resources, texts
from app.base.errors import AppError
from app.base.texts import TextError, set_language, text


def test_a_text_is_vietnamese_with_its_fields_filled_in() -> None:
    assert text("base.disk_full", path="a.docx").startswith("Ổ đĩa đã đầy nên không lưu được “a.docx”")


@pytest.mark.parametrize("key", ["base.no_such_text", "nolayer.disk_full", "base", "", "."])
def test_an_unknown_key_is_an_error_of_the_programmer(key: str) -> None:
    with pytest.raises(TextError, match="no text is stored"):
        text(key)


def test_a_field_left_out_is_an_error_of_the_programmer() -> None:
    with pytest.raises(TextError, match="path"):
        text("base.disk_full")


def test_a_language_without_catalogue_is_refused() -> None:
    with pytest.raises(TextError, match="xx"):
        set_language("xx")


def test_a_sentence_not_yet_translated_is_given_in_vietnamese(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = resources.resource_path("texts", "vi")
    (tmp_path / "en" / "LC_MESSAGES").mkdir(parents=True)
    shutil.copytree(source, tmp_path / "vi")
    monkeypatch.setattr(texts, "resource_path", lambda *parts: tmp_path.joinpath(*parts[1:]))
    texts._catalogue.cache_clear()
    set_language("en")
    assert text("base.disk_full", path="x").startswith("Ổ đĩa")
    texts._catalogue.cache_clear()


def test_an_error_is_the_sentence_of_its_key() -> None:
    error = AppError("base.file_exists", path="thư.docx")
    assert (error.key, error.fields) == ("base.file_exists", {"path": "thư.docx"})
    assert str(error) == text("base.file_exists", path="thư.docx")


def test_an_error_keeps_its_fields_when_it_crosses_to_another_process() -> None:
    error = pickle.loads(pickle.dumps(AppError("base.file_exists", path="a")))  # noqa: S301 - our own bytes
    assert (error.key, error.fields) == ("base.file_exists", {"path": "a"})


def test_resources_and_templates_stand_beside_the_program() -> None:
    assert resources.resource_path("texts", "vi", "base.po").is_file()
    assert resources.template_path("a", "b").parts[-3:] == ("templates", "a", "b")
