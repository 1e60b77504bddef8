"""Which encoding a text is in. Bytes of several encodings decode in all of them without an error, so what they
say is judged, and when two readings are about as likely, a person is asked."""

import codecs
import re

from mot.ingest.containers.letters import cost
from mot.ingest.header_words import RATING_WORDS, ROLE_WORDS

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
LANGUAGES = {
    "utf-8": "any",
    "gb18030": "simplified",
    "big5": "traditional",
    "shift_jis": "japanese",
    "cp949": "korean",
    "cp1252": "western",
    "utf-16-le": "any",
    "utf-16-be": "any",
}
CODECS = {"big5": "cp950", "shift_jis": "cp932"}  # as Windows writes them
ENCODINGS = tuple(LANGUAGES)
SAMPLE = 24_000  # bytes with letters beyond ASCII that are judged
HEAD = 2_000  # characters among which header words are looked for
WORD = 12.0  # bits that a known header word is worth
PRIOR, FEW = (
    {"utf-8": -6.0, "gb18030": -3.0},
    5,
)  # what is met most often; in UTF-8, for each of the first letters
CLOSE, SHARE = (
    7.0,
    0.03,
)  # bits, and share of those beyond ASCII, within which two readings are about as likely
PLACES, LINE = 400, 4000  # places of the file where lines are looked at, and most bytes of a line
_WIDE = ("utf-16-le", "utf-16-be")
_BEYOND = re.compile(rb"[\x80-\xff]")
_ASCII = re.compile(r"[\x00-\x7f]+")
_CONTROLS = re.compile(r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f]")
_NO_LETTERS = re.compile(r"[\ufffd\ue000-\uf8ff]")
_NOT_TEXT = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"%PDF",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"{\\rtf",
    b"\x7fELF",
    b"MZ\x90",
)
_WORDS = tuple(
    sorted(
        {
            w
            for t in (ROLE_WORDS, RATING_WORDS)
            for ws in t.values()
            for w in ws
            if not w.isascii() and len(w) > 1
        }
    )
)


def guess(content: bytes) -> tuple[str, ...]:
    """The encodings in which the bytes are plausible text, the likeliest first; () when they are no text.

    >>> guess("网点,满意度".encode("gb18030")), guess(b"branch,score")
    (('gb18030',), ('utf-8',))
    """
    if content.startswith(_NOT_TEXT):
        return ()
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return (encoding,) if is_text(decode(content[: 2 * SAMPLE], encoding)) else ()
    if content.isascii() and 0 not in content:
        return ("utf-8",) if is_text(decode(content[: 2 * SAMPLE], "utf-8")) else ()
    sample, wide = telling(content), content[: 2 * SAMPLE] if 0 in content and len(content) % 2 == 0 else b""
    texts = {name: decode(wide if name in _WIDE else sample, name) for name in ENCODINGS}
    worths = {name: _worth(text, name) for name, text in texts.items() if text and is_text(text)}
    if not worths:
        return ()
    order = sorted(worths, key=lambda name: worths[name])
    best = order[0]
    beyond = cost(_ASCII.sub("", texts[best]), LANGUAGES[best])
    room = max(CLOSE, SHARE * beyond)
    near = {texts[name]: name for name in reversed(order) if worths[name] <= worths[best] + room}
    return tuple(name for name in order if near.get(texts[name]) == name)


def decode(content: bytes, encoding: str) -> str:
    """The text of the bytes without its mark; what does not fit becomes U+FFFD."""
    mark = next((m for m, name in MARKS if name == encoding and content.startswith(m)), b"")
    return content[len(mark) :].decode(CODECS.get(encoding, encoding), "replace")


def telling(content: bytes) -> bytes:
    """The lines that hold letters beyond ASCII, from all over the file; its beginning when there are none."""
    if len(content) <= SAMPLE or content.isascii():
        return content[:SAMPLE]
    step, parts = len(content) // PLACES + 1, []
    for start in range(0, len(content), step):
        if found := _BEYOND.search(content, start, start + step):
            at = found.start()
            first = content.rfind(b"\n", max(0, at - LINE), at) + 1
            last = content.find(b"\n", at, at + LINE)
            parts.append(content[first or at : last + 1 if last >= 0 else at + LINE // 2])
    return b"".join(dict.fromkeys(parts))[: 2 * SAMPLE]


def is_text(text: str) -> bool:
    """Whether a text reads like one: hardly any control characters, and hardly any that are no letters."""
    sample = text[: 2 * SAMPLE]
    controls = len(_CONTROLS.findall(sample))
    return (
        controls * 1000 <= len(sample)
        and sample.count("\0") * 5 <= len(sample)
        and len(_NO_LETTERS.findall(sample)) * 50 <= len(sample)
    )


def _worth(text: str, encoding: str) -> float:
    """Bits of the text in the language of the encoding; known header words speak for it."""
    words = sum(word in text[:HEAD] for word in _WORDS)
    letters = len(text) - len("".join(_ASCII.findall(text))) if encoding == "utf-8" else 1
    prior = min(letters, FEW) * PRIOR.get(encoding, 0.0)
    return cost(text, LANGUAGES[encoding]) - WORD * words + prior
