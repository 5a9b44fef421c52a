"""Usages of offices: what an agency is called, where it belongs, who signs how; all only proposed."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any

from app.base.resources import resource_path
from app.base.vietnamese import fold, nfc, upper, without_tones
from app.letter.model import Authority, AuthorityStep, Place
from app.library.agency import Agency, AgencyKind, Signer, Unit

if TYPE_CHECKING:  # the form needs the conventions, not the table of places
    from app.library.places import Unit as Area

_OTHER = "other"
_FIELD = re.compile(r"\{(\w+)\}")


class Preset(StrEnum):
    """A usual way to sign."""

    HEAD = "head"
    COLLECTIVE = "collective"  # TM.
    COLLECTIVE_DEPUTY = "collective_deputy"  # TM. / KT.
    DEPUTY = "deputy"  # KT.
    ORDER = "order"  # TL.
    MANDATE = "mandate"  # TUQ.


@dataclass(frozen=True, slots=True)
class Titles:
    """What the head and the deputy are called; ``collective`` is the body they sign for ("" = none).

    ``also`` are other bodies that they may sign for; ``order`` the usual titles of those who sign by order
    (TL.).
    """

    head: str
    deputy: str
    collective: str = ""
    order: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Way:
    """A way to sign: the chain of authority and the signer's own title ("" = the clerk has to say)."""

    preset: Preset
    chain: tuple[AuthorityStep, ...]
    position: str

    @property
    def label(self) -> str:
        """Its lines, one after the other: "TM. Ủy ban nhân dân, KT. Chủ tịch, Phó Chủ tịch"."""
        lines = [f"{step.authority}. {step.on_behalf_of}" for step in self.chain]
        return ", ".join([*lines, self.position] if self.position else lines)

    def signer(self, full_name: str) -> Signer:
        """Somebody who signs in this way."""
        return Signer(full_name=full_name, position=self.position, chain=self.chain)


def titles_of(name: str) -> Titles:
    """The titles in an agency of this name, by the words it begins with; "Thủ trưởng" when unknown."""
    return _spelled_as(name, _conventions().titles[_titles_key(name) or _OTHER])


def titles_for(agency: Agency) -> Titles:
    """The titles in an agency: by its name, else by its kind."""
    conventions = _conventions()
    key = _titles_key(agency.name) or conventions.kinds[agency.kind]["titles"]
    return _spelled_as(agency.name, conventions.titles[key])


def ways_to_sign(titles: Titles) -> dict[Preset, Way]:
    """How letters are signed where these titles are used, in the order they are offered.

    Source: Điều 13; điểm b khoản 7 Mục II Phần I Phụ lục I.
    """
    ways = [_way(Preset.HEAD, titles.head)]
    for_head = (Authority.FOR_HEAD, titles.head)
    if titles.collective:
        collective = (Authority.COLLECTIVE, titles.collective)
        ways.append(_way(Preset.COLLECTIVE, titles.head, collective))
        ways.append(_way(Preset.COLLECTIVE_DEPUTY, titles.deputy, collective, for_head))
    else:
        ways.append(_way(Preset.DEPUTY, titles.deputy, for_head))
    by_order = titles.order[0] if titles.order else ""
    ways.append(_way(Preset.ORDER, by_order, (Authority.BY_ORDER, titles.head)))
    ways.append(_way(Preset.MANDATE, "", (Authority.BY_MANDATE, titles.head)))
    return {way.preset: way for way in ways}


def name_begins(kind: AgencyKind) -> str:
    """What the name of an agency of this kind begins with, to type on from: "Sở "; "" when none is usual."""
    name = str(_conventions().kinds[kind]["name"])
    return _FIELD.split(name)[0]


def suggested_agency(
    kind: AgencyKind, *, province: Area | None = None, commune: Area | None = None, name: str = ""
) -> Agency:
    """An agency as it is usual for its kind, in this province and commune.

    Without a name it is the one that follows from the place ("Ủy ban nhân dân xã Hàm Yên"), "" when none
    does. The id is empty and there are no signers. Source: rules of no decree, see conventions.toml.
    """
    local = commune or province
    areas = {"province": province, "commune": commune, "local": local}
    name = nfc(name).strip() or _filled(str(_conventions().kinds[kind]["name"]), areas)
    usage = _usage(kind, name)
    parent = _filled(str(usage.get("parent", "")), areas)
    if usage.get("parent") and not parent:
        parent = _filled(str(usage.get("parent_without_commune", "")), areas)
    seat = areas[str(usage["seat"])] or local
    return Agency(
        kind=kind,
        name=name,
        parent=parent,
        short_name=short_name(name),
        notation=str(usage.get("notation", "")) or initials(name),
        place=seat.place if seat else Place(),
        province=province.code if province else "",
        commune=commune.code if commune else "",
        units=tuple(
            Unit(name=unit, abbreviation=abbreviation)
            for unit, abbreviation, *only_in in usage["units"]
            if not only_in or (local and local.unit in only_in)
        ),
    )


