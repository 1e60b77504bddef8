"""What the command line says about a file; nothing personal is in it, for a log may keep what is printed."""

from mot.domain.issues import Issue, Severity
from mot.ingest.draft import Draft
from mot.ingest.issue_texts import ISSUE_TEXTS
from mot.ingest.layouts.figures import NAME as FIGURES
from mot.ingest.privacy.gate import cleansed
from mot.locale.words import Locale


def draft_line(locale: Locale, draft: Draft, file: str = "") -> str:
    """What a file would become; it is called `file`, or by its own name."""
    counts = draft.counts
    if draft.layout == FIGURES:
        return locale.t(
            "{file}: {rows} rows, {figures} outcome figures, {aside} set aside",
            file=file or draft.file_name,
            rows=locale.exact(counts.rows),
            figures=locale.exact(counts.figures),
            aside=locale.exact(counts.set_aside),
        )
    return locale.t(
        "{file}: {rows} rows, {responses} responses, {duplicates} duplicates, {aside} set aside",
        file=file or draft.file_name,
        rows=locale.exact(counts.rows),
        responses=locale.exact(counts.responses),
        duplicates=locale.exact(counts.duplicates),
        aside=locale.exact(counts.set_aside),
    )


def issue_lines(locale: Locale, draft: Draft) -> list[str]:
    """What wants a decision; of a file that cannot be imported yet, everything that was noticed."""
    return [
        _sentence(locale, issue)
        for issue in cleansed(draft).issues
        if issue.severity is not Severity.NOTE or not draft.ready
    ]


def blocking_lines(locale: Locale, draft: Draft) -> list[str]:
    """What keeps a file from being imported."""
    return [
        _sentence(locale, issue) for issue in cleansed(draft).issues if issue.severity is Severity.BLOCKING
    ]


def _sentence(locale: Locale, issue: Issue) -> str:
    text = ISSUE_TEXTS.get(issue.code, issue.code)
    return locale.t(text, **({"count": issue.count} | issue.params))
