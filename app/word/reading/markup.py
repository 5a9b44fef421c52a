"""Parsing the XML of one part: nothing from outside, no entities, no more than memory can bear."""

from __future__ import annotations

from lxml import etree

from app.base.errors import AppError
from app.word.reading.names import STRICT_MARK, STRICT_NAMESPACES

# A report of 400 pages has about 20 MB and a million tags. Nodes of libxml2 take many times the bytes
# they are written in, so tags and attributes are counted before anything is parsed.
MOST_BYTES = 48 * 1024 * 1024
MOST_TAGS = 2_500_000
MOST_ATTRIBUTES = 2_500_000


def parse(data: bytes, part: str) -> etree._Element:
    """The root of a part; comments and processing instructions are left out.

    AppError when it is not well-formed, too large, nested more than 255 deep, or has a document type
    (external files and entities hide in one; Word never writes it).
    """
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise AppError("reading.doctype", part=part)
    _check_size(data, part)
    if STRICT_MARK in data:
        for strict, transitional in STRICT_NAMESPACES:
            data = data.replace(strict, transitional)
    parser = _parser()
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        deep = any("depth" in entry.message for entry in parser.error_log)
        raise AppError("reading.too_deep" if deep else "reading.part_broken", part=part) from error
    if root.getroottree().docinfo.internalDTD is not None:
        # The same in UTF-16, where the bytes looked for above do not stand.
        raise AppError("reading.doctype", part=part)
    return root


def _check_size(data: bytes, part: str) -> None:
    if (
        len(data) > MOST_BYTES
        or data.count(b"<") > MOST_TAGS
        or data.count(b'="') + data.count(b"='") > MOST_ATTRIBUTES
    ):
        raise AppError("reading.part_too_large", part=part)


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
