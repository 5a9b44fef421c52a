"""An agency that letters are drafted for: its names, drafting units and signers."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from app.letter.model import AuthorityStep, ContactLine, Node, PartialDate, Place


class AgencyKind(StrEnum):
    """What an agency is; decides conventions, never what may be written."""

    MINISTRY = "ministry"
    PROVINCE = "province"  # UBND tỉnh, thành phố
    COMMUNE = "commune"  # UBND xã, phường, đặc khu
    COUNCIL = "council"  # HĐND
    DEPARTMENT = "department"  # sở, ban, ngành of a province
    OFFICE = "office"  # văn phòng, phòng chuyên môn
    SCHOOL = "school"
    HOSPITAL = "hospital"
    ENTERPRISE = "enterprise"
    BRANCH = "branch"  # chi cục, trung tâm
    STEERING = "steering"  # ban chỉ đạo, with its own number series
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class Unit(Node):
    """A drafting unit and its abbreviation in the ký hiệu and in Lưu: "Phòng Văn hóa - Xã hội", "VHXH"."""

    name: str = ""
    abbreviation: str = ""


@dataclass(frozen=True, kw_only=True)
class Signer(Node):
    """Who signs for the agency and how (thẩm quyền ký, chức vụ); in office from ``since`` to ``until``."""

    id: str = ""
    full_name: str = ""
    position: str = ""
    chain: tuple[AuthorityStep, ...] = ()
    other_titles: tuple[str, ...] = ()
    rank: str = ""
    since: PartialDate | None = None
    until: PartialDate | None = None


@dataclass(frozen=True, kw_only=True)
class Agency(Node):
    """One "Cơ quan đang soạn".

    ``name`` and ``parent`` are official names in ordinary case (rulebook: ô 2); ``notation`` is its
    abbreviation in the ký hiệu ("UBND"); ``units`` and ``signers`` stand in the order they are offered.
    ``province`` and ``commune`` are codes of the places table ("" = unknown).
    """

    id: str = ""
    kind: AgencyKind = AgencyKind.OTHER
    name: str = ""
    parent: str = ""
    short_name: str = ""
    notation: str = ""
    place: Place = field(default_factory=Place)
    province: str = ""
    commune: str = ""
    units: tuple[Unit, ...] = ()
    signers: tuple[Signer, ...] = ()
    contact: ContactLine = field(default_factory=ContactLine)
