"""Whether a word is spelled like a Vietnamese syllable: onset, vowels, final consonant, one tone."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# The marks of a letter as Telex types them, so that syllables can be described in ASCII.
_TELEX = {"\u0302": "^", "\u0306": "w", "\u031b": "w"}
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_D_WITH_STROKE = "\u0111"

_ONSET = "ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|dd|[bcdghklmnprstvx]"
# Vowels alone or before another vowel letter; "^" is the roof of a, e, o; "w" the hook of a, o, u.
_OPEN = (
    "a|ai|ao|au|ay|a[\\^]u|a[\\^]y|e|eo|e[\\^]|e[\\^]u|i|ia|iu|ie[\\^]u|o|oa|oai|oao|oay|oe|oeo|oi|"
    "o[\\^]|o[\\^]i|ow|owi|u|ua|ui|uy|uya|uyu|ue[\\^]|ua[\\^]y|uo[\\^]i|uow|uw|uwa|uwi|uwu|uwowi|uwowu|"
    "y|ye[\\^]u"
)
_CLOSED = (
    "a|aw|a[\\^]|e|e[\\^]|i|ie[\\^]|o|oa|oaw|oe|oo|o[\\^]|ow|u|ua[\\^]|ue[\\^]|uo[\\^]|uy|uye[\\^]|"
    "uw|uwow|y|ye[\\^]"
)
_FINAL = "ng|nh|ch|[cmnpt]"
_SYLLABLE = re.compile(f"(?:{_ONSET})?(?:(?:{_OPEN})|(?:{_CLOSED})(?:{_FINAL}))")


@lru_cache(maxsize=8192)
def is_syllable(word: str) -> bool:
    """Whether a word of letters could be Vietnamese ("nghiêng", "THÔNG"; not "Internet", "éte")."""
    letters = []
    tones = 0
    for char in unicodedata.normalize("NFD", word.lower()):
        if char in _TONES:
            tones += 1
        else:
            letters.append("dd" if char == _D_WITH_STROKE else _TELEX.get(char, char))
    return tones <= 1 and _SYLLABLE.fullmatch("".join(letters)) is not None
