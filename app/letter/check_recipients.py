"""Checks of Kính gửi, Nơi nhận and the archive line."""

from __future__ import annotations

from collections.abc import Iterator

from app.base.vietnamese import fold
from app.letter.endings import bare
from app.letter.finding import DELETE_ITEM, INSERT_AS_ABOVE, MOVE_ITEM, at, finding, own_source, too_long
from app.letter.model import Letter, RecipientKind
from app.letter.wording import on_one_line
from app.rules.finding import Finding, Fix, Severity
from app.rules.model import Rulebook


def check_addressees(letter: Letter, rulebook: Rulebook) -> Iterator[Finding]:
    """Ô 9a."""
    source = rulebook.components["addressees"].source
    if not letter.addressees:
        yield finding("ND30-KG-01", source, at("addressees"))
    names = [one.name for one in letter.addressees]
    for index, name in enumerate(names):
        place = at("addressees.name", index)
        if not name.strip():
            yield finding("ND30-KG-02", source, place, fix=Fix(DELETE_ITEM))
        yield from too_long("ND30-KG-03", name, rulebook.limits.addressee, place, rulebook)
    yield from _senders("addressees.name", names, letter)
    yield from _repeated("addressees.name", names)


def check_recipients(letter: Letter, rulebook: Rulebook) -> Iterator[Finding]:
    """Ô 9b without its last line."""
    source = rulebook.recipients.recipients.source
    names = [one.name for one in letter.recipients]
    for index, one in enumerate(letter.recipients):
        if one.kind is RecipientKind.NAMED and not one.name.strip():
            yield finding("ND30-NN-01", source, at("recipients.name", index), fix=Fix(DELETE_ITEM))
    yield from _as_above(letter, rulebook)
    yield from _senders("recipients.name", names, letter)
    yield from _repeated("recipients.name", names)


def check_archive(letter: Letter, rulebook: Rulebook) -> Iterator[Finding]:
    """The line "- Lưu: VT, …"."""
    rule, place = rulebook.recipients.archive, at("archive.units")
    units = [unit.strip() for unit in letter.archive.units if unit.strip()]
    if not units:
        yield finding("ND30-LU-01", rule.source, place, office=rule.records_office)
    elif units[0] != rule.records_office:
        yield finding("ND30-LU-02", rule.source, place, office=rule.records_office, first=units[0])
    if letter.archive.copies is not None and letter.archive.copies < 1:
        yield finding("ND30-LU-03", own_source(), at("archive.copies"), severity=Severity.ERROR)


def _as_above(letter: Letter, rulebook: Rulebook) -> Iterator[Finding]:
    rule = rulebook.recipients.as_above
    above = [index for index, one in enumerate(letter.recipients) if one.kind is RecipientKind.AS_ABOVE]
    if letter.addressees and not above:
        yield finding("ND30-NN-02", rule.source, at("recipients"), fix=Fix(INSERT_AS_ABOVE), words=rule.text)
    if above and not letter.addressees:
        place = at("recipients", above[0])
        yield finding("ND30-NN-03", rule.source, place, fix=Fix(DELETE_ITEM), words=rule.text)
    elif above and above[0] > 0:
        place = at("recipients", above[0])
        yield finding("ND30-NN-04", rule.source, place, fix=Fix(MOVE_ITEM, {"to": 0}), words=rule.text)


def _key(name: str) -> str:
    return " ".join(fold(bare(on_one_line(name))).split())


def _senders(component: str, names: list[str], letter: Letter) -> Iterator[Finding]:
    senders = {_key(issuer.name) for issuer in letter.issuers} - {""}
    for index, name in enumerate(names):
        if _key(name) in senders:
            yield finding(
                "ND30-NN-05", own_source(), at(component, index), severity=Severity.WARNING, name=name
            )


def _repeated(component: str, names: list[str]) -> Iterator[Finding]:
    seen: set[str] = {""}
    for index, name in enumerate(names):
        key = _key(name)
        if key in seen - {""}:
            yield finding("ND30-NN-06", own_source(), at(component, index), fix=Fix(DELETE_ITEM), name=name)
        seen.add(key)
