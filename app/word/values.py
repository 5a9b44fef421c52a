"""The values that fill a skeleton: the letter's words, and the figures set at its marks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from app.base.units import Emu, Twip
from app.letter.composed import Composed
from app.rules.look import Mark
from app.rules.model import Rulebook
from app.word.closing_fit import AddresseesFit, FittedSignature, SignatureFit
from app.word.fit import HeaderFit, OrganLines
from app.word.ooxml import inside_text
from app.word.section import Section

Values = dict[str, object]
_LEAST_LINE = 20  # twips: no line of text is lower


@dataclass(frozen=True, slots=True)
class _Addressee:
    ten: Markup
    dia_chi: Markup


@dataclass(frozen=True, slots=True)
class _Organ:
    dong_chu_quan: list[Markup]
    dong_ten: list[Markup]


def letter_values(composed: Composed, organs: Sequence[OrganLines], fit: SignatureFit) -> Values:
    """The Vietnamese variables that a clerk may use, all but the blocks of the body."""
    *_, authority, position, others, name = _signature(fit.rows[0][0])
    return {
        "co_quan_chu_quan": _text("; ".join(one.parent for one in composed.organs if one.parent)),
        "co_quan": _text("; ".join(one.name for one in composed.organs)),
        "cac_co_quan": [_Organ(_texts(one.parent), _texts(one.name)) for one in organs],
        "so": _text(composed.code_number),
        "ky_hieu": _text(composed.code_notation),
        "dia_danh": _text(composed.place),
        "ngay_thang": _text(composed.date_text),
        "trich_yeu": _text(composed.subject),
        "do_mat": _text(composed.secrecy),
        "do_khan": _text(composed.urgency),
        "luu_hanh": _texts(composed.circulation),
        "du_thao": _text(composed.draft_mark),
        "mot_noi_gui": len(composed.addressees) == 1,
        "kinh_gui": [_Addressee(_text(one.text), _text(one.address)) for one in composed.addressees],
        "noi_nhan": _texts(fit.recipients),
        "noi_nhan_tiep": _texts(fit.recipients_below),
        "nguoi_soan": _text(composed.drafter_mark),
        "quyen_han": authority,
        "chuc_vu": position,
        "chuc_vu_khac": others,
        "ho_ten": name,
        "dia_chi": _texts(composed.contact_lines),
    }


def place_values(
    header: HeaderFit,
    addressees: AddresseesFit,
    signatures: SignatureFit,
    composed: Composed,
    rulebook: Rulebook,
) -> Values:
    """The figures at the skeleton's marks: widths and indents in twips, lengths of rules in EMU and pt."""
    marks = rulebook.marks
    section = header.section
    return {
        "nd30_header_left": header.left,
        "nd30_header_right": header.right,
        "nd30_header_total": section.block,
        **_rule("nd30_organ_rule", header.organ_rule),
        **_rule("nd30_motto_rule", header.motto_rule),
        **_box("secrecy", marks.secrecy.values(), (composed.secrecy,)),
        **_box("urgency", marks.urgency.values(), (composed.urgency,)),
        **_circulation(header, section, composed, rulebook),
        "nd30_addressees_label": addressees.label,
        "nd30_addressees_item": addressees.item,
        "nd30_addressees_hanging": addressees.hanging,
        **_signatures(signatures, section),
        "nd30_subject_indent": _indent(header.subject_indent),
    }


def _rule(name: str, length: Emu) -> Values:
    return {name: length, f"{name}_pt": f"{length.pt:.2f}"}


def _box(name: str, listed: Iterable[Mark], texts: Sequence[str]) -> dict[str, Twip]:
    """The legal size of the frame of a mark; marks that share a frame have the largest of theirs."""
    shown = [mark.box for mark in listed if mark.text in texts]
    return {
        f"nd30_{name}_width": max((box.width.twip for box in shown), default=Twip(0)),
        f"nd30_{name}_height": max((box.height.twip for box in shown), default=Twip(0)),
    }


def _indent(both: Twip) -> Markup:
    """A w:ind of both sides, or nothing where the text is not to be indented."""
    return Markup(f'<w:ind w:left="{both}" w:right="{both}"/>' if both else "")  # noqa: S704 - figures only


def _circulation(header: HeaderFit, section: Section, composed: Composed, rulebook: Rulebook) -> Values:
    """Ô 11 in the top margin: above ô 1, its gap above the text, clear of the corner of ô 14."""
    marks = rulebook.marks
    listed = (marks.recall, *marks.circulation.values())
    box = _box("circulation", listed, composed.circulation)
    width = box["nd30_circulation_width"] * len(composed.circulation)
    centred = header.left + (header.right - width) // 2
    corner = section.block + section.right - marks.corner.width.twip
    lead = section.top - section.header - box["nd30_circulation_height"] - marks.above_header.length.twip
    return {
        **box,
        "nd30_circulation_total": width,
        "nd30_circulation_left": max(min(centred, corner - width), 0),
        "nd30_circulation_lead": max(lead, _LEAST_LINE),
        "nd30_circulation_grid": _grid((box["nd30_circulation_width"],) * len(composed.circulation)),
    }


def _grid(widths: Iterable[Twip]) -> Markup:
    return Markup("".join(f'<w:gridCol w:w="{width}"/>' for width in widths))  # noqa: S704 - figures only


def _signatures(fit: SignatureFit, section: Section) -> Values:
    rest = Twip(section.block - fit.left)
    # More signatures than fit side by side stand in a table of their own inside the unbreakable row.
    nested = len(fit.rows) > 1
    columns = (rest,) if nested else fit.columns
    return {
        "nd30_signature_left": fit.left,
        "nd30_signature_total": section.block,
        "nd30_signature_grid": _grid((fit.left, *columns)),
        "nd30_nested": nested,
        "nd30_nested_grid": _grid(fit.columns),
        "nd30_signatures": [_signature(one) for one in fit.rows[0]],
        "nd30_signature_rows": [[_signature(one) for one in row] for row in fit.rows],
        "nd30_rest_width": rest,
        "nd30_rest_span": len(columns),
    }


def _signature(fitted: FittedSignature) -> tuple[object, ...]:
    """What one signature cell is filled with; the last line of ô 7a is the signer's own title."""
    signature = fitted.signature
    *authority, position = signature.authority_lines or ("",)
    room = "" if fitted.room is None else f'<w:spacing w:before="{fitted.room}"/>'
    return (
        fitted.width,
        fitted.span,
        Markup(room),  # noqa: S704 - a figure only
        _texts(authority),
        _text(position),
        _texts(signature.other_titles),
        _text(signature.full_name),
    )


def _text(text: str) -> Markup:
    return Markup(inside_text(text))  # noqa: S704 - escaped here, once


def _texts(texts: Sequence[str]) -> list[Markup]:
    return [_text(text) for text in texts]
