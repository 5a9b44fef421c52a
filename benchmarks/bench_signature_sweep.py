"""Signatures at the end of a page: every body length × form of authority × Nơi nhận × size scheme.

Prints JSON: how many letters were split or had their signature alone, and which. LibreOffice makes the
pages, pdfplumber reads them. The full product takes about a quarter of an hour; --quick takes the 200
letters of the tests.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.support.exported import Case, export  # noqa: E402 - after the tree is on the path
from tests.support.sweeps import (  # noqa: E402
    Point,
    Verdict,
    full_product,
    judge,
    letter_at,
    pairwise_choice,
)

BATCH = 100  # letters for each start of LibreOffice


def main() -> int:
    """Sweep and print what was found; 1 when a signature was split or alone."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="the pairwise choice of the tests")
    points = list(pairwise_choice() if parser.parse_args().quick else full_product())
    start = time.perf_counter()
    verdicts = {point.name: verdict for point, verdict in swept(points)}
    result = {
        "letters": len(verdicts),
        "split": sorted(name for name, verdict in verdicts.items() if verdict.split),
        "alone": sorted(name for name, verdict in verdicts.items() if verdict.alone),
        "on_page": counted([verdict.page for verdict in verdicts.values()]),
        "lines_above_on_later_pages": counted([x.lines_above for x in verdicts.values() if x.page > 1]),
        "seconds": round(time.perf_counter() - start, 1),
        "goals": {"split": 0, "alone": 0},
    }
    print(json.dumps(result, indent=2))
    return 1 if result["split"] or result["alone"] else 0


def swept(points: Sequence[Point]) -> Iterator[tuple[Point, Verdict]]:
    """Every letter with where its signature came to stand."""
    for first in range(0, len(points), BATCH):
        batch = points[first : first + BATCH]
        with tempfile.TemporaryDirectory() as folder:
            exported = export({point.name: Case(letter_at(point)) for point in batch}, Path(folder))
            for point in batch:
                one = exported[point.name]
                yield point, judge(one.pages, one.composed)
        print(f"{first + len(batch)}/{len(points)}", file=sys.stderr)


def counted(values: Sequence[int]) -> dict[int, int]:
    """How often each value came."""
    return {value: values.count(value) for value in sorted(set(values))}


if __name__ == "__main__":
    raise SystemExit(main())
