"""The address book as a table for Excel, which imports again to the same book."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Final

from app.base.texts import text
from app.importer.csv_files import guarded
from app.library.address_book import AddressBook
from app.library.contact_columns import Role
from app.library.contact_rows import GROUP_SEPARATOR

_ROLES: Final = (
    Role.RANK,
    Role.NAME,
    Role.ABBREVIATION,
    Role.KIND,
    Role.GROUP,
    Role.ADDRESS,
    Role.NOTE,
)
_WIDTHS: Final = (8, 56, 18, 14, 36, 40, 24)
_GROUP_WIDTHS: Final = (56,)


def table_of(book: AddressBook) -> Iterator[tuple[str, ...]]:
    """The heads, then a row for everyone the clerk keeps; what was only learned is left out."""
    yield tuple(text(f"contacts.column.{role}") for role in _ROLES)
    for entry in book.all():
        contact = entry.contact
        if not entry.learned:
            yield (
                str(contact.rank or ""),
                contact.name,
                contact.abbreviation,
                text(f"contacts.kind.{contact.kind}"),
                f"{GROUP_SEPARATOR} ".join(contact.groups),
                contact.address,
                contact.note,
            )


def groups_of(book: AddressBook) -> Iterator[tuple[str, ...]]:
    """The head, then the groups in their order, also those without members."""
    yield (text(f"contacts.column.{Role.GROUP}"),)
    for group in book.groups():
        yield (group,)


def as_csv(book: AddressBook) -> bytes:
    """A CSV file; with the mark without which Excel takes UTF-8 for the old code page."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([map(guarded, row) for row in table_of(book)])
    return out.getvalue().encode("utf-8-sig")


def as_excel(book: AddressBook) -> bytes:
    """An Excel workbook; every cell is a text, so none can be a formula."""
    # openpyxl takes a quarter of a second to load, and is wanted only here.
    from openpyxl import Workbook  # noqa: PLC0415 - as above
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - as above
    from openpyxl.styles import Font  # noqa: PLC0415 - as above
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - as above

    workbook = Workbook(write_only=True)
    heads = Font(bold=True)
    for name, widths, rows in (
        (text("contacts.sheet"), _WIDTHS, table_of(book)),
        (text("contacts.groups"), _GROUP_WIDTHS, groups_of(book)),
    ):
        sheet = workbook.create_sheet(name)
        sheet.freeze_panes = "A2"
        for column, width in enumerate(widths, 1):
            sheet.column_dimensions[get_column_letter(column)].width = width
        for number, row in enumerate(rows):
            cells = []
            for words in row:
                cell = WriteOnlyCell(sheet, words)
                cell.data_type = "s"
                if not number:
                    cell.font = heads
                cells.append(cell)
            sheet.append(cells)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()
