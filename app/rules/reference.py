"""Lists to look up: guidance for the hand, types of documents, limits of the metadata."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.rules.source import Source


@dataclass(frozen=True, slots=True)
class Guidance:
    """guidance.toml: a rule for the hand that stamps or signs; ``text`` holds {value}."""

    id: str
    source: Source
    text: str
    value: str


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A type of document; ``abbreviation`` is "" for those without, ``wrong`` are mistaken ones."""

    id: str
    name: str
    abbreviation: str
    wrong: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentTypes:
    """A list of types: ``source`` says where they are listed, ``abbreviations`` where shortened."""

    source: Source
    abbreviations: Source
    type: Mapping[str, DocumentType]


@dataclass(frozen=True, slots=True)
class TypeRules:
    """types.toml: the 29 types of văn bản hành chính and the three copies."""

    document: DocumentTypes
    copy: DocumentTypes


@dataclass(frozen=True, slots=True)
class Limits:
    """limits.toml: the most characters (digits for the last two) that the metadata hold."""

    source: Source
    code_number: int
    code_notation: int
    subject: int
    organ_name: int
    addressee: int
    position: int
    full_name: int
    issued_amount_digits: int
    page_amount_digits: int
