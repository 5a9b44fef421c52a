"""From the start of the program to the exported file: how many keys and clicks a new công văn costs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from app.letter.validation import validate
from app.ui.office import Office
from tests.support.clerk import Clerk
from tests.support.packages import find_all, paragraph_text, root_of, unzipped
from tests.ui.whole.conftest import RULEBOOK

MOST_STROKES = 40


def test_a_new_letter_costs_at_most_forty_strokes(
    office: Office,
    clerk: Clerk,
    choose_file: Callable[[Path | None], list[str]],
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    clerk.press("Return", "Return")  # the start page; no agency above this one
    clerk.type("Ủy ban nhân dân tỉnh Gia Lai")
    clerk.press("Return", "Return")  # the number is left blank
    clerk.type("UBND-KGVX")
    clerk.press("Return")
    clerk.type("Gia Lai")
    clerk.press("Return", "Return", "Return", "Return")  # so is the day; this month
    clerk.type("báo cáo kết quả chuyển đổi số")
    clerk.press("Return")
    clerk.type("Sở Nội vụ\nSở Tài chính\n")
    clerk.press("Alt+N")
    clerk.type("Để có cơ sở tổng hợp, đề nghị các cơ quan:\n")
    clerk.type("1. Rà soát nhiệm vụ được giao.\n")
    clerk.type("Báo cáo kết quả thực hiện.\n")
    clerk.type("Gửi báo cáo trước ngày 15.")
    clerk.press("Alt+I")
    clerk.type("Như trên\nLưu: VT, KGVX")
    clerk.press("Alt+K")
    clerk.click("TM. KT. Phó Chủ tịch", inside="nguoi_ky")
    clerk.click("Họ và tên", inside="nguoi_ky")
    clerk.type("Nguyễn Thị Thanh Lịch")
    target = tmp_path / "out.docx"
    choose_file(target)
    clerk.press("F12")
    qtbot.waitUntil(target.exists)
    document = "\n".join(
        paragraph_text(one) for one in find_all(root_of(unzipped(target.read_bytes())), ".//w:p")
    )
    assert document.count("Lưu:") == 1
    assert office.draft is not None
    assert not validate(office.draft.letter, RULEBOOK)
    assert clerk.strokes(document, dialogs=1) <= MOST_STROKES, clerk.pressed
    # What it costs today who only knows Enter: more is a step back.
    assert clerk.strokes(document, dialogs=1) == 24
