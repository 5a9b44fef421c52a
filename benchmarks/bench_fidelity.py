"""Our pages against LibreOffice's on the same files: our own letters, and documents as offices build them.

Prints JSON. SOFFICE=… chooses another LibreOffice than the one on the path; the answer says which it was.
docs/fidelity.md keeps the figures of both and says what lies behind the differences.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from app.word.read import read_bytes  # noqa: E402 - after the tree is on the path
from tests.support import pdf  # noqa: E402
from tests.support.fidelity import Comparison, compare_files  # noqa: E402
from tests.support.fidelity_letters import (  # noqa: E402
    in_all_layouts,
    in_all_spacings,
    other_samples,
    with_contact_line,
)
from tests.support.office import have_office  # noqa: E402
from tests.support.packages import unzipped, zipped  # noqa: E402
from tests.support.strange_documents import strange_documents  # noqa: E402

SQUEEZING = 15  # compatibility mode from which Word squeezes spaces
GOALS = {
    "own_letters": {"body_lines_percent": 99, "same_pages_percent": 100, "drift_pt": 1},
    "strange_documents": {"lines_percent": 97, "same_pages_percent": 95},
}
_MODE = 'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="{}"'


def main() -> int:
    """Compare everything and print the figures."""
    if not have_office():
        print("LibreOffice is not installed", file=sys.stderr)
        return 1
    start = time.perf_counter()
    strange = strange_documents()
    squeezed = {name for name, data in strange.items() if mode_of(data) >= SQUEEZING}
    layouts = in_all_layouts()
    version, own = compared({**layouts, **in_all_spacings(), **with_contact_line(), **other_samples()})
    found = compared(strange)[1]
    result = {
        "libreoffice": version,
        "own_letters": summary(own),
        "strange_documents": summary(found),
        "strange_documents_mode_15": summary([one for one in found if one.name in squeezed]),
        "own_letters_written_in_mode_15": summary(compared(in_mode_15(layouts))[1]),
        "differences": [str(one) for one in (*own, *found) if differs(one)],
        "seconds": round(time.perf_counter() - start, 1),
        "goals": GOALS,
    }
    print(json.dumps(result, indent=2, ensure_ascii=False))
    return 0


def compared(files: Mapping[str, bytes]) -> tuple[str, list[Comparison]]:
    """Who made the PDFs of these files, and how far they agree with ours."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = [folder / f"{stem}.docx" for stem in files]
        for path, data in zip(paths, files.values(), strict=True):
            path.write_bytes(data)
        found = compare_files(paths, folder)
        return pdf.producer(paths[0].with_suffix(".pdf")), found


def mode_of(data: bytes) -> int:
    """The compatibility mode that a Word file asks for."""
    return read_bytes(data, "").settings.compatibility_mode


def in_mode_15(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files as Word 2013 and later would write them anew: justified lines are squeezed."""
    made = {}
    for name, data in files.items():
        parts = unzipped(data)
        settings = parts["word/settings.xml"].decode()
        parts["word/settings.xml"] = settings.replace(_MODE.format(14), _MODE.format(15)).encode()
        made[name] = zipped(parts)
        assert mode_of(made[name]) == SQUEEZING
    return made


def summary(found: Sequence[Comparison]) -> dict[str, object]:
    """The figures of many comparisons."""
    return {
        "files": len(found),
        "same_pages": sum(one.same_pages for one in found),
        "same_pages_percent": percent(sum(one.same_pages for one in found), len(found)),
        "lines": sum(one.lines for one in found),
        "lines_percent": percent(sum(one.equal for one in found), sum(one.lines for one in found)),
        "body_lines": sum(one.body_lines for one in found),
        "body_lines_percent": percent(
            sum(one.body_equal for one in found), sum(one.body_lines for one in found)
        ),
        "largest_drift_pt": round(max(one.drift_pt for one in found), 2),
        "drift_over_1_pt": sum(one.drift_pt > 1 for one in found),
        "lines_on_another_page": sum(len(one.moved) for one in found),
        "note_lines": sum(one.notes for one in found),
        "note_lines_on_same_page": sum(one.notes_equal for one in found),
        "largest_drift_of_notes_pt": round(max(one.notes_drift_pt for one in found), 2),
    }


def percent(part: int, whole: int) -> float:
    """Hundredths, to two places, never rounded up to 100."""
    return int(10_000 * part / max(1, whole)) / 100


def differs(one: Comparison) -> bool:
    """Whether a comparison deserves a line of its own."""
    return one.share < 1 or not one.same_pages or one.drift_pt > 1 or bool(one.moved)


if __name__ == "__main__":
    raise SystemExit(main())
