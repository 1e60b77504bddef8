"""Every page stands in every state of the data and in both languages, and says what is so."""

import pytest

from tests.pages.conftest import LANGUAGES, PAGES, Visit, charts, headline, sentences, texts

STATES = (
    "demonstration", "empty", "thin", "small_branch", "rare_touchpoint", "perception", "tolerance", "mixed",
)  # fmt: skip
SAYS = {
    ("overview", "demonstration"): ("投诉处理", "Complaint handling"),
    ("gaps", "demonstration"): ("薄弱时刻", "weak moments"),
    ("overview", "thin"): ("尚不能判断", "Too few answers to judge any touchpoint this quarter"),
    ("gaps", "thin"): ("尚不能判断", "Too few answers to judge any touchpoint this quarter"),
    ("overview", "perception"): (
        "感知",
        "This questionnaire asks for perception only, so there is no gap to judge",
    ),
    ("gaps", "perception"): (
        "感知",
        "This questionnaire asks for perception only, so there is no gap to judge",
    ),
    ("imports", "demonstration"): ("反馈", "Drop in a feedback file"),
    ("imports", "empty"): ("反馈", "Drop in a feedback file"),
    ("settings", "empty"): ("机构", "The institution, its journey, and when a finding is one"),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", STATES)
def test_every_page_stands(visit: Visit, state: str, language: str) -> None:
    for page in PAGES:
        app = visit(page, data=state, language=language)
        assert not app.exception, (page, app.exception)
        assert not app.error, (page, app.error)
        if (page, state) in SAYS:
            assert SAYS[page, state][LANGUAGES.index(language)] in headline(app), page


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_product_shows_the_way_to_the_first_file(visit: Visit, language: str) -> None:
    said = ("还没有反馈", "No feedback yet")[LANGUAGES.index(language)]
    for page in ("overview", "gaps"):
        app = visit(page, data="empty", language=language)
        assert said in [element.value for element in app.subheader]
        assert not charts(app)
        app.button(key="empty_import").click().run()
        assert not app.exception
        assert app.get("file_uploader")


def test_the_demonstration_says_so_on_every_page_and_real_data_never(visit: Visit) -> None:
    for page in PAGES:
        assert any("演示数据" in text for text in texts(visit(page)))
        assert not any("演示数据" in text for text in texts(visit(page, data="mixed")))


def test_scales_that_differ_are_shown_in_percent_of_the_scale(visit: Visit) -> None:
    one, two = visit(data="mixed", language="en"), visit(data="small_branch", language="en")
    assert any("in percent of the scale" in text for text in texts(one))
    assert any("1–5" in text for text in texts(two))
    perceived = [float(figure.value) for figure in one.metric if figure.label == "Perceived score"]
    assert 0 < perceived[0] < 100


def test_perception_alone_never_becomes_a_gap(visit: Visit) -> None:
    for page in ("overview", "gaps"):
        app = visit(page, data="perception", language="en")
        for figure in app.metric:
            if figure.label in ("Overall gap", "Gap"):
                assert figure.value == "–"
        for rows in charts(app):
            for column in ("gap", "expectation", "change"):
                if column in rows:
                    assert rows[column].isna().all()


def test_the_figures_are_those_of_the_service(visit: Visit) -> None:
    from mot.domain.cube import View
    from mot.domain.periods import Quarter
    from mot.services import overview
    from mot.services.people import local_actor
    from mot.ui import session

    app = visit(language="en")
    told = overview.overview(session.engine(), local_actor(), View(Quarter(2026, 3)))
    assert app.metric[0].value.replace("−", "-") == f"{told.gaps['mean'].iloc[-1]:.2f}"
    assert app.metric[3].value == f"{told.responses[-1]:,}"
    journey = charts(app)[0]
    assert journey["gap"].to_numpy() == pytest.approx(told.now.frame["gap"].to_numpy(), nan_ok=True)


def test_no_english_sentence_is_left_on_a_chinese_page(visit: Visit) -> None:
    for page in PAGES:
        for text in sentences(visit(page)):
            if text.startswith("文献："):  # titles of books and papers stay as they are
                continue
            words = [w for w in text.replace("\\", " ").split() if w.isascii() and w.isalpha() and len(w) > 2]
            assert len(words) < 4, (page, text)
