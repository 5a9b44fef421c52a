"""The little CSS that a paste needs: bold, italic, underline, superscript, capitals, hidden, white space,
lists.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
# @media and the like: rules for printers and small screens.
_NESTED = re.compile(r"@[\w-]+[^{};]*\{(?:[^{}]*\{[^{}]*\})+[^{}]*\}")
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_SELECTOR = re.compile(r"([a-z][a-z0-9]*)?((?:\.[\w-]+)*)")
# Fonts of TCVN3 that draw capitals for small letters: .VnTimeH, ".VnArial NarrowH".
_CAPITAL_FONT = re.compile(r"['\"]?\.vn[a-z -]*h['\"]?\s*(?:,|$)")
# More rules than any office program writes; a page with more keeps the first ones.
_MOST_RULES = 5000

Declarations = tuple[tuple[str, str], ...]

_BOLD_FROM = 600  # CSS fonts: 600 is "semi-bold"
_READ = frozenset(
    {
        "display",
        "font",
        "font-family",
        "font-style",
        "font-weight",
        "list-style",
        "list-style-type",
        "mso-comment-reference",
        "mso-element",
        "mso-hide",
        "mso-list",
        "mso-tab-count",
        "text-decoration",
        "text-align",
        "text-decoration-line",
        "text-transform",
        "vertical-align",
        "visibility",
        "white-space",
        "width",
    }
)


@dataclass(frozen=True, slots=True)
class Look:
    """How the text inside an element looks, as far as a letter keeps it."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    superscript: bool = False
    capitals: bool = False
    capital_font: bool = False
    hidden: bool = False
    preformatted: bool = False


_SWITCHES: Mapping[str, Mapping[str, bool]] = {
    "b": {"bold": True},
    "strong": {"bold": True},
    "h1": {"bold": True},
    "h2": {"bold": True},
    "h3": {"bold": True},
    "h4": {"bold": True},
    "h5": {"bold": True},
    "h6": {"bold": True},
    "th": {"bold": True},
    "i": {"italic": True},
    "em": {"italic": True},
    "cite": {"italic": True},
    "dfn": {"italic": True},
    "var": {"italic": True},
    "u": {"underline": True},
    "ins": {"underline": False},  # Word's tracked insertions are no underlined words
    "sup": {"superscript": True},
    "pre": {"preformatted": True},
}


def look_of_tag(tag: str, look: Look) -> Look:
    """The look that an element gives its text without any style."""
    switches = _SWITCHES.get(tag)
    return replace(look, **switches) if switches else look


@lru_cache(maxsize=4096)
def declarations(style: str) -> Declarations:
    """The properties of a style attribute that a paste reads, in lower case, in their order."""
    if ":" not in style:
        return ()
    found = []
    for part in style.lower().split(";"):
        name, colon, value = part.partition(":")
        name = name.strip()
        if colon and name in _READ:
            found.append((name, value.replace("!important", "").strip()))
    return tuple(found)


@lru_cache(maxsize=4096)
def styled(look: Look, style: Declarations) -> Look:
    """The look with the properties of a style on it."""
    for name, value in style:
        look = _with_property(look, name, value)
    return look


def _with_property(look: Look, name: str, value: str) -> Look:
    if value == "inherit":
        return look
    if name == "font":
        # The shorthand sets what it does not name back to normal.
        return replace(look, bold=any(map(_is_bold, value.split())), italic=_is_italic(value))
    if name not in _CHANGES:
        return look
    field, is_on = _CHANGES[name]
    # What stands inside something hidden cannot show itself.
    return replace(look, **{field: is_on(value) or (field == "hidden" and look.hidden)})


def _is_underlined(value: str) -> bool:
    return "underline" in value


def _is_bold(value: str) -> bool:
    if value.isdigit():
        return int(value[:4]) >= _BOLD_FROM
    return value in ("bold", "bolder")


def _is_italic(value: str) -> bool:
    return "italic" in value or "oblique" in value


def _has_capital_font(value: str) -> bool:
    return _CAPITAL_FONT.match(value) is not None


# What each property says of the look, and whether a value switches it on.
_CHANGES: Mapping[str, tuple[str, Callable[[str], bool]]] = {
    "font-weight": ("bold", _is_bold),
    "font-style": ("italic", _is_italic),
    "font-family": ("capital_font", _has_capital_font),
    "text-transform": ("capitals", "uppercase".__eq__),
    "text-decoration": ("underline", _is_underlined),
    "text-decoration-line": ("underline", _is_underlined),
    "vertical-align": ("superscript", "super".__eq__),
    "display": ("hidden", "none".__eq__),
    "visibility": ("hidden", ("hidden", "collapse").__contains__),
    "mso-hide": ("hidden", "none".__ne__),
    "white-space": ("preformatted", lambda value: value.startswith("pre")),
}


class StyleSheet:
    """The rules of the ``<style>`` elements whose selectors are a tag, classes or both."""

    def __init__(self) -> None:
        self._rules: dict[tuple[str, str], Declarations] = {}

    def add(self, css: str) -> None:
        """Read the text of one ``<style>``; selectors with anything else in them are passed over."""
        for selectors, body in _RULE.findall(_NESTED.sub("", _COMMENT.sub("", css))):
            style = declarations(body)
            if not style or "@" in selectors or len(self._rules) >= _MOST_RULES:
                continue
            for selector in selectors.lower().split(","):
                simple = _SELECTOR.fullmatch(selector.strip())
                if simple and simple[0]:
                    key = (simple[1] or "", simple[2].rpartition(".")[2])
                    self._rules[key] = self._rules.get(key, ()) + style

    def style_of(self, tag: str, classes: str) -> Declarations:
        """What the sheet says of an element, the weakest rule first."""
        if not self._rules:
            return ()
        style = self._rules.get((tag, ""), ())
        for name in classes.lower().split():
            style += self._rules.get(("", name), ()) + self._rules.get((tag, name), ())
        return style
