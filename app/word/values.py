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
from app.word.ooxml import inside_text, run
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
        "noi_nhan": _texts(fit.recipients[0]),
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
    recipient_style: str,
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
        **_signatures(signatures, section, recipient_style),
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


def _circulation(header: HeaderFit, section: Section, composed: Composed, rulebook: Rulebook) -> Values:
    """Ô 11 in the top margin: centred above ô 1, its gap above the text."""
    listed = (rulebook.marks.recall, *rulebook.marks.circulation.values())
    box = _box("circulation", listed, composed.circulation)
    height = box["nd30_circulation_height"] * len(composed.circulation)
    lead = section.top - section.header - height - rulebook.marks.above_header.length.twip
    return {
        **box,
        "nd30_circulation_left": header.left + (header.right - box["nd30_circulation_width"]) // 2,
        "nd30_circulation_lead": max(lead, _LEAST_LINE),
    }


def _signatures(fit: SignatureFit, section: Section, recipient_style: str) -> Values:
    widths = (fit.left, *fit.columns)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rest = Twip(section.block - fit.left)
    first, *later = fit.rows
    return {
        "nd30_signature_left": fit.left,
        "nd30_signature_total": section.block,
        "nd30_signature_grid": Markup(grid),  # noqa: S704 - figures only
        "nd30_signatures": [_signature(one) for one in first],
        # The rows of a joint letter's signatures stay on one page.
        "nd30_keep": Markup("<w:keepNext/>") if later else "",
        "nd30_signature_rows": [
            (_recipients_xml(recipients, recipient_style), [_signature(one) for one in row])
            for row, recipients in zip(later, fit.recipients[1:], strict=True)
        ],
        "nd30_rest_width": rest,
        "nd30_rest_span": len(fit.columns),
    }


def _recipients_xml(lines: Sequence[str], style: str) -> Markup:
    """Nơi nhận going on beside a further row; Word wants a paragraph in every cell."""
    return Markup(  # noqa: S704 - our own XML, its texts escaped
        "".join(
            f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{run(line)}</w:p>' for line in lines or ("",)
        )
    )


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
