"""Effective formatting: the levels of Word laid over one another."""

from __future__ import annotations

import pytest

from app.base.units import Twip
from app.document.content import Label, Paragraph, Text
from app.document.formats import Border, ParagraphFormat, RunFormat, TabStop
from app.document.model import Document
from app.word.read import read_bytes
from tests.support.docx_builder import p, part, parts_of, r, tbl, tc, tr, zipped
from tests.support.strange_documents import THEME


def _read(body: str, **options: object) -> Document:
    return read_bytes(zipped(parts_of(body, **options)), "thư.docx")  # type: ignore[arg-type]


def _paragraph(body: str, **options: object) -> Paragraph:
    return next(_read(body, **options).paragraphs)


def _run(body: str, **options: object) -> RunFormat:
    text = _paragraph(body, **options).content[0]
    assert isinstance(text, Text)
    return text.format


def _style(name: str, inner: str, kind: str = "paragraph", base: str = "") -> str:
    based = f'<w:basedOn w:val="{base}"/>' if base else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{name} name"/>{based}{inner}</w:style>'
    )


def _rpr(inner: str) -> str:
    return f"<w:rPr>{inner}</w:rPr>"


def test_without_any_word_text_is_times_new_roman_10() -> None:
    found = _run(p("a"), defaults="")
    assert (found.font, found.half_points) == ("Times New Roman", 20)
    assert _paragraph(p("a"), defaults="").format == ParagraphFormat()


def test_direct_wins_over_character_over_paragraph_style_over_defaults() -> None:
    styles = _style("P", _rpr('<w:sz w:val="30"/><w:color w:val="FF0000"/><w:u w:val="single"/>'))
    styles += _style("C", _rpr('<w:sz w:val="32"/><w:color w:val="00ff00"/>'), "character")
    found = _run(p(r("a", '<w:rStyle w:val="C"/><w:sz w:val="34"/>'), '<w:pStyle w:val="P"/>'), styles=styles)
    assert (found.half_points, found.colour, found.underline) == (34, "00FF00", "single")
    assert (found.style, found.language) == ("C", "vi-VN")


def test_a_style_inherits_from_the_one_it_is_based_on() -> None:
    styles = _style("A", '<w:pPr><w:jc w:val="center"/><w:spacing w:before="60" w:after="40"/></w:pPr>')
    styles += _style("B", '<w:pPr><w:spacing w:after="80"/></w:pPr>', base="A")
    found = _paragraph(p("a", '<w:pStyle w:val="B"/>'), styles=styles)
    assert (found.style, found.style_name) == ("B", "B name")
    assert (found.format.alignment, found.format.space_before, found.format.space_after) == ("center", 60, 80)


def test_styles_based_on_each_other_in_a_ring_are_read() -> None:
    styles = _style("A", _rpr("<w:b/>"), base="B") + _style("B", _rpr("<w:i/>"), base="A")
    found = _run(p(r("a"), '<w:pStyle w:val="A"/>'), styles=styles)
    assert found.bold
    assert found.italic


def test_an_unknown_style_is_the_default_one() -> None:
    assert _paragraph(p("a", '<w:pStyle w:val="Không"/>')).style == "Normal"


@pytest.mark.parametrize(
    ("defaults", "paragraph", "character", "direct", "bold"),
    [
        ("", "<w:b/>", "", "", True),
        ("", "<w:b/>", "<w:b/>", "", False),
        ("", "", "<w:b/>", "", True),
        ("", '<w:b w:val="0"/>', "<w:b/>", "", True),
        ("", "<w:b/>", "<w:b/>", "<w:b/>", True),
        ("", "<w:b/>", "", '<w:b w:val="false"/>', False),
        ("<w:b/>", "<w:b/>", "<w:b/>", "", True),
        ("<w:b/>", "", "", '<w:b w:val="off"/>', False),
    ],
)
def test_bold_in_two_styles_cancels_out_and_direct_bold_does_not(
    defaults: str, paragraph: str, character: str, direct: str, bold: bool
) -> None:
    styles = _style("P", _rpr(paragraph)) + _style("C", _rpr(character), "character")
    document_defaults = f"<w:docDefaults><w:rPrDefault>{_rpr(defaults)}</w:rPrDefault></w:docDefaults>"
    body = p(r("a", '<w:rStyle w:val="C"/>' + direct), '<w:pStyle w:val="P"/>')
    assert _run(body, styles=styles, defaults=document_defaults).bold is bold


