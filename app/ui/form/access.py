"""Reading and writing one field of the open letter, named as findings name it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from app.editing.commands.fields import FieldPath, add_item, get_field, set_field
from app.editing.draft import Draft
from app.letter.model import (
    Appendix,
    AuthorityStep,
    Enclosure,
    Letter,
    Node,
    Organ,
    RelatedDocument,
    Signature,
)
from app.letter.positions import Where
from app.ui.form.codecs import PLAIN, Codec

Indices = tuple[int, ...]

# The lists whose items have fields of their own; the form shows a first row before there is an item.
NEW_ITEMS: dict[str, Callable[[], Node]] = {
    "issuers": Organ,
    "signatures": Signature,
    "signatures.chain": AuthorityStep,
    "appendices": Appendix,
    "enclosures": Enclosure,
    "related": RelatedDocument,
}
_LISTS = frozenset({*NEW_ITEMS, "addressees", "recipients"})


def field_path(component: str, path: Indices = ()) -> FieldPath:
    """The path of the commands: ("signatures.full_name", (0,)) is ("signatures", 0, "full_name")."""
    return tuple(_steps(component, path))


def _steps(component: str, path: Indices) -> Iterator[str | int]:
    indices = list(path)
    name = ""
    for part in component.split("."):
        name = f"{name}.{part}" if name else part
        yield part
        if name in _LISTS and indices:
            yield indices.pop(0)


def grown(letter: Letter, component: str, path: Indices) -> Letter:
    """The letter with every item that this path passes through; missing ones are new and empty."""
    names: list[str] = []
    steps = field_path(component, path)
    for place, step in enumerate(steps):
        if isinstance(step, str):
            names.append(step)
            continue
        items = get_field(letter, steps[:place])
        count = len(items) if isinstance(items, tuple) else 0
        for _ in range(count, step + 1):
            letter = add_item(letter, steps[:place], NEW_ITEMS[".".join(names)]())
    return letter


@dataclass
class Binding:
    """Joins a widget to one field of the open letter.

    ``component`` and ``path`` are those of findings; ``target`` names the field that is really written
    where that is another one (the notation is two fields of ``code``).
    """

    draft: Draft
    component: str
    path: Indices = ()
    codec: Codec = field(default=PLAIN)
    target: str = ""

    @property
    def where(self) -> Where:
        """The place for undo and for the page."""
        return Where(self.component, self.path)

    def value(self, letter: Letter | None = None) -> Any:  # noqa: ANN401 - whatever the field holds
        """What the field holds; of an item that is not there yet what a new one would."""
        letter = letter or self.draft.letter
        name = self.target or self.component
        return get_field(grown(letter, name, self.path), field_path(name, self.path))

    def shown(self) -> str:
        """The value as the editor shows it."""
        return self.codec.show(self.value())

    def says(self, text: str) -> bool:
        """Whether a text stands for the value that the letter has already."""
        old = self.value()
        return bool(self.codec.read(text, old) == old)

    def write(self, text: str, before: str) -> None:
        """Put a typed text into the letter, with what of it is before the cursor; words are undone singly."""
        self.put(self.codec.read(text, self.value()), ends_group=before.endswith((" ", "\n")), typed=True)

    def put(self, value: object, *, ends_group: bool = False, typed: bool = False) -> None:
        """Put a value into the letter; one that is chosen, not typed, is a step of its own."""
        if value == self.value():
            if ends_group:
                self.draft.end_group()  # a space that the field does not keep
            return
        name = self.target or self.component

        def command(letter: Letter) -> Letter:
            return set_field(grown(letter, name, self.path), field_path(name, self.path), value)

        group = ("form", self.component, self.path) if typed else None
        self.draft.apply(command, group, where=self.where, ends_group=ends_group)
