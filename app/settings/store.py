"""The chosen options: read from their file, asked for, changed, saved."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar, cast

from app.base.errors import AppError
from app.base.files import write_atomic
from app.base.texts import text
from app.letter.model import Layout, Margins, SizeScheme
from app.rules.model import Rulebook
from app.settings import options
from app.settings.options import MOST_RECENT, OPTIONS, RECENT_FILES, Kind, Option

FORMAT_VERSION = 1
VERSION_KEY = "format_version"
_MOST_BYTES = 4 * 1024 * 1024
_BROKEN_SUFFIX = ".broken"

T = TypeVar("T")
Listener = Callable[[str], None]

_log = logging.getLogger(__name__)


@dataclass
class Settings:
    """The options of this user; what is not chosen has its default.

    ``notices`` tells what had to be put right while reading. ``extra`` holds keys of other versions.
    """

    file: Path
    rulebook: Rulebook
    notices: tuple[str, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)
    _values: dict[str, object] = field(default_factory=dict)
    _listeners: list[Listener] = field(default_factory=list)

    def get(self, option: Option[T]) -> T:
        """What is chosen for an option, or its default."""
        return cast(T, self._values.get(option.key, option.default))

    def set(self, option: Option[T], value: T) -> None:
        """Choose a value; AppError, with the bounds, when the option does not allow it."""
        option.check(value, self.rulebook)
        if value == self.get(option):
            return
        self._values[option.key] = value
        for listener in tuple(self._listeners):
            listener(option.key)

    def reset(self, option: Option[T]) -> None:
        """Go back to the default."""
        self.set(option, option.default)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call this with the key of every option that changes; the result ends it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def add_recent(self, path: Path) -> None:
        """Put a file at the head of the recent ones."""
        self.set(RECENT_FILES, (str(path), *self._recent_but(path))[:MOST_RECENT])

    def forget_recent(self, path: Path) -> None:
        """Take a file out of the recent ones, if it is there."""
        self.set(RECENT_FILES, self._recent_but(path))

    def hand_over(self, key: str) -> object:
        """What an older version kept here and another part keeps now; None when there is nothing.

        It is not saved here any more.
        """
        kept = self.extra.get(key)
        self.extra = {name: value for name, value in self.extra.items() if name != key}
        return kept

    def layout(self) -> Layout:
        """The layout that new letters begin with."""
        scheme = self.get(options.SIZE_SCHEME)
        return Layout(
            size_scheme=None if scheme is None else SizeScheme(scheme),
            indent=self.get(options.INDENT),
            line_spacing=self.get(options.LINE_SPACING),
            paragraph_gap=self.get(options.PARAGRAPH_GAP),
            margins=Margins(
                top=self.get(options.MARGIN_TOP),
                bottom=self.get(options.MARGIN_BOTTOM),
                left=self.get(options.MARGIN_LEFT),
                right=self.get(options.MARGIN_RIGHT),
            ),
        )

    def save(self) -> None:
        """Write the file whole or not at all; AppError as write_atomic, or when its folder cannot be made."""
        tree: dict[str, object] = {VERSION_KEY: FORMAT_VERSION, **self._tree(OPTIONS)}
        data = json.dumps(tree | dict(self.extra), ensure_ascii=False, indent=2, allow_nan=False) + "\n"
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise AppError("settings.folder", folder=self.file.parent) from error
        write_atomic(self.file, data.encode(), overwrite=True)

    def carried(self) -> dict[str, object]:
        """What goes to another computer with a backup, as a JSON object."""
        return self._tree(option for option in OPTIONS if not option.stays)

    def take_carried(self, tree: Mapping[str, Any]) -> None:
        """Choose what ``carried`` gave, here or elsewhere; what is not in it goes back to its default.

        A value that cannot be chosen here is left as it is.
        """
        for option in OPTIONS:
            if option.stays:
                continue
            value = _from_json(option.kind, tree[option.key]) if option.key in tree else option.default
            try:
                self.set(option, value)
            except AppError:
                _log.warning("a setting of a backup cannot be used: %s", option.key)

    def _recent_but(self, path: Path) -> tuple[str, ...]:
        # Paths, not their words: on Windows those of one file may differ in capitals.
        return tuple(one for one in self.get(RECENT_FILES) if Path(one) != path)

    def _tree(self, chosen: Iterable[Option[Any]]) -> dict[str, object]:
        tree: dict[str, object] = {}
        for option in chosen:
            value = self._values.get(option.key, option.default)
            if value != option.default:
                tree[option.key] = list(value) if isinstance(value, tuple) else value
        return tree


def load_settings(file: Path, rulebook: Rulebook) -> Settings:
    """The settings of a file, the defaults where there is none. Never fails.

    A broken file is moved aside and told; a single bad value is told and left at its default.
    """
    try:
        with file.open("rb") as opened:
            tree = json.loads(opened.read(_MOST_BYTES))
    except FileNotFoundError:
        return Settings(file, rulebook)
    except OSError:
        _log.warning("settings cannot be read: %s", file)
        return Settings(file, rulebook, notices=(text("settings.unreadable", path=file),))
    except (ValueError, RecursionError):
        return _broken(file, rulebook)
    if not isinstance(tree, dict) or not _is_version(tree.get(VERSION_KEY)):
        return _broken(file, rulebook)
    return _settings_of(tree, file, rulebook)


def _settings_of(tree: dict[str, Any], file: Path, rulebook: Rulebook) -> Settings:
    settings = Settings(file, rulebook)
    notices: list[str] = []
    for option in OPTIONS:
        if option.key not in tree:
            continue
        value = _from_json(option.kind, tree[option.key])
        try:
            option.check(value, rulebook)
        except AppError as error:
            notices.append(text("settings.bad_value", label=option.label, reason=error))
            continue
        settings._values[option.key] = value  # noqa: SLF001 - made here
    known = {VERSION_KEY, *(option.key for option in OPTIONS)}
    settings.extra = {key: value for key, value in tree.items() if key not in known}
    settings.notices = tuple(notices)
    return settings


def _from_json(kind: Kind, value: object) -> object:
    if kind is Kind.LIST and isinstance(value, list):
        return tuple(value)
    # JSON knows one kind of number, and our choices among numbers are floats.
    return float(value) if type(value) is int and kind in (Kind.NUMBER, Kind.CHOICE) else value


def _is_version(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 1


def _broken(file: Path, rulebook: Rulebook) -> Settings:
    aside = file.with_name(file.name + _BROKEN_SUFFIX)
    try:
        file.replace(aside)
    except OSError:
        return Settings(file, rulebook, notices=(text("settings.unreadable", path=file),))
    return Settings(file, rulebook, notices=(text("settings.broken", aside=aside),))
