"""Phúc đáp: the letter that answers a related document."""

from __future__ import annotations

from dataclasses import replace

from app.letter.citing import add_related, full_citation, short_citation
from app.letter.model import Addressee, Letter, Paragraph, RelatedDocument, Run
from app.letter.wording import on_one_line
from app.rules.model import Rulebook


def reply_to(letter: Letter, related: RelatedDocument, rulebook: Rulebook) -> Letter:
    """Fill in trích yếu, Kính gửi and the opening sentence from the document that is answered.

    A trích yếu or Kính gửi already written stays. The document becomes one of the related ones unless
    one of its id is there.
    """
    if related.id not in {one.id for one in letter.related} - {""}:
        letter = add_related(letter, related)
        related = letter.related[-1]
    subject = letter.subject or rulebook.drafting.answer.subject.format(
        citation=short_citation(related, rulebook)
    )
    addressees = letter.addressees
    if not addressees and related.issuer:
        addressees = (Addressee(name=related.issuer),)
    body = (_opening(letter, related, rulebook), *(block for block in letter.body if block != Paragraph()))
    return replace(letter, subject=subject, addressees=addressees, body=body)


def _opening(letter: Letter, related: RelatedDocument, rulebook: Rulebook) -> Paragraph:
    rule = rulebook.drafting.answer
    organ = on_one_line(letter.issuers[0].name) if letter.issuers else ""
    pattern = rule.opening if organ else rule.opening_unnamed
    before, _, after = pattern.partition("{citation}")
    cited = Run(text=full_citation(related, rulebook), cites=related.id)
    words = (Run(text=before.format(organ=organ)), cited, Run(text=after.format(organ=organ)))
    return Paragraph(runs=tuple(run for run in words if run.text))
