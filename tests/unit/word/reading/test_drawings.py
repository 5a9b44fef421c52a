"""Drawings in DrawingML and VML: lines, boxes, pictures, groups, and what is not understood."""

from __future__ import annotations

import pytest

from app.base.units import Emu
from app.document.content import Drawing, Shape, drawings
from app.document.model import Document
from app.document.places import AxisPlace, Stroke
from app.word.package import Package
from app.word.read import read_package
from app.word.reading.opening import unpack
from tests.support.docx_builder import p, parts_of, r
from tests.support.strange_documents import (
    THEME,
    anchored,
    drawn_line,
    picture,
    png,
    strange_documents,
    text_box,
    vml_line,
)

_URI = "http://schemas.microsoft.com/office/word/2010/"


def _read(content: str, **options: object) -> Document:
    return read_package(Package(parts_of(p(content), **options)))  # type: ignore[arg-type]


def _drawing(content: str, **options: object) -> Drawing:
    document = _read(content, **options)
    return next(drawing for _, drawing in drawings(tuple(document.blocks)))


def _shape(content: str, **options: object) -> Shape:
    return _drawing(content, **options).shapes[0]


def _wsp(properties: str, more: str = "", transform: str = "") -> str:
    xfrm = f'<a:xfrm {transform}><a:off x="0" y="0"/><a:ext cx="10" cy="10"/></a:xfrm>'
    graphic = (
        f'<a:graphic><a:graphicData uri="{_URI}wordprocessingShape"><wps:wsp>'
        f"<wps:spPr>{xfrm}{properties}</wps:spPr>{more}</wps:wsp></a:graphicData></a:graphic>"
    )
    return f"<w:r>{anchored(graphic, 2000, 1000, horizontal='')}</w:r>"


def _pict(content: str) -> str:
    return f"<w:r><w:pict>{content}</w:pict></w:r>"


def test_a_drawn_rule_is_a_line_with_length_weight_and_place() -> None:
    document = _read(drawn_line(2160000, ink="FF0000"))
    found = [drawing for _, drawing in drawings(tuple(document.blocks))]
    assert len(found) == 1
    drawing = found[0]
    assert (drawing.width, drawing.height, drawing.name) == (2160000, 0, "Hình 1")
    shape = drawing.shapes[0]
    assert (shape.kind, shape.geometry, shape.width) == ("line", "line", 2160000)
    assert shape.stroke == Stroke(Emu(9525), "FF0000")
    assert drawing.place is not None
    assert drawing.place.horizontal == AxisPlace("column", "center")
    assert drawing.place.vertical == AxisPlace("paragraph", None, Emu(25400))
    assert (drawing.place.wrap, drawing.place.behind, drawing.place.z) == ("none", False, 251659264)
    assert drawing.place.distance_left.mm == 3.175


def test_the_fallback_is_read_where_the_choice_is_not_understood() -> None:
    other = drawn_line(2160000).replace('Requires="wps"', 'Requires="c"')
    drawing = _drawing(other)
    assert drawing.name == "_x0000_s1026"
    assert drawing.shapes[0].kind == "line"


def test_a_place_may_be_given_in_percent_or_simply() -> None:
    horizontal = (
        '<mc:AlternateContent><mc:Choice Requires="wp14"><wp:positionH relativeFrom="page">'
        "<wp14:pctPosHOffset>1000</wp14:pctPosHOffset></wp:positionH></mc:Choice><mc:Fallback>"
        '<wp:positionH relativeFrom="page"><wp:posOffset>777</wp:posOffset></wp:positionH></mc:Fallback>'
        "</mc:AlternateContent>"
    )
    drawing = _drawing(drawn_line(100, horizontal=horizontal))
    assert drawing.place is not None
    assert drawing.place.horizontal == AxisPlace("page", None, Emu(777))
    simple = (
        drawn_line(100)
        .replace('simplePos="0"', 'simplePos="1"')
        .replace('<wp:simplePos x="0"', '<wp:simplePos x="9"')
    )
    drawing = _drawing(simple)
    assert drawing.place is not None
    assert drawing.place.horizontal == AxisPlace("page", None, Emu(9))
    drawing = _drawing(drawn_line(100, horizontal=""))
    assert drawing.place is not None
    assert drawing.place.horizontal == AxisPlace("column")


def test_a_text_box_holds_blocks_insets_and_colours() -> None:
    drawing = _drawing(text_box(p(r("DỰ THẢO")) + p("hai")))
    shape = drawing.shapes[0]
    assert [block.text for block in shape.blocks] == ["DỰ THẢO", "hai"]
    assert (shape.kind, shape.fill, shape.text_anchor) == ("box", "FFFFFF", "center")
    assert (shape.inset_left, shape.inset_top) == (36000, 18000)
    assert shape.stroke == Stroke(Emu(12700), "FF0000")
    assert drawing.place is not None
    assert (drawing.place.wrap, drawing.place.wrap_side) == ("square", "bothSides")
    assert shape.blocks[0].origin == ("word/document.xml", (0, 0, 0, 0))


