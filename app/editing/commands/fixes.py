"""Mends what a finding found, where it says how."""

from __future__ import annotations

from dataclasses import replace

from app.base.errors import AppError
from app.editing.commands.fields import FieldPath, get_field, move_item, remove_item, set_field
from app.letter.finding import DELETE_ITEM, INSERT_AS_ABOVE, MOVE_ITEM, REPLACE_TEXT
from app.letter.model import Letter, Recipient, RecipientKind
from app.rules.finding import Finding, Place


def apply_fix(letter: Letter, finding: Finding) -> Letter:
    """The letter with the finding's fix made; AppError when it has none or the letter changed since."""
    fix = finding.fix
    if fix is None:
        raise AppError("editing.no_fix")
    try:
        match fix.kind:
            case str() if fix.kind == REPLACE_TEXT:
                return set_field(letter, path_of(finding.place), str(fix.data["text"]))
            case str() if fix.kind == INSERT_AS_ABOVE:
                above = Recipient(kind=RecipientKind.AS_ABOVE)
                return replace(letter, recipients=(above, *letter.recipients))
            case str() if fix.kind == DELETE_ITEM:
                return remove_item(letter, *_item(letter, finding.place))
            case str() if fix.kind == MOVE_ITEM:
                path, index = _item(letter, finding.place)
                return move_item(letter, path, index, int(fix.data["to"]))
    except (LookupError, AttributeError, TypeError) as error:
        raise AppError("editing.fix_outdated") from error
    raise AppError("editing.no_fix")


def path_of(place: Place) -> FieldPath:
    """The place of a finding as a path: its indices stand behind the lists its dotted names lead through."""
    indices = list(place.path)
    path: list[str | int] = []
    for name in place.component.split("."):
        path.append(name)
        if indices:
            path.append(indices.pop(0))
    return (*path, *indices)


def _item(letter: Letter, place: Place) -> tuple[FieldPath, int]:
    """The list and the index of the item that a place lies in."""
    path = path_of(place)
    while path and not (isinstance(path[-1], int) and isinstance(get_field(letter, path[:-1]), tuple)):
        path = path[:-1]
    if not path:
        raise LookupError(place.component)
    return path[:-1], int(path[-1])
