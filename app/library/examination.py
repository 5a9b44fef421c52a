"""A skeleton looked at as a whole: its text parts, then letters printed with it, checked and measured."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass, field, replace

from app.base.errors import AppError
from app.base.resources import resource_path
from app.base.texts import text
from app.document.content import Paragraph
from app.document.model import Document
from app.letter.compose import compose
from app.letter.composed import Composed
from app.letter.file import load
from app.letter.model import Layout, Letter, SkeletonRef
from app.letter.validation import validate
from app.pages import Pages, lay_out
from app.pages.lawful import page_findings
from app.rules.finding import Finding, Severity
from app.rules.model import Rulebook
from app.word.examine import Problem, examine_skeleton
from app.word.read import read_package
from app.word.skeleton import Skeleton
from app.word.write import write_letter

# Real letters of two pages: one that goes to one place, and one that goes to four.
_SAMPLES = ("so-noi-vu-lao-cai-tra-loi-2026.congvan", "dak-nong-4173.congvan")
_GRAVEST_FIRST = (Severity.ERROR, Severity.WARNING, Severity.HINT)
# Components whose words are known, and which the program finds again by their styles.
_STYLED = ("national_name", "motto", "code", "place_date", "subject", "full_name")


@dataclass(frozen=True)
class Examination:
    """What came of it. ``document`` and ``pages`` are the first sample; None when the file is refused."""

    name: str
    data: bytes = field(repr=False)
    variables: tuple[str, ...]
    problems: tuple[Problem, ...]
    skeleton: Skeleton | None = field(default=None, repr=False)
    document: Document | None = field(default=None, repr=False)
    pages: Pages | None = field(default=None, repr=False)

    @property
    def can_use(self) -> bool:
        """Whether letters can be printed with it; its faults may still be many."""
        return self.skeleton is not None


def examine(data: bytes, name: str, rulebook: Rulebook) -> Examination:
    """Everything there is to say of the bytes of a .docx as a skeleton; never an AppError."""
    steps = examining(data, name, rulebook)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value  # type: ignore[no-any-return]


def examining(data: bytes, name: str, rulebook: Rulebook) -> Generator[None, None, Examination]:
    """The same in steps of about a twentieth of a second, for a window that must go on."""
    examined = examine_skeleton(data, name, rulebook)
    if examined.skeleton is None:
        return Examination(name, data, examined.variables, _sorted(examined.problems))
    yield
    problems = list(examined.problems)
    first: _Printed | None = None
    try:
        for letter in sample_letters():
            printed = _Printed(letter, examined.skeleton, rulebook)
            yield
            printed.lay_out()
            first = first or printed
            yield
            problems += printed.problems()
    except AppError as error:
        problems.append(Problem(Severity.ERROR, str(error), refuses=True))
        return Examination(name, data, examined.variables, _sorted(problems))
    assert first is not None  # noqa: S101 - there are samples
    return Examination(
        name,
        data,
        examined.variables,
        _sorted(problems),
        examined.skeleton,
        first.document,
        first.pages,
    )


def sample_letters() -> tuple[Letter, ...]:
    """The letters that a skeleton is tried with, their layout left to the skeleton."""
    read = (load(resource_path("samples", name)).letter for name in _SAMPLES)
    return tuple(replace(one, layout=Layout(), skeleton=SkeletonRef()) for one in read)


def _sorted(problems: tuple[Problem, ...] | list[Problem]) -> tuple[Problem, ...]:
    """Each once, what refuses first, then the gravest."""
    once = dict.fromkeys(problems)
    return tuple(sorted(once, key=lambda one: (not one.refuses, _GRAVEST_FIRST.index(one.severity))))


class _Printed:
    """One sample printed with the skeleton."""

    def __init__(self, letter: Letter, skeleton: Skeleton, rulebook: Rulebook) -> None:
        self._letter, self._rulebook = letter, rulebook
        self._written = write_letter(letter, rulebook, skeleton)
        self.composed: Composed = compose(letter, rulebook)
        self.document = read_package(self._written.package)
        self.pages = Pages(())

    def lay_out(self) -> None:
        """Make the pages."""
        self.pages = lay_out(self.document)

    def problems(self) -> Iterator[Problem]:
        """What the letter's validation, the writer and the page have to say that they do not say of
        the letter in the built-in skeleton."""
        own = {one.code for one in validate(self._letter, self._rulebook)}
        for finding in self._written.findings:
            # That a variable is missing was told with its name.
            if finding.code not in own and finding.code != "ND30-KHUNG-01":
                yield _told(finding)
        for finding in page_findings(self.document, self.pages, self.composed, self._rulebook):
            yield _told(finding)
        yield from self._unstyled()
        for key in self.pages.approximate:
            yield Problem(Severity.HINT, text(key))

    def _unstyled(self) -> Iterator[Problem]:
        """Components that stand on the page without their style."""
        paragraphs = list(self.document.paragraphs)
        for name in _STYLED:
            component = self._rulebook.components[name]
            words = _plain(self._words(name))
            mine = [one for one in paragraphs if words and _plain(one.text) == words]
            if mine and not any(_style(one) == component.style for one in mine):
                message = text("skeletons.unstyled", component=component.name, style=component.style)
                yield Problem(Severity.WARNING, message, where=words)

    def _words(self, component: str) -> str:
        composed = self.composed
        match component:
            case "code":
                return composed.code_line
            case "place_date":
                return composed.place_date
            case "subject":
                return f"{composed.subject_label} {composed.subject}"
            case "full_name":
                return composed.signatures[0].full_name
            case "motto":
                return composed.motto
            case _:
                return composed.national_name


def _style(paragraph: Paragraph) -> str:
    return paragraph.style_name


def _plain(words: str) -> str:
    return " ".join(words.replace("\u00a0", " ").split())


def _told(finding: Finding) -> Problem:
    return Problem(finding.severity, finding.message, clause=finding.clause)
