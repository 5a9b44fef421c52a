"""main.py render, main.py pages, and export to PDF."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication, QImage

from tests.support.command_line import Call, names, put
from tests.support.pdf import full_text
from tests.support.strange_documents import strange_documents

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(autouse=True)
def _qt(qapp: QGuiApplication) -> None:
    """The tests' own application, so that the program starts none that outlives them."""


@pytest.fixture
def word_file(call: Call, folder: Path) -> Path:
    """A Word file made from a letter, alone in its folder."""
    letter = put(folder)
    call("export", letter)
    letter.unlink()
    return folder / "thư.docx"


def test_a_letter_is_painted_as_a_pdf_beside_it(call: Call, folder: Path) -> None:
    letter = put(folder)
    answer = call("render", letter)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out == f"Đã xuất “{letter}” thành “{folder / 'thư.pdf'}”.\n"
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in full_text(folder / "thư.pdf")


def test_a_word_file_is_painted_too_and_alike(call: Call, word_file: Path, tmp_path: Path) -> None:
    assert call("render", word_file, "-o", tmp_path / "a.pdf").code == 0
    assert call("render", put(tmp_path), "-o", tmp_path / "b.pdf").code == 0
    assert full_text(tmp_path / "a.pdf") == full_text(tmp_path / "b.pdf")


def test_pages_become_pictures_of_the_size_asked_for(call: Call, folder: Path) -> None:
    letter = put(folder)
    assert call("render", letter, "-o", folder / "ảnh.png", "--dpi", "72").code == 0
    assert names(folder) == ["thư.congvan", "ảnh-1.png"]
    image = QImage(str(folder / "ảnh-1.png"))
    assert (image.width(), image.height()) == (595, 842)


@pytest.mark.parametrize("target", ["x.pdf", "x.png"])
def test_a_file_that_is_there_is_replaced_only_with_force(target: str, call: Call, folder: Path) -> None:
    letter = put(folder)
    assert call("render", letter, "-o", folder / target).code == 0
    assert "x" in call("render", letter, "-o", folder / target).sentence
    assert call("render", letter, "-o", folder / target, "--force").code == 0
    assert len(names(folder)) == 2


@pytest.mark.parametrize("dpi", ["0", "9", "1201", "-5", "abc", "96.5", "²", "9" * 5000])
def test_a_resolution_that_makes_no_sense_is_refused(dpi: str, call: Call, folder: Path) -> None:
    letter = put(folder)
    assert "1200" in call("render", letter, "-o", folder / "x.png", f"--dpi={dpi}").sentence
    assert names(folder) == ["thư.congvan"]


def test_results_have_a_suffix_the_program_can_write(call: Call, folder: Path) -> None:
    assert ".pdf, .png" in call("render", put(folder), "-o", folder / "x.jpg").sentence
    assert ".docx, .pdf" in call("export", put(folder), "-o", folder / "x.doc").sentence


def test_a_letter_and_its_word_file_do_not_overwrite_each_others_pdf(call: Call, word_file: Path) -> None:
    letter = put(word_file.parent)
    assert "thư.pdf" in call("render", letter, word_file, "--force").sentence
    assert not (word_file.parent / "thư.pdf").exists()


def test_a_file_that_is_no_word_file_is_refused(call: Call, folder: Path) -> None:
    strange = folder / "a.docx"
    strange.write_bytes(b"%PDF-1.7")
    assert "a.docx" in call("render", strange).sentence
    assert "b.docx" in call("render", folder / "b.docx").sentence
    assert "a.docx" in call("pages", strange, "--json").sentence
    assert names(folder) == ["a.docx"]


def test_one_bad_file_does_not_stop_the_others(call: Call, folder: Path) -> None:
    answer = call("render", folder / "b.docx", put(folder))
    assert answer.code == 2
    assert (folder / "thư.pdf").is_file()


def test_export_writes_a_pdf_where_one_is_asked_for(call: Call, folder: Path) -> None:
    answer = call("export", put(folder), "-o", folder / "gửi đi.pdf")
    assert (answer.code, answer.err) == (0, "")
    assert "Kính gửi: Bộ Nội vụ" in full_text(folder / "gửi đi.pdf")


def test_the_pages_of_a_file_as_json(call: Call, word_file: Path) -> None:
    answer = call("pages", word_file, "--json")
    assert (answer.code, answer.err) == (0, "")
    told = json.loads(answer.out)
    [page] = told["pages"]
    assert (round(page["width_mm"]), round(page["height_mm"])) == (210, 297)
    [motto] = [one for one in page["lines"] if one["text"] == "Độc lập - Tự do - Hạnh phúc"]
    assert motto["page"] == 1
    assert motto["sizes_pt"] in ([13.0], [14.0])
    assert motto["x_pt"] > 200
    assert motto["width_pt"] == pytest.approx(171.4 * motto["sizes_pt"][0] / 14, abs=0.2)
    assert told["approximate"] == []


def test_the_pages_of_a_file_as_text(call: Call, folder: Path) -> None:
    answer = call("pages", put(folder))
    assert answer.code == 0
    head, *lines = answer.out.splitlines()
    assert head.startswith("Trang 1: 210 × 297 mm")
    assert any(line.endswith("  Độc lập - Tự do - Hạnh phúc") for line in lines)


def test_only_one_file_is_looked_at_in_one_go(call: Call, folder: Path) -> None:
    assert "2" in call("pages", put(folder), put(folder, "b.congvan")).sentence


def test_a_letter_with_faults_can_be_looked_at(call: Call, folder: Path) -> None:
    letter = put(folder, subject="", signatures=())
    assert call("export", letter, "-o", folder / "x.pdf").code in (0, 2)
    assert call("render", letter, "-o", folder / "y.pdf").code == 0


def test_what_is_only_rough_is_said(call: Call, folder: Path) -> None:
    strange = folder / "lạ.docx"
    strange.write_bytes(strange_documents()["not_understood"])
    for target in ("lạ.pdf", "lạ.png"):
        answer = call("render", strange, "-o", folder / target)
        assert (answer.code, answer.err) == (0, "")
        assert "ô màu xám" in answer.out


def test_a_process_of_its_own_paints_and_ends_well(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "main.py", "render", str(put(folder))], cwd=ROOT, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert (folder / "thư.pdf").read_bytes().startswith(b"%PDF")
