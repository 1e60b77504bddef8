"""A text that reads as well in another encoding is asked about, and nothing is committed before."""

from mot.domain.issues import Severity
from mot.ingest.draft import Decisions
from tests.ingest.ingest_samples import codes, draft, issue

TABLE = "Branch,Date,Expectation-queue,Perception-queue\r\n" + "".join(
    f"서울,2026-07-0{day},5,4\r\n" for day in (3, 4, 5)
)


def test_an_encoding_in_doubt_blocks_and_shows_the_words_each_way():
    found = draft(TABLE.encode("cp949"), name="answers.csv")
    asked = issue(found, "encoding_unsure")
    assert asked.severity is Severity.BLOCKING
    assert not found.ready
    shown = dict(asked.params["rows"])
    assert set(shown) == set(asked.choices) == {"cp949", "big5"}
    assert shown["cp949"].startswith("서울")


def test_the_chosen_encoding_is_used():
    for encoding in ("cp949", "big5"):
        city = "서울".encode("cp949").decode(encoding)
        found = draft(
            TABLE.encode("cp949"), name="answers.csv", decisions=Decisions(answers={"encoding": encoding})
        )
        assert issue(found, "encoding_unsure").severity is Severity.DECIDE
        assert any(city in one.key for one in found.issues)


def test_utf_8_is_never_asked_about():
    assert "encoding_unsure" not in codes(draft(TABLE.encode(), name="answers.csv"))
