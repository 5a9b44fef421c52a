"""Places Kính gửi under its colon, and shares Nơi nhận out beside the signature and below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.base.units import Pt, Twip
from app.letter.composed import Composed, ComposedSignature
from app.rules.model import Rulebook
from app.word.fit import SLACK
from app.word.stylesheet import Look, StyleSheet
from app.word.wrapping import name_lines, wrapped

# Side by side, two signatures and Nơi nhận still have a name's width each; a third goes below.
_MOST_BESIDE = 2


@dataclass(frozen=True)
class AddresseesFit:
    """Indents of Kính gửi as a list, in twips: of the label, and of the names after their dash."""

    label: Twip
    item: Twip
    hanging: Twip


@dataclass(frozen=True)
class FittedSignature:
    """A signature, the width of its column and how many columns it spans.

    ``room`` is the height kept for the hand where it is not the skeleton's own: beside a longer block
    of titles it is larger, so that the names of a joint letter stand on one line.
    """

    signature: ComposedSignature
    width: Twip
    span: int
    room: Twip | None


@dataclass(frozen=True)
class SignatureFit:
    """Rows of signatures, the widths of their columns in twips, Nơi nhận beside each row and below all."""

    left: Twip
    columns: tuple[Twip, ...]
    rows: tuple[tuple[FittedSignature, ...], ...]
    recipients: tuple[tuple[str, ...], ...]
    recipients_below: tuple[str, ...]


def fit_addressees(
    composed: Composed, block: Twip, scheme: str | None, sheet: StyleSheet, rulebook: Rulebook
) -> AddresseesFit:
    """Indents that put every dash under the colon and the whole in the middle of the text block.

    Source: điểm d khoản 9 Mục II Phần I Phụ lục I.
    """
    label_look, look = sheet.look("addressees", scheme), sheet.look("addressee_item", scheme)
    label = composed.addressees_label
    before_colon = Pt(label_look.width(label.rstrip(":"))).twip
    hanging = Pt(look.width(f"{rulebook.recipients.addressees.bullet} ")).twip
    widest = max(
        (look.width(line) for one in composed.addressees for line in (one.text, one.address)), default=0
    )
    free = block - before_colon - hanging - Pt(widest).twip - SLACK
    indent = Twip(max(free // 2, 0))
    return AddresseesFit(indent, Twip(indent + before_colon + hanging), hanging)


def fit_signatures(
    composed: Composed, block: Twip, scheme: str | None, sheet: StyleSheet, rulebook: Rulebook
) -> SignatureFit:
    """Columns and rows of the closing table; beside the signature as much of Nơi nhận as its height asks for.

    The row with the signature does not break over pages; the rest of a long Nơi nhận may.
    """
    signed = composed.signatures or (ComposedSignature((), (), ""),)
    count = min(len(signed), _MOST_BESIDE)
    span = rulebook.page.signature_left
    left = span.default.twip if count == 1 else span.min.twip
    each = Twip((block - left) // count)
    columns = (*(each for _ in range(count - 1)), Twip(block - left - each * (count - 1)))
    room = rulebook.signature.room.default.twip
    look = sheet.look("recipients", scheme)
    label = sheet.look("recipients_label", scheme).line_height()
    waiting = composed.recipients
    rows: list[tuple[FittedSignature, ...]] = []
    beside: list[tuple[str, ...]] = []
    for start in range(0, len(signed), _MOST_BESIDE):
        row = _row(signed[start : start + _MOST_BESIDE], columns, room, scheme, sheet)
        height = max(_height(one, room, scheme, sheet) for one in row)
        free = height - (0 if beside else label)
        count_beside = _fitting(waiting, look, float(left.pt), free)
        beside.append(waiting[:count_beside])
        waiting = waiting[count_beside:]
        rows.append(row)
    if len(rows) > 1 and composed.drafter_mark and not waiting:
        # Ô 12 closes the whole of Nơi nhận; the skeleton prints it beside the first row or below all.
        waiting, beside[-1] = beside[-1][-1:], beside[-1][:-1]
    return SignatureFit(left, columns, tuple(rows), tuple(beside), waiting)


def _row(
    signed: Sequence[ComposedSignature],
    columns: Sequence[Twip],
    room: Twip,
    scheme: str | None,
    sheet: StyleSheet,
) -> tuple[FittedSignature, ...]:
    """Signatures side by side; one alone takes all columns."""
    if len(signed) == 1:
        width = Twip(sum(columns))
        return (FittedSignature(_broken(signed[0], width, scheme, sheet), width, len(columns), None),)
    signed = [_broken(one, width, scheme, sheet) for one, width in zip(signed, columns, strict=True)]
    titles = [
        _lines_height("authority", one.authority_lines, width, scheme, sheet)
        + _lines_height("other_title", one.other_titles, width, scheme, sheet)
        for one, width in zip(signed, columns, strict=True)
    ]
    return tuple(
        FittedSignature(one, width, 1, Twip(room + Pt(max(titles) - height).twip))
        for one, width, height in zip(signed, columns, titles, strict=True)
    )


def _broken(
    signature: ComposedSignature, width: Twip, scheme: str | None, sheet: StyleSheet
) -> ComposedSignature:
    """The signature with long lines of ô 7a broken where they read well, not where they run out of room."""
    look = sheet.look("authority", scheme)
    lines = (
        part for line in signature.authority_lines for part in name_lines(line, look, float(width.pt), (), ())
    )
    return replace(signature, authority_lines=tuple(lines))


def _height(fitted: FittedSignature, room: Twip, scheme: str | None, sheet: StyleSheet) -> float:
    """Height of a signature block in points, with the room for the hand."""
    signature = fitted.signature
    parts = (
        ("authority", signature.authority_lines),
        ("other_title", signature.other_titles),
        ("full_name", (signature.full_name,)),
    )
    texts = (_lines_height(component, lines, fitted.width, scheme, sheet) for component, lines in parts)
    return float((fitted.room or room).pt) + sum(texts)


def _lines_height(
    component: str, lines: Sequence[str], width: Twip, scheme: str | None, sheet: StyleSheet
) -> float:
    look = sheet.look(component, scheme)
    return sum(len(wrapped(line, look, float(width.pt))) for line in lines) * look.line_height()


def _fitting(lines: tuple[str, ...], look: Look, width: float, free: float) -> int:
    """How many lines of Nơi nhận stand beside a signature: the last of them may reach a little below.

    Were it left to the next row, a hole would stand in the middle of the list. Lengths in points.
    """
    for index, line in enumerate(lines):
        if free <= 0:
            return index
        free -= len(wrapped(line, look, width)) * look.line_height()
    return len(lines)
