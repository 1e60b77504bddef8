"""The words of an import: what a column can mean, what an issue says and allows, what comes of it."""

import re
from collections.abc import Sequence
from typing import Any

from mot.domain.batches import Batch
from mot.domain.errors import N_
from mot.domain.issues import Issue
from mot.domain.packs import known_figures
from mot.domain.periods import Quarter
from mot.domain.survey import Branch, FieldKind, Label, Touchpoint
from mot.ingest.choice_texts import CHOICE_TEXTS, REASON_TEXTS
from mot.ingest.draft import Decisions, Draft
from mot.ingest.issue_texts import ISSUE_TEXTS
from mot.ingest.layouts import LAYOUTS as _LAYOUTS
from mot.ingest.layouts.figures import NAME as FIGURES
from mot.ingest.ledger.texts import LEDGER_CHOICES, LEDGER_ISSUES, LEDGER_REASONS, LEDGER_TOGETHER
from mot.ingest.privacy import words as personal
from mot.locale.standings import month_text
from mot.locale.words import Locale
from mot.ui.frame import Page

_MONTH = re.compile(r"20\d{2}-(?:0[1-9]|1[0-2])")
LAYOUTS = {layout.name: layout.title for layout in _LAYOUTS}
KINDS = {
    FieldKind.RESPONDENT: N_("Respondent number"),
    FieldKind.BRANCH: N_("Branch"),
    FieldKind.DATE: N_("Date"),
    FieldKind.CHANNEL: N_("Channel"),
    FieldKind.SEGMENT: N_("Customer segment"),
    FieldKind.OVERALL: N_("Overall satisfaction"),
    FieldKind.NPS: N_("Willingness to recommend (0–10)"),
    FieldKind.COMMENT: N_("Comment"),
    FieldKind.DURATION: N_("Time taken"),
    FieldKind.TOUCHPOINT: N_("Touchpoint"),
    FieldKind.EXPECTATION: N_("Expectation"),
    FieldKind.PERCEPTION: N_("Perception"),
    FieldKind.MINIMUM: N_("Minimum acceptable"),
    FieldKind.IMPORTANCE: N_("Importance"),
    FieldKind.FIGURE: N_("Figure"),
    FieldKind.NUMERATOR: N_("Numerator"),
    FieldKind.DENOMINATOR: N_("Denominator"),
    FieldKind.IGNORE: N_("Leave out"),
}
TOGETHER = {
    "unknown_branch": N_("{count} names or numbers of branches are not on the list. Match each of them."),
    "unknown_channel": N_("{count} names or numbers of channels are not on the list. Match each of them."),
    "unknown_segment": N_(
        "{count} names or numbers of customer segments are not on the list. Match each of them."
    ),
    "unknown_figure": N_("{count} names of figures are not on the list. Match each of them."),
    "new_touchpoint": N_("{count} touchpoints are not on the list. Match each of them, or create them."),
    "unmapped_text": N_(
        "Nobody has said yet what {count} of the answers stand for. Say it for each of them."
    ),
    **LEDGER_TOGETHER,
}


def reason(locale: Locale, code: str) -> str:
    """Why a row was set aside."""
    return locale.t(REASON_TEXTS.get(code) or LEDGER_REASONS.get(code, code))


def words(locale: Locale, issue: Issue) -> str:
    """What an issue says, as plain text."""
    if issue.code == "personal_data":
        return personal.told(locale, issue.params)
    text = ISSUE_TEXTS.get(issue.code) or LEDGER_ISSUES.get(issue.code, issue.code)
    params = {"count": issue.count} | {k: _plain_param(locale, v) for k, v in issue.params.items()}
    return locale.t(text, **params)


def sentence(locale: Locale, issue: Issue) -> str:
    """What an issue says, with its first rows in Excel, as Markdown."""
    said = plain(words(locale, issue))
    if issue.place.rows:
        rows = locale.t(", ").join(str(row) for row in issue.place.rows[:5])
        more = "…" if issue.count > len(issue.place.rows[:5]) else ""
        where = (
            locale.t("Excel column {column}, rows {rows}", column=issue.place.column, rows=rows + more)
            if issue.place.column
            else locale.t("Excel rows {rows}", rows=rows + more)
        )
        said = f"{said}　:gray[{where}]"
    return said


