"""Words that are offered while a letter is drafted: citations, answers, facts to look at again."""

from dataclasses import dataclass

from app.rules.source import Source, Words


@dataclass(frozen=True, slots=True)
class CitationRule:
    """The pieces of a citation, each left out when what it needs is unknown.

    ``subject_starts``: a subject that begins so is not introduced once more. Documents of ``law_types``
    are cited by type and name alone.
    """

    source: Source
    code: str
    date: str
    organ: str
    subject: str
    subject_starts: tuple[str, ...]
    law_types: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnswerRule:
    """What a letter says that answers another: opening sentence (without an agency: unnamed) and subject."""

    source: Source
    opening: str
    opening_unnamed: str
    subject: str


@dataclass(frozen=True, slots=True)
class PromptRules:
    """How the prompts of a template are answered.

    ``own_agency``: names of the prompt that stands for the issuing agency; ``separator`` and
    ``last_separator`` join several names in running text. The others are names offered for prompts that
    stand for a deadline, a date, the number of a document, a document, an organ, a person.
    """

    source: Source
    own_agency: tuple[str, ...]
    separator: str
    last_separator: str
    deadline: str
    date: str
    code: str
    document: str
    organ: str
    person: str


@dataclass(frozen=True, slots=True)
class DraftingRules:
    """drafting.toml.

    ``deadlines``, ``codes``, ``laws`` and ``persons``: the words that stand before a deadline, the number
    of a document, that of a legal document, the name of a person. ``several_agencies``: their common name;
    ``prompts``: of templates.
    """

    citation: CitationRule
    answer: AnswerRule
    deadlines: Words
    codes: Words
    laws: Words
    persons: Words
    several_agencies: Words
    prompts: PromptRules
