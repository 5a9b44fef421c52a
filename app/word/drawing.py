"""Drawn lines as Word writes them: a floating DrawingML line with a VML twin for older readers."""

from __future__ import annotations

from app.base.units import Emu, Pt
from app.word.ooxml import escaped

_Z_ORDER = 251_659_264  # where Word begins to stack shapes in front of the text


def drawn_line(identifier: int, name: str, length: Emu, offset: Emu, weight: Pt, colour: str) -> str:
    """A w:r with a horizontal line, centred on its column, ``offset`` below its paragraph's top."""
    drawing = _drawing_ml(identifier, name, length, offset, weight, colour)
    twin = _vml(identifier, name, length, offset, weight, colour)
    return (
        "<w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps">{drawing}</mc:Choice><mc:Fallback>{twin}</mc:Fallback>'
        "</mc:AlternateContent></w:r>"
    )


def _drawing_ml(identifier: int, name: str, length: Emu, offset: Emu, weight: Pt, colour: str) -> str:
    return (
        '<w:drawing><wp:anchor distT="0" distB="0" distL="114300" distR="114300" simplePos="0" '
        f'relativeHeight="{_Z_ORDER + identifier}" behindDoc="0" locked="0" '
        'layoutInCell="1" allowOverlap="1">'
        '<wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="column"><wp:align>center</wp:align></wp:positionH>'
        f'<wp:positionV relativeFrom="paragraph"><wp:posOffset>{offset}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{length}" cy="0"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f'<wp:docPr id="{identifier}" name="{escaped(name)}"/><wp:cNvGraphicFramePr/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f'<wps:wsp><wps:cNvCnPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{length}" cy="0"/></a:xfrm>'
        '<a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
        f'<a:ln w="{weight.emu}"><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></a:ln></wps:spPr>'
        "<wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )


def _vml(identifier: int, name: str, length: Emu, offset: Emu, weight: Pt, colour: str) -> str:
    return (
        f'<w:pict><v:line id="{escaped(name)}" o:spid="_x0000_s{1025 + identifier}" '
        f'style="{vml_style(length, offset)}" from="0,0" to="{length.pt:.2f}pt,0" '
        f'strokecolor="#{colour}" strokeweight="{weight:g}pt"/></w:pict>'
    )


def vml_style(length: Emu, offset: Emu) -> str:
    """The style attribute of the VML twin."""
    return (
        f"position:absolute;margin-left:0;margin-top:{offset.pt:.2f}pt;width:{length.pt:.2f}pt;height:0;"
        f"z-index:{_Z_ORDER};mso-position-horizontal:center;mso-position-horizontal-relative:text;"
        "mso-position-vertical-relative:text"
    )
