"""Where in a letter something stands: as a path of its JSON and in the clerk's words."""

from __future__ import annotations

from app.base.texts import text

# The keys and list indices that lead to a value: ("signatures", 0, "chain", 1, "authority").
Path = tuple[str | int, ...]


def json_path(path: Path) -> str:
    """The path as programmers write it: signatures[0].chain[1].authority."""
    written = ""
    for part in path:
        if isinstance(part, int):
            written += f"[{part}]"
        else:
            written += f".{part}" if written else part
    return written or "$"


def place_words(path: Path) -> str:
    """The path in words, counted from 1: "người ký 1, dòng quyền hạn 2, quyền hạn"."""
    if not path:
        return text("letter.place.letter")
    words: list[str] = []
    for part in path:
        if isinstance(part, int) and words:
            words[-1] += f" {part + 1}"
        else:
            words.append(text(f"letter.place.{part}"))
    return ", ".join(words)
