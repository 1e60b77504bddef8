"""What a person may not create is not offered to them; the plan says what to do instead."""

from dataclasses import replace

from mot.domain.access import Actor
from mot.domain.issues import Issue, Severity
from mot.ingest.draft import Draft
from mot.ingest.labels import CREATE

BRANCH = "branch"


def permitted(draft: Draft, actor: Actor) -> Draft:
    """The draft with the choices that the actor has: only who sees every branch creates another one."""
    if actor.scope.everything:
        return draft
    return replace(draft, issues=tuple(_without_new(issue) for issue in draft.issues))


def _without_new(issue: Issue) -> Issue:
    if issue.key.partition(":")[0] != BRANCH or not any(c.startswith(CREATE) for c in issue.choices):
        return issue
    issue = replace(issue, choices=tuple(c for c in issue.choices if not c.startswith(CREATE)))
    if issue.code == "unknown_branch":
        issue = replace(issue, code="branch_not_yours")
    if issue.chosen.startswith(CREATE):
        issue = replace(issue, severity=Severity.BLOCKING, chosen="")
    return issue
