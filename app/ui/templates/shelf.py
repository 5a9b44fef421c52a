"""Which templates fit a category and a search, in which order."""

from __future__ import annotations

from collections.abc import Sequence

from app.base.texts import text
from app.library.templates import Kept, Templates

# The categories that every library has, above those of the templates themselves.
ALL, STARRED, USED, OWN = "all", "starred", "used", "own"
CATEGORIES = (ALL, STARRED, USED, OWN)
_MOST_USED = 3


class Shelf:
    """The templates of the library as the page shows them."""

    def __init__(self, templates: Templates) -> None:
        self._templates = templates
        self._names: tuple[str, ...] = ()

    def look_again(self) -> list[str]:
        """The words of all categories, in order."""
        self._names = tuple(self._templates.categories())
        return [*(text(f"templates_page.category_{name}") for name in CATEGORIES), *self._names]

    def found(self, category: int, sought: str) -> list[Kept]:
        """The templates of the category of this number that fit the words."""
        found = self._templates.search(sought) if sought else self._templates.all()
        if category >= len(CATEGORIES):
            name = self._names[category - len(CATEGORIES)]
            return [kept for kept in found if kept.template.category == name]
        match CATEGORIES[category]:
            case "starred":
                return [kept for kept in found if kept.is_favourite]
            case "used":
                return _by_use([kept for kept in found if kept.uses])
            case "own":
                return [kept for kept in found if not kept.is_builtin]
        return list(found)

    def most_used(self, count: int = _MOST_USED) -> list[Kept]:
        """Those used most; before anything was used, those that offices use most."""
        return self._templates.most_used(count)


def words_for(category: int, sought: str) -> str:
    """What to say where nothing is found."""
    if sought:
        return text("templates_page.nothing_found", sought=sought)
    name = CATEGORIES[category] if category < len(CATEGORIES) else ALL
    return text(f"templates_page.nothing_{name}")


def _by_use(found: Sequence[Kept]) -> list[Kept]:
    # Sorting keeps the order of equals.
    return sorted(found, key=lambda kept: (not kept.is_favourite, -kept.uses, -kept.used_at))
