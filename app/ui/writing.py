"""What the Sửa and Chèn menus do in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.editing.commands.fields import add_item
from app.letter.model import Appendix, Letter

if TYPE_CHECKING:
    from app.ui.office import Office


class Writing:
    """Deeds of the editors of text under the names of the menu."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def find(self) -> None:
        """Open the bar that finds."""
        self._do("find")

    def replace(self) -> None:
        """Open the bar that finds and replaces."""
        self._do("replace")

    def insert_footnote(self) -> None:
        """A footnote at the cursor."""
        self._do("footnote")

    def insert_table(self) -> None:
        """A table at the cursor."""
        self._do("table")

    def insert_basis(self) -> None:
        """Make the paragraph a căn cứ."""
        self._do("legal_basis")

    def insert_citation(self) -> None:
        """Cite a document."""
        self._do("citation")

    def insert_page_break(self) -> None:
        """A page break at the cursor."""
        self._do("page_break")

    def add_appendix(self) -> None:
        """A phụ lục behind the last."""
        draft, workspace = self._office.draft, self._office.workspace
        if draft is not None and workspace is not None:
            draft.apply(_with_appendix)
            workspace.form.open_section("phu_luc")
            workspace.form.focus_component("appendices.title", (len(draft.letter.appendices) - 1,))

    def _do(self, deed: str) -> None:
        workspace = self._office.workspace
        if workspace is not None:
            workspace.write(deed)


def _with_appendix(letter: Letter) -> Letter:
    return add_item(letter, ("appendices",), Appendix())
