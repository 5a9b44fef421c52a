"""The words of a composed letter, stream by stream in the order in which its Word file holds them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from app.letter.composed import (
    Composed,
    ComposedBlock,
    ComposedPageBreak,
    ComposedRun,
    ComposedTable,
)

# The cached page number of the default header.
_PAGE_NUMBER = "2"


def composed_streams(composed: Composed) -> list[list[str]]:
    """Pieces of text without blanks that follow one another: the closing table holds two streams at once."""
    notes: list[str] = []
    body = [*_head(composed), *_blocks(composed.body, notes)]
    appendices = [text for one in composed.appendices for text in (one.label, one.title, one.link)]
    contents = [text for one in composed.appendices for text in _blocks(one.blocks, notes)]
    signatures = [
        text
        for one in composed.signatures
        for text in (*one.authority_lines, *one.other_titles, one.full_name)
    ]
    recipients = [composed.recipients_label, *composed.recipients, composed.drafter_mark]
    streams = (
        [_PAGE_NUMBER, *composed.circulation],
        *(body, recipients, signatures, appendices, contents, notes, composed.contact_lines),
    )
    return [[bare for text in stream if (bare := "".join(text.split()))] for stream in streams]


def assert_holds(said: str, streams: Sequence[Sequence[str]]) -> None:
    """All pieces are said, each stream in its order, and nothing but them; blanks do not count."""
    bare = "".join(said.split())
    for stream in streams:
        place = 0
        for piece in stream:
            found = bare.find(piece, place)
            assert found >= 0, f"{piece!r} is missing after {bare[max(0, place - 40) : place]!r}"
            place = found + len(piece)
    assert sorted(bare) == sorted("".join(piece for stream in streams for piece in stream))


def _head(composed: Composed) -> Iterator[str]:
    printed_parent = ""
    for organ in composed.organs:
        # Agencies of a joint letter that share their parent print it once.
        if organ.parent != printed_parent:
            yield organ.parent
        printed_parent = organ.parent or printed_parent
        yield organ.name
    yield from (composed.national_name, composed.motto, composed.code_line, composed.place_date)
    yield from (composed.subject_line, composed.draft_mark, composed.secrecy, composed.urgency)
    yield composed.addressees_label
    for addressee in composed.addressees:
        yield f"{'-' if len(composed.addressees) > 1 else ''}{addressee.text}"
        yield addressee.address


def _blocks(blocks: Iterable[ComposedBlock], notes: list[str]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, ComposedTable):
            for row in block.rows:
                for cell in row:
                    yield from _blocks(cell.blocks, notes)
        elif not isinstance(block, ComposedPageBreak):
            yield block.label
            yield from _runs(block.runs, notes)


def _runs(runs: Iterable[ComposedRun], notes: list[str]) -> Iterator[str]:
    for run in runs:
        yield run.text
        notes.extend(one.text for one in run.footnote or ())
