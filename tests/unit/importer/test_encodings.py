"""Old encodings are recognised in Vietnamese only, and every letter finds its way back."""

from __future__ import annotations

import pytest

from app.base.resources import resource_path
from app.importer.encodings import TCVN3, VNI, suspected_encoding, to_unicode
from app.importer.paste import blocks_from_html, blocks_from_text
from app.importer.syllables import is_syllable
from app.letter.file import load
from app.letter.model import Paragraph

# Written down from the code charts, apart from the tables of the program.
SMALL = "áàảãạăắằẳẵặâấầẩẫậéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵđ"
TCVN3_CODES = (
    "b8b5b6b7b9a8bebbbcbdc6a9cac7c8c9cbd0cccecfd1aad5d2d3d4d6ddd7d8dcdee3dfe1e2e4abe8e5e6e7e9acedeaebecee"
    "f3eff1f2f4adf8f5f6f7f9fdfafbfcfeae"
)
TCVN3_CAPITALS = dict(zip("ĂÂĐÊÔƠƯ", bytes.fromhex("a1a2a7a3a4a5a6").decode("latin-1"), strict=True))
TO_TCVN3 = dict(zip(SMALL, bytes.fromhex(TCVN3_CODES).decode("latin-1"), strict=True)) | TCVN3_CAPITALS
VNI_CODES = (
    "aù aø aû aõ aï aê aé aè aú aü aë aâ aá aà aå aã aä eù eø eû eõ eï eâ eá eà eå eã eä í ì æ ó ò "
    "où oø oû oõ oï oâ oá oà oå oã oä ô ôù ôø ôû ôõ ôï uù uø uû uõ uï ö öù öø öû öõ öï yù yø yû yõ î ñ"
)
TO_VNI = dict(zip(SMALL, VNI_CODES.split(), strict=True))
TO_VNI |= {letter.upper(): code.upper() for letter, code in TO_VNI.items()}

SENTENCE = "Thực hiện chỉ đạo của Ủy ban nhân dân tỉnh, đề nghị các đơn vị báo cáo kết quả trước ngày 25"


def _in(table: dict[str, str], text: str) -> str:
    return "".join(table.get(char, char) for char in text)


def _body(name: str) -> str:
    body = load(resource_path("samples", f"{name}.congvan")).letter.body
    return "\n".join(run.text for block in body if isinstance(block, Paragraph) for run in block.runs)


@pytest.mark.parametrize("letter", [*SMALL, *TCVN3_CAPITALS])
def test_every_letter_of_tcvn3_finds_its_way_back(letter: str) -> None:
    assert to_unicode(_in(TO_TCVN3, f"x{letter}t"), TCVN3) == f"x{letter}t"


@pytest.mark.parametrize("letter", [*SMALL, *SMALL.upper()])
def test_every_letter_of_vni_finds_its_way_back(letter: str) -> None:
    assert to_unicode(_in(TO_VNI, f"x{letter}t"), VNI) == f"x{letter}t"


@pytest.mark.parametrize("name", ["ngoc-hoi-2021", "gia-lai-930", "ubnd-xa-ham-yen-mua-lu-2026"])
@pytest.mark.parametrize(("encoding", "table"), [(TCVN3, TO_TCVN3), (VNI, TO_VNI)])
def test_a_whole_letter_is_recognised_and_converted(name: str, encoding: str, table: dict[str, str]) -> None:
    text = _body(name)
    if encoding == TCVN3:  # which has no capitals with tones
        text = "".join(char if char in table or char.isascii() else char.lower() for char in text)
    old = _in(table, text)
    assert suspected_encoding(old) == encoding
    assert to_unicode(old, encoding) == text


def test_a_single_sentence_is_enough() -> None:
    assert suspected_encoding(_in(TO_TCVN3, SENTENCE)) == TCVN3
    assert suspected_encoding(_in(TO_VNI, SENTENCE)) == VNI


@pytest.mark.parametrize(
    "text",
    [
        "",
        "UBND",
        SENTENCE,
        SENTENCE.upper(),
        "Cà phê, các bà, hàng hóa, tài sản là của công",
        "cà phê nhà bà là hàng hóa",
        "Le café était fermé à midi, où l'été la forêt est à côté du théâtre français",
        "The naïve café façade; a résumé, a cliché, déjà vu",
        "Größe für Mädchen über Straße schön, Bücher, Öl",
        "El niño de España y la señora mañana, año, ñandú, corazón",
        "Diện tích 25 m² ± 5 %, góc 30°, giá ≥ 10 µg × 2 ÷ 3 §4 «ghi chú»",
        "\u00a9 2026 \u00ae \u00b0 \u00b1 \u00b2 \u00b3 \u00b5 \u00b6 \u00d7 \u00f7",
    ],
)
def test_other_languages_and_unicode_are_left_alone(text: str) -> None:
    assert suspected_encoding(text) is None
    assert suspected_encoding(text * 20) is None


def test_no_letter_of_ours_is_suspected() -> None:
    for path in resource_path("samples").glob("*.congvan"):
        assert suspected_encoding(_body(path.stem)) is None


def test_an_unknown_encoding_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(KeyError):
        to_unicode("a", "viqr")


def test_a_paste_offers_the_conversion_and_converts_when_told() -> None:
    old = _in(TO_TCVN3, SENTENCE)
    offered = blocks_from_text(old)
    assert offered.suspected == TCVN3
    assert len(offered.notices) == 1
    converted = blocks_from_text(old, encoding=TCVN3)
    assert converted.notices == ()
    assert converted.blocks == blocks_from_text(SENTENCE).blocks


def test_html_is_converted_too() -> None:
    html = (
        f"<p>{_in(TO_VNI, SENTENCE)}</p><table><tr><td>{_in(TO_VNI, 'Số đơn vị')}</td><td>5</td></tr></table>"
    )
    assert blocks_from_html(html).suspected == VNI
    plain = f"<p>{SENTENCE}</p><table><tr><td>Số đơn vị</td><td>5</td></tr></table>"
    assert blocks_from_html(html, encoding=VNI).blocks == blocks_from_html(plain).blocks


@pytest.mark.parametrize(
    "word",
    ["nghiêng", "Thông", "ƯỚC", "giờ", "quyết", "khuỷu", "xoong", "uống", "gì", "yêu", "ỷ", "hoà", "đường"],
)
def test_syllables_are_known(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["internet", "ộtộ", "thônng", "bbc", "ngk", "fax", "été", "zalo", "ắt́"])
def test_other_words_are_no_syllables(word: str) -> None:
    assert not is_syllable(word)
