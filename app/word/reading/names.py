"""The XML namespaces of Word files, as lxml writes them ("{namespace}local")."""

from __future__ import annotations

from app.word import ooxml

W = f"{{{ooxml.W}}}"
R = f"{{{ooxml.R}}}"
A = f"{{{ooxml.A}}}"
WP = f"{{{ooxml.WP}}}"
WPS = f"{{{ooxml.WPS}}}"
MC = f"{{{ooxml.MC}}}"
V = f"{{{ooxml.V}}}"
O = f"{{{ooxml.O}}}"  # noqa: E741 - the prefix Word gives this namespace
PACKAGE_RELATIONS = f"{{{ooxml.RELATIONS}}}"
CONTENT_TYPES = f"{{{ooxml.CONTENT_TYPES}}}"
PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
WPG = "{http://schemas.microsoft.com/office/word/2010/wordprocessingGroup}"
W10 = "{urn:schemas-microsoft-com:office:word}"
WPC = "{http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas}"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

# The kinds of relationships, by the end of their address (it is the same in transitional and strict).
MAIN_PART = "/officeDocument"

# The parts of strict files (ISO 29500 part 1) are the same words in other namespaces.
STRICT_MARK = b"http://purl.oclc.org/ooxml/"
STRICT_NAMESPACES = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", M[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/main", A[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/picture", PIC[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing", WP[1:-1].encode()),
)

# Choices of mc:AlternateContent that are read; any other namespace means the fallback.
UNDERSTOOD = frozenset(
    [
        WPS[1:-1],
        WPG[1:-1],
        WPC[1:-1],
        "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing",
        "http://schemas.microsoft.com/office/word/2010/wordml",
        "http://schemas.microsoft.com/office/word/2012/wordml",
    ]
)
