"""The tables of the library's database: one script per schema version, run one after the other."""

from __future__ import annotations

# SQLite keeps it in the file's head: "SCV1". A file without it is not ours.
APPLICATION_ID = 0x53435631
# Names are folded by us (base.vietnamese.fold): SQLite's own folding misses the letter d with stroke.
# ``stamp`` has a new value for every table that was written, so that another window sees what changed.
# What a program of a later version adds stands in the JSON of ``data`` and is kept.
STEPS: tuple[str, ...] = (
    """
    CREATE TABLE stamp (
        name TEXT PRIMARY KEY, value TEXT NOT NULL
    );
    CREATE TABLE agency (
        id TEXT PRIMARY KEY, position INTEGER NOT NULL, data TEXT NOT NULL
    );
    CREATE TABLE contact (
        id TEXT PRIMARY KEY, folded TEXT NOT NULL, learned INTEGER NOT NULL DEFAULT 0,
        uses INTEGER NOT NULL DEFAULT 0, used_at REAL NOT NULL DEFAULT 0, data TEXT NOT NULL
    );
    CREATE INDEX contact_folded ON contact (folded);
    CREATE TABLE contact_group (
        name TEXT PRIMARY KEY, folded TEXT NOT NULL, position INTEGER NOT NULL DEFAULT 0
    );
    CREATE TABLE template (
        id TEXT PRIMARY KEY, folded TEXT NOT NULL, data TEXT NOT NULL
    );
    CREATE TABLE template_use (
        id TEXT PRIMARY KEY, favourite INTEGER NOT NULL DEFAULT 0,
        uses INTEGER NOT NULL DEFAULT 0, used_at REAL NOT NULL DEFAULT 0
    );
    CREATE TABLE skeleton (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL, data BLOB NOT NULL
    );
    CREATE TABLE place (
        code TEXT PRIMARY KEY, data TEXT NOT NULL
    );
    CREATE TABLE letter_folder (
        path TEXT PRIMARY KEY
    );
    """,
)
