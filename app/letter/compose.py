"""Puts a letter into words: every printed line, as the decree wants it said."""

from __future__ import annotations

from app.base.vietnamese import upper
from app.letter import wording
from app.letter.blanks import gap
from app.letter.body import composed_blocks
from app.letter.composed import Composed, ComposedAppendix
from app.letter.model import Appendix, Letter, Medium
from app.letter.numbering import written
from app.rules.model import Rulebook

_LINK = "appendix_link"
_LETTER_TYPE = "cong_van"


def compose(letter: Letter, rulebook: Rulebook) -> Composed:
    """Everything that is printed of a letter; a letter with parts missing prints the rest."""
    components = rulebook.components
    recipients = wording.recipients(letter, rulebook.recipients)
    addressees = wording.addressees(letter.addressees, rulebook.recipients)
    return Composed(
        national_name=components["national_name"].text,
        motto=components["motto"].text,
        organs=tuple(wording.organ(issuer, rulebook) for issuer in letter.issuers),
        code_label=components["code"].text,
        code_number=wording.code_number(letter, "code", rulebook),
        code_separator=rulebook.heading.notation.number_separator,
        code_notation=wording.notation(letter.code, rulebook.heading),
        place=wording.full_place(letter.place),
        place_end=rulebook.heading.place_end.text,
        date_text=wording.date_text(letter, rulebook),
        subject_label=components["subject"].text,
        subject=letter.subject,
        secrecy=wording.secrecy(letter, rulebook.marks),
        urgency=wording.urgency(letter, rulebook.marks),
        circulation=wording.circulation(letter, rulebook.marks),
        draft_mark=wording.cased(letter.draft_mark, components["draft_mark"]),
        addressees_label=components["addressees"].text if addressees else "",
        addressees=addressees,
        body=composed_blocks(letter.body, rulebook, end_mark=True),
        recipients_label=components["recipients_label"].text if recipients else "",
        recipients=recipients,
        drafter_mark=wording.drafter_mark(letter.drafter, rulebook.marks),
        signatures=tuple(wording.signature(signed, rulebook.signature) for signed in letter.signatures),
        contact_lines=wording.contact_lines(letter.contact, rulebook.marks),
        appendices=tuple(_appendix(letter, index, rulebook) for index in range(len(letter.appendices))),
    )


def appendix_label(letter: Letter, index: int, rulebook: Rulebook) -> str:
    """ "Phụ lục", numbered from two appendices on (điểm a khoản 1 Mục III Phần I Phụ lục I)."""
    word = rulebook.components["appendix_label"].text
    rule = rulebook.appendix.numbers
    if len(letter.appendices) < rule.from_count:
        return word
    return f"{word} {written(index + 1, rule.numbering, rulebook.body.letters.words)}"


def appendix_link(letter: Letter, rulebook: Rulebook) -> str:
    """ "(Kèm theo Công văn số … ngày … của …)", partly blank in an electronic letter (điểm c khoản 1)."""
    rules = rulebook.appendix
    blank = rules.electronic_blanks.words if letter.medium is Medium.ELECTRONIC else ()
    return rules.link.pattern.format_map(_link_parts(letter, rulebook) | _link_gaps(letter, blank, rulebook))


def _appendix(letter: Letter, index: int, rulebook: Rulebook) -> ComposedAppendix:
    appendix: Appendix = letter.appendices[index]
    return ComposedAppendix(
        label=appendix_label(letter, index, rulebook),
        title=wording.cased(appendix.title, rulebook.components["appendix_title"]),
        link=appendix_link(letter, rulebook),
        blocks=composed_blocks(appendix.blocks, rulebook, end_mark=rulebook.appendix.end_mark.on),
        orientation=appendix.orientation,
    )


def _link_parts(letter: Letter, rulebook: Rulebook) -> dict[str, str]:
    type_name = rulebook.types.document.type[_LETTER_TYPE].name
    number = wording.code_number(letter, _LINK, rulebook)
    notation = wording.notation(letter.code, rulebook.heading)
    names = [wording.on_one_line(issuer.name) for issuer in letter.issuers]
    return wording.date_parts(letter.date, _LINK, letter, rulebook) | {
        "type": upper(type_name[:1]) + type_name[1:],
        "code": number + rulebook.heading.notation.number_separator + notation,
        "organ": rulebook.appendix.organ_joint.text.join(names),
    }


def _link_gaps(letter: Letter, blank: tuple[str, ...], rulebook: Rulebook) -> dict[str, str]:
    blanks = rulebook.heading.blanks
    widths = {"code": blanks.number, "day": blanks.day, "month": blanks.month, "year": blanks.year}
    # Any other part that a rulebook leaves blank gets the room of a number.
    return {name: gap(widths.get(name, blanks.number), _LINK, letter.layout, rulebook) for name in blank}