def short_name(name: str) -> str:
    """The name with the usual short forms: "UBND xã Hàm Yên"."""
    for phrase, short in _conventions().short.items():
        name = name.replace(phrase, short)
    return name


def initials(name: str) -> str:
    """An abbreviation for the ký hiệu, without the place at the end: "Sở Giáo dục và Đào tạo" gives SGDĐT.

    What is written in capitals already stays whole: "Trường THCS Nguyễn Trãi" gives THCSNT.
    """
    rules = _conventions().initials
    if is_all_capitals(name):
        # Which words are names is lost; each gives its letter.
        name = name.capitalize()
    words = [word for word in re.findall(r"\w+", _without_place(name)) if word not in rules["skipped"]]
    if len(words) > 1 and words[0] in rules["silent"]:
        words = words[1:]
    letters = (word if word.isupper() or word.isdigit() else upper(word[0]) for word in words)
    return without_tones("".join(letters))


def is_all_capitals(name: str) -> bool:
    """Whether several words are all in capitals, as the header prints a name and no sentence says it."""
    return name.isupper() and len(name.split()) > 1


def _without_place(name: str) -> str:
    """The name before "tỉnh X", "xã Y"; the "xã" of "xã hội", which no capital follows, is no place."""
    for end in _conventions().initials["ends"]:
        for found in re.finditer(rf"\s{end}(?:\s+(\w)|\s*\Z)", name):
            if not found[1] or not found[1].islower():
                name = name[: found.start()]
                break
    return name


@dataclass(frozen=True, slots=True)
class _Conventions:
    titles: Mapping[str, Titles]
    beginnings: tuple[tuple[str, str], ...]  # folded words and the key of their titles, the longest first
    kinds: Mapping[str, Mapping[str, Any]]
    initials: Mapping[str, list[str]]
    short: Mapping[str, str]


@cache
def _conventions() -> _Conventions:
    table = tomllib.loads(resource_path("library", "conventions.toml").read_text("utf-8"))
    titles = {
        key: Titles(
            one["head"],
            one["deputy"],
            one.get("collective", ""),
            tuple(one["order"]),
            tuple(one.get("also", ())),
        )
        for key, one in table["titles"].items()
    }
    beginnings = [(fold(words), key) for key, one in table["titles"].items() for words in one["begins"]]
    beginnings.sort(key=lambda beginning: -len(beginning[0]))
    return _Conventions(titles, tuple(beginnings), table["kind"], table["initials"], table["short"])


def _titles_key(name: str) -> str:
    return next((key for words, key in _conventions().beginnings if _begins(name, words)), "")


def _begins(name: str, folded: str) -> bool:
    return f"{' '.join(fold(name).split())} ".startswith(f"{folded} ")


def _usage(kind: AgencyKind, name: str) -> Mapping[str, Any]:
    """What is usual for a kind, and for a name like this one."""
    usage = _conventions().kinds[kind]
    special = [
        (len(words), one)
        for one in usage.get("but", ())
        for words in one["begins"]
        if _begins(name, fold(words))
    ]
    return {**usage, **max(special, key=lambda found: found[0])[1]} if special else usage


def _spelled_as(name: str, titles: Titles) -> Titles:
    # An office that writes its own name with "Uỷ" signs so too.
    spelled = name[: len(titles.collective)]
    if titles.collective and fold(spelled) == fold(titles.collective):
        return replace(titles, collective=spelled)
    return titles


def _filled(pattern: str, areas: Mapping[str, Area | None]) -> str:
    """The pattern with the names of places; "" when one is missing or it is a beginning to type on from."""
    fields = _FIELD.findall(pattern)
    if any(areas[field] is None for field in fields) or (not fields and pattern.endswith(" ")):
        return ""
    return pattern.format(**{field: area.full_name for field, area in areas.items() if area})


def _way(preset: Preset, position: str, *steps: tuple[Authority, str]) -> Way:
    chain = tuple(AuthorityStep(authority=authority, on_behalf_of=words) for authority, words in steps)
    return Way(preset, chain, position)
