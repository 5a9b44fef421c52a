"""main.py render: the pages of letters and Word files as PDF, or as a PNG picture of each page."""

from __future__ import annotations

from collections.abc import Callable

from app.base.errors import AppError
from app.base.files import write_atomic
from app.base.texts import text
from app.cli.arguments import Order
from app.cli.console import complain, say
from app.cli.jobs import Job, planned
from app.cli.painting import Painting, as_pdf, remarks
from app.cli.sources import Opened, opened
from app.pages.layout import lay_out
from app.rules.model import Rulebook
from app.word.choice import SkeletonFor

PDF_SUFFIX, PNG_SUFFIX = ".pdf", ".png"
DEFAULT_DPI = 150
LEAST_DPI, MOST_DPI = 10, 1200


def render(
    order: Order, rulebook: Rulebook, skeleton_for: SkeletonFor, painting: Callable[[], Painting]
) -> int:
    """Write the pages of every file; those that cannot be are told. 0, or 2 if any could not be."""
    jobs = planned(order, (PDF_SUFFIX, PNG_SUFFIX))
    dpi = _dpi(order.dpi)
    code = 0
    for job in jobs:
        try:
            source = opened(job.source, rulebook, skeleton_for)
            _write(job, source, dpi, painting(), overwrite=order.overwrite)
        except AppError as error:
            complain(str(error))
            code = 2
    return code


def _dpi(asked: str) -> int:
    if not asked:
        return DEFAULT_DPI
    # Digits of other scripts are digits for Python, not for a clerk.
    if not (asked.isascii() and asked.isdigit()) or not LEAST_DPI <= int(asked[:9]) <= MOST_DPI:
        raise AppError("cli.dpi", value=asked, least=LEAST_DPI, most=MOST_DPI)
    return int(asked)


def _write(job: Job, source: Opened, dpi: int, painting: Painting, *, overwrite: bool) -> None:
    document = source.document
    if job.target.suffix.lower() == PNG_SUFFIX:
        pages = lay_out(document)
        targets = painting.write_png(pages, job.target, dpi, document.images, overwrite=overwrite)
        said = remarks(pages, painting)
    else:
        data, said = as_pdf(document, job.source.stem, painting)
        write_atomic(job.target, data, overwrite=overwrite)
        targets = [job.target]
    for target in targets:
        say(text("cli.exported", source=job.source, target=target))
    for notice in (*source.notices, *said):
        say(f"  {notice}")