def test_every_property_of_a_run_is_read() -> None:
    found = _run(
        p(
            r(
                "a",
                "<w:i/><w:caps/><w:smallCaps/><w:strike/><w:dstrike/><w:vanish/>"
                '<w:u w:val="wavy?"/><w:color w:val="auto"/><w:highlight w:val="yellow"/>'
                '<w:shd w:val="clear" w:fill="D9D9D9"/><w:vertAlign w:val="superscript"/>'
                '<w:position w:val="-6"/><w:spacing w:val="-8"/><w:w w:val="90%"/><w:kern w:val="28"/>'
                '<w:lang w:val="en-US"/>',
            )
        )
    )
    assert found == RunFormat(
        font="Times New Roman",
        half_points=28,
        italic=True,
        caps=True,
        small_caps=True,
        strike=True,
        double_strike=True,
        hidden=True,
        underline="single",
        highlight="FFFF00",
        shading="D9D9D9",
        vertical_align="superscript",
        raised=-6,
        spacing=Twip(-8),
        scale=90,
        kern=28,
        language="en-US",
    )


@pytest.mark.parametrize("value", ["", "abc", "0", "-28", "99999", "1e9", "28.7.1"])
def test_an_absurd_size_is_as_if_nothing_were_said(value: str) -> None:
    assert _run(p(r("a", f'<w:sz w:val="{value}"/>'))).half_points == 28


@pytest.mark.parametrize(
    ("shading", "colour"),
    [
        ('w:val="clear" w:fill="auto"', None),
        ('w:val="solid" w:color="112233" w:fill="FFFFFF"', "112233"),
        ('w:val="pct50" w:color="000000" w:fill="FFFFFF"', "808080"),
        ('w:val="clear" w:themeFill="accent1"', "4472C4"),
    ],
)
def test_shading_becomes_the_colour_that_is_seen(shading: str, colour: str | None) -> None:
    body = p(r("a", f"<w:shd {shading}/>"), f"<w:shd {shading}/>")
    paragraph = _paragraph(body, parts={"theme1.xml": THEME})
    assert paragraph.format.shading == colour
    assert _run(body, parts={"theme1.xml": THEME}).shading == colour


def test_a_theme_font_wins_over_a_name_beside_it_but_not_over_one_nearer() -> None:
    fonts = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/>'
    theme = {"theme1.xml": THEME}
    assert _run(p(r("ấ", fonts)), parts=theme).font == "Calibri"
    assert _run(p(r("ấ", fonts))).font == "Arial"
    styles = _style("P", _rpr(fonts))
    named = '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New"/>'
    assert _run(p(r("ấ", named), '<w:pStyle w:val="P"/>'), styles=styles, parts=theme).font == "Courier New"


def test_a_theme_colour_counts_where_no_colour_is_stored() -> None:
    theme = {"theme1.xml": THEME}
    assert _run(p(r("a", '<w:color w:themeColor="accent1"/>')), parts=theme).colour == "4472C4"
    stored = '<w:color w:val="123456" w:themeColor="accent1"/>'
    assert _run(p(r("a", stored)), parts=theme).colour == "123456"


_FOUR_FONTS = (
    '<w:rFonts w:ascii="A" w:hAnsi="H" w:eastAsia="E" w:cs="C"/><w:sz w:val="20"/><w:szCs w:val="40"/>'
    "<w:bCs/>"
)


@pytest.mark.parametrize(
    ("text", "more", "pieces"),
    [
        ("abc", "", [("abc", "A")]),
        ("aấb", "", [("a", "A"), ("ấ", "H"), ("b", "A")]),
        ("ae\u0302\u0301b", "", [("ae\u0302\u0301b", "A")]),
        ("a中b", "", [("a", "A"), ("中", "E"), ("b", "A")]),
        ("aא", "", [("a", "A"), ("א", "C")]),
        ("a\u2026", "", [("a", "A"), ("\u2026", "H")]),
        ("a\u2026", '<w:rFonts w:hint="eastAsia"/>', [("a", "A"), ("\u2026", "E")]),
        ("abc", "<w:cs/>", [("abc", "C")]),
    ],
)
def test_each_letter_takes_the_font_of_its_kind(text: str, more: str, pieces: list[tuple[str, str]]) -> None:
    paragraph = _paragraph(p(r(text, _FOUR_FONTS + more)))
    texts = [one for one in paragraph.content if isinstance(one, Text)]
    assert [(one.text, one.format.font) for one in texts] == pieces
    assert all(one.format.bold == (one.format.font == "C") for one in texts)
    assert all(one.format.half_points == (40 if one.format.font == "C" else 20) for one in texts)


