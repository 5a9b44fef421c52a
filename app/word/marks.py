"""The marks by which a skeleton's varying parts are found again after Word has saved it.

Captions of tables and names of shapes survive Word; they are never translated.
"""

from __future__ import annotations

HEADER_TABLE = "ND30 \u0110\u1ea7u v\u0103n b\u1ea3n"  # "Đầu văn bản"
SIGNATURE_TABLE = "ND30 N\u01a1i nh\u1eadn v\u00e0 ch\u1eef k\u00fd"  # "Nơi nhận và chữ ký"
SECRECY_TABLE = "ND30 D\u1ea5u m\u1eadt"  # "Dấu mật"
URGENCY_TABLE = "ND30 D\u1ea5u kh\u1ea9n"  # "Dấu khẩn"
CIRCULATION_TABLE = "ND30 Ch\u1ec9 d\u1eabn l\u01b0u h\u00e0nh"  # "Chỉ dẫn lưu hành"
MOTTO_LINE = "ND30 \u0110\u01b0\u1eddng k\u1ebb Ti\u00eau ng\u1eef"  # "Đường kẻ Tiêu ngữ"
ORGAN_LINE = "ND30 \u0110\u01b0\u1eddng k\u1ebb c\u01a1 quan"  # "Đường kẻ cơ quan"
