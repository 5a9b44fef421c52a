"""A clerk who types, ticks and saves without end, to be killed: python typist.py DATA_FOLDER FILE SEED.

Writes a line "clock count" to standard output after every key. The clock is one of its own: a key every
0.05 seconds, a tick every 0.25, so that nothing depends on the speed of the machine.
"""

from __future__ import annotations

import os
import random
import sys
from pathlib import Path

from app.editing.commands.text import insert_text
from app.editing.desk import Desk
from app.letter.positions import TextPosition
from app.settings.paths import HOME_VARIABLE, find_paths

KEY_SECONDS = 0.05
KEYS_PER_TICK = 5
SAVE_CHANCE = 0.02


def main(folder: str, file: str, seed: int) -> None:
    """Type until killed."""
    now = [0.0]
    chance = random.Random(seed)
    desk = Desk(find_paths({HOME_VARIABLE: folder}), clock=lambda: now[0])
    draft, _ = desk.open(Path(file))
    count = 0
    while True:
        at = TextPosition(0, count)
        draft.apply(lambda letter, at=at: insert_text(letter, at, "x"), "body")  # type: ignore[misc]
        count += 1
        now[0] += KEY_SECONDS
        os.write(1, f"{now[0]:.2f} {count}\n".encode())
        if count % KEYS_PER_TICK == 0:
            desk.tick()
        if chance.random() < SAVE_CHANCE:
            desk.save(draft)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
