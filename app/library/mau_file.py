"""File format 1 of a template carried to a colleague (*.mau): one JSON file. See docs/file-format.md."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import re
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from app.base.errors import AppError
from app.base.files import is_windows_name, write_atomic
from app.base.vietnamese import fold
from app.letter.model import Extra, SkeletonRef
from app.letter.strict_json import cleaned, parsed
from app.library.template import Template
from app.library.template_json import refuse_secret, template_of, template_tree
from app.rules.model import Rulebook
from app.word.skeleton import load_skeleton

FORMAT_VERSION = 1
FORMAT = "soan-cong-van/mau"
SUFFIX = ".mau"
# A letter of 300 pages is 2 MB; a skeleton of 20 MB grows by a third in base64.
MAX_BYTES = 32 * 1024 * 1024
# A letter of 20 MB has as many; 32 MB of empty lists would fill the memory and hold up the window.
_MOST_SIGNS = 600_000

_FORMAT, _VERSION, _CHECKSUM = "format", "format_version", "checksum"
_TEMPLATE, _SKELETON, _NAME, _DATA = "template", "skeleton", "name", "data"
_KNOWN = frozenset({_FORMAT, _VERSION, _CHECKSUM, _TEMPLATE, _SKELETON})
_LONGEST_NAME = 80
_FALLBACK_NAME = "mau"

Tree = dict[str, Any]

# The step under n turns a tree of version n into one of version n + 1 (as in app/letter/migrate.py; the
# letter inside bears a version of its own).
STEPS: Mapping[int, Callable[[Tree], Tree]] = {}


@dataclass(frozen=True)
class Carried:
    """A template on its way: with the skeleton it is printed with (None = the built-in one).

    ``extra`` holds what a later version wrote beside it.
    """

    template: Template
    skeleton: bytes | None = None
    skeleton_name: str = ""
    extra: Extra = field(default_factory=dict)


def mau_name(template: Template) -> str:
    """A name for the file of a template: letters, digits and dashes, whatever the template is called."""
    words = re.findall(r"[a-z0-9]+", fold(template.name))
    stem = "-".join(words)[:_LONGEST_NAME].strip("-")
    return (stem if is_windows_name(stem) else f"{_FALLBACK_NAME}-{stem}".strip("-")) + SUFFIX


def write_mau(path: Path, carried: Carried, *, overwrite: bool) -> None:
    """Write the file whole or not at all.

    AppError as app.base.files.write_atomic raises it, and for a letter with a độ mật.
    """
    write_atomic(path, dumps(carried), overwrite=overwrite)


def read_mau(path: Path, rulebook: Rulebook) -> Carried:
    """The template in a file, without an id: it becomes a new one of the office.

    AppError in one sentence when the file cannot be read, is no template, newer, changed since it was
    written, too large, or carries a letter or a skeleton that is not accepted.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            # A device or pipe might never end.
            raise AppError("templates.mau_unreadable", path=path)
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise AppError("templates.mau_missing", path=path) from error
    except (OSError, ValueError) as error:  # ValueError: a path with a null character
        raise AppError("templates.mau_unreadable", path=path) from error
    try:
        return loads(data, rulebook)
    except AppError as error:
        raise AppError("templates.mau_not_opened", path=path, reason=error) from error


def dumps(carried: Carried) -> bytes:
    """The bytes of the file; AppError for a letter with a độ mật."""
    refuse_secret(carried.template.letter)
    # The ids of this office mean nothing to another.
    letter = replace(carried.template.letter, skeleton=SkeletonRef())
    template = replace(carried.template, id="", skeleton="", letter=letter)
    tree: Tree = {_FORMAT: FORMAT, _VERSION: FORMAT_VERSION, _TEMPLATE: template_tree(template)}
    if carried.skeleton is not None:
        data = base64.b64encode(carried.skeleton).decode("ascii")
        tree[_SKELETON] = {_NAME: carried.skeleton_name, _DATA: data}
    tree = {**carried.extra, **tree}
    tree = {_FORMAT: FORMAT, _VERSION: FORMAT_VERSION, _CHECKSUM: checksum(tree)} | tree
    written = (json.dumps(tree, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()
    if len(written) > MAX_BYTES:
        raise _too_large()
    return written


def loads(data: bytes, rulebook: Rulebook) -> Carried:
    """The template in the bytes of a file; AppError as for ``read_mau``."""
    if len(data) > MAX_BYTES:
        raise _too_large()
    tree = _checked(data)
    version = tree[_VERSION]
    for older in range(version, FORMAT_VERSION):
        tree = STEPS[older](tree)
    template = tree.get(_TEMPLATE)
    if not isinstance(template, dict):
        raise AppError("templates.mau_foreign")
    read = template_of(template)
    refuse_secret(read.letter)
    letter = replace(read.letter, skeleton=SkeletonRef())
    name, skeleton = _skeleton(tree.get(_SKELETON), rulebook)
    extra = {key: value for key, value in tree.items() if key not in _KNOWN}
    return Carried(replace(read, id="", skeleton="", letter=letter), skeleton, name, extra)


def checksum(tree: Mapping[str, Any]) -> str:
    """The SHA-256 of everything but itself: JSON in UTF-8, keys sorted, no spaces."""
    rest = {key: value for key, value in tree.items() if key != _CHECKSUM}
    canonical = json.dumps(rest, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    # A lone surrogate, which only a stranger's file holds, has no bytes in UTF-8.
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


def _checked(data: bytes) -> Tree:
    """The JSON of the file as it was written, of a version we know and unchanged."""
    if sum(map(data.count, (b",", b"[", b"{"))) > _MOST_SIGNS:
        raise AppError("templates.mau_foreign")
    try:
        tree = parsed(data)
        cleaned(tree, [])  # deeper than we go, it is nothing we wrote
    except AppError as error:
        raise AppError("templates.mau_foreign") from error
    if not isinstance(tree, dict) or tree.get(_FORMAT) != FORMAT:
        raise AppError("templates.mau_foreign")
    version = tree.get(_VERSION)
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise AppError("templates.mau_foreign")
    if version > FORMAT_VERSION:
        raise AppError("templates.mau_newer", version=version, known=FORMAT_VERSION)
    if tree.get(_CHECKSUM) != checksum(tree):
        raise AppError("templates.mau_changed")
    return tree


def _skeleton(tree: object, rulebook: Rulebook) -> tuple[str, bytes | None]:
    if tree is None:
        return "", None
    name, packed = (tree.get(_NAME), tree.get(_DATA)) if isinstance(tree, dict) else (None, None)
    if not isinstance(name, str) or not isinstance(packed, str):
        raise AppError("templates.mau_skeleton")
    try:
        data = base64.b64decode(packed, validate=True)
    except (binascii.Error, ValueError) as error:
        raise AppError("templates.mau_skeleton") from error
    name = _plain_name(name)
    load_skeleton(data, rulebook, name)
    return name, data


def _plain_name(name: str) -> str:
    """A name that no path, however it is written, could hide in."""
    last = re.split(r"[\\/:]", cleaned(name, []))[-1]
    plain = "".join(char for char in last if char.isprintable())[:_LONGEST_NAME].strip(". ")
    return plain if is_windows_name(plain) else _FALLBACK_NAME


def _too_large() -> AppError:
    return AppError("templates.mau_too_large", limit=MAX_BYTES // (1024 * 1024))
