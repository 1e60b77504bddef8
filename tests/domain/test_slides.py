"""Slides as values: arranged as chosen, edited without being touched."""

from mot.domain.slides import Chart, Deck, Drawing, Slide, Takeaway, arranged, edited, fields_of

GAPS = Slide(
    "gaps",
    "gaps",
    "",
    "Title",
    ("One.", "Two."),
    (Takeaway("1", "Queue", "worst"), Takeaway("2", "Lobby", "")),
)
DECK = Deck(
    "en",
    (
        Slide("title", "title", "", "Review"),
        GAPS,
        Slide("gaps-2", "gaps", "", "More"),
        Slide("heat", "heat", "", "Heat"),
    ),
)


def test_every_sentence_that_may_be_edited_has_a_field() -> None:
    assert list(fields_of(GAPS)) == ["title", "line.0", "line.1", "takeaway.0", "takeaway.1"]
    assert fields_of(Slide("x", "x", "", "Only")) == {"title": "Only"}


def test_an_authors_sentence_stands_in_place_of_the_own_one() -> None:
    texts = {("gaps", "title"): "Mine", ("gaps", "line.1"): "Second.", ("gaps", "takeaway.1"): "fine"}
    found = edited(GAPS, texts)
    assert (found.title, found.lines) == ("Mine", ("One.", "Second."))
    assert [one.text for one in found.takeaways] == ["worst", "fine"]
    assert [one.value for one in found.takeaways] == ["1", "2"]
    assert GAPS.title == "Title", "what was frozen stays"


def test_an_empty_line_is_left_out_and_an_empty_title_is_the_own_one() -> None:
    found = edited(GAPS, {("gaps", "line.0"): "", ("gaps", "title"): ""})
    assert (found.title, found.lines) == ("Title", ("Two.",))


def test_sentences_of_other_slides_and_fields_that_are_not_there_change_nothing() -> None:
    assert edited(GAPS, {("heat", "title"): "x", ("gaps", "line.9"): "x"}) == GAPS


def test_the_title_comes_first_and_sections_in_their_order_with_all_their_slides() -> None:
    found = arranged(DECK, ("heat", "gaps"), {("heat", "title"): "Warm"})
    assert [one.key for one in found.slides] == ["title", "heat", "gaps", "gaps-2"]
    assert found.slides[1].title == "Warm"
    assert [one.key for one in arranged(DECK, ("heat", "title"), {}).slides] == ["title", "heat"]
    assert [one.key for one in arranged(DECK, ("unknown",), {}).slides] == ["title"]


def test_a_chart_counts_its_rows() -> None:
    assert Chart(Drawing.GAPS, {"gap": (1.0, None)}, {}, "", "").size == 2
    assert Chart(Drawing.GAPS, {}, {}, "", "").size == 0