def test_equal_runs_share_one_format() -> None:
    paragraph = _paragraph(p(r("a", "<w:b/>") + r("b", "<w:b/>") + r("c")))
    first, second, third = (one.format for one in paragraph.content if isinstance(one, Text))
    assert first is second
    assert first is not third


def test_every_property_of_a_paragraph_is_read() -> None:
    found = _paragraph(
        p(
            "a",
            '<w:keepNext/><w:keepLines/><w:pageBreakBefore/><w:widowControl w:val="0"/>'
            '<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="FF0000"/>'
            '<w:top w:val="nil"/></w:pBdr>'
            '<w:tabs><w:tab w:val="center" w:pos="3000" w:leader="dot"/><w:tab w:val="num" w:pos="1000"/>'
            '<w:tab w:val="left"/></w:tabs>'
            '<w:bidi/><w:snapToGrid w:val="0"/>'
            '<w:spacing w:beforeAutospacing="1" w:afterAutospacing="true" w:line="-320"/>'
            '<w:ind w:left="1in" w:end="100" w:firstLine="300" w:hanging="200"/><w:contextualSpacing/>'
            '<w:jc w:val="both"/><w:outlineLvl w:val="2"/>',
        )
    ).format
    assert found.keep_next
    assert found.keep_lines
    assert found.page_break_before
    assert found.before_auto
    assert found.after_auto
    assert found.contextual_spacing
    assert found.bidi
    assert not found.widow_control
    assert not found.snap_to_grid
    assert found.borders.bottom == Border("single", 6, 1, "FF0000")
    assert found.borders.top is None
    assert found.tabs == (TabStop(Twip(1000)), TabStop(Twip(3000), "center", "dot"))
    assert (found.line_rule, found.line) == ("exact", 320)
    assert (found.indent_left, found.indent_right, found.first_line) == (1440, 100, -200)
    assert (found.alignment, found.outline_level) == ("justify", 2)


@pytest.mark.parametrize(
    ("spacing", "rule", "line"),
    [
        ('w:line="360" w:lineRule="exact"', "exact", 360),
        ('w:line="340" w:lineRule="atLeast"', "atLeast", 340),
        ('w:line="18pt" w:lineRule="exact"', "exact", 360),
        ('w:line="276"', "auto", 276),
        ('w:line="0"', "auto", 240),
        ('w:line="viel"', "auto", 240),
    ],
)
def test_the_three_line_rules(spacing: str, rule: str, line: int) -> None:
    found = _paragraph(p("a", f"<w:spacing {spacing}/>")).format
    assert (found.line_rule, found.line) == (rule, line)


def test_tabs_and_borders_of_styles_are_added_and_taken_away_one_by_one() -> None:
    styles = _style(
        "A",
        '<w:pPr><w:pBdr><w:top w:val="single" w:sz="4"/><w:bottom w:val="double" w:sz="4"/></w:pBdr>'
        '<w:tabs><w:tab w:val="left" w:pos="100"/><w:tab w:val="right" w:pos="200"/></w:tabs></w:pPr>',
    )
    found = _paragraph(
        p(
            "a",
            '<w:pStyle w:val="A"/><w:pBdr><w:top w:val="none"/></w:pBdr>'
            '<w:tabs><w:tab w:val="clear" w:pos="100"/><w:tab w:val="bar" w:pos="50"/></w:tabs>',
        ),
        styles=styles,
    ).format
    assert found.tabs == (TabStop(Twip(50), "bar"), TabStop(Twip(200), "right"))
    assert found.borders.top is None
    assert found.borders.bottom is not None
    assert found.borders.bottom.style == "double"


def test_the_end_of_a_paragraph_has_a_format_of_its_own() -> None:
    assert _paragraph(p("", '<w:rPr><w:sz w:val="8"/></w:rPr>')).mark.half_points == 8


