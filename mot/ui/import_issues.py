"""What stands out in a file, each with what can be done about it."""

import re
from collections.abc import Sequence
from functools import partial
from itertools import groupby

import pandas as pd
import streamlit as st

from mot.domain.issues import Issue, Severity
from mot.services.drafts import DraftFile
from mot.ui import import_texts, uploads
from mot.ui.frame import Page
from mot.ui.import_file import Decide

MANY = 4  # issues of one kind from which they are asked about in one table
CREATE = "+"
OPEN = "?"  # nothing chosen yet; a table shows an empty text as None


def ask_all(page: Page, pending: DraftFile, issues: Sequence[Issue], decide: Decide | None = None) -> None:
    """All issues; many of one kind share a table, in which they are answered with one click.

    `decide` takes note of an answer; without it the answer is kept with the feedback file in hand.
    """
    note: Decide = decide or partial(uploads.decide, page, pending)
    ordered = sorted(issues, key=lambda issue: issue.code)
    groups = {code: list(group) for code, group in groupby(ordered, key=lambda issue: issue.code)}
    done: set[str] = set()
    for issue in issues:
        group = groups[issue.code]
        if len(group) < MANY or issue.code not in import_texts.TOGETHER:
            _ask(page, pending, issue, note)
        elif issue.code not in done:
            done.add(issue.code)
            _ask_together(page, pending, group, note)


def _ask(page: Page, pending: DraftFile, issue: Issue, decide: Decide) -> None:
    """One issue: what it says, what was found, and what can be done about it."""
    sentence = import_texts.sentence(page.locale, issue)
    if not issue.choices or issue.severity is Severity.NOTE:
        st.caption(f":material/info: {sentence}")
        return
    grid = st.grid(3, min_column_width=180, gap="small", vertical_alignment="center")
    with grid.cell(column_span=2):
        st.markdown(f"{_icon(issue)} {sentence}")
        _rows(page, issue)
    with grid.cell():
        options = list(issue.choices)
        chosen = st.selectbox(
            import_texts.words(page.locale, issue),
            options,
            index=options.index(issue.chosen) if issue.chosen in options else None,
            format_func=lambda code: import_texts.choice(page, issue, code),
            key=f"issue_{issue.key}_{_now(page, pending)}",
            placeholder=page.t("Please choose"),
            label_visibility="collapsed",
        )
    if chosen is not None and chosen != issue.chosen:
        decide(**import_texts.decision(pending.decisions, issue, chosen))


def _ask_together(page: Page, pending: DraftFile, issues: Sequence[Issue], decide: Decide) -> None:
    """Issues of one kind in a table: what stands in the file, how often, and what it is."""
    t = page.t
    issues = sorted(issues, key=lambda issue: _natural(_name(issue)))
    options = {OPEN: t("Please choose")} | {
        code: import_texts.choice(page, issues[0], code)
        for code in dict.fromkeys(code for issue in issues for code in issue.choices)
        if code and not code.startswith(CREATE)
    }
    if any(code.startswith(CREATE) for issue in issues for code in issue.choices):
        options[CREATE] = t("Create it")
    before = [CREATE if issue.chosen.startswith(CREATE) else issue.chosen or OPEN for issue in issues]
    worst = next((issue for issue in issues if issue.severity is Severity.BLOCKING), issues[0])
    said = t(import_texts.TOGETHER[worst.code], count=len(issues))
    st.markdown(f"{_icon(worst)} {import_texts.plain(said)}")
    with st.form(f"together_{worst.code}_{_now(page, pending)}", border=False):
        edited = st.data_editor(
            pd.DataFrame(
                {
                    "name": [_name(issue) for issue in issues],
                    "count": [issue.count for issue in issues],
                    "chosen": before,
                }
            ),
            column_config={
                "name": st.column_config.TextColumn(t("In the file"), disabled=True),
                "count": st.column_config.NumberColumn(t("Rows"), disabled=True),
                "chosen": st.column_config.SelectboxColumn(
                    t("Stands for"),
                    options=list(options),
                    format_func=lambda code: options.get(str(code), ""),
                ),
            },
            hide_index=True,
            num_rows="fixed",
            height=min(38 + 35 * len(issues), 388),
            width=560,
            key=f"together_table_{worst.code}_{_now(page, pending)}",
        )
        if not st.form_submit_button(t("Apply")):
            return
    changes = answers(issues, before, edited["chosen"].tolist())
    if changes:
        decide(values={**pending.decisions.values, **changes})


def answers(issues: Sequence[Issue], before: Sequence[str], now: Sequence[object]) -> dict[str, str]:
    """What was chosen anew in a table, by the key of each issue; rows that are still open say nothing."""
    return {
        issue.key: _own(issue, code)
        for issue, old, code in zip(issues, before, now, strict=True)
        if isinstance(code, str) and code not in ("", OPEN, old)
    }


def _own(issue: Issue, code: str) -> str:
    """The choice of an issue behind a choice of the table."""
    if code != CREATE:
        return code
    return next(choice for choice in issue.choices if choice.startswith(CREATE))


def _name(issue: Issue) -> str:
    """What stands in the file."""
    return str(issue.params.get("name") or issue.params.get("text") or issue.key.partition(":")[2])


def _natural(text: str) -> tuple[tuple[int, str], ...]:
    """The order in which people put names with numbers: 2 before 10."""
    return tuple((int(part), "") if part.isdigit() else (0, part) for part in re.split(r"([0-9]+)", text))


def _icon(issue: Issue) -> str:
    if issue.severity is Severity.BLOCKING:
        return ":red[:material/error:]"
    return ":yellow[:material/help:]"


def _now(page: Page, pending: DraftFile) -> str:
    """What makes the keys of widgets new when anything was decided."""
    return f"{pending.sha256[:8]}_{pending.updated_at.timestamp()}_{page.locale.language}"


def _rows(page: Page, issue: Issue) -> None:
    """Some of the person's own rows, by which to judge."""
    columns, rows = issue.params.get("columns"), issue.params.get("rows")
    if isinstance(columns, list | tuple) and isinstance(rows, list | tuple):
        headings = [import_texts.plain(page.t(str(heading or "Row in Excel"))) for heading in columns]
        st.table(pd.DataFrame([[import_texts.plain(str(v)) for v in row] for row in rows], columns=headings))
