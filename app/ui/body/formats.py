"""Looks of the editor as Qt's formats: of characters, of lines, of tables; the mark of a footnote."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPalette,
    QPyTextObject,
    QTextBlockFormat,
    QTextCharFormat,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTableCell,
    QTextTableFormat,
)

from app.letter.model import Alignment, Level
from app.letter.numbering import is_heading
from app.ui.body.shown import Line, Look

# Properties of our own in the formats of the document.
LABEL = QTextFormat.Property.UserProperty + 1
KIND = QTextFormat.Property.UserProperty + 2
BOLD_LABEL = QTextFormat.Property.UserProperty + 4
NOTE = QTextFormat.Property.UserProperty + 3
NOTE_OBJECT = QTextFormat.ObjectTypes.UserObject + 1

# What a block of the document stands for (KIND).
PARAGRAPH, PAGE_BREAK, GAP = 0, 1, 2

_DEPTH = {Level.POINT: 1, Level.DASH: 2, Level.PLUS: 3}
_STEP = 14.0
_LABEL_GAP = 6.0
_LINE_HEIGHT = 125.0
_SMALL_GAP = 6.0
_ALIGNMENTS = {
    Alignment.STYLE: Qt.AlignmentFlag.AlignLeft,
    Alignment.LEFT: Qt.AlignmentFlag.AlignLeft,
    Alignment.CENTER: Qt.AlignmentFlag.AlignHCenter,
    Alignment.RIGHT: Qt.AlignmentFlag.AlignRight,
    Alignment.JUSTIFY: Qt.AlignmentFlag.AlignJustify,
}
# Figures of a footnote are this much smaller than the text.
_NOTE_SIZE = 0.75


class Formats:
    """The formats for one font and palette; those of characters are made once and kept."""

    def __init__(self, font: QFont, palette: QPalette) -> None:
        self.font = font
        self.palette = palette
        self._characters: dict[Look, QTextCharFormat] = {}
        self._lines: dict[Line, QTextBlockFormat] = {}

    def characters(self, look: Look) -> QTextCharFormat:
        """The format of a piece of text or of the mark of a footnote."""
        found = self._characters.get(look)
        if found is None:
            found = self._characters[look] = self._made(look)
        return found

    def line(self, line: Line) -> QTextBlockFormat:
        """The format of a paragraph's block; room for its label is left before the first line."""
        found = self._lines.get(line)
        if found is None:
            found = self._lines[line] = self._made_line(line)
        return found

    def page_break(self) -> QTextBlockFormat:
        """The format of the block that stands for a page break."""
        return self._block(PAGE_BREAK, 4)

    def gap(self, *, small: bool = False) -> QTextBlockFormat:
        """The format of the lines around a table, and of a text without any block.

        ``small``: nothing is typed there, because a paragraph stands beside it.
        """
        made = self._block(GAP, 0)
        if small:
            made.setLineHeight(_SMALL_GAP, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        return made

    def label_font(self, line: Line) -> QFont:
        """The font of a label."""
        font = QFont(self.font)
        font.setBold(_is_heading(line))
        return font

    def label_width(self, line: Line) -> float:
        """The room of a label in pixels."""
        return QFontMetricsF(self.label_font(line)).horizontalAdvance(line.label)

    def table(self, widths: tuple[int, ...], header_rows: int) -> QTextTableFormat:
        """The format of a table that fills the line; columns by relative widths."""
        made = QTextTableFormat()
        made.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        made.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        made.setBorder(1)
        made.setBorderCollapse(True)
        made.setBorderBrush(QBrush(self.palette.color(QPalette.ColorRole.Mid)))
        made.setCellPadding(4)
        made.setCellSpacing(0)
        made.setHeaderRowCount(header_rows)
        total = sum(widths)
        made.setColumnWidthConstraints(
            [QTextLength(QTextLength.Type.PercentageLength, 100 * width / total) for width in widths]
        )
        return made

    def dress_cell(self, cell: QTextTableCell, *, header: bool) -> None:
        """Those of header rows stand on a tint. The cell's format holds its spans, so it is kept."""
        form = cell.format()
        if header:
            form.setBackground(QBrush(self.tint))
        else:
            form.clearBackground()
        cell.setFormat(form)

    def _block(self, kind: int, margin: float) -> QTextBlockFormat:
        made = QTextBlockFormat()
        made.setProperty(KIND, kind)
        made.setTopMargin(margin)
        made.setBottomMargin(margin)
        made.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        return made

    def _made_line(self, line: Line) -> QTextBlockFormat:
        made = self._block(PARAGRAPH, 0 if line.in_cell else 3)
        made.setLeftMargin(0 if line.in_cell else _DEPTH.get(line.level, 0) * _STEP)
        made.setAlignment(_ALIGNMENTS[line.alignment])
        if line.label:
            made.setTextIndent(self.label_width(line) + _LABEL_GAP)
            made.setProperty(LABEL, line.label)
            made.setProperty(BOLD_LABEL, _is_heading(line))
        if _is_heading(line) and not line.in_cell:
            made.setTopMargin(10)
        return made

    def _made(self, look: Look) -> QTextCharFormat:
        made = QTextCharFormat()
        if look.note:
            made.setObjectType(NOTE_OBJECT)
            made.setProperty(NOTE, look.note)
            return made
        if look.bold:
            made.setFontWeight(QFont.Weight.Bold)
        if look.italic:
            made.setFontItalic(True)
        if look.underline:
            made.setFontUnderline(True)
        if look.superscript:
            made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
        if look.cited:
            made.setForeground(QBrush(self.accent))
        return made

    @property
    def accent(self) -> QColor:
        """The colour of citations and marks of footnotes."""
        return self.palette.color(QPalette.ColorRole.Link)

    @property
    def tint(self) -> QColor:
        """The ground of header rows."""
        base = self.palette.color(QPalette.ColorRole.Text)
        return _mixed(base, self.palette.color(QPalette.ColorRole.Base), 0.07)

    @property
    def faint(self) -> QColor:
        """The colour of labels and other things that are not text of the letter."""
        base = self.palette.color(QPalette.ColorRole.Text)
        paper = self.palette.color(QPalette.ColorRole.Base)
        return _mixed(base, paper, 0.65)


class NoteMark(QPyTextObject):
    """Draws the number of a footnote, raised, where its mark stands."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.colour = QColor()

    def intrinsicSize(self, doc: QTextDocument, _position: int, form: QTextFormat) -> QSizeF:  # noqa: N802
        """As wide as its figures; no higher than the text, so that lines keep their distance."""
        font = _note_font(doc.defaultFont())
        width = QFontMetricsF(font).horizontalAdvance(str(form.property(NOTE)))
        return QSizeF(width + 2, QFontMetricsF(doc.defaultFont()).ascent())

    def drawObject(  # noqa: N802 - Qt's signature
        self, painter: QPainter, rect: QRectF | QRect, doc: QTextDocument, _position: int, form: QTextFormat
    ) -> None:
        """The number at the top of its room."""
        font = _note_font(doc.defaultFont())
        painter.save()
        painter.setFont(font)
        painter.setPen(self.colour)
        baseline = rect.top() + QFontMetricsF(font).ascent()
        painter.drawText(QPointF(rect.left() + 1.0, baseline), str(form.property(NOTE)))
        painter.restore()


def _note_font(font: QFont) -> QFont:
    small = QFont(font)
    if font.pixelSize() > 0:
        small.setPixelSize(max(1, round(font.pixelSize() * _NOTE_SIZE)))
    else:
        small.setPointSizeF(font.pointSizeF() * _NOTE_SIZE)
    return small


def _is_heading(line: Line) -> bool:
    return line.title or is_heading(line.level)


def _mixed(first: QColor, second: QColor, share: float) -> QColor:
    return QColor.fromRgbF(
        first.redF() * share + second.redF() * (1 - share),
        first.greenF() * share + second.greenF() * (1 - share),
        first.blueF() * share + second.blueF() * (1 - share),
    )
