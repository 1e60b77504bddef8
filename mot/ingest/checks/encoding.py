"""A text file whose encoding cannot be told for sure: its own words in each of the plausible ones."""

from mot.domain.errors import N_
from mot.domain.issues import Issue, Place, Severity
from mot.ingest.draft import Decisions
from mot.ingest.privacy import mask
from mot.ingest.workbook import Workbook

KEY = "encoding"
SAMPLE = 40  # characters shown in each encoding
AROUND = 4000  # bytes from which they are taken


def check_encoding(book: Workbook, content: bytes, decisions: Decisions) -> tuple[Issue, ...]:
    """Nothing is committed before the person has chosen between encodings that are nearly as likely."""
    if len(book.encodings) < 2:
        return ()
    chosen = decisions.answers.get(KEY, "")
    rows = [[encoding, mask(sample(content, encoding))] for encoding in book.encodings]
    return (
        Issue(
            "encoding_unsure",
            Severity.DECIDE if chosen else Severity.BLOCKING,
            Place(book.sheets[0].name),
            {"columns": [N_("Encoding"), N_("First words")], "rows": rows},
            key=KEY,
            choices=book.encodings,
            chosen=chosen,
        ),
    )


def sample(content: bytes, encoding: str) -> str:
    """The first words of a file that differ between encodings."""
    first = next((place for place, byte in enumerate(content) if byte >= 0x80), 0)
    start = content.rfind(b"\n", 0, first) + 1
    text = content[start : start + AROUND].decode(encoding, "replace")
    return "".join(letter for letter in text if letter.isprintable())[:SAMPLE]
