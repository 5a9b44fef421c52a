"""Names of organs and people as the address book compares and searches them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from app.base.vietnamese import fold

# What offices write short, folded. Those that mean several things (TT, CT) are left alone.
_SHORT: Final = {
    "ubnd": "uy ban nhan dan",
    "hdnd": "hoi dong nhan dan",
    "ubmttq": "uy ban mat tran to quoc",
    "mttq": "mat tran to quoc",
    "tttu": "thuong truc tinh uy",
    "bch": "ban chap hanh",
    "bchqs": "ban chi huy quan su",
    "bqlda": "ban quan ly du an",
    "bql": "ban quan ly",
    "bcd": "ban chi dao",
    "vp": "van phong",
    "tp": "thanh pho",
    "tx": "thi xa",
    "cty": "cong ty",
    "gd&dt": "giao duc va dao tao",
    "gddt": "giao duc va dao tao",
    "kh&cn": "khoa hoc va cong nghe",
    "khcn": "khoa hoc va cong nghe",
    "nn&mt": "nong nghiep va moi truong",
    "nnmt": "nong nghiep va moi truong",
    "vhttdl": "van hoa the thao va du lich",
    "vhttdl&tt": "van hoa the thao va du lich",
    "vhtt&dl": "van hoa the thao va du lich",
    "dt&tg": "dan toc va ton giao",
    "nn&ptnt": "nong nghiep va phat trien nong thon",
    "tn&mt": "tai nguyen va moi truong",
    "tt&tt": "thong tin va truyen thong",
    "gtvt": "giao thong van tai",
    "bhxh": "bao hiem xa hoi",
    "vksnd": "vien kiem sat nhan dan",
    "tand": "toa an nhan dan",
    "thads": "thi hanh an dan su",
    "ldld": "lien doan lao dong",
    "lhpn": "lien hiep phu nu",
    "kbnn": "kho bac nha nuoc",
    "qltt": "quan ly thi truong",
    "thcs": "trung hoc co so",
    "thpt": "trung hoc pho thong",
    "&": "va",
}
_LONG: Final = {tuple(words.split()): short for short, words in _SHORT.items() if " " in words}
# One spelling for each of them, whichever was written.
_ONE: Final = {short: _LONG.get(tuple(words.split()), words) for short, words in _SHORT.items()} | {
    "va": "va"
}
_LONGEST = max(map(len, _LONG))
_FIRST = frozenset(words[0] for words in _LONG)
_WORD = re.compile(r"[^\W_]+(?:&[^\W_]+)*|&")
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")


def words_of(text: str) -> list[str]:
    """The folded words of a text, short forms written out."""
    return " ".join(_SHORT.get(word, word) for word in _WORD.findall(fold(text))).split()


def searched(text: str) -> str:
    """The text as it is searched in: folded, without marks, short forms written out."""
    return " ".join(words_of(text))


def identity(name: str) -> str:
    """Equal for two spellings of one name: case, marks, short forms, and where the tone stands.

    Diacritics count: Bình Thạnh and Bình Thành are two places.
    """
    words = _WORD.findall(unicodedata.normalize("NFC", name.lower()))
    folded = ["va" if word == "&" else fold(word) for word in words]
    found: list[str] = []
    place = 0
    while place < len(words):
        if folded[place] in _FIRST:
            length = _length_of_long(folded, place)
            if length:
                found.append(_LONG[tuple(folded[place : place + length])])
                place += length
                continue
        found.append(_ONE.get(folded[place]) or _with_tone_behind(words[place]))
        place += 1
    return " ".join(found)


def is_bare(name: str) -> bool:
    """Whether a name was typed without any diacritics."""
    return name.isascii()


def in_sentence(name: str) -> str:
    """A name in capitals as it stands in a sentence; short forms keep their capitals."""
    words = [word if fold(word.strip(",.;:()")) in _SHORT else word.lower() for word in name.split()]
    return " ".join([words[0][:1].upper() + words[0][1:], *words[1:]]) if words else ""


def initials(words: Sequence[str]) -> str:
    """The first letters of words."""
    return "".join(word[0] for word in words)


def _length_of_long(words: list[str], place: int) -> int:
    for length in range(_LONGEST, 1, -1):
        if tuple(words[place : place + length]) in _LONG:
            return length
    return 0


def _with_tone_behind(word: str) -> str:
    """The letters, then the tone: the tone of a syllable may stand over either of two vowels."""
    if word.isascii():
        return word
    parts = unicodedata.normalize("NFD", word)
    tones = "".join(char for char in parts if char in _TONES)
    return unicodedata.normalize("NFC", "".join(char for char in parts if char not in _TONES)) + tones
