"""Document properties of an exported letter: the fields of Phụ lục VI as custom properties."""

from __future__ import annotations

from app.letter.composed import Composed
from app.letter.model import Letter
from app.word.fixed_parts import DECLARATION
from app.word.ooxml import escaped

_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # the set of all custom properties
_PRIORITY = {"none": "0", "khan": "1", "thuong_khan": "2", "hoa_toc": "3"}


def custom_properties(letter: Letter, composed: Composed) -> bytes:
    """docProps/custom.xml: the metadata of an outgoing document (Phụ lục VI), those that are known."""
    listed = "".join(
        f'<property fmtid="{_FORMAT_ID}" pid="{number}" name="{name}">'
        f"<vt:lpwstr>{escaped(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(_fields(letter, composed), start=2)
    )
    return (
        f"{DECLARATION}<Properties "
        'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        f'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">{listed}</Properties>'
    ).encode()


def _fields(letter: Letter, composed: Composed) -> list[tuple[str, str]]:
    """Names and values of the fields that are not empty."""
    signature = letter.signatures[0] if letter.signatures else None
    date = letter.date
    amount = letter.drafter.issued_amount
    whole = date.year is not None and date.month is not None and date.day is not None
    fields = [
        ("CodeNumber", letter.code.number or ""),
        ("CodeNotation", composed.code_notation),
        ("IssuedDate", f"{date.day:02}/{date.month:02}/{date.year:04}" if whole else ""),
        ("OrganName", "; ".join(" ".join(organ.name.split()) for organ in letter.issuers)),
        ("Subject", letter.subject),
        ("SignerPosition", signature.position if signature else ""),
        ("SignerFullName", (signature.full_name or "") if signature else ""),
        ("To", "; ".join(one.name for one in letter.addressees)),
        ("Priority", _PRIORITY[letter.urgency]),
        ("IssuedAmount", "" if amount is None else str(amount)),
    ]
    return [(name, value) for name, value in fields if value]
