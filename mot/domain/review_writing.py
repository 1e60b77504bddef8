"""What an author may write over a slide: how long, in which characters, and what stops them."""

import re
from collections.abc import Iterable

from mot.domain.errors import N_, MotError

LONGEST_TITLE, LONGEST_LINE, LONGEST_REMARK = 120, 400, 2_000  # characters
MOST_REMARKS = 500  # comments of a review, those that came along included
MOST_SECTIONS, LONGEST_SECTION = 64, 40  # of an order that is kept: keys, characters of a key
_NOT_IN_FILES = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


class TooLongForSlideError(MotError):
    """A sentence that a slide has no room for."""

    message = N_("This text has {count} characters; a slide has room for {most} here. Shorten it.")


class NoSuchSentenceError(MotError):
    """The slide does not have the sentence that was to be written over."""

    message = N_("This slide has no such sentence any more. Open the review again and choose another one.")


class NoSuchSlideError(MotError):
    """The review does not have the slide that was to be commented."""

    message = N_("Review number {number} has no such slide. Open it again and choose another one.")


class NoTitleError(MotError):
    """A review needs a name."""

    message = N_("Give the review a title. It stands in the list and names the files.")


class NoRemarkError(MotError):
    """A comment needs words."""

    message = N_("The comment is empty. Write a few words first.")


class TooManyRemarksError(MotError):
    """More comments than anybody reads."""

    message = N_("Review number {number} has {most} comments and takes no more. Make a new review to go on.")


class UnknownSectionError(MotError):
    """The review was frozen without this section."""

    message = N_(
        "Review number {number} was frozen without the section “{section}”. Make a new snapshot to include it."
    )


class NoSectionError(MotError):
    """The title alone is no review."""

    message = N_("Only the title would be left. Choose at least one more section.")


def one_line(text: str) -> str:
    """A text in one line, without characters that no file holds.

    >>> one_line("  Two\\nlines\\x00 ")
    'Two lines'
    """
    return " ".join(_NOT_IN_FILES.sub("", text).split())


def several_lines(text: str) -> str:
    """A text in its lines, without characters that no file holds.

    >>> several_lines(" One. \\r\\n\\x07Two. ")
    'One.\\nTwo.'
    """
    lines = (" ".join(line.split()) for line in _NOT_IN_FILES.sub("", text).splitlines())
    return "\n".join(lines).strip()


def fitting(text: str, most: int) -> str:
    """The text, when it has at most so many characters.

    Raises
    ------
    TooLongForSlideError
    """
    if len(text) > most:
        raise TooLongForSlideError(count=len(text), most=most)
    return text


def keys_of(sections: Iterable[str]) -> tuple[str, ...]:
    """The sections of an order, each once; what cannot be the key of one is left out.

    >>> keys_of(["gaps", "", "gaps", "x" * 41, "plan"])
    ('gaps', 'plan')
    """
    return tuple(dict.fromkeys(one for one in sections if 0 < len(one) <= LONGEST_SECTION))[:MOST_SECTIONS]


def longest(field: str, own: str) -> int:
    """How many characters a field of a slide takes: what its kind has room for, or as many as its own sentence."""
    return max(LONGEST_LINE if field.startswith("line.") else LONGEST_TITLE, len(own))
