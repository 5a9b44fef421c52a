"""What is pasted becomes blocks: levels, joined lines, tables, clean characters, slices."""

from __future__ import annotations

import pytest

from app.importer.encodings import TCVN3
from app.importer.paste import LARGEST_TEXT, Pasted, PasteJob, blocks_from_html, blocks_from_text
from app.letter.model import Footnote, Level, PageBreak, Paragraph, Run, Table

LONG = "Ủy ban nhân dân tỉnh yêu cầu các cơ quan, đơn vị, địa phương tổ chức triển khai"


def _paragraphs(pasted: Pasted) -> list[Paragraph]:
    return [block for block in pasted.blocks if isinstance(block, Paragraph)]


def _said(paragraph: Paragraph) -> str:
    return "".join(run.text for run in paragraph.runs)


def _levels(text: str) -> list[tuple[str, str, str | None]]:
    return [(block.level.value, _said(block), block.number) for block in _paragraphs(blocks_from_text(text))]


def _words(text: str) -> list[str]:
    return [_said(block) for block in _paragraphs(blocks_from_text(text))]


@pytest.mark.parametrize(
    ("line", "level", "words", "number"),
    [
        ("1. Sở Y tế", "item", "Sở Y tế", None),
        ("1) Sở Y tế", "item", "Sở Y tế", None),
        ("1/ Sở Y tế", "item", "Sở Y tế", None),
        ("1.Sở Y tế", "item", "Sở Y tế", None),
        ("01. Sở Y tế", "item", "Sở Y tế", None),
        ("4. Sở Y tế", "item", "Sở Y tế", "4"),
        ("2.1. Sở Y tế", "item", "Sở Y tế", "2.1"),
        ("2.1 Sở Y tế", "item", "Sở Y tế", "2.1"),
        ("a) Sở Y tế", "point", "Sở Y tế", None),
        ("a. Sở Y tế", "point", "Sở Y tế", None),
        ("đ) Sở Y tế", "point", "Sở Y tế", "đ"),
        ("a1) Sở Y tế", "point", "Sở Y tế", "a1"),
        ("- Sở Y tế", "dash", "Sở Y tế", None),
        ("-Sở Y tế", "dash", "Sở Y tế", None),
        ("\t– Sở Y tế", "dash", "Sở Y tế", None),
        ("• Sở Y tế", "dash", "Sở Y tế", None),
        ("\uf0b7\tSở Y tế", "dash", "Sở Y tế", None),
        ("* Sở Y tế", "dash", "Sở Y tế", None),
        ("+ Sở Y tế", "plus", "Sở Y tế", None),
        ("I. TÌNH HÌNH", "roman_section", "TÌNH HÌNH", None),
        ("III - Kết quả", "roman_section", "Kết quả", "III"),
        ("A. TÌNH HÌNH", "roman_section", "TÌNH HÌNH", "A"),
        ("Điều 1. Phạm vi", "article", "Phạm vi", None),
        ("Điều 5: Phạm vi", "article", "Phạm vi", "5"),
        ("CHƯƠNG II\nQUY ĐỊNH CHUNG", "chapter", "QUY ĐỊNH CHUNG", "II"),
        ("Phần I. Kết quả", "part", "Kết quả", None),
        ("PHẦN THỨ NHẤT\n\nKẾT QUẢ", "part", "KẾT QUẢ", "THỨ NHẤT"),
        ("Mục 1\nKết quả", "section", "Kết quả", None),
        ("Tiểu mục 1. Kết quả", "subsection", "Kết quả", None),
        ("## 1. Sở Y tế", "item", "Sở Y tế", None),
        ("1.\nSở Y tế", "item", "Sở Y tế", None),
    ],
)
def test_a_marker_becomes_a_level(line: str, level: str, words: str, number: str | None) -> None:
    assert _levels(line) == [(level, words, number)]


@pytest.mark.parametrize(
    "line",
    [
        "1.000 đồng",
        "1.5 triệu đồng",
        "2026. Năm của",
        "-5 độ",
        "1/3 số hộ",
        "C. Mác và Ăngghen",
        "V. I. Lênin",
        "Điều 25, 26 và 27 của Luật",
        "Mục 1 Phần I Phụ lục I",
        "a b c",
        "(1) Sở Y tế",
        "Căn cứ Luật này, Sở Nội vụ đề nghị:",
    ],
)
def test_what_only_looks_like_a_marker_stays_text(line: str) -> None:
    assert _levels(line) == [("plain", line, None)]


