"""The agencies that letters are drafted for, in the order they are offered, and who signs for them."""

from __future__ import annotations

import dataclasses
import datetime
import json
import logging
import secrets

from app.base.errors import AppError
from app.letter.codec import decode, encode
from app.letter.model import PartialDate
from app.library.agency import Agency, Signer
from app.library.database import Changes, Database

_log = logging.getLogger(__name__)

_TABLE = "agency"


class Agencies:
    """The agencies of the library; ``database.changed`` tells "agency"."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[Agency]:
        """In the order they are offered."""
        rows = self._database.read("SELECT data FROM agency ORDER BY position, id")
        return [agency for row in rows if (agency := _decoded(str(row["data"]))) is not None]

    def get(self, id: str) -> Agency | None:  # noqa: A002 - as everywhere in the library
        """The agency of an id; None when it was removed."""
        rows = self._database.read("SELECT data FROM agency WHERE id = ?", (id,))
        return _decoded(str(rows[0]["data"])) if rows else None

    def save(self, agency: Agency) -> Agency:
        """Keep it; a new one goes to the end. Agency and signers without an id are given one."""
        agency = _with_ids(agency)
        data = json.dumps(encode(agency), ensure_ascii=False)
        with self._database.changing(_TABLE) as changes:
            changes.execute(
                "INSERT INTO agency (id, position, data)"
                " VALUES (?, (SELECT coalesce(max(position), 0) + 1 FROM agency), ?)"
                " ON CONFLICT (id) DO UPDATE SET data = excluded.data",
                (agency.id, data),
            )
        return agency

    def remove(self, id: str) -> Agency:  # noqa: A002 - as everywhere in the library
        """Forget it; what is returned can be saved again. KeyError when there is none."""
        agency = self.get(id)
        if agency is None:
            raise KeyError(id)
        with self._database.changing(_TABLE) as changes:
            changes.execute("DELETE FROM agency WHERE id = ?", (id,))
        return agency

    def move(self, id: str, step: int) -> None:  # noqa: A002 - as everywhere in the library
        """Move it so many places down (up when negative), as far as there are places."""
        order = [str(row["id"]) for row in self._database.read("SELECT id FROM agency ORDER BY position, id")]
        if id not in order:
            return
        place = order.index(id)
        order.insert(max(0, min(place + step, len(order) - 1)), order.pop(place))
        with self._database.changing(_TABLE) as changes:
            self._put_in_order(changes, order)

    def put_back(self, agency: Agency, place: int) -> Agency:
        """Undo of a removal: the agency, and the place among the others where it stood."""
        agency = self.save(agency)
        self.move(agency.id, place - self.place_of(agency.id))
        return agency

    def place_of(self, id: str) -> int:  # noqa: A002 - as everywhere in the library
        """The place of an agency among the others, from 0; -1 when it was removed."""
        ids = [agency.id for agency in self.all()]
        return ids.index(id) if id in ids else -1

    @staticmethod
    def _put_in_order(changes: Changes, order: list[str]) -> None:
        for position, one in enumerate(order, 1):
            changes.execute("UPDATE agency SET position = ? WHERE id = ?", (position, one))


def signers_of(agency: Agency, on: datetime.date) -> list[Signer]:
    """Who may sign on this day, in the order they are offered."""
    day = (on.year, on.month, on.day)
    return [signer for signer in agency.signers if _first_day(signer.since) <= day <= _last_day(signer.until)]


def _decoded(data: str) -> Agency | None:
    """None for what a later version wrote and this one cannot read; it stays as it is."""
    try:
        return decode(Agency, json.loads(data))
    except (AppError, ValueError, RecursionError):
        _log.warning("an agency of the library cannot be read")
        return None


def _first_day(date: PartialDate | None) -> tuple[int, int, int]:
    if date is None:
        return (0, 0, 0)
    return (date.year or 0, date.month or 0, date.day or 0)


def _last_day(date: PartialDate | None) -> tuple[int, int, int]:
    # What is left blank reaches to the end of the month or the year.
    if date is None or date.year is None:
        return (datetime.MAXYEAR, 12, 31)
    return (date.year, date.month or 12, date.day or 31)


def _with_ids(agency: Agency) -> Agency:
    signers = tuple(
        signer if signer.id else dataclasses.replace(signer, id=_new_id()) for signer in agency.signers
    )
    return dataclasses.replace(agency, id=agency.id or _new_id(), signers=signers)


def _new_id() -> str:
    return secrets.token_hex(8)
