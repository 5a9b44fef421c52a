"""Names that the settings of an older version kept."""

from __future__ import annotations

import json

from app.rules.load import load_rulebook
from app.settings.store import load_settings
from app.ui.contacts.takeover import Takeover
from app.ui.session import Session


def test_names_of_an_older_version_move_into_the_book_once(session: Session) -> None:
    file = session.settings.file
    file.parent.mkdir(parents=True)
    tree = {"format_version": 1, "known_names": ["Sở Nội vụ", 5, "Sở Y tế"], "later": [1]}
    file.write_text(json.dumps(tree), "utf-8")
    for _ in range(2):
        session.settings = load_settings(file, load_rulebook())
        Takeover(session).start()
        session.settings.save()
        names = {entry.contact.name: entry for entry in session.library.contacts.all()}
        assert names.keys() == {"Sở Nội vụ", "Sở Y tế"}
        assert all(entry.learned and entry.uses == 1 for entry in names.values())
    saved = json.loads(file.read_text("utf-8"))
    assert "known_names" not in saved
    assert saved["later"] == [1], "what nobody knows is kept"


def test_without_such_names_the_library_is_not_opened(session: Session) -> None:
    Takeover(session).start()
    assert "database" not in vars(session.library)