def test_numbers_go_on_begin_again_or_stay_by_hand() -> None:
    pasted = blocks_from_text(
        "1. Một.\na) A.\nb) B.\n2. Hai.\na) A.\n4. Bốn.\n5. Năm.\nKhác:\n1. Lại.\n2. Nữa."
    )
    assert [(block.number, block.restart) for block in _paragraphs(pasted)] == [
        (None, False), (None, False), (None, False), (None, False), (None, False), ("4", False),
        (None, False),
        (None, False), (None, True), (None, False),
    ]  # fmt: skip


def test_numbering_goes_on_from_the_blocks_before() -> None:
    before = (Paragraph(level=Level.ITEM), PageBreak(), Paragraph(level=Level.ITEM))
    (block,) = _paragraphs(blocks_from_text("3. Ba", before=before))
    assert block.number is None


def test_titles_of_items_are_known_by_what_stands_below() -> None:
    blocks = _paragraphs(blocks_from_text("1. Sở Y tế:\n- Làm.\n2. Sở Nội vụ làm.\n- Việc.\n3. Sở Tài chính"))
    assert [block.title for block in blocks] == [True, False, False, False, False]


def test_legal_bases_lose_their_ends() -> None:
    text = "Căn cứ Luật A;\n- Căn cứ Luật B;\nTheo đề nghị của Chánh Văn phòng.\nTheo đó, các sở làm."
    assert _levels(text) == [
        ("legal_basis", "Căn cứ Luật A", None),
        ("legal_basis", "Căn cứ Luật B", None),
        ("legal_basis", "Theo đề nghị của Chánh Văn phòng", None),
        ("plain", "Theo đó, các sở làm.", None),
    ]


def test_the_end_mark_goes_as_the_program_writes_it() -> None:
    assert _words("Hết một./.\nHết hai./.") == ["Hết một.", "Hết hai"]
    assert _words("Hết.\n./.") == ["Hết."]


def test_lines_broken_inside_a_sentence_are_joined() -> None:
    assert _words(f"{LONG}\nthực hiện.\nĐoạn hai.") == [f"{LONG} thực hiện.", "Đoạn hai."]
    assert _words(f"{LONG}\n\n\nthực hiện.") == [f"{LONG} thực hiện."]
    assert _words("Gồm các sở\nban và ngành") == ["Gồm các sở", "ban và ngành"]


def test_hyphens_at_line_ends_part_foreign_words_only() -> None:
    assert _words(f"{LONG} Inter-\nnet cho mọi nhà.") == [f"{LONG} Internet cho mọi nhà."]
    assert _words(f"{LONG} phòng-\nchống cho mọi nhà.") == [f"{LONG} phòng-chống cho mọi nhà."]
    assert _words(f"{LONG} chính trị -\nxã hội cho mọi nhà.") == [f"{LONG} chính trị - xã hội cho mọi nhà."]
    assert _words(f"{LONG} số 22/\nct cho mọi nhà.") == [f"{LONG} số 22/ct cho mọi nhà."]


def test_a_number_at_the_head_of_a_broken_line_belongs_to_the_sentence() -> None:
    rest = "Nhân dân tỉnh yêu cầu các cơ quan, đơn vị, địa phương tổ chức triển khai và"
    lines = f"{LONG} tháng\n5. {rest}\nlàm ngay."
    assert len(_words(lines)) == 1


def test_page_numbers_and_headers_between_lines_are_dropped() -> None:
    one, two, three = (
        "\n".join(f"Câu {'a' * number} của trang {name} được viết ra." for number in range(1, 13))
        for name in ("một", "hai", "ba")
    )
    head = "Báo cáo 2026"
    pasted = blocks_from_text(f"{one}\n{head}\n1\n{two}\n{head}\n- 2 -\n{three}\n{head}\nTrang 3/3")
    assert len(pasted.blocks) == 36
    assert len(pasted.notices) == 1
    assert _words("1\n2\n3") == ["1", "2", "3"]
    assert _words(f"{LONG}\n2\nthực hiện.") == [f"{LONG} thực hiện."]
    assert _words(f"{LONG}.\n\x0c2\nThực hiện.") == [f"{LONG}.", "Thực hiện."]


