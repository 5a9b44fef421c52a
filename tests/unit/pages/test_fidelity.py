"""Our pages against LibreOffice's on the same files. Benchmarks compare many more."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from app.base.resources import resource_path
from app.letter.file import load
from app.rules.load import load_rulebook
from app.word.read import read_package
from app.word.write import write_letter
from tests.support.docx_builder import p, parts_of, r, tbl, tc, tr, zipped
from tests.support.fidelity import Comparison, compare_files
from tests.support.fidelity_letters import own_letters
from tests.support.strange_documents import TEXT, strange_documents

pytestmark = pytest.mark.office

# PDF places are rounded to a tenth of a point, LibreOffice 7.4 moves some borders by half a point.
DRIFT_PT = 1.0
# LibreOffice gives every footer 1 mm at least, and ours without a contact line is 1 pt high: notes above
# it stand so much higher there. Its 10 pt lines are 0.05 pt higher than Word's 11.5 pt.
NOTES_DRIFT_PT = 2.0
LONG = 150
SPACINGS = (
    '<w:spacing w:before="120" w:line="240" w:lineRule="auto"/>',
    '<w:spacing w:before="60" w:after="60" w:line="288" w:lineRule="auto"/>',
    '<w:spacing w:after="120" w:line="360" w:lineRule="exact"/>',
    '<w:spacing w:before="40" w:after="40" w:line="340" w:lineRule="atLeast"/>',
)


def share(found: list[Comparison]) -> float:
    """Share of lines that agree over all files."""
    return sum(one.equal for one in found) / sum(one.lines for one in found)


def written(files: Mapping[str, bytes], folder: Path) -> list[Path]:
    """The Word files on disk."""
    paths = [folder / f"{name}.docx" for name in files]
    for path, data in zip(paths, files.values(), strict=True):
        path.write_bytes(data)
    return paths


def body_texts() -> list[str]:
    """The long paragraphs of the sample letters."""
    rulebook = load_rulebook()
    letters = [load(sample).letter for sample in sorted(resource_path("samples").glob("*.congvan"))]
    documents = [read_package(write_letter(letter, rulebook).package) for letter in letters]
    return [one.text for made in documents for one in made.paragraphs if len(one.text) > LONG]


def test_text_in_the_four_spacing_rules_breaks_and_stands_as_in_libreoffice(tmp_path: Path) -> None:
    paths, texts = [], body_texts()
    for at, spacing in enumerate(SPACINGS):
        look = f'{spacing}<w:ind w:firstLine="567"/><w:jc w:val="both"/>'
        body = "".join(p(r(escape(text)), look) for text in texts)
        paths.append(tmp_path / f"rule{at}.docx")
        paths[-1].write_bytes(zipped(parts_of(body)))
    found = compare_files(paths, tmp_path)
    assert share(found) >= 0.985, "\n".join(one.differences for one in found)
    assert [one for one in found if not one.same_pages or one.drift_pt > DRIFT_PT] == []


def test_divided_rows_and_repeated_headers_stand_as_in_libreoffice(tmp_path: Path) -> None:
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    rows = [tr(tc("TT", 900), tc("Nội dung", 4000), tc("Ghi chú", 4000), trpr="<w:tblHeader/>")]
    rows += [
        tr(tc(f"{at}", 900), tc(TEXT[: 60 + 61 * at % 300], 4000), tc(TEXT[: 40 + 97 * at % 330], 4000))
        for at in range(16)
    ]
    grid = tbl(
        (900, 4000, 4000), *rows, tblpr=f'<w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type="fixed"/>'
    )
    path = tmp_path / "table.docx"
    path.write_bytes(zipped(parts_of(p(r(TEXT)) + grid + p(r(TEXT)))))
    (found,) = compare_files([path], tmp_path)
    assert found.share >= 0.985, found.differences
    assert found.same_pages
    assert found.drift_pt <= DRIFT_PT


def test_our_own_letters_stand_as_in_libreoffice(tmp_path: Path) -> None:
    found = compare_files(written(own_letters(), tmp_path), tmp_path)
    lines, equal = sum(one.body_lines for one in found), sum(one.body_equal for one in found)
    assert equal / lines >= 0.985, "\n".join(one.differences for one in found)
    assert [str(one) for one in found if not one.same_pages or one.drift_pt > DRIFT_PT or one.moved] == []
    assert sum(one.notes for one in found) > 0
    late = [one for one in found if one.notes_equal < one.notes or one.notes_drift_pt > NOTES_DRIFT_PT]
    assert [str(one) for one in late] == []


def test_strangers_files_stand_as_in_libreoffice(tmp_path: Path) -> None:
    # Left out: what LibreOffice 7.4 does otherwise (it shows deleted text, evaluates dates, squeezes no
    # spaces in mode 15).
    others = {"tracked_changes", "content_controls", "theme_fonts"}
    files = {name: data for name, data in strange_documents().items() if name not in others}
    found = compare_files(written(files, tmp_path), tmp_path)
    assert share(found) >= 0.97, "\n".join(str(one) for one in found if one.share < 1)
    assert sum(one.same_pages for one in found) / len(found) >= 0.95
