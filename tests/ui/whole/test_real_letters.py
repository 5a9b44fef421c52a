"""The four real letters, typed in from an empty form, are exported as their samples."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.letter.citing import full_citation
from app.letter.file import dumps, load, loads
from app.letter.model import (
    AddresseeKind,
    Letter,
    Level,
    Medium,
    Paragraph,
    RelatedDocument,
    Run,
)
from app.ui.office import Office
from app.word.embedded import embedded_letter
from app.word.joints import LETTER_ITEM
from tests.support.clerk import Clerk
from tests.support.packages import unzipped, written
from tests.ui.whole.conftest import RULEBOOK, SAMPLES

_MARKS = {Level.ITEM: "{}. ", Level.DASH: "- ", Level.POINT: "{}) "}
_BODY = "Nội dung văn bản"


class LetterTypist:
    """Types a sample letter into the form, as its clerk would have done."""

    def __init__(self, clerk: Clerk, letter: Letter) -> None:
        self.clerk, self.letter = clerk, letter

    def type_all(self) -> None:
        """From the first field to the last."""
        self._heading()
        self._addressees()
        self._related()
        self._body()
        self._recipients()
        self._signature()

    def _heading(self) -> None:
        clerk, letter = self.clerk, self.letter
        clerk.fill("Cơ quan ban hành", letter.issuers[0].name, inside="co_quan", number=1)
        code, date = letter.code, letter.date
        clerk.fill("Số", code.number or "", inside="so_ngay")
        clerk.fill("Ký hiệu", "-".join((*code.organ_notations, *code.unit_notations)), inside="so_ngay")
        clerk.fill("Địa danh", letter.place.name, inside="so_ngay")
        for name, value in (("Ngày", date.day), ("tháng", date.month), ("năm", date.year)):
            clerk.fill(name, "" if value is None else str(value), inside="so_ngay")
        clerk.click("Địa danh đặt theo tên người, chữ số, sự kiện lịch sử", inside="so_ngay")
        clerk.choose("Loại đơn vị", letter.place.unit, inside="so_ngay")
        clerk.fill("V/v", letter.subject, inside="trich_yeu")

    def _addressees(self) -> None:
        clerk = self.clerk
        names = [one.name for one in self.letter.addressees]
        clerk.click("Kính gửi", inside="kinh_gui", number=1)
        for number, one in enumerate(self.letter.addressees):
            if number:
                clerk.press("Return")
            clerk.type(one.name)
            assert one.kind is AddresseeKind.GROUP, names
            clerk.choose("Dòng này là", "Nhóm cơ quan, tổ chức", inside="kinh_gui")
            clerk.click("Kính gửi", inside="kinh_gui", number=1)
            clerk.press("Ctrl+End")

    def _related(self) -> None:
        clerk = self.clerk
        clerk.press("Alt+V")
        for number, one in enumerate(self.letter.related):
            clerk.click("Thêm văn bản liên quan", inside="lien_quan")
            clerk.fill("Loại văn bản", one.type_name, inside="lien_quan", number=number)
            clerk.fill("Số, ký hiệu", one.code, inside="lien_quan", number=number)
            date = f"{one.date.day}/{one.date.month}/{one.date.year}"
            clerk.fill("Ngày", date, inside="lien_quan", number=number)
            clerk.fill("Cơ quan", one.issuer, inside="lien_quan", number=number)
            clerk.fill("Trích yếu", one.subject, inside="lien_quan", number=number)

    def _recipients(self) -> None:
        clerk, archive = self.clerk, self.letter.archive
        lines = []
        for one in self.letter.recipients:
            name = one.name or "Như trên"
            lines.append(f"{name} ({one.note})" if one.note else name)
        clerk.press("Alt+I")
        clerk.type("\n".join(lines))
        clerk.fill("Lưu", ", ".join(archive.units), inside="noi_nhan")
        clerk.fill("Người soạn", archive.initials, inside="noi_nhan")

    def _signature(self) -> None:
        clerk, signed = self.clerk, self.letter.signatures[0]
        clerk.press("Alt+K")
        clerk.click("TM. KT. Phó Chủ tịch", inside="nguoi_ky")
        clerk.fill("Họ và tên", signed.full_name or "", inside="nguoi_ky")

    # --- the text

    def _body(self) -> None:
        self.clerk.click(_BODY)
        items = 0
        for index, block in enumerate(self.letter.body):
            assert isinstance(block, Paragraph)
            items += block.level is Level.ITEM
            self._start_paragraph(block, index, items)
            for run in block.runs:
                self._type_run(run)
            if block.title:
                self.clerk.press("Ctrl+Shift+K")

    def _start_paragraph(self, block: Paragraph, index: int, items: int) -> None:
        clerk = self.clerk
        if index:
            clerk.press("Return")
        if block.level is not Level.PLAIN:
            clerk.type(_MARKS[block.level].format(items))
        elif index:
            clerk.press("Ctrl+Alt+0")

    def _type_run(self, run: Run) -> None:
        clerk = self.clerk
        looks = [key for key, on in (("Ctrl+B", run.bold), ("Ctrl+I", run.italic)) if on]
        clerk.press(*looks)
        if run.cites:
            self._cite(next(one for one in self.letter.related if one.id == run.cites), run.text)
        else:
            clerk.type(run.text)
        if run.footnote is not None:
            clerk.press("Ctrl+Alt+F")
            clerk.type("".join(part.text for part in run.footnote.runs))
            clerk.press("Return")
        clerk.press(*looks)

    def _cite(self, related: RelatedDocument, wanted: str) -> None:
        """Let the program cite, then write over what this office words in another way."""
        clerk = self.clerk
        clerk.press("Ctrl+Shift+C", "1")
        full = full_citation(related, RULEBOOK)
        match = difflib.SequenceMatcher(None, full, wanted, autojunk=False)
        # From the end, so that the places before stay what they are.
        at = len(full)
        for tag, start, end, first, last in reversed(match.get_opcodes()):
            if tag == "equal":
                continue
            clerk.press(*["Left"] * (at - end), *["Shift+Left"] * (end - start))
            if first == last:
                clerk.press("Delete")
            else:
                clerk.type(wanted[first:last])
            at = start + last - first
        clerk.press("Ctrl+End")


def _expected(letter: Letter) -> Letter:
    """The sample with the ids that the program gives."""
    ids = {one.id: f"vb-{number}" for number, one in enumerate(letter.related, 1)}
    related = tuple(replace(one, id=ids[one.id]) for one in letter.related)
    body = tuple(
        replace(block, runs=tuple(replace(run, cites=ids.get(run.cites, "")) for run in block.runs))
        if isinstance(block, Paragraph)
        else block
        for block in letter.body
    )
    return replace(letter, related=related, body=body)


def _lines(letter: Letter) -> list[str]:
    return dumps(letter).decode().splitlines()


@pytest.mark.parametrize("name", ["dak-nong-4173", "gia-lai-930-du-thao", "hung-yen-2023", "ngoc-hoi-2021"])
def test_a_real_letter_is_typed_in_and_exported_as_its_sample(
    name: str,
    office: Office,
    clerk: Clerk,
    choose_file: Callable[[Path | None], list[str]],
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    sample = load(SAMPLES / f"{name}.congvan").letter
    assert sample.medium is Medium.ELECTRONIC
    clerk.press("Ctrl+N")
    LetterTypist(clerk, sample).type_all()
    target = tmp_path / "out.docx"
    choose_file(target)
    clerk.press("F12")
    qtbot.waitUntil(target.exists)
    parts, wanted = unzipped(target.read_bytes()), dict(written(_expected(sample)))
    embedded = embedded_letter(parts)
    assert embedded is not None
    assert _lines(loads(embedded.json).letter) == _lines(_expected(sample))
    assert parts.keys() == wanted.keys()
    for part, data in wanted.items():
        assert part == LETTER_ITEM or parts[part] == data, part