def test_footnotes_of_a_page_go_to_their_marks() -> None:
    blocks = _paragraphs(blocks_from_text("Đất 20 km² theo Luật² này.\n² Luật Đất đai.\n³ Không có dấu."))
    assert blocks[0].runs == (
        Run(text="Đất 20 km² theo Luật", footnote=Footnote(runs=(Run(text="Luật Đất đai."),))),
        Run(text=" này."),
    )
    assert _said(blocks[1]) == "3 Không có dấu."
    assert blocks[1].runs[0].superscript


def test_tabs_of_excel_become_a_table() -> None:
    pasted = blocks_from_text('Kèm theo:\nTT\tĐơn vị\tSố\n1\t"Sở ""Y tế""\nGia Lai"\t12\n2\t\t5\n\nHết.')
    assert [type(block) for block in pasted.blocks] == [Paragraph, Table, Paragraph]
    table = pasted.blocks[1]
    assert isinstance(table, Table)
    assert [[[_said(part) for part in cell.blocks] for cell in row.cells] for row in table.rows] == [
        [["TT"], ["Đơn vị"], ["Số"]],
        [["1"], ['Sở "Y tế"', "Gia Lai"], ["12"]],
        [["2"], [], ["5"]],
    ]


@pytest.mark.parametrize("text", ["1.\tMột\n2.\tHai", "\tThụt\n\tThụt", "Một\tdòng"])
def test_tabs_behind_numbers_or_before_paragraphs_are_no_table(text: str) -> None:
    assert not any(isinstance(block, Table) for block in blocks_from_text(text).blocks)


def test_characters_are_cleaned() -> None:
    assert _words("Sơ\u0309 Nô\u0323i\u200b vu\u0323\x07\u00ad\ufeff\x85") == ["Sở Nội vụ"]
    assert _words("ngày\u00a05 của\u00a0tỉnh\u00a0 Gia  Lai ") == ["ngày\u00a05 của tỉnh Gia Lai"]
    assert _words("một\x0bhai\u2029ba\r\nbốn\rnăm") == ["một", "hai", "ba", "bốn", "năm"]
    assert _words("“Trích” – 'nguyên' \"văn\"...") == ["“Trích” – 'nguyên' \"văn\"..."]
    assert blocks_from_text(" \n\t\n").blocks == ()


def test_stars_are_emphasis_only_in_pairs() -> None:
    (block,) = _paragraphs(blocks_from_text("Rất **gấp** và *(nếu có)* 2*3*4 (*) ghi"))
    assert [(run.text, run.bold, run.italic) for run in block.runs if run.bold or run.italic] == [
        ("gấp", True, False),
        ("(nếu có)", False, True),
    ]
    assert _said(block) == "Rất gấp và (nếu có) 2*3*4 (*) ghi"


def test_html_keeps_levels_looks_titles_and_tables() -> None:
    pasted = blocks_from_html(
        "<p><i>Căn cứ Luật A;</i></p><p><b>I. KẾT QUẢ</b></p><ol><li><b>Sở Y tế</b><ul><li>Làm <b>ngay</b>"
        "<ul><li>và luôn</ul></ul></ol><p>1. Sở Nội vụ</p><p>- Làm</p><img>"
        "<table><tr><td><b>TT</b><td><b>Tên</b><tr><td>1<td><ul><li>A</ul></table>"
        "<p>Bước 1:<br>Làm.<br><br>Xong.</p>"
    )
    blocks = _paragraphs(pasted)
    assert [(block.level.value, _said(block), block.title) for block in blocks] == [
        ("legal_basis", "Căn cứ Luật A", False),
        ("roman_section", "KẾT QUẢ", False),
        ("item", "Sở Y tế", True),
        ("dash", "Làm ngay", False),
        ("plus", "và luôn", False),
        ("item", "Sở Nội vụ", False),
        ("dash", "Làm", False),
        ("plain", "Bước 1:", False),
        ("plain", "Làm.", False),
        ("plain", "Xong.", False),
    ]
    assert [run.text for block in blocks for run in block.runs if run.bold or run.italic] == ["ngay"]
    table = next(block for block in pasted.blocks if isinstance(block, Table))
    assert table.header_rows == 1
    assert [_said(part) for row in table.rows for cell in row.cells for part in cell.blocks] == [
        "TT", "Tên", "1", "- A",
    ]  # fmt: skip
    assert len(pasted.notices) == 1


