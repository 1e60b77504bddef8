"""What must not be stored in the clear: who answered, and personal data wherever a file has it."""

from mot.ingest.privacy.hashing import hash_respondents
from mot.ingest.privacy.kinds import MASK, Personal
from mot.ingest.privacy.masking import (
    find,
    mask,
    mask_all,
    mask_cell,
    mask_file_name,
    mask_name,
    mask_numbers,
)

__all__ = [
    "MASK",
    "Personal",
    "find",
    "hash_respondents",
    "mask",
    "mask_all",
    "mask_cell",
    "mask_file_name",
    "mask_name",
    "mask_numbers",
]
