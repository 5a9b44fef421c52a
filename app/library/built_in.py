"""The templates that come with the program: templates/<name>/mau.toml and thu.json."""

from __future__ import annotations

import logging
import tomllib
from dataclasses import dataclass
from pathlib import Path

from app.base.errors import AppError
from app.base.resources import template_path
from app.letter.file import MAX_BYTES
from app.letter.strict_json import parsed
from app.library.template import Template
from app.library.template_json import LETTER_KEY, template_of

ABOUT, LETTER = "mau.toml", "thu.json"
_ORDER = "order"

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Ordered:
    order: int
    template: Template


def built_in_templates(folder: Path | None = None) -> tuple[Template, ...]:
    """The built-in templates in the order of use; a broken one is left out and stands in the log."""
    found: list[_Ordered] = []
    for path in sorted((folder or template_path()).glob(f"*/{ABOUT}")):
        try:
            found.append(_read(path.parent))
        except (AppError, OSError, ValueError, TypeError) as error:
            # A damaged installation must not keep the office from its own templates.
            _log.warning("built-in template %s: %s", path.parent.name, type(error).__name__)
    found.sort(key=lambda one: one.order)
    return tuple(one.template for one in found)


def read_built_in(folder: Path) -> Template:
    """The template of one folder; AppError, OSError, ValueError or TypeError when it is broken."""
    return _read(folder).template


def _read(folder: Path) -> _Ordered:
    about = tomllib.loads((folder / ABOUT).read_text("utf-8"))
    order = int(about.pop(_ORDER))
    letter = parsed((folder / LETTER).read_bytes()[:MAX_BYTES])
    # Its folder names it: ids cannot clash then.
    return _Ordered(order, template_of({**about, "id": folder.name, LETTER_KEY: letter}))
