"""The letters whose pages are compared with LibreOffice's: real ones in every layout and line spacing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import product

from app.base.resources import resource_path
from app.letter.file import load
from app.letter.model import ContactLine, Layout, Letter, Margins, SizeScheme
from app.rules.load import load_rulebook
from app.word.package import Package
from app.word.write import write_letter
from tests.support.exported import restyled

REAL = ("dak-nong-4173", "gia-lai-930", "hung-yen-2023", "ngoc-hoi-2021")
CONTACT = ContactLine(
    address="Số 02, đường Trần Phú, phường Diên Hồng, tỉnh Gia Lai",
    phone="0269 3824 404",
    fax="0269 3824 405",
    email="ubnd@gialai.gov.vn",
    website="gialai.gov.vn",
)
_WRITTEN = 'w:line="240" w:lineRule="auto"'
# Rules that a letter cannot ask for, but a clerk can give the style in Word. A line of 14 pt is 16.1 pt
# high: 18 pt exactly, and at least 17 pt.
_CLERKS_RULES = {"exact": 'w:line="360" w:lineRule="exact"', "least": 'w:line="340" w:lineRule="atLeast"'}


def sample(name: str) -> Letter:
    """A letter of resources/samples."""
    return load(resource_path("samples", f"{name}.congvan")).letter


def in_all_layouts() -> dict[str, bytes]:
    """The real letters in 16 layouts each: sizes, left and right margin, indent."""
    choices = product(SizeScheme, (30, 35), (15, 20), (10, 12.7))
    layouts = [
        Layout(size_scheme=scheme, indent=indent, margins=Margins(left=left, right=right))
        for scheme, left, right, indent in choices
    ]
    return {
        f"{name}-{one.size_scheme}-{one.margins.left}-{one.margins.right}-{one.indent}": _file(
            replace(sample(name), layout=one)
        )
        for name in REAL
        for one in layouts
    }


def in_all_spacings() -> dict[str, bytes]:
    """The real letters with body lines single, multiple, exact and at least so high."""
    files: dict[str, bytes] = {}
    for name in REAL:
        letter = sample(name)
        for lines in (1.0, 1.15, 1.5):
            files[f"{name}-{lines}"] = _file(replace(letter, layout=Layout(line_spacing=lines)))
        single = write_letter(replace(letter, layout=Layout(line_spacing=1.0)), load_rulebook()).package
        for rule, spacing in _CLERKS_RULES.items():
            changed = restyled("body", _WRITTEN, spacing)(single.parts)
            files[f"{name}-{rule}"] = Package(changed).to_zip()
    return files


def with_contact_line() -> dict[str, bytes]:
    """The real letters with ô 13 at the foot of page 1."""
    return {f"{name}-contact": _file(replace(sample(name), contact=CONTACT)) for name in REAL}


def other_samples() -> dict[str, bytes]:
    """The samples that are not one of the four, as they are."""
    names = sorted(path.stem for path in resource_path("samples").glob("*.congvan"))
    return {name: _file(sample(name)) for name in names if name not in REAL}


def own_letters() -> Mapping[str, bytes]:
    """All of them, as Word files by name."""
    return {**in_all_layouts(), **in_all_spacings(), **with_contact_line(), **other_samples()}


def _file(letter: Letter) -> bytes:
    return write_letter(letter, load_rulebook()).package.to_zip()
