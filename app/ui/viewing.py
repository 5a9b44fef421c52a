"""What the Xem and Trợ giúp menus do with what is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.ui.office import Office


class Viewing:
    """Zoom, parts of the window, findings, help. Nothing happens while no letter is open."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def fit_width(self) -> None:
        """The page as wide as its view."""
        if self._office.workspace is not None:
            self._office.workspace.page.fit_width()

    def fit_page(self) -> None:
        """The whole page."""
        if self._office.workspace is not None:
            self._office.workspace.page.fit_page()

    def two_pages(self) -> None:
        """Two pages side by side, or one again."""
        if self._office.workspace is not None:
            page = self._office.workspace.page
            page.two_pages(page.columns == 1)

    def zoom_in(self) -> None:
        """Larger."""
        if self._office.workspace is not None:
            self._office.workspace.page.zoom_in()

    def zoom_out(self) -> None:
        """Smaller."""
        if self._office.workspace is not None:
            self._office.workspace.page.zoom_out()

    def next_part(self) -> None:
        """On to the next part of the window."""
        if self._office.workspace is not None:
            self._office.workspace.next_part(1)

    def previous_part(self) -> None:
        """Back to the part before."""
        if self._office.workspace is not None:
            self._office.workspace.next_part(-1)

    def findings(self) -> None:
        """On to the next open prompt of a template; behind the last one unfold the list of findings."""
        if self._office.workspace is not None and not self._office.templates.next_open():
            self._office.workspace.strip.unfold()

    def help(self) -> None:
        """The help of the field with the cursor, with its clause."""
        if self._office.workspace is not None and not self._office.workspace.form.show_help():
            self._office.do("tools.keys")
