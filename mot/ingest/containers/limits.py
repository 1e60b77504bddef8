"""How much one file may ask of this machine."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that is read of one file; what goes beyond is refused with a sentence.

    bytes: size of the file · unpacked: bytes of all its parts, unpacked · parts: members of the package ·
    cells, rows, columns: used area of one sheet, filled or not · longest_cell: characters ·
    seconds, memory (bytes): of a process of its own, in which every file is read that is large, old or
    packed in an uncommon way · apart: bytes of unpacked sheets, or of text, from which a file is large.
    """

    bytes: int = 300_000_000
    unpacked: int = 1_500_000_000
    parts: int = 10_000
    cells: int = 60_000_000
    rows: int = 2_000_000
    columns: int = 16_384
    longest_cell: int = 100_000
    seconds: float = 120.0
    memory: int = 3_000_000_000
    apart: int = 5_000_000


USUAL_LIMITS = Limits()