def _plain_param(locale: Locale, value: Any) -> Any:
    if isinstance(value, list | tuple):
        return locale.t(", ").join(str(v) for v in value)
    if isinstance(value, str) and (quarter := Quarter.parse(value)):
        return locale.quarter(quarter)
    if isinstance(value, str) and _MONTH.fullmatch(value):
        return month_text(locale, int(value.replace("-", "")))
    return value


def choice(page: Page, issue: Issue, code: str) -> str:
    """What one of an issue's choices says."""
    t = page.t
    there = page.books.institution
    if issue.key == "replaces":
        return t("Replace import number {number}", number=code) if code else t("Keep that import as it is")
    if code == "":
        return t("Please choose")
    if code.startswith("+"):
        return t(CHOICE_TEXTS["+"], name=code[1:])
    if code in CHOICE_TEXTS or code in LEDGER_CHOICES:
        return t(CHOICE_TEXTS.get(code) or LEDGER_CHOICES[code])
    if issue.key.startswith("action:"):
        return t("Change action number {number}", number=code)
    if quarter := Quarter.parse(code):
        return page.locale.quarter(quarter)
    if _MONTH.fullmatch(code):
        return month_text(page.locale, int(code.replace("-", "")))
    of_kind: dict[str, Sequence[Branch | Touchpoint | Label]] = {
        "branch": there.branches,
        "touchpoint": there.touchpoints,
        "channel": there.channels,
        "segment": there.segments,
        "figure": known_figures(there),
    }
    for thing in of_kind.get(issue.key.partition(":")[0], ()):
        if thing.code == code:
            return page.locale.name(thing.name)
    return code.replace("-", " – ")


def decision(decisions: Decisions, issue: Issue, chosen: str) -> dict[str, Any]:
    """The change to the decisions that answers an issue."""
    if issue.key in ("branch", "quarter", "scale"):
        return {issue.key: chosen}
    if ":" in issue.key:
        return {"values": {**decisions.values, issue.key: chosen}}
    return {"answers": {**decisions.answers, issue.key: chosen}}


def ready(locale: Locale, draft: Draft) -> str:
    """How much of a file can be committed as it stands."""
    if draft.layout == FIGURES:
        return locale.tn(
            "{n} outcome figure is ready to be committed",
            "{n} outcome figures are ready to be committed",
            len(draft.figures),
        )
    return locale.tn(
        "{n} response is ready to be committed",
        "{n} responses are ready to be committed",
        len(draft.responses),
    )


def new(locale: Locale, draft: Draft) -> str:
    """What a commit would add, and what it would not."""
    counts = draft.counts
    if draft.layout == FIGURES:
        return locale.t(
            "{figures} outcome figures · {aside} set aside",
            figures=locale.exact(counts.figures),
            aside=locale.exact(counts.set_aside),
        )
    return locale.t(
        "{responses} new responses · {duplicates} duplicates · {aside} set aside",
        responses=locale.exact(counts.responses),
        duplicates=locale.exact(counts.duplicates),
        aside=locale.exact(counts.set_aside),
    )


def to_commit(locale: Locale, draft: Draft) -> str:
    """The button that commits."""
    if draft.layout == FIGURES:
        return locale.tn("Commit {n} outcome figure", "Commit {n} outcome figures", len(draft.figures))
    return locale.tn("Commit {n} response", "Commit {n} responses", len(draft.responses))


def done(locale: Locale, batch: Batch) -> str:
    """What a commit did."""
    counts = batch.counts
    aside = locale.exact(counts.set_aside + counts.duplicates)
    if counts.figures:
        return locale.t(
            "{figures} outcome figures imported, {aside} rows set aside. It can be undone at any time.",
            figures=locale.exact(counts.figures),
            aside=aside,
        )
    return locale.t(
        "{responses} responses imported, {aside} rows set aside. It can be undone at any time.",
        responses=locale.exact(counts.responses),
        aside=aside,
    )


def plain(text: str) -> str:
    """Text of a file as it is, without taking part in Markdown."""
    return "".join(f"\\{letter}" if letter in r"\`*_{}[]()#+-.!|~<>:$" else letter for letter in text)
