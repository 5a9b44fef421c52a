"""Lists pasted into Kính gửi and Nơi nhận."""

from __future__ import annotations

import pytest

from app.base.resources import resource_path
from app.importer.lines import names_from_lines
from app.letter.file import load
from app.letter.model import ArchiveLine, Recipient, RecipientKind
from app.letter.wording import archive_line
from app.rules.load import load_rulebook


def _names(text: str) -> list[str]:
    return [recipient.name for recipient in names_from_lines(text).recipients]


def test_a_pasted_noi_nhan_becomes_recipients_and_archive_line() -> None:
    pasted = names_from_lines(
        "Nơi nhận:\r\n\r\n- Như trên (t/h);\r\n- Bộ TT&TT (để b/c);\r\n- Báo Gia Lai; Đài PT-TH Gia Lai;\r\n"
        "- Lưu: VT, TTTH, KGVX (Q)."
    )
    assert pasted.recipients == (
        Recipient(kind=RecipientKind.AS_ABOVE, note="t/h"),
        Recipient(name="Bộ TT&TT", note="để b/c"),
        Recipient(name="Báo Gia Lai; Đài PT-TH Gia Lai"),
    )
    assert pasted.archive == ArchiveLine(units=("VT", "TTTH", "KGVX"), initials="Q")


@pytest.mark.parametrize(
    "path", sorted(resource_path("samples").glob("*.congvan")), ids=lambda path: path.stem
)
def test_the_printed_list_of_every_sample_comes_back(path: object) -> None:
    letter = load(path).letter  # type: ignore[arg-type]
    rules = load_rulebook().recipients
    lines = []
    for recipient in letter.recipients:
        name = rules.as_above.text if recipient.kind is RecipientKind.AS_ABOVE else recipient.name
        lines.append(f"- {name}{f' ({recipient.note})' if recipient.note else ''};")
    lines.append(archive_line(letter.archive, rules))
    pasted = names_from_lines("\n".join(lines))
    assert [(each.kind, each.name, each.note) for each in pasted.recipients] == [
        (each.kind, each.name, each.note) for each in letter.recipients
    ]
    assert pasted.archive == letter.archive


@pytest.mark.parametrize(
    ("line", "archive"),
    [
        ("- Lưu VT, TTĐT, KGVX (Q).", ArchiveLine(units=("VT", "TTĐT", "KGVX"), initials="Q")),
        ("Lưu: VT, HC (2).", ArchiveLine(units=("VT", "HC"), copies=2)),
        ("– LƯU: VT, NC.X (A) (3)", ArchiveLine(units=("VT", "NC.X"), initials="A", copies=3)),
    ],
)
def test_archive_lines_are_read(line: str, archive: ArchiveLine) -> None:
    assert names_from_lines(line) == names_from_lines(f"{line}\n")
    assert names_from_lines(line).archive == archive
    assert names_from_lines(line).recipients == ()


def test_names_that_only_begin_like_an_archive_line_stay_names() -> None:
    assert _names("Lưu Văn A\nLưu trữ tỉnh") == ["Lưu Văn A", "Lưu trữ tỉnh"]


def test_kinh_gui_loses_its_heading_dashes_and_stops() -> None:
    assert _names("Kính gửi:\n- Các sở, ban, ngành;\n+ UBND xã A;\n• Báo B.") == [
        "Các sở, ban, ngành",
        "UBND xã A",
        "Báo B",
    ]
    assert _names("Kính gửi: Bộ Nội vụ.") == ["Bộ Nội vụ"]
    assert _names("Nơi nhận\nBáo B") == ["Báo B"]


def test_a_line_without_a_dash_among_dashed_ones_goes_on() -> None:
    assert _names("- VNPT Hưng Yên, Viettel,\n  FPT chi nhánh Hưng Yên;\n- Báo B.") == [
        "VNPT Hưng Yên, Viettel, FPT chi nhánh Hưng Yên",
        "Báo B",
    ]
    assert _names("Sở Y tế\nSở Nội vụ\n- Báo B") == ["Sở Y tế", "Sở Nội vụ", "Báo B"]


@pytest.mark.parametrize(
    "pasted",
    [
        "1. Sở Y tế;\n2. UBND các xã, phường;\n3. Báo B.",
        "1) Sở Y tế\n2) UBND các xã, phường\n3) Báo B",
        "a) Sở Y tế;\nb) UBND các xã, phường;\nc) Báo B",
        "1\tSở Y tế\r\n2\tUBND các xã, phường\r\n3\tBáo B",
        "1. Sở Y tế;\n- UBND các xã, phường;\n• Báo B.",
        "1.Sở Y tế\n2. UBND các xã,\n    phường\n3/ Báo B",
        "Kính gửi: Sở Y tế; UBND các xã, phường; Báo B.",
        "- Sở Y tế;\n- UBND các xã, phường;\nBáo B",
    ],
)
def test_numbers_and_semicolons_are_the_programs_business(pasted: str) -> None:
    assert _names(pasted) == ["Sở Y tế", "UBND các xã, phường", "Báo B"]


def test_a_semicolon_in_a_note_or_an_archive_line_parts_no_names() -> None:
    assert names_from_lines("Sở Y tế (để b/c; để biết)").recipients == (
        Recipient(name="Sở Y tế", note="để b/c; để biết"),
    )
    assert names_from_lines("Lưu: VT; KGVX").archive == ArchiveLine(units=("VT", "KGVX"))


def test_a_number_that_belongs_to_the_name_stays() -> None:
    assert _names("Bệnh viện 108\nPhường 3\n30/4 (phường)") == ["Bệnh viện 108", "Phường 3", "30/4"]


def test_decomposed_letters_ellipses_and_empty_lines_are_handled() -> None:
    assert _names("Sơ\u0309 Nô\u0323i vu\u0323;\n\n ; \n...\u200b") == ["Sở Nội vụ", "..."]
    assert _names("") == []


def test_two_thousand_names_are_read() -> None:
    assert len(_names("\n".join(f"- Trường {number};" for number in range(2000)))) == 2000