def test_an_old_frame_is_read() -> None:
    frame = _paragraph(
        p("1", '<w:framePr w:w="500" w:h="300" w:hRule="exact" w:hAnchor="margin" w:xAlign="right" w:y="1"/>')
    ).format.frame
    assert frame is not None
    assert (frame.width, frame.height, frame.height_rule) == (500, 300, "exact")
    assert (frame.horizontal_anchor, frame.vertical_anchor, frame.x_align, frame.y) == (
        "margin",
        "margin",
        "right",
        1,
    )
    drop = _paragraph(p("1", '<w:framePr w:dropCap="drop" w:lines="3"/>')).format.frame
    assert drop is not None
    assert (drop.drop_cap, drop.drop_cap_lines) == ("drop", 3)


def test_a_table_style_lies_between_the_defaults_and_the_paragraph_style() -> None:
    defaults = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="28"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
        '<w:spacing w:after="160" w:line="259" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
    )
    inner = '<w:pPr><w:spacing w:after="0" w:line="240"/></w:pPr><w:rPr><w:sz w:val="20"/></w:rPr>'
    styles = _style("T", inner, "table") + _style("P", '<w:pPr><w:spacing w:after="60"/></w:pPr>')
    table = tbl((5000,), tr(tc(p("a") + p("b", '<w:pStyle w:val="P"/>'))), tblpr='<w:tblStyle w:val="T"/>')
    first, second, outside = _read(table + p("c"), styles=styles, defaults=defaults).paragraphs
    assert (first.format.space_after, first.format.line) == (0, 240)
    assert second.format.space_after == 60
    assert outside.format.space_after == 160
    text = first.content[0]
    assert isinstance(text, Text)
    assert text.format.half_points == 20


def _lists(levels: str, nums: str = "", more: str = "") -> dict[str, bytes]:
    nums = nums or '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    family = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
    return {"numbering.xml": part("w:numbering", family + more + nums)}


def _level(at: int, text: str, inner: str = "", kind: str = "decimal") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text}"/>{inner}</w:lvl>'
    )


def _item(level: int = 0, number: int = 1, more: str = "") -> str:
    return p("x", f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>{more}')


def _labels(body: str, **options: object) -> list[str | None]:
    return [one.label.text if one.label else None for one in _read(body, **options).paragraphs]


def test_levels_count_restart_and_show_the_levels_above() -> None:
    lists = _lists(_level(0, "%1.") + _level(1, "%1.%2.") + _level(2, "%3)", kind="lowerLetter"))
    body = "".join(_item(level) for level in (0, 1, 1, 2, 2, 0, 1, 2))
    assert _labels(body, parts=lists) == ["1.", "1.1.", "1.2.", "a)", "b)", "2.", "2.1.", "a)"]


def test_a_paragraph_whose_end_was_deleted_is_not_counted() -> None:
    lists = _lists(_level(0, "%1."))
    body = _item() + _item(more="<w:rPr><w:del/></w:rPr>") + _item()
    assert _labels(body, parts=lists) == ["1.", "2."]


def test_a_level_above_that_was_never_used_shows_its_start() -> None:
    lists = _lists(_level(0, "%1.") + _level(1, "%1.%2"))
    assert _labels(_item(1) + _item(0), parts=lists) == ["1.1", "1."]


def test_a_level_may_never_restart() -> None:
    lists = _lists(_level(0, "%1.") + _level(1, "%2)", '<w:lvlRestart w:val="0"/>'))
    body = "".join(_item(level) for level in (0, 1, 0, 1))
    assert _labels(body, parts=lists) == ["1.", "1)", "2.", "2)"]


def test_legal_numbering_writes_decimals() -> None:
    lists = _lists(_level(0, "%1", kind="upperRoman") + _level(1, "%1.%2", "<w:isLgl/>"))
    assert _labels(_item(0) + _item(1), parts=lists) == ["I", "1.1"]


def test_lists_of_one_family_count_on_and_an_override_restarts() -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    own = f'<w:lvlOverride w:ilvl="0">{_level(0, "Điều %1")}</w:lvlOverride>'
    nums = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="0"/>{more}</w:num>'
        for number, more in ((1, ""), (2, ""), (3, override), (4, own))
    )
    body = "".join(_item(0, number) for number in (1, 2, 3, 3, 1, 4))
    lists = _lists(_level(0, "%1."), nums)
    assert _labels(body, parts=lists) == ["1.", "2.", "5.", "6.", "7.", "Điều 8"]