@pytest.mark.parametrize(
    ("properties", "more", "stroke", "fill"),
    [
        ('<a:prstGeom prst="rect"/>', "", None, None),
        ("<a:noFill/><a:ln><a:noFill/></a:ln>", "", None, None),
        ("<a:ln><a:solidFill/></a:ln>", "", Stroke(Emu(9525)), None),
        (
            (
                '<a:ln w="6350" cmpd="dbl"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill>'
                '<a:prstDash val="dash"/></a:ln>'
            ),
            "",
            Stroke(Emu(6350), "000000", "dash", "dbl"),
            None,
        ),
        (
            "<a:ln><a:headEnd/></a:ln>",
            (
                '<wps:style><a:lnRef idx="2"><a:schemeClr val="accent1"/></a:lnRef>'
                '<a:fillRef idx="1"><a:srgbClr val="00ff00"/></a:fillRef></wps:style>'
            ),
            Stroke(Emu(12700), "4472C4"),
            "00FF00",
        ),
        ("", '<wps:style><a:lnRef idx="0"/><a:fillRef idx="0"/></wps:style>', None, None),
        ('<a:solidFill><a:sysClr val="window" lastClr="FFFFFF"/></a:solidFill>', "", None, "FFFFFF"),
        ('<a:solidFill><a:prstClr val="red"/></a:solidFill>', "", None, "FF0000"),
        (
            '<a:gradFill><a:gsLst><a:gs pos="0"><a:srgbClr val="010203"/></a:gs></a:gsLst></a:gradFill>',
            "",
            None,
            "010203",
        ),
        ('<a:pattFill><a:fgClr><a:srgbClr val="0A0B0C"/></a:fgClr></a:pattFill>', "", None, "0A0B0C"),
        ("<a:gradFill/>", "", None, None),
    ],
)
def test_outline_and_fill_come_from_the_shape_or_its_style(
    properties: str, more: str, stroke: Stroke | None, fill: str | None
) -> None:
    shape = _shape(_wsp(properties, more), parts={"theme1.xml": THEME})
    assert (shape.stroke, shape.fill) == (stroke, fill)


def test_turned_and_drawn_by_hand_shapes() -> None:
    turned = _shape(_wsp('<a:prstGeom prst="ellipse"/>', transform='rot="5400000" flipH="1" flipV="0"'))
    assert (turned.geometry, turned.rotation, turned.flip_horizontal, turned.flip_vertical) == (
        "ellipse",
        90.0,
        True,
        False,
    )
    custom = _wsp("<a:custGeom/>")
    assert _shape(custom).kind == "box"
    assert _shape(custom.replace('cy="1000"', 'cy="0"')).kind == "line"
    assert _shape(_wsp("")).geometry == "rect"
    assert _shape(_wsp("").replace("wps:spPr>", "wps:x>")).geometry == "rect"
    assert _shape(_wsp("", "<wps:bodyPr><a:spAutoFit/></wps:bodyPr>")).grows


def test_a_group_is_flattened_with_its_members_at_their_places() -> None:
    document = read_package(Package(_parts_of(strange_documents()["grouped_lines"])))
    drawing = next(one for _, one in drawings(tuple(document.blocks)) if len(one.shapes) > 1)
    line, box = drawing.shapes
    assert (line.kind, line.x, line.y, line.width, line.height) == ("line", 0, 0, 1800000, 0)
    assert (box.kind, box.x, box.y, box.width, box.height) == ("box", 900000, 180000, 900000, 180000)


def _parts_of(data: bytes) -> dict[str, bytes]:
    return unpack(data, "x.docx")


def test_groups_in_groups_canvases_and_alternatives_are_opened() -> None:
    member = (
        '<wps:wsp><wps:spPr><a:xfrm><a:off x="10" y="10"/><a:ext cx="10" cy="0"/></a:xfrm>'
        '<a:prstGeom prst="line"/></wps:spPr></wps:wsp>'
    )
    inner = (
        '<wpg:grpSp><wpg:grpSpPr><a:xfrm><a:off x="100" y="0"/><a:ext cx="40" cy="40"/><a:chOff x="0" y="0"/>'
        f'<a:chExt cx="20" cy="20"/></a:xfrm></wpg:grpSpPr>{member}</wpg:grpSp><wpg:grpSp/>'
    )
    chart = (
        '<wpg:graphicFrame><wpg:xfrm><a:off x="1" y="2"/><a:ext cx="3" cy="4"/></wpg:xfrm></wpg:graphicFrame>'
    )
    choice = f'<mc:AlternateContent><mc:Choice Requires="wps">{member}</mc:Choice></mc:AlternateContent>'
    graphic = (
        f'<a:graphic><a:graphicData uri="{_URI}wordprocessingCanvas"><mc:AlternateContent>'
        f'<mc:Choice Requires="wpc"><wpc:wpc><wpc:bg/>{inner}{chart}{choice}<mc:AlternateContent/>'
        "<wps:wsp/></wpc:wpc></mc:Choice></mc:AlternateContent></a:graphicData></a:graphic>"
    )
    drawing = _drawing(f"<w:r>{anchored(graphic, 2000, 1000, horizontal='')}</w:r>")
    places = [(one.kind, one.x, one.y, one.width, one.height) for one in drawing.shapes]
    assert sorted(places) == [
        ("box", 0, 0, 0, 0),
        ("line", 10, 10, 10, 0),
        ("line", 120, 20, 20, 0),
        ("unknown", 1, 2, 3, 4),
    ]


