"""The whole window, with agencies in its library."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from app.library.agency import Agency, AgencyKind
from app.library.conventions import suggested_agency, titles_for, ways_to_sign
from app.ui.office import Office
from tests.support.clerk import Clerk
from tests.ui.whole.conftest import office, paths, start

__all__ = ["clerk", "commune", "department", "office", "paths", "ready", "start"]


@pytest.fixture
def ready(office: Office, qtbot: QtBot) -> Office:
    """The program, its library read."""
    qtbot.waitUntil(lambda: office.session.library.database.is_ready)
    return office


@pytest.fixture
def clerk(ready: Office) -> Clerk:
    """Somebody who works in that window."""
    return Clerk(ready.window)


@pytest.fixture
def commune(ready: Office) -> Agency:
    """UBND xã Hàm Yên with two signers."""
    library = ready.session.library
    area = library.places.search("hàm yên")[0]
    agency = suggested_agency(AgencyKind.COMMUNE, province=library.places.get(area.province), commune=area)
    ways = list(ways_to_sign(titles_for(agency)).values())
    signers = (ways[1].signer("Nguyễn Thị Hoa"), ways[2].signer("Trần Văn Bình"))
    return library.agencies.save(replace(agency, signers=signers))


@pytest.fixture
def department(ready: Office, commune: Agency) -> Agency:
    """A second agency, behind the first."""
    places = ready.session.library.places
    agency = suggested_agency(
        AgencyKind.DEPARTMENT, province=places.get(commune.province), name="Sở Y tế tỉnh Tuyên Quang"
    )
    return ready.session.library.agencies.save(agency)
