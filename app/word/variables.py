"""The Vietnamese variables of a skeleton; docs/template-authors.md lists them."""

from __future__ import annotations

# What a clerk may write between {{ and }} or loop over.
VARIABLES = frozenset(
    {
        *("co_quan_chu_quan", "co_quan", "cac_co_quan", "so", "ky_hieu", "dia_danh", "ngay_thang"),
        *("trich_yeu", "do_mat", "do_khan", "luu_hanh", "du_thao", "mot_noi_gui", "kinh_gui", "noi_dung"),
        *("noi_nhan", "noi_nhan_tiep", "nguoi_soan", "quyen_han", "chuc_vu", "chuc_vu_khac", "ho_ten"),
        *("dia_chi", "phu_luc"),
    }
)
# Attributes of what the lists hold.
ATTRIBUTES = frozenset({"ten", "dia_chi", "dong_chu_quan", "dong_ten"})