def test_pictures_are_kept_with_their_bytes() -> None:
    document = _read(picture(), parts={"media/seal.png": png()})
    drawing = next(one for _, one in drawings(tuple(document.blocks)))
    assert drawing.place is None
    assert (drawing.width.mm, drawing.description) == (20.0, "Dấu của cơ quan")
    assert drawing.shapes[0].image == "word/media/seal.png"
    assert document.images == {"word/media/seal.png": png()}


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (("seal", "nowhere"), "missing_picture"),
        (("r:embed", "r:nothing"), "missing_picture"),
        (('r:embed="seal"', 'r:link="web"'), "linked_picture"),
    ],
)
def test_a_picture_that_is_not_there_is_a_grey_box_and_never_fetched(
    change: tuple[str, str], what: str
) -> None:
    content = picture().replace(*change)
    document = _read(content, parts={"media/seal.png": png()}, links={"web": "http://127.0.0.1/x.png"})
    shape = next(one for _, one in drawings(tuple(document.blocks))).shapes[0]
    assert (shape.kind, shape.width) == ("unknown", 720000)
    assert [one.what for one in document.unsupported] == [what]


def test_a_picture_whose_part_is_missing_is_a_grey_box() -> None:
    parts = parts_of(p(picture()), parts={"media/seal.png": png()})
    del parts["word/media/seal.png"]
    assert [one.what for one in read_package(Package(parts)).unsupported] == ["missing_picture"]


def test_a_windows_metafile_is_a_grey_box() -> None:
    document = _read(picture(), parts={"media/seal.wmf": b"wmf"})
    assert [one.what for one in document.unsupported] == ["metafile"]
    assert document.images == {}


def test_what_is_not_understood_is_a_grey_box_of_its_size_and_named() -> None:
    document = read_package(Package(_parts_of(strange_documents()["not_understood"])))
    found = [one for paragraph, one in drawings(tuple(document.blocks)) if one.shapes[0].kind == "unknown"]
    assert [one.what for one in document.unsupported] == ["chart", "diagram", "ole", "equation"]
    assert [(one.width, one.height) for one in found][:3] == [(3600000, 1800000)] * 2 + [(914400, 457200)]
    assert found[3].width > found[3].height > 0


def test_empty_and_hidden_drawings() -> None:
    empty = _read('<w:r><w:drawing><wp:inline><wp:extent cx="x" cy="-5"/></wp:inline><x/></w:drawing></w:r>')
    assert [one.what for one in empty.unsupported] == ["drawing"]
    hidden = drawn_line(5).replace('name="Hình 1"', 'name="x" hidden="1"')
    assert list(drawings(tuple(_read(hidden).blocks))) == []


def test_a_vml_line_has_length_weight_and_place() -> None:
    drawing = _drawing(_pict(vml_line(2160000)))
    shape = drawing.shapes[0]
    assert (shape.kind, round(drawing.width.mm, 2), drawing.height) == ("line", 60, 0)
    assert shape.stroke == Stroke(Emu(9525), "000000")
    assert drawing.place is not None
    assert drawing.place.horizontal == AxisPlace("column", "center")
    assert drawing.place.vertical == AxisPlace("paragraph", None, Emu(25400))


def test_a_vml_line_drawn_backwards_is_turned() -> None:
    line = '<v:line from="100pt,20pt" to="0,0" style="position:absolute;z-index:-5" stroked="f"/>'
    drawing = _drawing(_pict(line))
    shape = drawing.shapes[0]
    assert (shape.flip_horizontal, shape.flip_vertical, shape.stroke) == (True, True, None)
    assert (drawing.width.pt, drawing.height.pt) == (100.0, 20.0)
    assert drawing.place is not None
    assert (drawing.place.behind, drawing.place.z) == (True, 5)


