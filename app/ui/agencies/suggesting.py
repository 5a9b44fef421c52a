"""What is proposed for an agency while it is described; what the clerk wrote stays."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from app.base.texts import text
from app.letter.wording import full_place
from app.library.agency import Agency, AgencyKind, Unit
from app.library.conventions import Preset, Way, suggested_agency, titles_for, ways_to_sign
from app.library.places import PlaceKind, Places
from app.library.places import Unit as Area
from app.settings.options import LAST_UNITS
from app.settings.store import Settings

_PROPOSED = ("name", "parent", "short_name", "notation", "place", "units")
_BLANK = Agency()


def proposal(agency: Agency, places: Places, *, own_name: str = "") -> Agency:
    """What is usual for this kind of agency at this place, with a name of its own if it has one."""
    return suggested_agency(
        agency.kind, province=places.get(agency.province), commune=places.get(agency.commune), name=own_name
    )


def with_area(agency: Agency, area: Area) -> Agency:
    """The agency at a place: in a commune and its province, or in a province."""
    if area.kind is PlaceKind.PROVINCE:
        return replace(agency, province=area.code, commune="")
    return replace(agency, province=area.province, commune=area.code)


def reproposed(before: Agency, after: Agency, places: Places) -> Agency:
    """The agency after a change, with what was proposed for it before proposed anew.

    ``after`` differs from ``before`` in what the clerk has just changed. A field that says something else
    than what was proposed is the clerk's own.
    """
    old = proposal(before, places, own_name=_own_name(before, places))
    name = _own_name(after, places) if after.name != old.name else ""
    new = proposal(after, places, own_name=name)
    changes: dict[str, Any] = {}
    for field in _PROPOSED:
        value = getattr(after, field)
        if value in (getattr(_BLANK, field), getattr(old, field)) and value == getattr(before, field):
            changes[field] = getattr(new, field)
    return replace(after, **changes)


def _own_name(agency: Agency, places: Places) -> str:
    usual = proposal(agency, places).name
    return "" if agency.name == usual else agency.name


def ways_for(agency: Agency) -> list[Way]:
    """The ways to sign that are offered for its signers, with each body and each usual title by order."""
    titles = titles_for(agency)
    ways = ways_to_sign(titles)
    by_order = ways.get(Preset.ORDER)
    others = [replace(by_order, position=title) for title in titles.order[1:]] if by_order else []
    for body in titles.also:
        of_body = ways_to_sign(replace(titles, collective=body))
        others += [of_body[preset] for preset in (Preset.COLLECTIVE, Preset.COLLECTIVE_DEPUTY)]
    return [*ways.values(), *others]


def shown_place(agency: Agency) -> str:
    """The địa danh as it is printed."""
    return full_place(agency.place)


def shown_name(agency: Agency) -> str:
    """What an agency is called in lists."""
    return agency.short_name or agency.name or text("agencies.unnamed")


KINDS = tuple(AgencyKind)


def unit_in_use(agency: Agency, settings: Settings) -> Unit | None:
    """The drafting unit that new letters of an agency begin with: that of the last one, else the first."""
    last = dict(one.split(" ", 1) for one in settings.get(LAST_UNITS) if " " in one)
    used = last.get(agency.id)
    first = agency.units[0] if agency.units else None
    return next((unit for unit in agency.units if unit.abbreviation == used), first)
