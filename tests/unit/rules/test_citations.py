"""Every rule says where it comes from, in words that officials use and that lead to an existing place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

import pytest

from app.rules.load import load_rulebook
from app.rules.look import Scheme
from app.rules.reference import DocumentType
from app.rules.source import MmRange, Source, Strength

# Phụ lục I, Phần I: the last điểm of each khoản, "" for a khoản without điểm.
LAST_POINTS = {
    "I": {1: "", 2: "", 3: "", 4: "", 5: "", 6: "", 7: ""},
    "II": {1: "c", 2: "c", 3: "d", 4: "c", 5: "b", 6: "g", 7: "đ", 8: "c", 9: "d"},
    "III": {1: "e", 2: "c", 3: "", 4: ""},
}
LETTERS = "abcdđeghiklmnopqrstuvxy"
# Điều of the decree's body that rules are drawn from: the last khoản, and the last điểm of khoản 1.
ARTICLES = {7: (0, ""), 13: (7, ""), 25: (3, ""), 33: (2, "đ")}
FORMS = {f"1.{number}" for number in range(1, 11)} | {"2.1", "2.2", "3.1", "3.2"}

ANNEX = re.compile(r"(?:điểm (?P<point>.) )?khoản (?P<clause>\d+) Mục (?P<part>I{1,3}) Phần I Phụ lục I")
ARTICLE = re.compile(r"(?:điểm (?P<point>.) )?(?:khoản (?P<clause>\d+) )?Điều (?P<article>\d+)")
ROW = re.compile(r"số thứ tự (?P<row>\d+)(?P<part>[ab]?) Mục V Phần I Phụ lục I")
FORM = re.compile(r"Mẫu (?P<form>\d\.\d+) Phụ lục III")
WHOLE = {
    "chú thích 1 Mục V Phần I Phụ lục I",
    "Mục IV Phần I Phụ lục I",
    "Mục I Phụ lục III",
    "Phụ lục VI",
}
CUSTOM = "thông lệ"


def sources(value: object, path: str = "") -> Iterator[tuple[str, Source]]:
    """Every source of a rulebook with the path that leads to it."""
    if isinstance(value, Source):
        yield path, value
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield from sources(inner, f"{path}.{name}")
    elif is_dataclass(value):
        for spec in fields(value):
            yield from sources(getattr(value, spec.name), f"{path}.{spec.name}")


ALL_SOURCES = [pytest.param(source, id=path) for path, source in sources(load_rulebook())]


def leads_somewhere(clause: str) -> bool:
    """Whether a citation is well formed and names a place that the decree has."""
    if clause in WHOLE or clause == CUSTOM:
        return True
    if found := ANNEX.fullmatch(clause):
        last = LAST_POINTS[found["part"]].get(int(found["clause"]))
        return last is not None and point_exists(found["point"], last)
    if found := ARTICLE.fullmatch(clause):
        last_clause, last = ARTICLES.get(int(found["article"]), (0, ""))
        return int(found["article"]) in ARTICLES and (
            found["clause"] is None
            or (int(found["clause"]) <= last_clause and point_exists(found["point"], last))
        )
    if found := ROW.fullmatch(clause):
        return 1 <= int(found["row"]) <= 14
    found = FORM.fullmatch(clause)
    return found is not None and found["form"] in FORMS


def point_exists(point: str | None, last: str) -> bool:
    """Whether a khoản that ends with điểm ``last`` has this điểm; none at all is always right."""
    return point is None or (last != "" and point in LETTERS[: LETTERS.index(last) + 1])


@pytest.mark.parametrize("source", ALL_SOURCES)
def test_every_rule_cites_a_place_that_the_decree_has(source: Source) -> None:
    assert leads_somewhere(source.clause), source.clause


@pytest.mark.parametrize("source", ALL_SOURCES)
def test_the_strength_fits_the_kind_of_place(source: Source) -> None:
    clause = source.clause
    if clause in (CUSTOM, "Mục IV Phần I Phụ lục I"):
        assert source.strength is Strength.PRACTICE
    elif FORM.fullmatch(clause):
        assert source.strength is Strength.SAMPLE
    elif clause in WHOLE:
        assert source.strength is Strength.TABLE
    elif ROW.fullmatch(clause):
        assert source.strength in (Strength.TABLE, Strength.SAMPLE)


@pytest.mark.parametrize(
    "clause",
    [
        "điểm d khoản 2 Mục II Phần I Phụ lục I",
        "khoản 8 Mục I Phần I Phụ lục I",
        "điểm a khoản 3 Mục III Phần I Phụ lục I",
        "khoản 9 Điều 13",
        "Mẫu 1.11 Phụ lục III",
        "Phụ lục I điểm a",
        "PL I-I-II.3.c",
    ],
)
def test_the_grammar_of_citations_refuses_places_that_do_not_exist(clause: str) -> None:
    assert not leads_somewhere(clause)


def test_no_kind_of_rule_lacks_a_source() -> None:
    """Only parts of a rule that has one (and the files themselves) do without."""

    def without(value: object) -> Iterator[type]:
        if isinstance(value, Mapping):
            for inner in value.values():
                yield from without(inner)
        elif is_dataclass(value) and not isinstance(value, Source):
            inner_values = [getattr(value, spec.name) for spec in fields(value)]
            if not any(isinstance(inner, Source | Mapping) or is_dataclass(inner) for inner in inner_values):
                yield type(value)
            for inner in inner_values:
                yield from without(inner)

    assert set(without(load_rulebook())) == {DocumentType, Scheme, MmRange}
