"""The wording of the single lines of a letter: number, date, addressees, recipients, signature, contact."""

from __future__ import annotations

from app.base.units import Mm
from app.base.vietnamese import upper
from app.letter import endings
from app.letter.blanks import gap
from app.letter.composed import ComposedAddressee, ComposedOrgan, ComposedSignature
from app.letter.model import (
    Addressee,
    AddresseeKind,
    ArchiveLine,
    Circulation,
    Code,
    ContactLine,
    DrafterMark,
    Letter,
    NamedAfter,
    Organ,
    PartialDate,
    Place,
    Recipient,
    RecipientKind,
    Secrecy,
    Signature,
    Urgency,
)
from app.rules.closing import RecipientRules, SignatureRules
from app.rules.look import Component, LetterCase, MarkRules
from app.rules.model import Rulebook
from app.rules.source import Pattern
from app.rules.wording import DateRule, HeadingRules, NumberRule

_FULL_STOP = "."


def cased(text: str, component: Component) -> str:
    """The text in capitals where the component stands in hoa, else as it is."""
    return upper(text) if component.case is LetterCase.UPPER else text


def on_one_line(text: str) -> str:
    """The text with the clerk's own line breaks turned into spaces."""
    return " ".join(text.split("\n"))


def organ(issuer: Organ, rulebook: Rulebook) -> ComposedOrgan:
    """Ô 2 of one issuing agency."""
    return ComposedOrgan(
        cased(issuer.parent, rulebook.components["parent_organ"]),
        cased(issuer.name, rulebook.components["organ"]),
    )


def padded_number(number: str, rule: NumberRule) -> str:
    """A number below ten with its zero, any other text as it is (điểm c khoản 3 Mục II Phần I Phụ lục I)."""
    plain = number.isascii() and number.isdigit() and not number.startswith(rule.pad)
    return rule.pad + number if plain and int(number[:4]) < rule.pad_below else number


def notation(code: Code, rules: HeadingRules) -> str:
    """Ký hiệu: agency and unit, joined (điểm c khoản 3)."""
    groups = [group for group in (*code.organ_notations, *code.unit_notations) if group]
    return rules.notation.group_separator.join(groups)


def code_number(letter: Letter, component_id: str, rulebook: Rulebook) -> str:
    """The number with its zero; a blank one is a gap in the type of this component."""
    if letter.code.number is None:
        return _gap(rulebook.heading.blanks.number, component_id, letter, rulebook)
    return padded_number(letter.code.number, rulebook.heading.number)


def day_text(day: int, rule: DateRule) -> str:
    """A day, with its zero below ten (điểm b khoản 4)."""
    return f"{rule.pad}{day}" if day < rule.day_pad_below else str(day)


def month_text(month: int, rule: DateRule) -> str:
    """A month, with its zero for January and February only (điểm b khoản 4)."""
    return f"{rule.pad}{month}" if month in rule.padded_months else str(month)


def date_parts(date: PartialDate, component_id: str, letter: Letter, rulebook: Rulebook) -> dict[str, str]:
    """Day, month and year as printed in this component; blank ones are gaps."""
    rule, blanks = rulebook.heading.date, rulebook.heading.blanks
    day, month, year = date.day, date.month, date.year
    return {
        "day": _gap(blanks.day, component_id, letter, rulebook) if day is None else day_text(day, rule),
        "month": (
            _gap(blanks.month, component_id, letter, rulebook) if month is None else month_text(month, rule)
        ),
        "year": _gap(blanks.year, component_id, letter, rulebook) if year is None else str(year),
    }


def date_text(letter: Letter, rulebook: Rulebook) -> str:
    """ "ngày 05 tháng 3 năm 2026"; blank parts are gaps (điểm b khoản 4)."""
    rule = rulebook.heading.date
    parts = date_parts(letter.date, "place_date", letter, rulebook)
    return (
        f"{rule.day_word} {parts['day']} {rule.month_word} {parts['month']} {rule.year_word} {parts['year']}"
    )


def full_place(place: Place) -> str:
    """The place, with its kind of unit when named after a person, a number or an event (điểm a khoản 4)."""
    unit, name = place.unit.strip(), place.name
    needs_unit = place.named_after is not NamedAfter.NOTHING or name.isdigit()
    if not (needs_unit and unit and name) or name.lower().startswith(unit.lower()):
        return name
    return f"{upper(unit[0])}{unit[1:]} {name}"


def addressees(given: tuple[Addressee, ...], rules: RecipientRules) -> tuple[ComposedAddressee, ...]:
    """Kính gửi: one stands alone, more each on a line ending ";" and "." (điểm d khoản 9)."""
    rule = rules.addressees
    shown = [addressee for addressee in given if addressee.name or _address(addressee)]
    if len(shown) < rule.list_from:
        return tuple(ComposedAddressee(endings.bare(one.name), _address(one)) for one in shown)
    last = len(shown) - 1
    return tuple(
        _listed(one, rule.last_end if index == last else rule.line_end) for index, one in enumerate(shown)
    )


