"""The built-in templates on LibreOffice's page: a lawful header, one page, nothing outside the margins."""

from __future__ import annotations

import pytest

from tests.support.exported import Case, Exported, export_once
from tests.support.filled_templates import IN_ORDER_OF_USE, agencies, answered
from tests.support.header_geometry import Wanted, header_faults

pytestmark = [pytest.mark.office, pytest.mark.xdist_group("geometry-templates")]

_LEFT_MM, _RIGHT_MM = 30.0, 190.0
_SLACK_MM = 0.5
_CASES = {
    f"{name} {kind}": Case(answered(name, agency))
    for name in IN_ORDER_OF_USE
    for kind, agency in agencies().items()
}
every_case = pytest.mark.parametrize("name", _CASES)


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Exported]:
    """All of them, converted together."""
    return export_once(tmp_path_factory, "templates", _CASES)


@every_case
def test_the_header_of_a_template_is_lawful(exported: dict[str, Exported], name: str) -> None:
    one = exported[name]
    composed = one.composed
    wanted = Wanted(
        parent=composed.organs[0].parent,
        organ=composed.organs[0].name,
        code=composed.code_line,
        place_date=composed.place_date,
        subject=composed.subject_line,
        scheme="14",
    )
    assert header_faults(one.columns[0], wanted) == []


@every_case
def test_a_template_is_one_page_with_its_signature(exported: dict[str, Exported], name: str) -> None:
    (page,) = exported[name].columns
    lines = [line for line in page.lines if line.text.strip()]
    assert lines[-1].text.strip() == "Nguyễn Văn An"
    assert min(line.x0_mm for line in lines) > _LEFT_MM - _SLACK_MM
    assert max(line.x1_mm for line in lines) < _RIGHT_MM + _SLACK_MM