def test_a_vml_text_box_holds_blocks() -> None:
    box = (
        '<v:shape id="a" alt="khung" type="#_x0000_t202" strokecolor="red [3]" fillcolor="#ff0"'
        ' strokeweight="2pt" o:allowincell="f" style="position:absolute;margin-left:1in;margin-top:-4pt;'
        "width:90pt;height:24pt;z-index:1;"
        "flip:x;mso-position-horizontal-relative:page;mso-position-vertical:top;mso-position-vertical-relative:margin;"
        'mso-wrap-distance-left:9pt"><v:stroke dashstyle="dash"/>'
        '<v:textbox inset="1mm,,2mm" style="mso-fit-shape-to-text:t">'
        f"<w:txbxContent>{p('HỎA TỐC')}</w:txbxContent></v:textbox>"
        f'<w10:wrap type="topAndBottom" side="left"/></v:shape>'
    )
    drawing = _drawing(_pict(box))
    shape = drawing.shapes[0]
    assert [block.text for block in shape.blocks] == ["HỎA TỐC"]
    assert (shape.geometry, shape.fill, shape.stroke) == (
        "rect",
        "FFFF00",
        Stroke(Emu(25400), "FF0000", "dash"),
    )
    assert (shape.inset_left, shape.inset_top, shape.inset_right, shape.inset_bottom) == (
        36000,
        45720,
        72000,
        45720,
    )
    assert (shape.grows, shape.flip_horizontal, drawing.description) == (True, True, "khung")
    place = drawing.place
    assert place is not None
    assert place.horizontal == AxisPlace("page", None, Emu(914400))
    assert place.vertical == AxisPlace("margin", "top", Emu(-50800))
    assert (place.wrap, place.wrap_side, place.layout_in_cell) == ("topAndBottom", "left", False)
    assert place.distance_left.pt == 9.0


@pytest.mark.parametrize(
    ("xml", "kind", "geometry"),
    [
        ('<v:rect style="width:10pt;height:5pt" filled="f"/>', "box", "rect"),
        ('<v:oval style="width:10pt;height:5pt"/>', "box", "ellipse"),
        ('<v:roundrect style="width:10pt;height:5pt"><v:fill on="f"/></v:roundrect>', "box", "roundRect"),
        ('<v:shape type="#_x0000_t32" o:connectortype="straight"/>', "line", "line"),
        ('<v:shape o:spt="20"/>', "line", "line"),
        ('<v:shape type="#x"/>', "box", "custom"),
        ('<v:rect o:hr="t" style="width:0;height:1.5pt"/>', "box", "horizontalRule"),
        ('<v:shape type="#_x0000_t136"><v:textpath string="DỰ THẢO"/></v:shape>', "unknown", "wordart"),
        ('<v:shape type="#_x0000_t75"><v:imagedata r:id="nowhere"/></v:shape>', "unknown", "picture"),
        ("<v:image/>", "unknown", "picture"),
    ],
)
def test_shapes_of_vml(xml: str, kind: str, geometry: str) -> None:
    shape = _shape(_pict(xml))
    assert (shape.kind, shape.geometry) == (kind, geometry)


def test_a_vml_picture_is_a_picture() -> None:
    xml = '<v:shape style="width:10pt;height:5pt"><v:imagedata r:id="seal"/></v:shape>'
    drawing = _drawing(_pict(xml), parts={"media/seal.png": png()})
    assert (drawing.place, drawing.shapes[0].image) == (None, "word/media/seal.png")


def test_a_vml_group_is_flattened() -> None:
    xml = (
        '<v:group style="position:absolute;width:100pt;height:50pt" coordorigin="10,10" coordsize="1000,500">'
        '<v:rect style="left:510;top:260;width:500;height:250"/><v:line from="10,10" to="1010,10"/>'
        "<w10:wrap/>"
        '<v:group style="left:10;top:10;width:100;height:100" coordsize="10,10">'
        '<v:rect style="left:5;top:5;width:5;height:5"/></v:group></v:group>'
    )
    drawing = _drawing(_pict(xml))
    assert [(one.x.pt, one.y.pt, one.width.pt, one.height.pt) for one in drawing.shapes] == [
        (50.0, 25.0, 50.0, 25.0),
        (0.0, 0.0, 100.0, 0.0),
        (5.0, 5.0, 5.0, 5.0),
    ]


def test_hidden_and_foreign_vml_is_left_out() -> None:
    xml = '<v:shapetype/><v:rect style="visibility:hidden;width:1pt"/><v:unknown/>'
    assert list(drawings(tuple(_read(_pict(xml)).blocks))) == []


def test_an_embedded_object_without_a_shape_has_the_size_it_was_given() -> None:
    drawing = _drawing('<w:r><w:object w:dxaOrig="1440" w:dyaOrig="x"/></w:r>')
    assert (drawing.width.pt, drawing.height.pt, drawing.place) == (72.0, 72.0, None)
