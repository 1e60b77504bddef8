from mot.domain.batches import AlreadyUndoneError, BatchNotFoundError, BatchStatus, Counts
from mot.domain.issues import Issue, Place, Severity


def test_a_batch_counts_or_is_undone_and_nothing_else():
    assert [status.value for status in BatchStatus] == ["committed", "undone"]


def test_counts_start_at_nothing():
    assert Counts() == Counts(rows=0, responses=0, ratings=0, set_aside=0, duplicates=0, values_missing=0)


def test_a_person_hears_the_number_of_the_import():
    assert "12" in str(BatchNotFoundError(number=12))
    assert "12" in str(AlreadyUndoneError(number=12))


def test_an_issue_without_a_place_is_about_the_whole_file():
    issue = Issue("no_date", Severity.DECIDE)
    assert issue.place == Place()
    assert issue.count == 1


def test_two_issues_do_not_share_their_parameters():
    one, other = Issue("a", Severity.NOTE), Issue("b", Severity.NOTE)
    one.params["name"] = "x"
    assert other.params == {}
