"""Letters for the Word writer: the samples, and one letter for every structure a letter can have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from app.base.resources import resource_path
from app.letter.file import load
from app.letter.model import (
    Addressee,
    AddresseeKind,
    Alignment,
    Appendix,
    ArchiveLine,
    Cell,
    Circulation,
    Code,
    ContactLine,
    DrafterMark,
    Footnote,
    Layout,
    Letter,
    Level,
    Margins,
    Organ,
    Orientation,
    PageBreak,
    Paragraph,
    PartialDate,
    Recipient,
    RecipientKind,
    Row,
    Run,
    Secrecy,
    Signature,
    SizeScheme,
    Table,
    Urgency,
)
from tests.support.letters import paragraph, signed_by_deputy, simple_letter

NOTED = Paragraph(
    runs=(
        Run(
            text="Theo đề nghị",
            footnote=Footnote(runs=(Run(text="Công văn số 12/STC-QLNS"), Run(text=" (đậm)", bold=True))),
        ),
        Run(text=" của Sở Tài chính", footnote=Footnote(runs=(Run(text="Chú thích thứ hai."),))),
    )
)


def cell(text: str = "", colspan: int = 1, rowspan: int = 1) -> Cell:
    """A table cell with one paragraph, or an empty one."""
    return Cell(blocks=(paragraph(text),) if text else (), colspan=colspan, rowspan=rowspan)


def plain_table(rows: int = 3, columns: int = 3, header_rows: int = 1) -> Table:
    """A table without merged cells."""
    listed = tuple(
        Row(cells=tuple(cell(f"Ô {row}.{column}") for column in range(columns))) for row in range(rows)
    )
    return Table(rows=listed, header_rows=header_rows)


def merged_table() -> Table:
    """Cells merged across, down, and both ways; the covered cells are left out, as the model has it."""
    return Table(
        rows=(
            Row(cells=(cell("TT", rowspan=2), cell("Thời hạn", colspan=2), cell("Ghi chú", rowspan=2))),
            Row(cells=(cell("Bắt đầu"), cell("Kết thúc"))),
            Row(cells=(cell("1"), cell("Cả hai", colspan=2, rowspan=2), cell("a"))),
            Row(cells=(cell("2"), cell(""))),
        ),
        widths=(1, 3, 3, 2),
        header_rows=2,
    )


def every_level() -> tuple[Paragraph, ...]:
    """A paragraph of every level, headings among them."""
    titled = paragraph("Khoản có tiêu đề", Level.ITEM, title=True)
    bases = (
        paragraph("Căn cứ Luật Ngân sách nhà nước", Level.LEGAL_BASIS),
        paragraph("Căn cứ Nghị định số 30/2020/NĐ-CP", Level.LEGAL_BASIS),
    )
    others = tuple(
        paragraph(f"Lời của cấp {level}", level) for level in Level if level is not Level.LEGAL_BASIS
    )
    return (*bases, *others, titled, paragraph("Đoạn cuối"))


@cache
def samples() -> Mapping[str, Letter]:
    """The letters of resources/samples by name."""
    paths = sorted(resource_path("samples").glob("*.congvan"))
    return {path.stem: load(path).letter for path in paths}


@cache
def structures() -> Mapping[str, Letter]:
    """A letter for every distinct structure, by name: each optional part once there, once not."""
    return {**_headings(), **_bodies(), **_endings(), **_pages()}


def _headings() -> dict[str, Letter]:
    return {
        "plain": simple_letter(),
        "empty": Letter(),
        "no_parent": simple_letter(issuers=(Organ(name="Ủy ban nhân dân tỉnh Gia Lai"),)),
        "no_subject": simple_letter(subject=""),
        "blanks": simple_letter(
            code=Code(organ_notations=("SNV",), unit_notations=("VP",)), date=PartialDate(year=2026)
        ),
        "secret": simple_letter(secrecy=Secrecy.TOP_SECRET),
        "urgent": simple_letter(urgency=Urgency.EXPRESS),
        "secret_and_urgent": simple_letter(secrecy=Secrecy.SECRET, urgency=Urgency.VERY_URGENT),
        "circulation": simple_letter(circulation=Circulation.RETURN),
        "recall_and_circulation": simple_letter(recall=True, circulation=Circulation.INTERNAL),
        "very_secret_and_urgent": simple_letter(
            secrecy=Secrecy.HIGH_SECRET,
            urgency=Urgency.URGENT,
            code=Code(number="10", organ_notations=("A", "B")),
        ),
        "lowered": simple_letter(
            circulation=Circulation.INTERNAL,
            layout=Layout(margins=Margins(top=25.0)),
            date=PartialDate(year=2026, month=1, day=10),
        ),
        "draft": simple_letter(draft_mark="Dự thảo lần 2"),
        "addressees_none": simple_letter(addressees=()),
        "addressees_five": simple_letter(
            addressees=tuple(Addressee(name=f"Sở thứ {index}") for index in range(5))
        ),
        "person": simple_letter(
            addressees=(Addressee(name="Ông Nguyễn Văn A", kind=AddresseeKind.PERSON, address="Số 1, phố B"),)
        ),
        "persons": simple_letter(
            addressees=(
                Addressee(name="Ông Nguyễn Văn A", kind=AddresseeKind.PERSON, address="Số 1, phố B"),
                Addressee(name="Sở Y tế"),
            )
        ),
        "joint_two": simple_letter(
            issuers=(
                Organ(name="Sở Nội vụ", parent="UBND tỉnh Gia Lai"),
                Organ(name="Sở Tài chính", parent="UBND tỉnh Gia Lai"),
            ),
            signatures=(simple_letter().signatures[0], signed_by_deputy()),
        ),
        "joint_three": joint_three(),
    }


def joint_three() -> Letter:
    """A letter of three agencies, with three signatures and a long Nơi nhận."""
    return simple_letter(
        issuers=tuple(Organ(name=name) for name in ("Sở Nội vụ", "Sở Tài chính", "Sở Y tế")),
        signatures=(
            simple_letter().signatures[0],
            signed_by_deputy(),
            Signature(position="Giám đốc", full_name="Lê Văn C"),
        ),
        recipients=many_recipients(20),
        drafter=DrafterMark(code="PL", issued_amount=300),
    )


def many_recipients(count: int) -> tuple[Recipient, ...]:
    """A Nơi nhận of many lines."""
    named = tuple(Recipient(name=f"Sở thứ {index}", note="để b/c") for index in range(count - 1))
    return (Recipient(kind=RecipientKind.AS_ABOVE), *named)


def _bodies() -> dict[str, Letter]:
    last = paragraph("Trân trọng cảm ơn")
    styled = Paragraph(
        runs=(
            Run(text="đậm ", bold=True),
            Run(text="nghiêng ", italic=True),
            Run(text="gạch chân", underline=True),
            Run(text="2", superscript=True),
            Run(text=" cả ba", bold=True, italic=True, underline=True),
        )
    )
    aligned = tuple(paragraph(f"Căn {alignment}", alignment=alignment) for alignment in Alignment)
    return {
        "points": simple_letter(body=tuple(paragraph("Điểm", Level.POINT) for _ in range(30))),
        "levels": simple_letter(body=every_level()),
        "runs": simple_letter(body=(styled, *aligned)),
        "notes": simple_letter(body=(NOTED, NOTED, last)),
        "table": simple_letter(body=(last, plain_table(), last)),
        "table_merged": simple_letter(body=(merged_table(), last)),
        "table_last": simple_letter(body=(last, merged_table())),
        "tables_side_by_side": simple_letter(body=(plain_table(), plain_table(), last)),
        "table_with_note": simple_letter(body=(Table(rows=(Row(cells=(Cell(blocks=(NOTED,)),)),)), last)),
        "page_break": simple_letter(body=(last, PageBreak(), last)),
        "no_body": simple_letter(body=()),
        "breaks_and_tabs": simple_letter(body=(paragraph("một\nhai\tba"),), subject="dòng một\ndòng hai"),
        "long": simple_letter(body=tuple(paragraph("Nội dung dài. " * 30) for _ in range(30))),
    }


def _endings() -> dict[str, Letter]:
    return {
        "recipients_none": simple_letter(recipients=(), archive=ArchiveLine(units=())),
        "recipients_many": simple_letter(recipients=many_recipients(25)),
        "recipients_many_drafter": simple_letter(
            recipients=many_recipients(25), drafter=DrafterMark(code="PL", issued_amount=300)
        ),
        "archive": simple_letter(
            archive=ArchiveLine(units=("VT", "VP"), initials="Q", copies=2), drafter=DrafterMark(code="PL")
        ),
        "drafter": simple_letter(drafter=DrafterMark(code="PL", issued_amount=300)),
        "contact": simple_letter(
            contact=ContactLine(
                address="Số 1, phố B", phone="024 123", fax="024 124", email="a@b.gov.vn", website="b.gov.vn"
            )
        ),
        "signature_chain": simple_letter(
            signatures=(signed_by_deputy(other_titles=("Trưởng Ban Chỉ đạo",)),)
        ),
        "signature_blank": simple_letter(signatures=(Signature(position="Giám đốc"),)),
        "signatures_none": simple_letter(signatures=()),
    }


def _pages() -> dict[str, Letter]:
    appendix = Appendix(title="Danh sách", blocks=(merged_table(), NOTED))
    turned = replace(appendix, orientation=Orientation.LANDSCAPE)
    chosen = Layout(
        size_scheme=SizeScheme.SMALL,
        indent=10.0,
        line_spacing=1.5,
        paragraph_gap=12.0,
        margins=Margins(top=25.0, bottom=25.0, left=35.0, right=15.0),
    )
    return {
        "appendix": simple_letter(appendices=(appendix,)),
        "appendices_two_turned": simple_letter(appendices=(turned, appendix)),
        "appendix_of_two": simple_letter(
            issuers=(Organ(name="Ủy ban nhân dân xã A"), Organ(name="Hội đồng nhân dân xã A")),
            date=PartialDate(),
            layout=Layout(size_scheme=SizeScheme.SMALL),
            appendices=(appendix,),
        ),
        "appendix_empty": simple_letter(appendices=(Appendix(), turned)),
        "options": simple_letter(layout=chosen, body=every_level()),
    }
