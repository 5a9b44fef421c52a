"""Checks of authority, position and name of those who sign."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from app.base.vietnamese import nfc, upper
from app.letter.finding import at, finding, replace_text, too_long
from app.letter.model import Advisory, Authority, Letter, Signature
from app.letter.wording import on_one_line
from app.rules.closing import Before
from app.rules.finding import Finding, Severity
from app.rules.model import Rulebook
from app.rules.source import Source

# Who signs under these himself: a deputy needs KT. before the head's title.
_NOT_FOR_DEPUTIES = (None, Authority.COLLECTIVE, Authority.BY_ORDER)


def check_signatures(letter: Letter, rulebook: Rulebook) -> Iterator[Finding]:
    """Ô 7a and 7b of every signer."""
    source = rulebook.components["authority"].source
    if not letter.signatures:
        yield finding("ND30-KY-01", source, at("signatures"))
    elif letter.issuers and len(letter.signatures) != len(letter.issuers):
        yield finding(
            "ND30-KY-02",
            source,
            at("signatures"),
            signers=len(letter.signatures),
            issuers=len(letter.issuers),
        )
    for index, signed in enumerate(letter.signatures):
        yield from _chain(signed, index, rulebook)
        yield from _steps(signed, index, rulebook)
        yield from _deputy(signed, index, rulebook)
        yield from _position(signed, index, rulebook)
        yield from _advisory(signed, index, rulebook)
        yield from _name(signed, index, rulebook)


def _chain(signed: Signature, index: int, rulebook: Rulebook) -> Iterator[Finding]:
    """Whether the authorities may follow each other; told with the clause, never forbidden."""
    rules = rulebook.signature
    chain = tuple(step.authority.value for step in signed.chain)
    if any(chain == lawful.authorities for lawful in rules.chain.values()):
        return
    shown = " / ".join(rules.authority[authority].abbreviation for authority in chain)
    for line, (above, below) in enumerate(pairwise(chain)):
        for refused in rules.refused.values():
            if refused.authority == above and below in refused.followed_by:
                place = at("signatures.chain", index, line + 1)
                yield finding("ND30-KY-03", refused.source, place, chain=shown, reason=refused.reason)
                return
    source = rules.authority[chain[0]].source
    yield finding("ND30-KY-04", source, at("signatures.chain", index), chain=shown, severity=Severity.WARNING)


def _steps(signed: Signature, index: int, rulebook: Rulebook) -> Iterator[Finding]:
    rules = rulebook.signature
    for line, step in enumerate(signed.chain):
        rule = rules.authority[step.authority.value]
        place = at("signatures.chain.on_behalf_of", index, line)
        named = upper(step.on_behalf_of).strip()
        if not named:
            yield finding("ND30-KY-05", rule.source, place, authority=rule.abbreviation)
        elif rule.before is Before.HEAD and named.startswith(rules.deputy.words):
            yield finding("ND30-KY-06", rule.source, place, authority=rule.abbreviation, named=named)
        elif rule.before is Before.COLLECTIVE and not named.startswith(rules.collective.words):
            source = rules.collective.source
            yield finding("ND30-KY-07", source, place, authority=rule.abbreviation, named=named)


def _deputy(signed: Signature, index: int, rulebook: Rulebook) -> Iterator[Finding]:
    rules = rulebook.signature
    position, place = upper(signed.position), at("signatures.position", index)
    last = signed.chain[-1].authority if signed.chain else None
    deputy = position.startswith(rules.deputy.words)
    for_head = rules.authority[Authority.FOR_HEAD.value]
    if deputy and last in _NOT_FOR_DEPUTIES:
        yield finding(
            "ND30-KY-08", for_head.source, place, position=position, authority=for_head.abbreviation
        )
    if position and not deputy and last is Authority.FOR_HEAD:
        yield finding(
            "ND30-KY-09",
            for_head.source,
            place,
            position=position,
            authority=for_head.abbreviation,
            severity=Severity.WARNING,
        )
    for form in rules.deputy.forbidden:
        if deputy and form in position:
            yield finding("ND30-KY-10", rules.deputy.source, place, form=form)


def _position(signed: Signature, index: int, rulebook: Rulebook) -> Iterator[Finding]:
    rules = rulebook.signature
    position, place = upper(signed.position).strip(), at("signatures.position", index)
    last = rules.authority[signed.chain[-1].authority.value] if signed.chain else None
    if not position and (last is None or last.own_title_follows):
        yield finding("ND30-KY-11", rulebook.components["position"].source, place)
    if position and last is not None and not last.own_title_follows:
        yield finding("ND30-KY-12", last.source, place, authority=last.abbreviation, position=position)
    for title in (position, *(upper(step.on_behalf_of) for step in signed.chain)):
        for word in title.replace(".", " ").split():
            if word in rules.short_titles.words:
                yield finding("ND30-KY-13", rules.short_titles.source, place, word=word)
    for rule in rules.authority.values():
        if position.startswith((f"{rule.abbreviation}", *(f"{wrong} " for wrong in rule.mistaken))):
            yield finding("ND30-KY-14", rule.source, place, authority=rule.abbreviation)
            break
    yield from too_long("ND30-KY-15", signed.position, rulebook.limits.position, place, rulebook)


def _advisory(signed: Signature, index: int, rulebook: Rulebook) -> Iterator[Finding]:
    """With the agency's seal the position in the agency stands above the name, without it none does."""
    source, place = rulebook.signature.advisory, at("signatures.other_titles", index)
    titles = any(title.strip() for title in signed.other_titles)
    if signed.advisory is Advisory.WITH_SEAL and not titles:
        yield finding("ND30-KY-22", source, place)
    if signed.advisory is Advisory.WITHOUT_SEAL and titles:
        yield finding("ND30-KY-23", source, place)


def _name(signed: Signature, index: int, rulebook: Rulebook) -> Iterator[Finding]:
    rules, place = rulebook.signature, at("signatures.full_name", index)
    if signed.rank.strip():
        sectors = ", ".join(rules.rank_sectors.words)
        yield finding(
            "ND30-KY-16",
            rules.rank_sectors.source,
            at("signatures.rank", index),
            severity=Severity.WARNING,
            rank=signed.rank,
            sectors=sectors,
        )
    source = rulebook.components["full_name"].source
    if signed.full_name is None:
        yield finding("ND30-KY-24", source, place, severity=Severity.HINT)
        return
    name = on_one_line(signed.full_name).strip()
    if not name:
        yield finding("ND30-KY-17", source, place)
    elif name.isupper() and len(name) > 1:
        right = _in_ordinary_case(name)
        yield finding("ND30-KY-18", source, place, fix=replace_text(right), name=name, right=right)
    yield from _before_name("ND30-KY-19", name, rules.ranks.words, rules.ranks.source, index)
    forms = rules.forms_of_address
    yield from _before_name("ND30-KY-20", name, forms.words, forms.source, index)
    yield from too_long("ND30-KY-21", name, rulebook.limits.full_name, place, rulebook)


def _before_name(
    code: str, name: str, words: tuple[str, ...], source: Source, index: int
) -> Iterator[Finding]:
    for word in words:
        if name.lower().startswith((f"{word.lower()} ", f"{word.lower()}.")):
            fix = replace_text(name[len(word) :].lstrip(". "))
            yield finding(code, source, at("signatures.full_name", index), fix=fix, word=word)
            return


def _in_ordinary_case(name: str) -> str:
    return nfc(" ".join(word[:1] + word[1:].lower() for word in name.split()))
