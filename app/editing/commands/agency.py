"""The facts of an agency in a letter: header, ký hiệu, place, signature, Lưu, contact line.

The letter holds copies, so what becomes of the agency later is nothing to it.
"""

from __future__ import annotations

from dataclasses import replace

from app.letter.model import Advisory, ArchiveLine, Code, Letter, Organ, Signature
from app.letter.wording import on_one_line
from app.library.agency import Agency, AgencyKind, Signer, Unit

_GROUPS = "-"  # between the groups of a ký hiệu (điểm c khoản 3 Mục II Phần I Phụ lục I)


def with_agency(
    letter: Letter, agency: Agency, unit: Unit | None = None, signer: Signer | None = None
) -> Letter:
    """The letter as this agency, this drafting unit and this signer write it.

    Agencies that issue the letter together with the first one stay, and so do their signers. Without a
    signer the signature of the first is empty. An advisory body uses the seal of its agency (điểm a khoản 3
    and điểm c khoản 7 Mục II Phần I Phụ lục I).
    """
    first = Organ(name=agency.name, parent=agency.parent)
    letter = replace(
        letter,
        issuers=(first, *letter.issuers[1:]),
        code=replace(letter.code, organ_notations=notations(agency), unit_notations=()),
        place=agency.place,
        archive=replace(letter.archive, units=ArchiveLine().units),
        signatures=letter.signatures[1:] and (Signature(), *letter.signatures[1:]),
        contact=agency.contact,
    )
    letter = with_unit(letter, unit) if unit is not None else letter
    if signer is None:
        return letter
    letter = with_signer(letter, signer)
    seal = Advisory.WITH_SEAL if agency.kind is AgencyKind.STEERING else Advisory.NO
    return replace(letter, signatures=(replace(letter.signatures[0], advisory=seal), *letter.signatures[1:]))


def with_unit(letter: Letter, unit: Unit) -> Letter:
    """The letter of another drafting unit: its abbreviation in the ký hiệu and at the end of Lưu."""
    groups = notations_of_unit(unit)
    others = tuple(one for one in letter.archive.units if one not in (*letter.code.unit_notations, *groups))
    return replace(
        letter,
        code=replace(letter.code, unit_notations=groups),
        archive=replace(letter.archive, units=(*others, *groups)),
    )


def with_signer(letter: Letter, signer: Signer, index: int = 0) -> Letter:
    """The letter signed by somebody else: authority, position, other titles, rank and name."""
    signed = list(letter.signatures) + [Signature()] * (index + 1 - len(letter.signatures))
    signed[index] = replace(
        signed[index],
        chain=signer.chain,
        position=signer.position,
        other_titles=signer.other_titles,
        full_name=signer.full_name or None,
        rank=signer.rank,
    )
    return replace(letter, signatures=tuple(signed))


def notations(agency: Agency) -> tuple[str, ...]:
    """The groups of the ký hiệu that stand for the agency."""
    return tuple(group for group in agency.notation.split(_GROUPS) if group)


def notations_of_unit(unit: Unit) -> tuple[str, ...]:
    """The groups of the ký hiệu that stand for a drafting unit."""
    return tuple(group for group in unit.abbreviation.split(_GROUPS) if group)


def is_of(letter: Letter, agency: Agency, index: int = 0) -> bool:
    """Whether this agency is the first issuer of the letter, or another one, as far as its header says."""
    if index >= len(letter.issuers):
        return False
    return on_one_line(letter.issuers[index].name) == on_one_line(agency.name)


def unit_of(code: Code, agency: Agency) -> Unit | None:
    """The drafting unit that a ký hiệu names, if the agency knows it."""
    return next((unit for unit in agency.units if notations_of_unit(unit) == code.unit_notations), None)
