"""The sheets of all branches of a review, from the services' tables of all branches at once."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import numpy as np

from mot.analysis.each_branch import EachBranch, Table
from mot.domain.branch_sheets import BranchSheet, Fair, Overall, Row, Task, to_plain
from mot.reports.slides.asked import Asked, plain
from mot.reports.slides.resting import within
from mot.services import actions, branches


def sheets(asked: Asked) -> tuple[Mapping[str, Any], ...]:
    """One sheet per branch in view, in the institution's order, as plain values.

    What is hidden of a branch, and what it is compared with, is what people who see the branches in view alone see.
    """
    asked = within(asked)
    found: EachBranch = asked.ask(branches.each_branch, asked.view, asked.earlier)
    compared = asked.ask(branches.branches, asked.view)
    fair = {
        int(one.branch): Fair(one.status, one.signal, compared.compared)
        for one in compared.frame[["branch", "status", "signal"]].itertuples(index=False)
    }
    wanted, work = asked.branches, _tasks(asked)
    rows, overall = _rows(found), _columns(found.overall)
    made = []
    for column, branch in enumerate(found.branches.tolist()):
        if branch not in wanted:
            continue
        responses = overall["responses"][column]
        sheet = BranchSheet(
            branch,
            None if responses is None else int(responses),
            found.paired,
            _overall({name: values[column] for name, values in overall.items()}),
            fair[branch],
            rows[column],
            tuple(work[branch]),
        )
        made.append(to_plain(sheet))
    return tuple(made)


def _columns(table: Table) -> dict[str, tuple[Any, ...]]:
    return {name: plain(values.tolist()) for name, values in table.items()}


def _overall(one: Mapping[str, Any]) -> Overall:
    n = one["n"]
    return Overall(
        one["mean"], one["lo"], one["hi"], None if n is None else int(n), one["before"],
        one["change"], one["change_lo"], one["change_hi"], bool(one["clear"]),
    )  # fmt: skip


def _rows(found: EachBranch) -> list[tuple[Row, ...]]:
    """The rows of each branch; of what is hidden not even n is told."""
    now, before = found.now, found.before
    alone = np.isnan(now["gap"]) & ~np.isnan(now["perception"])
    n = np.where(np.isnan(now["perception"]), np.nan, np.where(alone, now["n_p"], now["n"]))
    tables = [
        n, now["expectation"], now["perception"], now["gap"], now["lo"], now["hi"], now["status"],
        before["gap"], before["change"], before["clear"],
    ]  # fmt: skip
    columns = [np.asarray(table).T.tolist() for table in tables]
    touchpoints, made = found.touchpoints.tolist(), []
    for branch in zip(*columns, strict=True):
        cells = zip(touchpoints, *(plain(column) for column in branch), strict=True)
        made.append(tuple(_row(*cell) for cell in cells))
    return made


def _row(touchpoint: int, n: Any, expected: Any, perceived: Any, gap: Any, *rest: Any) -> Row:
    lo, hi, status, before, change, clear = rest
    shown = None if n is None else int(n)
    return Row(touchpoint, shown, expected, perceived, gap, lo, hi, str(status), before, change, bool(clear))


def _tasks(asked: Asked) -> Mapping[int, list[Task]]:
    """The open actions at each branch, what is due first on top."""
    found: defaultdict[int, list[Task]] = defaultdict(list)
    still = [one for one in asked.ask(actions.actions) if one.open]
    for one in sorted(still, key=lambda a: (a.content.due is None, a.content.due, a.id)):
        content = one.content
        task = Task(
            one.id, content.title, content.plan.touchpoint, content.stage.value,
            content.owner_name or content.owner, content.due, one.overdue(asked.today),
        )  # fmt: skip
        for branch in content.plan.branches:
            found[branch].append(task)
    return found
