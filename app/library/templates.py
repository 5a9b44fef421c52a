"""The templates of the office: the built-in ones and its own, favourites, use, search."""

from __future__ import annotations

import json
import logging
import re
import secrets
import sqlite3
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from app.base.errors import AppError
from app.base.texts import text
from app.base.vietnamese import fold, nfc, sort_key
from app.letter.prompts import rewritten
from app.letter.runs import Runs
from app.library.built_in import built_in_templates
from app.library.database import Database
from app.library.template import Template
from app.library.template_json import is_id, refuse_secret, template_of, template_tree

TABLES = _TABLE, _USE = "template", "template_use"
_MOST_USED = 3
_NUMBERED = re.compile(r"\s\(\d+\)$")

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Kept:
    """A template with what the office does with it; ``used_at`` in seconds since 1970, 0 = never."""

    template: Template
    is_builtin: bool = False
    is_favourite: bool = False
    uses: int = 0
    used_at: float = 0.0


@dataclass(frozen=True, slots=True)
class _Found:
    """A template and the folded words it is sought by."""

    template: Template
    heading: str
    words: str


class Templates:
    """The templates of the library; ``database.changed`` tells "template" and "template_use"."""

    def __init__(self, database: Database, built_in: Iterable[Template] | None = None) -> None:
        self._database = database
        self._given = built_in
        self._own: dict[str, tuple[str, _Found]] = {}

    def all(self) -> list[Kept]:
        """Favourites first; then the office's own by name, then the built-in ones in the order of use."""
        rows = self._database.read("SELECT id, favourite, uses, used_at FROM template_use")
        uses = {row["id"]: row for row in rows}
        kept = [self._kept(found.template, uses.get(found.template.id)) for found in self._all()]
        return sorted(kept, key=lambda one: not one.is_favourite)

    def get(self, id: str) -> Kept | None:  # noqa: A002 - as everywhere in the library
        """The template of an id; None when there is none."""
        return next((one for one in self.all() if one.template.id == id), None)

    def categories(self) -> list[str]:
        """The categories there are: the built-in ones in the order of use, the office's own by name."""
        built_in = dict.fromkeys(one.template.category for one in self._built_in.values())
        own = {one.template.category for one in self._all()} - {"", *built_in}
        return [*sorted(own, key=sort_key), *(name for name in built_in if name)]

    def search(self, typed: str) -> list[Kept]:
        """Those that hold every typed word, without regard to marks; those that are called so first."""
        words = fold(typed).split()
        found = [one for one in self._all() if all(word in one.words for word in words)]
        ids = {one.template.id: all(word in one.heading for word in words) for one in found}
        kept = [one for one in self.all() if one.template.id in ids]
        return sorted(kept, key=lambda one: not ids[one.template.id])

    def most_used(self, count: int = _MOST_USED) -> list[Kept]:
        """Those used most; before anything was used, the first ones."""
        return sorted(self.all(), key=lambda one: (-one.uses, -one.used_at))[:count]

    def save(self, template: Template) -> Template:
        """Keep an own template; without an id, or with that of a built-in one, it becomes a new one.

        A name that another has gets a number. AppError without a name, and for a letter with a độ mật.
        """
        refuse_secret(template.letter)
        name = nfc(" ".join(template.name.split()))
        if not name:
            raise AppError("templates.unnamed")
        new = not is_id(template.id) or template.id in self._built_in
        template = replace(template, id=secrets.token_hex(8) if new else template.id)
        template = replace(template, name=self._free_name(name, template.id))
        data = json.dumps(template_tree(template), ensure_ascii=False)
        with self._database.changing(_TABLE) as changes:
            changes.execute(
                "INSERT OR REPLACE INTO template (id, folded, data) VALUES (?, ?, ?)",
                (template.id, fold(template.name), data),
            )
        return template

    def remove(self, id: str) -> Template:  # noqa: A002 - as everywhere in the library
        """Forget an own template; what is returned can be saved again. KeyError for any other id."""
        found = next((one for one in self._own_ones() if one.template.id == id), None)
        if found is None:
            raise KeyError(id)
        # Its favourite and count stay for the case that it comes back.
        with self._database.changing(_TABLE) as changes:
            changes.execute("DELETE FROM template WHERE id = ?", (id,))
        return found.template

    def duplicate(self, id: str) -> Template:  # noqa: A002 - as everywhere in the library
        """A copy of the office's own under a name of its own; KeyError for an unknown id."""
        kept = self.get(id)
        if kept is None:
            raise KeyError(id)
        return self.save(replace(kept.template, id=""))

    def set_favourite(self, id: str, on: bool) -> None:  # noqa: A002 - as everywhere in the library
        """Put a template among the favourites, or take it away."""
        with self._database.changing(_USE) as changes:
            changes.execute(
                "INSERT INTO template_use (id, favourite) VALUES (?, ?)"
                " ON CONFLICT (id) DO UPDATE SET favourite = excluded.favourite",
                (id, int(on)),
            )

    def used(self, id: str) -> None:  # noqa: A002 - as everywhere in the library
        """Count one more letter made from a template."""
        with self._database.changing(_USE) as changes:
            changes.execute(
                "INSERT INTO template_use (id, uses, used_at) VALUES (?, 1, ?)"
                " ON CONFLICT (id) DO UPDATE SET uses = uses + 1, used_at = excluded.used_at",
                (id, time.time()),
            )

    # --- inside

    @cached_property
    def _built_in(self) -> dict[str, _Found]:
        given = built_in_templates() if self._given is None else self._given
        return {template.id: _sought(template) for template in given}

    def _all(self) -> list[_Found]:
        return [*self._own_ones(), *self._built_in.values()]

    def _own_ones(self) -> list[_Found]:
        """By name. Decoded once: a template is read many times between two changes."""
        known, self._own = self._own, {}
        for row in self._database.read("SELECT id, data FROM template"):
            data, found = known.get(row["id"], ("", None))
            if found is None or data != row["data"]:
                found = _decoded(row["id"], row["data"])
            if found is not None:
                self._own[row["id"]] = row["data"], found
        return sorted((found for _, found in self._own.values()), key=lambda one: sort_key(one.template.name))

    def _kept(self, template: Template, use: sqlite3.Row | None) -> Kept:
        is_builtin = template.id in self._built_in
        if use is None:
            return Kept(template, is_builtin)
        return Kept(template, is_builtin, bool(use["favourite"]), use["uses"], use["used_at"])

    def _free_name(self, name: str, id: str) -> str:  # noqa: A002 - as everywhere in the library
        taken = {found.template.name.casefold() for found in self._all() if found.template.id != id}
        bare, free, number = _NUMBERED.sub("", name), name, 2
        while free.casefold() in taken:
            free, number = text("templates.numbered", name=bare, number=number), number + 1
        return free


class _Collector:
    """Gathers the texts of a letter; nothing is rewritten."""

    def __init__(self) -> None:
        self.words: list[str] = []

    def text(self, text: str) -> str:
        """A field."""
        self.words.append(text)
        return text

    def runs(self, runs: Runs) -> Runs:
        """A paragraph."""
        self.words.append("".join(run.text for run in runs))
        return runs


def _sought(template: Template) -> _Found:
    collector = _Collector()
    rewritten(template.letter, collector)
    heading = fold(template.name)
    words = (template.name, template.category, template.description, *collector.words)
    return _Found(template, heading, fold("\n".join(words)))


def _decoded(id: str, data: str) -> _Found | None:  # noqa: A002 - as everywhere in the library
    try:
        return _sought(replace(template_of(json.loads(data)), id=id))
    except AppError as error:
        # Written by a later version: it stays where it is, and the others can be used.
        _log.warning("template %s: %s", id, error.key)
        return None
