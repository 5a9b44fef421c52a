"""A new letter is calm: what the clerk has not come to yet is counted as missing, not as a fault."""

from __future__ import annotations

from app.ui.office import Office
from tests.support.clerk import Clerk, wait_until


def test_fields_that_were_not_visited_are_only_missing(office: Office, clerk: Clerk) -> None:
    clerk.press("Ctrl+N", "Alt+Y")
    clerk.type("báo cáo kết quả chuyển đổi số")
    assert office.workspace is not None
    counts, strip = office.workspace.strip.counts, office.workspace.strip
    # The agency was passed over; all below is still to come.
    assert wait_until(lambda: "1 lỗi" in counts.text() and "còn thiếu 5 mục" in counts.text())
    clerk.press("Alt+H", "Alt+Y")  # Kính gửi was looked at, and left empty
    assert wait_until(lambda: "2 lỗi" in counts.text() and "còn thiếu 4 mục" in counts.text())
    # What the clerk could mend now stands first.
    rows = [strip.list.topLevelItem(row) for row in range(strip.list.topLevelItemCount())]
    told = [row.text(0) for row in rows if row is not None]
    assert told == sorted(told, reverse=True)
