"""1,000 different letters after the Ngọc Hồi letter: our writer against docxtpl on the same skeleton.

Prints JSON. CPU times are of this process; writing files is reported apart. Both sides start from what
an office has: ours from a Letter, docxtpl's from values that are already composed.
"""

from __future__ import annotations

import argparse
import gc
import io
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from app.base.resources import resource_path, template_path  # noqa: E402 - after the tree is on the path
from app.letter.compose import compose  # noqa: E402
from app.letter.file import load  # noqa: E402
from app.letter.model import Addressee, Letter, Paragraph, Recipient, Run  # noqa: E402
from app.rules.load import load_rulebook  # noqa: E402
from app.word.skeleton import built_in_skeleton  # noqa: E402
from app.word.write import fill, write_letter  # noqa: E402

DOCXTPL_SHARE = 20  # docxtpl is timed on every 20th letter: it needs about 20 ms for each


def main() -> int:
    """Time both writers and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--letters", type=int, default=1000)
    count = parser.parse_args().letters
    rulebook = load_rulebook()
    sample = load(resource_path("samples", "ngoc-hoi-2021.congvan")).letter
    letters = [varied(sample, number) for number in range(1, count + 1)]
    write_letter(letters[0], rulebook).package.to_zip()
    # What the benchmark itself holds is not to be walked through by every collection of garbage.
    gc.collect()
    gc.freeze()
    ours = [timed(partial(write_whole, one)) for one in letters]
    filled = [
        dict(fill(compose(one, rulebook), one.layout, rulebook, built_in_skeleton()).values)
        for one in letters[::DOCXTPL_SHARE]
    ]
    docxtpl_render(filled[0])
    theirs = [timed(partial(docxtpl_render, values)) for values in filled]
    files = [write_letter(one, rulebook).package.to_zip() for one in letters]
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        for number, data in enumerate(files):
            (Path(folder) / f"{number}.docx").write_bytes(data)
        writing = (time.perf_counter() - start) / count * 1000
    result = {
        "letters": count,
        "cpu_ms_per_letter_mean": round(statistics.fmean(ours), 3),
        "cpu_ms_per_letter_median": round(statistics.median(ours), 3),
        "docxtpl_cpu_ms_per_letter_median": round(statistics.median(theirs), 3),
        "times_faster": round(statistics.median(theirs) / statistics.median(ours), 1),
        "writing_one_file_ms": round(writing, 3),
        "bytes_per_file": len(files[0]),
        "goals": {"cpu_ms_per_letter": 1.5, "times_faster": 10},
    }
    print(json.dumps(result, indent=2))
    return 0


def varied(letter: Letter, number: int) -> Letter:
    """The letter with another number, date, addressee, recipient and opening sentence."""
    opening = letter.body[0]
    if not isinstance(opening, Paragraph):
        raise TypeError("the sample begins with a paragraph")
    words = Run(
        text=f"Thực hiện Công văn số {number}/UBND-KGVX về việc tăng cường công tác lần thứ {number};"
    )
    return replace(
        letter,
        code=replace(letter.code, number=str(number)),
        date=replace(letter.date, month=number % 12 + 1, day=number % 28 + 1),
        addressees=(*letter.addressees, Addressee(name=f"Đơn vị thứ {number}")),
        body=(replace(opening, runs=(words,)), *letter.body[1:]),
        recipients=(*letter.recipients, Recipient(name=f"Phòng số {number}")),
    )


def timed(job: Callable[[], object]) -> float:
    """CPU time of a job in milliseconds."""
    start = time.process_time()
    job()
    return (time.process_time() - start) * 1000


def write_whole(letter: Letter) -> bytes:
    """Our way, from the letter to the bytes of the file."""
    return write_letter(letter, load_rulebook()).package.to_zip()


def docxtpl_render(values: dict[str, object]) -> bytes:
    """docxtpl's own way: open the skeleton, render, save; composing and fitting are not counted."""
    from docxtpl import DocxTemplate  # noqa: PLC0415 - so that our own times do not pay for its import

    template = DocxTemplate(template_path("khung.docx"))
    template.render(values, autoescape=True)
    target = io.BytesIO()
    template.save(target)
    return target.getvalue()


if __name__ == "__main__":
    raise SystemExit(main())
