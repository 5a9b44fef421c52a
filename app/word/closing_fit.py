"""Places Kính gửi under its colon, and shares Nơi nhận out beside the signature and below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.base.units import Pt, Twip
from app.letter.composed import Composed, ComposedSignature
from app.rules.model import Rulebook
from app.word.fit import SLACK, phrases_of
from app.word.stylesheet import Look, StyleSheet
from app.word.wrapping import Phrases, name_lines, wrapped

# Side by side, two signatures and Nơi nhận still have a name's width each; a third stands below them.
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
    """Rows of signatures, the widths of their columns in twips, Nơi nhận beside them and below."""

    left: Twip
    columns: tuple[Twip, ...]
    rows: tuple[tuple[FittedSignature, ...], ...]
    recipients: tuple[str, ...]
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
    """Columns and rows of signatures; beside them as much of Nơi nhận as their height asks for.

    All signatures stand in one row, which does not break over pages; the rest of a long Nơi nhận may.
    """
    signed = composed.signatures or (ComposedSignature((), (), ""),)
    count = min(len(signed), _MOST_BESIDE)
    left = _left_column(signed, block, count, scheme, sheet, rulebook)
    each = Twip((block - left) // count)
    columns = (*(each for _ in range(count - 1)), Twip(block - left - each * (count - 1)))
    room = rulebook.signature.room.default.twip
    phrases = phrases_of(rulebook)
    rows = tuple(
        _row(signed[start : start + _MOST_BESIDE], columns, room, phrases, scheme, sheet)
        for start in range(0, len(signed), _MOST_BESIDE)
    )
    gap = float(rulebook.page.gaps.above_signature)
    height = sum(max(_height(one, room, scheme, sheet) for one in row) + gap for row in rows) - gap
    free = height - sheet.look("recipients_label", scheme).line_height()
    beside = _fitting(composed.recipients, sheet.look("recipients", scheme), float(left.pt), free)
    return SignatureFit(left, columns, rows, composed.recipients[:beside], composed.recipients[beside:])


def _left_column(
    signed: Sequence[ComposedSignature],
    block: Twip,
    count: int,
    scheme: str | None,
    sheet: StyleSheet,
    rulebook: Rulebook,
) -> Twip:
    """Width of the column of Nơi nhận; beside two signatures it gives way to their names and titles."""
    if count == 1:
        return rulebook.page.signature_left.default.twip
    texts = [("full_name", one.full_name) for one in signed]
    texts += [("authority", line) for one in signed for line in one.authority_lines]
    widest = max(sheet.look(component, scheme).width(line) for component, line in texts)
    span = rulebook.page.joint_signature_left
    wanted = block - count * (Pt(widest).twip + SLACK)
    return Twip(max(span.min.twip, min(span.default.twip, wanted)))


def _row(
    signed: Sequence[ComposedSignature],
    columns: Sequence[Twip],
    room: Twip,
    phrases: Phrases,
    scheme: str | None,
    sheet: StyleSheet,
) -> tuple[FittedSignature, ...]:
    """Signatures side by side; one alone takes all columns."""
    if len(signed) == 1:
        width = Twip(sum(columns))
        return (
            FittedSignature(_broken(signed[0], width, phrases, scheme, sheet), width, len(columns), None),
        )
    signed = [_broken(one, width, phrases, scheme, sheet) for one, width in zip(signed, columns, strict=True)]
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
    signature: ComposedSignature, width: Twip, phrases: Phrases, scheme: str | None, sheet: StyleSheet
) -> ComposedSignature:
    """The signature with long lines of ô 7a broken where they read well, not where they run out of room."""
    look = sheet.look("authority", scheme)
    lines = (
        part
        for line in signature.authority_lines
        for part in name_lines(line, look, float(width.pt), phrases)
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
