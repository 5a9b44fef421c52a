"""What a closed section says in one line."""

from __future__ import annotations

from collections.abc import Callable

from app.base.texts import text
from app.letter import wording
from app.letter.endings import bare
from app.letter.model import Letter, Paragraph, Table
from app.rules.model import Rulebook

_SEPARATOR = " \u00b7 "  # middle dot
_MOST_NAMES = 3
_ELLIPSIS = "\u2026"


def summary(section_id: str, letter: Letter, rulebook: Rulebook) -> str:
    """The line of a section; words for "nothing yet" when it says nothing."""
    words = _SUMMARIES[section_id](letter, rulebook)
    return words or text(f"form.nothing.{section_id}")


def _joined(*parts: str) -> str:
    return _SEPARATOR.join(part for part in parts if part)


def _issuers(letter: Letter, _rulebook: Rulebook) -> str:
    return _joined(*(wording.on_one_line(issuer.name) for issuer in letter.issuers))


def _heading(letter: Letter, rulebook: Rulebook) -> str:
    number = letter.code.number or _ELLIPSIS
    notation = wording.notation(letter.code, rulebook.heading)
    code = f"{number}/{notation}" if notation or letter.code.number else ""
    date = "/".join(
        _ELLIPSIS if part is None else str(part)
        for part in (letter.date.day, letter.date.month, letter.date.year)
    )
    dated = date if letter.date.year is not None else ""
    return _joined(code, letter.place.name, dated)


def _subject(letter: Letter, rulebook: Rulebook) -> str:
    return f"{rulebook.components['subject'].text} {letter.subject}" if letter.subject else ""


def _names(count: int, names: list[str]) -> str:
    if not count:
        return ""
    shown = ", ".join(names[:_MOST_NAMES]) + (_ELLIPSIS if count > _MOST_NAMES else "")
    return _joined(text("form.count.names", count=count), shown)


def _addressees(letter: Letter, _rulebook: Rulebook) -> str:
    return _names(len(letter.addressees), [bare(one.name) for one in letter.addressees])


def _body(letter: Letter, _rulebook: Rulebook) -> str:
    words = sum(
        len("".join(run.text for run in block.runs).split())
        for block in letter.body
        if isinstance(block, Paragraph)
    )
    tables = sum(isinstance(block, Table) for block in letter.body)
    return _joined(
        text("form.count.words", count=words) if words else "",
        text("form.count.tables", count=tables) if tables else "",
    )


def _recipients(letter: Letter, rulebook: Rulebook) -> str:
    lines = letter.recipients
    names = [bare(one.name) or rulebook.recipients.as_above.text for one in lines[:_MOST_NAMES]]
    archive = ""
    if letter.archive.units:
        archive = wording.archive_line(letter.archive, rulebook.recipients)
        archive = archive.removeprefix(rulebook.recipients.recipients.bullet).strip()
    return _joined(_names(len(lines), names), archive)


def _signatures(letter: Letter, rulebook: Rulebook) -> str:
    signers = []
    for signed in letter.signatures:
        lines = wording.signature(signed, rulebook.signature)
        signers.append(_joined(*lines.authority_lines, lines.full_name))
    return "; ".join(part for part in signers if part)


def _related(letter: Letter, _rulebook: Rulebook) -> str:
    return ", ".join(part for one in letter.related if (part := f"{one.type_name} {one.code}".strip()))


def _attached(letter: Letter, _rulebook: Rulebook) -> str:
    appendices, enclosures = len(letter.appendices), len(letter.enclosures)
    return _joined(
        text("form.count.appendices", count=appendices) if appendices else "",
        text("form.count.enclosures", count=enclosures) if enclosures else "",
    )


def _marks(letter: Letter, rulebook: Rulebook) -> str:
    marks = rulebook.marks
    return _joined(
        wording.secrecy(letter, marks),
        wording.urgency(letter, marks),
        *wording.circulation(letter, marks),
        letter.draft_mark,
        wording.drafter_mark(letter.drafter, marks),
        letter.contact.address,
    )


def _layout(letter: Letter, _rulebook: Rulebook) -> str:
    layout, margins = letter.layout, letter.layout.margins
    chosen = (
        layout.size_scheme,
        layout.indent,
        layout.line_spacing,
        layout.paragraph_gap,
        margins.top,
        margins.bottom,
        margins.left,
        margins.right,
        letter.skeleton.id or None,
    )
    count = sum(value is not None for value in chosen)
    return text("form.count.choices", count=count) if count else ""


_SUMMARIES: dict[str, Callable[[Letter, Rulebook], str]] = {
    "co_quan": _issuers,
    "so_ngay": _heading,
    "trich_yeu": _subject,
    "kinh_gui": _addressees,
    "noi_dung": _body,
    "noi_nhan": _recipients,
    "nguoi_ky": _signatures,
    "lien_quan": _related,
    "phu_luc": _attached,
    "khac": _marks,
    "trinh_bay": _layout,
}