def test_a_paragraph_may_name_no_list_or_one_that_is_not_there() -> None:
    assert _labels(_item(0, 0) + _item(0, 99), parts=_lists(_level(0, "%1."))) == [None, None]
    assert _labels(_item()) == [None]


def test_a_style_names_its_list_and_the_level_by_itself() -> None:
    style = _style("H2", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:ind w:left="50"/></w:pPr>')
    inner = '<w:pStyle w:val="H2"/><w:pPr><w:ind w:left="700" w:hanging="300"/></w:pPr>'
    lists = _lists(_level(0, "%1.") + _level(1, "(%2)", inner))
    document = _read(
        p("x", '<w:pStyle w:val="H2"/>')
        + p("x", '<w:pStyle w:val="H2"/><w:numPr><w:numId w:val="0"/></w:numPr>'),
        styles=style,
        parts=lists,
    )
    first, second = document.paragraphs
    assert first.label is not None
    assert (first.label.text, first.label.level) == ("(1)", 1)
    # The style's own indent overrules that of its list.
    assert (first.format.indent_left, first.format.first_line) == (50, -300)
    assert second.label is None
    assert second.format.first_line == 0


def test_the_indents_of_a_list_overrule_the_style_and_yield_to_direct_ones() -> None:
    style = _style("S", '<w:pPr><w:ind w:left="50"/></w:pPr>')
    lists = _lists(_level(0, "%1.", '<w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr>'))
    body = _item(0, 1, '<w:pStyle w:val="S"/>') + _item(0, 1, '<w:ind w:left="100"/>')
    first, second = _read(body, styles=style, parts=lists).paragraphs
    assert (first.format.indent_left, first.format.first_line) == (720, -360)
    assert (second.format.indent_left, second.format.first_line) == (100, -360)


def test_a_label_has_the_format_of_the_paragraph_end_under_that_of_its_level() -> None:
    inner = '<w:suff w:val="space"/><w:lvlJc w:val="right"/><w:rPr><w:b/></w:rPr>'
    mark = '<w:rPr><w:i/><w:u w:val="single"/><w:sz w:val="24"/></w:rPr>'
    label = _paragraph(_item(0, 1, mark), parts=_lists(_level(0, "%1.", inner))).label
    assert label is not None
    assert (label.suffix, label.alignment) == ("space", "right")
    assert (label.format.bold, label.format.italic, label.format.half_points) == (True, True, 24)
    assert label.format.underline == "none"


def test_bullets_of_symbol_fonts_are_real_characters() -> None:
    symbol = '<w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/></w:rPr>'
    wingdings = '<w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr>'
    lists = _lists(
        _level(0, "\uf0b7", symbol, "bullet")
        + _level(1, "\uf0fc", wingdings, "bullet")
        + _level(2, "-", kind="bullet")
        + _level(3, "x", '<w:lvlPicBulletId w:val="0"/>', "bullet")
        + _level(4, "", kind="none")
    )
    body = "".join(_item(level) for level in range(5))
    assert _labels(body, parts=lists) == ["\u2022", "\u2713", "-", "\u2022", ""]


def test_a_list_may_be_defined_by_a_numbering_style() -> None:
    style = _style("Outline", '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>', "numbering")
    more = f'<w:abstractNum w:abstractNumId="7">{_level(0, "Phần %1", kind="upperRoman")}</w:abstractNum>'
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>'
    )
    lists = _lists('<w:numStyleLink w:val="Outline"/>', nums, more)
    assert _labels(_item(), styles=style, parts=lists) == ["Phần I"]


def test_a_damaged_list_part_leaves_what_can_be_read() -> None:
    nums = (
        '<w:num><w:abstractNumId w:val="0"/></w:num><w:num w:numId="8"><w:abstractNumId w:val="99"/></w:num>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/><w:lvlOverride/></w:num>'
    )
    lists = _lists('<w:lvl/><w:lvl w:ilvl="0"/>', nums, "<w:abstractNum/>")
    assert _labels(_item() + _item(0, 8), parts=lists) == ["", None]


def test_a_label_is_a_value() -> None:
    assert Label("1.", RunFormat()) == Label("1.", RunFormat(), "tab", "left", 0)
