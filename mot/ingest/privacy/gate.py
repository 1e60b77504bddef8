"""The gate before storage: what a draft says of its file, without personal data."""

from collections.abc import Mapping
from dataclasses import replace

from mot.domain.issues import Issue, Place, SetAside
from mot.ingest.draft import Decisions, Draft
from mot.ingest.privacy.masking import mask, mask_cell, mask_numbers

_JOINT = ", "


def cleansed(draft: Draft) -> Draft:
    """The draft as it may be stored: the answers as they are, every text of the file masked.

    Comments, respondents and the file's name were masked when they were read. A decision about a name that reads like a
    person's is not remembered.
    """
    return replace(
        draft,
        sheet=mask(draft.sheet),
        sheets=tuple(mask(sheet) for sheet in draft.sheets),
        saw=(),
        wordings=tuple(mask_numbers(words) for words in draft.wordings),
        columns=tuple(replace(c, header=mask(c.header), sample="") for c in draft.columns),
        decisions=_decisions(draft.decisions),
        issues=tuple(_issue(issue) for issue in draft.issues),
        set_aside=tuple(_set_aside(row) for row in draft.set_aside),
    )


def _set_aside(row: SetAside) -> SetAside:
    return replace(row, sheet=mask(row.sheet), value=mask_cell(row.value))


def _issue(issue: Issue) -> Issue:
    place = issue.place
    created = issue.chosen.startswith("+") and issue.chosen == "+" + str(issue.params.get("name", ""))
    if created:  # the name is stored as that of a branch or touchpoint anyway
        return replace(issue, place=_place(place))
    subject, colon, name = issue.key.partition(":")
    return replace(
        issue,
        place=_place(place),
        params={key: _param(value) for key, value in issue.params.items()},
        key=subject + colon + (mask_cell(name) if colon else ""),
        choices=tuple(_code(code) for code in issue.choices),
        chosen=_code(issue.chosen),
    )


def _place(place: Place) -> Place:
    return replace(place, sheet=mask(place.sheet), header=mask(place.header))


def _param(value: object) -> object:
    """Texts masked, each item of a list by itself; numbers as they are."""
    if isinstance(value, str):
        return _JOINT.join(mask_cell(part) for part in value.split(_JOINT))
    if isinstance(value, list | tuple):
        return [_param(one) for one in value]
    return value


def _code(code: str) -> str:
    """The code of a choice; what is to be created is a name of the file."""
    return "+" + mask_cell(code[1:]) if code.startswith("+") else code


def _decisions(decisions: Decisions) -> Decisions:
    return replace(
        decisions,
        sheet=mask(decisions.sheet),
        values=_without_names(decisions.values),
        answers=_without_names(decisions.answers),
    )


def _without_names(decided: Mapping[str, str]) -> dict[str, str]:
    """What was decided, but for names that read like a person's and are not to be created under that name."""
    kept = {}
    for key, chosen in decided.items():
        name = key.partition(":")[2]
        if mask_cell(name) == name or chosen == "+" + name:
            kept[key] = chosen
    return kept
