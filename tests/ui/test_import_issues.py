"""Many names of one kind are answered in one table."""

from mot.domain.issues import Issue, Severity
from mot.ui.import_issues import CREATE, OPEN, answers


def asked(name: str, chosen: str = "") -> Issue:
    return Issue(
        "unknown_branch",
        Severity.BLOCKING,
        params={"name": name},
        key=f"branch:{name}",
        choices=("JC01", "JC02", f"+{name}", "-"),
        chosen=chosen,
    )


def test_only_what_was_chosen_anew_is_decided():
    issues = [asked("1"), asked("2"), asked("3", "JC02"), asked("4", "JC01")]
    before = [OPEN, OPEN, "JC02", "JC01"]
    assert answers(issues, before, ["JC01", OPEN, "JC02", "-"]) == {"branch:1": "JC01", "branch:4": "-"}


def test_what_is_to_be_created_gets_its_own_name():
    assert answers([asked("北门"), asked("南门")], [OPEN, OPEN], [CREATE, CREATE]) == {
        "branch:北门": "+北门",
        "branch:南门": "+南门",
    }


def test_an_emptied_cell_decides_nothing():
    assert answers([asked("1", "JC01")], ["JC01"], [None]) == {}