def test_figures_of_a_pasted_table_stand_at_the_right_and_its_heading_as_headings_do() -> None:
    pasted = blocks_from_html(
        "<table><tr><td align=center><b>TT</b><td align=center><b>Số tiền</b>"
        "<tr><td align=center>1<td align=right>2.500.000<tr><td>Cộng<td align=right>2.500.000</table>"
    )
    (table,) = pasted.blocks
    assert isinstance(table, Table)
    assert [[cell.blocks[0].alignment.value for cell in row.cells] for row in table.rows] == [
        ["style", "style"],
        ["center", "right"],
        ["style", "right"],
    ]


def test_markers_that_word_drew_are_understood() -> None:
    item = "<p><span style='mso-list:Ignore'>{}</span>Việc</p>"
    pasted = blocks_from_html(
        "".join(item.format(drawn) for drawn in ("1.", "§", "o", "b)", "Bước 1:", "(i)"))
    )
    assert [(block.level.value, _said(block), block.number) for block in _paragraphs(pasted)] == [
        ("item", "Việc", None),
        ("dash", "Việc", None),
        ("plus", "Việc", None),
        ("point", "Việc", "b"),
        ("plain", "Bước 1: Việc", None),
        ("plain", "(i) Việc", None),
    ]


def test_footnotes_of_html_stay_with_their_words() -> None:
    (block,) = _paragraphs(
        blocks_from_html('<p>- Luật <a href="#_ftn1">[1]</a></p><p><a href="#_ftnref1">[1]</a> Số 24</p>')
    )
    assert block.level is Level.DASH
    assert block.runs == (Run(text="Luật ", footnote=Footnote(runs=(Run(text="Số 24"),))),)


def test_a_paste_of_three_hundred_pages_goes_in_slices() -> None:
    text = "\n".join(f"{number}. {LONG} {number}.\n- {LONG};" for number in range(1, 5000))
    job = PasteJob(text)
    with pytest.raises(RuntimeError):
        _ = job.result
    steps = 1
    while not job.step(0):
        steps += 1
    assert steps > 40
    assert job.step()
    assert job.result == blocks_from_text(text)
    assert len(job.result.blocks) == 9998


@pytest.mark.parametrize("text", ["x" * (LARGEST_TEXT + 1), "Dòng.\n" * 50_000])
def test_a_text_without_end_is_cut_and_says_so(text: str) -> None:
    pasted = blocks_from_text(text)
    assert len(pasted.notices) == 1
    assert pasted.blocks


def test_html_without_end_is_cut_and_says_so() -> None:
    assert len(blocks_from_html("<i>x" * 200_000).notices) == 1


def test_a_large_table_of_text_is_parted() -> None:
    pasted = blocks_from_text("a\tb\n" * 6000)
    assert [len(block.rows) for block in pasted.blocks if isinstance(block, Table)] == [5000, 1000]


def test_what_was_shown_in_capitals_is_pasted_in_capitals() -> None:
    small = '<i style="text-transform:none">(b/c)</i>'
    html = f'<p>Gửi <span style="text-transform:uppercase">Sở Nội vụ {small}</span></p>'
    assert _said(_paragraphs(blocks_from_html(html))[0]) == "Gửi SỞ NỘI VỤ (b/c)"


@pytest.mark.parametrize("font", [".VnTimeH", "'.VnArial NarrowH', sans-serif"])
def test_the_capital_fonts_of_tcvn3_draw_capitals(font: str) -> None:
    html = (
        f'<p><span style="font-family:{font}">Céng hßa</span> '
        '<span style="font-family:.VnTime">x· héi chñ nghÜa ViÖt Nam, H¹nh phóc</span></p>'
    )
    read = blocks_from_html(html, encoding=TCVN3)
    assert _said(_paragraphs(read)[0]) == "CỘNG HÒA xã hội chủ nghĩa Việt Nam, Hạnh phúc"
    # In another encoding the font says nothing.
    assert "Céng hßa" in _said(_paragraphs(blocks_from_html(html))[0])


def test_an_old_encoding_is_suspected_in_a_table_too() -> None:
    cells = "<td>Céng hßa x· héi</td><td>chñ nghÜa ViÖt Nam</td>"
    html = f"<table><tr>{cells}</tr><tr><td>§éc lËp</td><td>H¹nh phóc</td></tr></table>"
    assert blocks_from_html(html).suspected == TCVN3
