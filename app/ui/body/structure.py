"""Levels, headings, looks, alignment, page breaks, căn cứ: what the toolbar does to the selection."""

from __future__ import annotations

from collections.abc import Callable

from app.base.errors import AppError
from app.editing.commands.levels import deeper, higher, levelled_in, set_alignment, set_level, set_title
from app.editing.commands.looks import Look, clear_looks, has_look, paragraphs_in, set_look, typing_look
from app.editing.commands.prompting import to_prompt
from app.editing.commands.text import insert_page_break, split
from app.letter.model import Alignment, Letter, Level, Paragraph, Run
from app.letter.positions import TextPosition, TextRange, blocks_of, length
from app.ui.body.desk import After, Desk


class Structure:
    """Changes how paragraphs and characters stand, words stay as they are."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    # --- looks

    def toggle_look(self, look: Look) -> None:
        """Give the selection a look or take it away; without one choose it for what is typed next."""
        desk = self._desk
        if not desk.has_selection:
            run = desk.pending or typing_look(desk.letter, desk.here())
            desk.pending = _turned(run, look)
            return
        ranges = desk.ranges()
        on = not all(has_look(desk.letter, over, look) for over in ranges)
        new = desk.letter
        for over in ranges:
            new = set_look(new, over, look, on=on)
        desk.change_kept(new)

    def clear_looks(self) -> None:
        """Take every look from the selection."""
        desk = self._desk
        if not desk.has_selection:
            desk.pending = Run()
            return
        self._over_all(clear_looks)

    def has_look(self, look: Look) -> bool:
        """Whether the selection has a look, or the next character typed will."""
        desk = self._desk
        if desk.pending is not None:
            return bool(getattr(desk.pending, look))
        return all(has_look(desk.letter, over, look) for over in desk.ranges())

    def to_prompt(self) -> None:
        """Put the selected words between the brackets of a prompt."""
        desk = self._desk
        if not desk.takes_keys:
            return
        try:
            letter, over = to_prompt(desk.letter, desk.ranges()[0])
        except AppError as error:
            desk.tell(str(error))
            return
        desk.change(letter, After(over.end, over.start, ends_group=True))

    # --- paragraphs

    def deeper(self) -> None:
        """One level down."""
        self._over_all(deeper)

    def higher(self) -> None:
        """One level up."""
        self._over_all(higher)

    def set_level(self, level: Level) -> None:
        """Give the selected paragraphs a level."""
        self._over_all(lambda letter, over: set_level(letter, over, level))

    def toggle_title(self) -> None:
        """Make khoản headings, or plain again; a paragraph of another level becomes a khoản first."""
        on = not all(paragraph.level is Level.ITEM and paragraph.title for paragraph in self.levelled())

        def change(letter: Letter, over: TextRange) -> Letter:
            return set_title(set_level(letter, over, Level.ITEM) if on else letter, over, title=on)

        self._over_all(change)

    def align(self, alignment: Alignment) -> None:
        """Align the selected paragraphs; once more gives them back to the style of their level."""
        if all(paragraph.alignment is alignment for paragraph in self.paragraphs()):
            alignment = Alignment.STYLE
        self._over_all(lambda letter, over: set_alignment(letter, over, alignment))

    def paragraphs(self) -> list[Paragraph]:
        """The paragraphs that the selection touches."""
        desk = self._desk
        return [paragraph for over in desk.ranges() for _, _, paragraph in paragraphs_in(desk.letter, over)]

    def levelled(self) -> list[Paragraph]:
        """Those of them that have levels there."""
        desk = self._desk
        return [paragraph for over in desk.ranges() for _, _, paragraph in levelled_in(desk.letter, over)]

    # --- things of their own

    def page_break(self) -> None:
        """A page break at the cursor; the text goes on below it."""
        desk = self._desk
        letter, at = desk.without_selection()
        if at.text.cell is not None:
            return
        size = len(blocks_of(letter, at.text))
        new = insert_page_break(letter, at)
        blocks = blocks_of(new, at.text)
        # With words before the cursor the break stands one block later.
        behind = at.block + (2 if at.offset else 1)
        if behind >= len(blocks):
            new = split(new, at.moved(len(blocks) - 1, length(blocks[-1])))
        if len(blocks) > size:
            desk.change(new, After(at.moved(behind)))

    def legal_basis(self) -> None:
        """Make căn cứ of the selected paragraphs, or plain ones again; in an empty text begin with one."""
        paragraphs = self.levelled()
        is_basis = bool(paragraphs) and all(one.level is Level.LEGAL_BASIS for one in paragraphs)
        self.set_level(Level.PLAIN if is_basis else Level.LEGAL_BASIS)

    def _over_all(self, change: Callable[[Letter, TextRange], Letter]) -> None:
        """Apply a command to all that is selected; an empty text gets its first paragraph."""
        desk = self._desk
        new, here, anchor = desk.letter, desk.here(), desk.anchor()
        ranges = desk.ranges()
        if not blocks_of(new, here.text):
            here = anchor = TextPosition(0, 0, here.text)
            new, ranges = split(new, here), [TextRange(here, here)]
        for over in ranges:
            new = change(new, over)
        desk.change(new, After(here, anchor))


def _turned(run: Run, look: Look) -> Run:
    on = {name: getattr(run, name) for name in ("bold", "italic", "underline", "superscript")}
    on[look] = not on[look]
    return Run(cites=run.cites, **on)
