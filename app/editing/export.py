"""Out of the program: Word file, PDF, text for a mail."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from app.base.errors import AppError
from app.base.files import is_windows_name, write_atomic
from app.base.vietnamese import fold
from app.document.model import Document
from app.editing.questions import Answer, ExportRefused, Question
from app.letter.compose import compose
from app.letter.composed import Composed, ComposedBlock, ComposedParagraph, ComposedTable
from app.letter.model import Letter
from app.letter.validation import export_blockers, validate
from app.letter.wording import notation, on_one_line, padded_number
from app.pages.layout import lay_out
from app.pages.model import Pages
from app.rules.finding import Finding
from app.rules.model import Rulebook
from app.word.read import read_package
from app.word.skeleton import Skeleton
from app.word.write import Written, write_letter

WORD_SUFFIX = ".docx"
PDF_SUFFIX = ".pdf"
MOST_NAME = 120
_UNNAMED = "cong-van"
_MOST_TRIES = 100

# The document (for its pictures), its pages and a title become the bytes of a PDF. The one who knows Qt
# hands it in.
MakePdf = Callable[[Document, Pages, str], bytes]


@dataclass(frozen=True, slots=True)
class Exported:
    """The file that was written, and what was found about letter and page."""

    path: Path
    findings: tuple[Finding, ...]


def suggested_name(letter: Letter, rulebook: Rulebook, suffix: str = WORD_SUFFIX) -> str:
    """A file name from số, ký hiệu and trích yếu: "15-SNV-VP nang bac luong nam 2026.docx".

    No diacritics, nothing that Windows refuses, 120 characters at most.
    """
    number = padded_number(letter.code.number or "", rulebook.heading.number)
    code = "-".join(part for part in (number, notation(letter.code, rulebook.heading)) if part)
    words = _bare(f"{_ascii(code)} {fold(on_one_line(letter.subject))}")
    room = MOST_NAME - len(suffix)
    if len(words) > room:
        words = words[: room + 1].rpartition(" ")[0] or words[:room]
    words = words.strip(" .-")
    return (words if words and is_windows_name(words + suffix) else _UNNAMED) + suffix


def export_word(
    letter: Letter,
    rulebook: Rulebook,
    target: Path,
    *,
    overwrite: bool = False,
    skeleton: Skeleton | None = None,
) -> Exported:
    """Write the letter as a Word file.

    ExportRefused when validation allows none; Question with a second name when the target is open in
    Word, with OVERWRITE when it is there already; other AppErrors as write_atomic.
    """
    written, findings = _written(letter, rulebook, skeleton)
    _put(target, written.package.to_zip(), overwrite=overwrite)
    return Exported(target, findings)


def export_pdf(
    letter: Letter,
    rulebook: Rulebook,
    target: Path,
    make_pdf: MakePdf,
    *,
    overwrite: bool = False,
    skeleton: Skeleton | None = None,
) -> Exported:
    """Write the pages as a PDF; errors as export_word."""
    written, findings = _written(letter, rulebook, skeleton)
    document = read_package(written.package)
    data = make_pdf(document, lay_out(document), on_one_line(letter.subject))
    _put(target, data, overwrite=overwrite)
    return Exported(target, findings)


def mail_text(letter: Letter, rulebook: Rulebook) -> str:
    """The letter as plain text for a mail: header, text, signature, recipients; a blank line between."""
    composed = compose(letter, rulebook)
    parts = [
        "\n".join(line for organ in composed.organs for line in (organ.parent, organ.name) if line),
        "\n".join((_spaces(composed.code_line), _spaces(composed.place_date), composed.subject_line)),
        "\n".join(_addressee_lines(composed, rulebook)),
        "\n".join(_block_lines(composed.body)),
        *("\n".join(_signature_lines(composed, index)) for index in range(len(composed.signatures))),
        "\n".join((composed.recipients_label, *composed.recipients)),
    ]
    for appendix in composed.appendices:
        head = (appendix.label, appendix.title, _spaces(appendix.link))
        parts.append("\n".join((*(line for line in head if line), *_block_lines(appendix.blocks))))
    return "\n\n".join(part.strip("\n") for part in parts if part.strip()) + "\n"


def second_name(path: Path) -> Path:
    """The first free name of the kind "thu (2).docx"."""
    for number in range(2, _MOST_TRIES):
        other = path.with_name(f"{path.stem} ({number}){path.suffix}")
        if not other.exists():
            return other
    return path.with_name(f"{path.stem} ({_MOST_TRIES}){path.suffix}")


def _written(
    letter: Letter, rulebook: Rulebook, skeleton: Skeleton | None
) -> tuple[Written, tuple[Finding, ...]]:
    findings = tuple(validate(letter, rulebook))
    blockers = tuple(export_blockers(findings))
    if blockers:
        raise ExportRefused(blockers)
    written = write_letter(letter, rulebook, skeleton)
    return written, (*findings, *written.findings)


def _put(target: Path, data: bytes, *, overwrite: bool) -> None:
    try:
        write_atomic(target, data, overwrite=overwrite)
    except AppError as error:
        if error.key in ("base.file_in_use", "base.file_read_only"):
            answers: tuple[Answer, ...] = (Answer.SECOND_NAME, Answer.SAVE_AS)
        elif error.key == "base.file_exists":
            answers = (Answer.OVERWRITE, Answer.SECOND_NAME, Answer.SAVE_AS)
        else:
            raise
        raise Question(error.key, answers, suggestion=second_name(target), **error.fields) from error


def _ascii(words: str) -> str:
    """The text without diacritics, its capitals kept."""
    return "".join(
        bare.upper() if char.isupper() else bare for char, bare in ((one, fold(one)) for one in words)
    )


def _bare(words: str) -> str:
    return " ".join(re.sub(r"[^A-Za-z0-9_\-,.() ]+", " ", words.replace("/", "-")).split())


def _spaces(line: str) -> str:
    """A gap left blank, made of no-break spaces, as a row of dots that survives a mail."""
    return re.sub("\u00a0{2,}", "...", line)


def _addressee_lines(composed: Composed, rulebook: Rulebook) -> Iterator[str]:
    shown = [" ".join(part for part in (one.text, one.address) if part) for one in composed.addressees]
    if len(shown) == 1:
        yield f"{composed.addressees_label} {shown[0]}"
    elif shown:
        yield composed.addressees_label
        yield from (f"{rulebook.recipients.addressees.bullet} {line}" for line in shown)


def _block_lines(blocks: tuple[ComposedBlock, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, ComposedParagraph):
            words = "".join(run.text for run in block.runs)
            yield f"{block.label} {words}".strip()
        elif isinstance(block, ComposedTable):
            for row in block.rows:
                yield "\t".join(" ".join(_block_lines(cell.blocks)) for cell in row)


def _signature_lines(composed: Composed, index: int) -> Iterator[str]:
    signed = composed.signatures[index]
    yield from signed.authority_lines
    yield from signed.other_titles
    if signed.full_name:
        yield signed.full_name
