"""How it is told what of the personal data in a file is not kept."""

from collections.abc import Mapping, Sequence
from typing import Any

from mot.domain.errors import N_
from mot.ingest.privacy.kinds import Personal
from mot.locale.words import Locale

_KINDS: dict[Personal, str] = {
    Personal.NAME: N_("column {column}: {count} × names"),
    Personal.PHONE: N_("column {column}: {count} × phone numbers"),
    Personal.ID_NUMBER: N_("column {column}: {count} × identity numbers"),
    Personal.PASSPORT: N_("column {column}: {count} × passport numbers"),
    Personal.CARD: N_("column {column}: {count} × card or account numbers"),
    Personal.EMAIL: N_("column {column}: {count} × e-mail addresses"),
    Personal.IP: N_("column {column}: {count} × IP addresses"),
    Personal.ACCOUNT: N_("column {column}: {count} × WeChat or QQ numbers"),
    Personal.PLATE: N_("column {column}: {count} × number plates"),
    Personal.ADDRESS: N_("column {column}: {count} × postal addresses"),
    Personal.BIRTHDAY: N_("column {column}: {count} × dates of birth"),
}
_WAYS: dict[str, str] = {
    "left_out": N_("Not stored at all: {what}."),
    "masked": N_("Replaced by *** in the text: {what}."),
    "hashed": N_("Stored only as a code that cannot be turned back: {what}."),
}


def told(locale: Locale, params: Mapping[str, Any]) -> str:
    """Whole sentences from the parameters of the issue: what is left out, masked and hashed, by column."""
    sentences = [locale.t("Personal data was found and removed.")]
    for way, sentence in _WAYS.items():
        parts = _parts(locale, [one for one in params["removed"] if one[1] == way])
        if parts:
            sentences.append(locale.t(sentence, what=locale.t("; ").join(parts)))
    return locale.paragraph(sentences)


def _parts(locale: Locale, removed: Sequence[Sequence[Any]]) -> list[str]:
    return [
        locale.t(_KINDS[Personal(kind)], column=letter, count=locale.exact(int(count)))
        for letter, _, kind, count in removed
    ]
