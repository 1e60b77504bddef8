"""How much one file may ask of this machine, as this installation is set up."""

from mot.ingest.containers.limits import Limits
from mot.settings import load_settings

MEGA = 1_000_000


def limits() -> Limits:
    """The limits that the settings tell."""
    chosen = load_settings()
    return Limits(
        bytes=chosen.limit_file_mb * MEGA,
        unpacked=chosen.limit_unpacked_mb * MEGA,
        cells=chosen.limit_cells,
        rows=chosen.limit_rows,
        columns=chosen.limit_columns,
        longest_cell=chosen.limit_cell_characters,
        seconds=chosen.limit_seconds,
        memory=chosen.limit_memory_mb * MEGA,
    )