def recipients(letter: Letter, rules: RecipientRules) -> tuple[str, ...]:
    """The lines of Nơi nhận, the archive line last (điểm d khoản 9)."""
    lines = [_recipient(one, rules) for one in letter.recipients if one.name or _is_as_above(one)]
    if letter.archive.units:
        lines.append(archive_line(letter.archive, rules))
    return tuple(lines)


def archive_line(archive: ArchiveLine, rules: RecipientRules) -> str:
    """ "- Lưu: VT, TTTH, KGVX (Q) (2)." """
    rule = rules.archive
    units = f"{rule.separator} ".join(archive.units)
    line = f"{rules.recipients.bullet} {rule.word} {units}"
    line += _noted(archive.initials, rules.initials)
    line += _noted("" if archive.copies is None else str(archive.copies), rules.copies)
    return endings.ended(line, rule.end)


def signature(signed: Signature, rules: SignatureRules) -> ComposedSignature:
    """Ô 7a in capitals, ô 7b and the name (khoản 7)."""
    lines = [
        f"{rules.authority[step.authority.value].abbreviation} {upper(step.on_behalf_of)}".rstrip()
        for step in signed.chain
    ]
    if signed.position:
        lines.append(upper(signed.position))
    name = " ".join(part for part in (signed.rank, signed.full_name) if part) if signed.full_name else ""
    return ComposedSignature(tuple(lines), tuple(title for title in signed.other_titles if title), name)


def drafter_mark(mark: DrafterMark, rules: MarkRules) -> str:
    """Ô 12, "PL.(300)" (khoản 3 Mục III)."""
    initials = upper(endings.bare(mark.code))
    if mark.issued_amount is not None:
        written = rules.drafter.pattern.format(initials=initials, copies=mark.issued_amount)
        return written if initials else written.lstrip(_FULL_STOP)
    return rules.drafter.pattern_without_copies.format(initials=initials) if initials else ""


def contact_lines(contact: ContactLine, rules: MarkRules) -> tuple[str, ...]:
    """Ô 13: address; telephone and Fax; e-mail and website (khoản 4 Mục III)."""
    labels = rules.contact_labels
    pairs = (
        ((labels.phone, contact.phone), (labels.fax, contact.fax)),
        ((labels.email, contact.email), (labels.website, contact.website)),
    )
    lines = [
        f"{labels.separator} ".join(f"{label} {value}" for label, value in pair if value) for pair in pairs
    ]
    return tuple(line for line in (contact.address, *lines) if line)


def secrecy(letter: Letter, rules: MarkRules) -> str:
    """The words of the mark in ô 10a (điểm a khoản 2 Mục III)."""
    return "" if letter.secrecy is Secrecy.NONE else rules.secrecy[letter.secrecy.value].text


def urgency(letter: Letter, rules: MarkRules) -> str:
    """The words of the mark in ô 10b (điểm b khoản 2 Mục III)."""
    return "" if letter.urgency is Urgency.NONE else rules.urgency[letter.urgency.value].text


def circulation(letter: Letter, rules: MarkRules) -> tuple[str, ...]:
    """The words of the marks in ô 11 (điểm a and c khoản 2 Mục III)."""
    marks = [rules.recall.text] if letter.recall else []
    if letter.circulation is not Circulation.NONE:
        marks.append(rules.circulation[letter.circulation.value].text)
    return tuple(marks)


def _gap(width: Mm, component_id: str, letter: Letter, rulebook: Rulebook) -> str:
    return gap(width, component_id, letter.layout, rulebook)


def _address(addressee: Addressee) -> str:
    return addressee.address if addressee.kind is AddresseeKind.PERSON else ""


def _listed(addressee: Addressee, end: str) -> ComposedAddressee:
    """The end stands after the address where there is one: it closes the whole entry."""
    address = _address(addressee)
    if address:
        return ComposedAddressee(endings.bare(addressee.name), endings.ended(address, end))
    return ComposedAddressee(endings.ended(addressee.name, end))


def _is_as_above(recipient: Recipient) -> bool:
    return recipient.kind is RecipientKind.AS_ABOVE


def _recipient(recipient: Recipient, rules: RecipientRules) -> str:
    name = endings.bare(recipient.name) or (rules.as_above.text if _is_as_above(recipient) else "")
    line = f"{rules.recipients.bullet} {name}{_noted(recipient.note, rules.note)}"
    return endings.ended(line, rules.recipients.line_end)


def _noted(note: str, rule: Pattern) -> str:
    """The note in its brackets behind a space; brackets that the clerk typed are not doubled."""
    note = note.strip()
    if not note:
        return ""
    before, _, after = rule.pattern.partition("{note}")
    return " " + (
        note if note.startswith(before) and note.endswith(after) else rule.pattern.format(note=note)
    )
