"""The gettext catalogues, read once with Babel. English sentences are their own keys."""

from functools import lru_cache
from pathlib import Path

from babel.messages.pofile import read_po

FOLDER = Path(__file__).parent
CATALOGUES = {"zh": FOLDER / "zh_CN" / "LC_MESSAGES" / "messages.po"}


@lru_cache(maxsize=8)
def messages(language: str) -> dict[str, str]:
    """English sentence → sentence in `language`; empty for English."""
    path = CATALOGUES.get(language)
    if path is None:
        return {}
    with path.open("rb") as file:
        catalogue = read_po(file, locale=path.parts[-3])
    found: dict[str, str] = {}
    for message in catalogue:
        if not message.id or message.fuzzy:
            continue
        if isinstance(message.id, tuple):  # plural: Chinese has one form
            forms = message.string if isinstance(message.string, tuple) else (message.string,)
            if forms[0]:
                found.update(dict.fromkeys(message.id, forms[0]))
        elif message.string:
            found[message.id] = str(message.string)
    return found
