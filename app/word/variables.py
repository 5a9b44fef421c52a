"""The Vietnamese variables of a skeleton and what kind each is; docs/template-authors.md lists them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Kind(StrEnum):
    """What a variable holds, which decides where it may stand."""

    TEXT = "text"  # printed
    BLOCK = "block"  # printed in the place of a whole paragraph
    FLAG = "flag"  # asked with if
    TEXTS = "texts"  # looped over: each is a text
    ADDRESSEES = "addressees"  # looped over: each has attributes
    ADDRESSEE = "addressee"
    ORGANS = "organs"
    ORGAN = "organ"


PRINTED = frozenset({Kind.TEXT, Kind.BLOCK})
# What a loop over a list gives.
ELEMENT: Mapping[Kind, Kind] = {
    Kind.TEXTS: Kind.TEXT,
    Kind.ADDRESSEES: Kind.ADDRESSEE,
    Kind.ORGANS: Kind.ORGAN,
}
ATTRIBUTES: Mapping[Kind, Mapping[str, Kind]] = {
    Kind.ADDRESSEE: {"ten": Kind.TEXT, "dia_chi": Kind.TEXT},
    Kind.ORGAN: {"dong_chu_quan": Kind.TEXTS, "dong_ten": Kind.TEXTS},
}
VARIABLES: Mapping[str, Kind] = {
    "co_quan_chu_quan": Kind.TEXT,
    "co_quan": Kind.TEXT,
    "cac_co_quan": Kind.ORGANS,
    "so": Kind.TEXT,
    "ky_hieu": Kind.TEXT,
    "dia_danh": Kind.TEXT,
    "ngay_thang": Kind.TEXT,
    "trich_yeu": Kind.TEXT,
    "do_mat": Kind.TEXT,
    "do_khan": Kind.TEXT,
    "luu_hanh": Kind.TEXTS,
    "du_thao": Kind.TEXT,
    "mot_noi_gui": Kind.FLAG,
    "kinh_gui": Kind.ADDRESSEES,
    "noi_dung": Kind.BLOCK,
    "noi_nhan": Kind.TEXTS,
    "noi_nhan_tiep": Kind.TEXTS,
    "nguoi_soan": Kind.TEXT,
    "quyen_han": Kind.TEXTS,
    "chuc_vu": Kind.TEXT,
    "chuc_vu_khac": Kind.TEXTS,
    "ho_ten": Kind.TEXT,
    "dia_chi": Kind.TEXTS,
    "phu_luc": Kind.BLOCK,
}
# The component that a variable prints, in the order of the page. Where several stand, any one will do;
# names with a dot are attributes of the elements of a list.
PRINTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("parent_organ", ("co_quan_chu_quan", "cac_co_quan.dong_chu_quan")),
    ("organ", ("co_quan", "cac_co_quan.dong_ten")),
    ("code", ("so",)),
    ("code", ("ky_hieu",)),
    ("place_date", ("dia_danh",)),
    ("place_date", ("ngay_thang",)),
    ("subject", ("trich_yeu",)),
    ("addressees", ("kinh_gui.ten",)),
    ("recipients", ("noi_nhan",)),
    ("recipients", ("noi_nhan_tiep",)),
    ("authority", ("quyen_han",)),
    ("position", ("chuc_vu",)),
    ("other_title", ("chuc_vu_khac",)),
    ("full_name", ("ho_ten",)),
    ("secrecy", ("do_mat",)),
    ("urgency", ("do_khan",)),
    ("circulation", ("luu_hanh",)),
    ("draft_mark", ("du_thao",)),
    ("drafter_code", ("nguoi_soan",)),
    ("contact_line", ("dia_chi",)),
)
