"""Which Word skeleton a letter is printed with."""

from __future__ import annotations

from dataclasses import replace

from app.letter.model import Letter, SkeletonRef


def use_skeleton(letter: Letter, ref: SkeletonRef) -> Letter:
    """The letter printed with this skeleton; a reference without an id is the built-in one."""
    return letter if letter.skeleton == ref else replace(letter, skeleton=ref)
