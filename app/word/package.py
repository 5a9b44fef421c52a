"""A Word package: its parts in memory, and the zip they become on export."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_VERSION = 20  # 2.0: deflate
_UTF8_NAMES = 0x0800
_DEFLATED = 8
# 1 January 1980, the first date a zip can hold: the same letter gives the same bytes on any day.
_DATE = 0x0021
_TIME = 0
# Level 1 is a third of the time of the default for a file about a tenth larger.
_LEVEL = 1
_CACHED_PARTS = 64


@dataclass(frozen=True)
class Package:
    """The parts of a .docx by name ("word/document.xml"), not zipped."""

    parts: Mapping[str, bytes]

    def to_zip(self) -> bytes:
        """The .docx file; the same parts always give the same bytes."""
        chunks: list[bytes] = []
        directory: list[bytes] = []
        offset = 0
        for name, data in self.parts.items():
            encoded = name.encode()
            body, crc = _deflated(data)
            sizes = (crc, len(body), len(data), len(encoded))
            head = _LOCAL.pack(b"PK\3\4", _VERSION, _UTF8_NAMES, _DEFLATED, _TIME, _DATE, *sizes, 0)
            chunks += (head, encoded, body)
            directory.append(
                _CENTRAL.pack(
                    *(b"PK\1\2", _VERSION, _VERSION, _UTF8_NAMES, _DEFLATED, _TIME, _DATE),
                    *(*sizes, 0, 0, 0, 0, 0, offset),
                )
                + encoded
            )
            offset += len(head) + len(encoded) + len(body)
        central = b"".join(directory)
        count = len(directory)
        end = _END.pack(b"PK\5\6", 0, 0, count, count, len(central), offset, 0)
        return b"".join((*chunks, central, end))


def _deflated(data: bytes) -> tuple[bytes, int]:
    # Most parts are the skeleton's, the same in every letter; only small ones are worth keeping.
    return _deflated_once(data) if len(data) < 1 << 17 else _deflate(data)


@lru_cache(_CACHED_PARTS)
def _deflated_once(data: bytes) -> tuple[bytes, int]:
    return _deflate(data)


def _deflate(data: bytes) -> tuple[bytes, int]:
    press = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return press.compress(data) + press.flush(), zlib.crc32(data)
