"""Any letter the model accepts: a whole package, no character lost, and the same letter back."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings

from app.letter.compose import compose
from app.letter.file import loads
from app.letter.model import Letter, Paragraph, Run
from app.word.embedded import embedded_letter
from app.word.package import Package
from app.word.write import write_letter
from tests.support.composed_words import assert_holds, composed_streams
from tests.support.letters import letters, texts
from tests.support.packages import DOCUMENT, assert_whole_package, rulebook, unzipped
from tests.support.word_file import text_of_docx


def said(package: Package) -> str:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "letter.docx"
        path.write_bytes(package.to_zip())
        return "".join(text_of_docx(path))


@settings(max_examples=200)
@given(letters(exportable=True))
def test_any_letter_comes_out_whole_and_comes_back(letter: Letter) -> None:
    package = write_letter(letter, rulebook()).package
    parts = unzipped(package.to_zip())
    assert_whole_package(parts)
    assert_holds(said(package), composed_streams(compose(letter, rulebook())))
    found = embedded_letter(parts)
    assert found is not None
    assert not found.changed
    assert loads(found.json).letter == letter


@settings(max_examples=50)
@given(letters(exportable=False))
def test_a_letter_with_faults_comes_out_or_is_refused_before(letter: Letter) -> None:
    # What the model holds but no file may be made of: a table or margin that cannot be.
    lawful = replace(
        letter, layout=replace(letter.layout, indent=None, line_spacing=None, paragraph_gap=None)
    )
    package = write_letter(lawful, rulebook()).package
    found = embedded_letter(package.parts)
    assert found is not None
    assert not found.changed


@settings(max_examples=50)
@given(letters(exportable=True, max_items=1), texts())
def test_a_changed_word_is_always_seen(letter: Letter, text: str) -> None:
    letter = replace(letter, body=(Paragraph(runs=(Run(text=f"MARK{text}"),)),), subject="")
    parts = dict(write_letter(letter, rulebook()).package.parts)
    parts[DOCUMENT] = parts[DOCUMENT].replace(b"MARK", b"OTHER", 1)
    found = embedded_letter(parts)
    assert found is not None
    assert found.changed
