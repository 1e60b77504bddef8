"""The page of priorities: the map, the list, what is missing for them, and the what-if panel."""

import re

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from mot.domain.cube import View
from mot.domain.periods import Quarter
from mot.domain.survey import Touchpoint
from mot.reports import tables
from mot.services import drivers
from mot.services.books import open_books
from mot.services.people import local_actor
from mot.ui import chart as chart_parts
from mot.ui import drivers as parts
from mot.ui import session
from tests.pages.conftest import LANGUAGES, Visit, address, charts, headline, sentences, texts

VIEW = View(Quarter(2026, 3))


def said(app: AppTest) -> str:
    return "\n".join(sentences(app)).replace("\u00a0", " ")


def entry(app: AppTest, name: str) -> str:
    """What the list says of one touchpoint."""
    (found,) = [
        e for m in app.markdown for e in str(m.value).split("\n\n") if re.match(rf"\*\*(\d+　)?{name}\*\*", e)
    ]
    return found.replace("\u00a0", " ")


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> dict[str, tables.Table]:
    """Every table that the page offers to take away, by name."""
    found: dict[str, tables.Table] = {}
    real = chart_parts.menu

    def menu(page, view, figure, table, draw=None):
        found[figure.name] = chart_parts._table(page, view, figure, table)
        return real(page, view, figure, table, draw)

    monkeypatch.setattr(chart_parts, "menu", menu)
    monkeypatch.setattr(parts, "menu", menu)
    return found


@pytest.mark.parametrize(
    ("state", "chinese", "english"),
    [
        (
            "demonstration",
            "先改取号排队：影响大，差距也大",
            "Begin with Ticket & queue: high importance, wide gap",
        ),
        ("driven", "先改排队等候：影响大，差距也大", "Begin with Queueing: high importance, wide gap"),
        ("driven_met", "没有低于期望的时刻", "Nothing below expectations"),
        (
            "driven_perception",
            "先看排队等候：影响大，评分偏低",
            "Begin with Queueing: high importance, low rating",
        ),
        (
            "driven_early",
            "初步看，排队等候影响大，差距也大",
            "Early picture: Queueing, high importance, wide gap",
        ),
        ("thin", "本季样本不足，尚不能判断任何触点", "Too few answers to judge any touchpoint this quarter"),
        ("perception", "目前还无法排出先后", "There is nothing to put in order yet"),
    ],
)
def test_the_headline_tells_what_is_certain(visit: Visit, state: str, chinese: str, english: str) -> None:
    assert [headline(visit("priorities", data=state, language=language)) for language in LANGUAGES] == [
        chinese,
        english,
    ]


def test_the_map_draws_the_numbers_of_the_service(visit: Visit) -> None:
    (rows,) = charts(visit("priorities", language="en"))
    told = drivers.drivers(session.engine(), local_actor(), VIEW)
    frame = told.frame[told.frame["quadrant"].notna()]
    assert rows["importance"].to_numpy() == pytest.approx(frame["importance"].to_numpy())
    assert rows["performance"].to_numpy() == pytest.approx(frame["performance"].to_numpy())
    assert rows["cross_x"].iloc[0] == pytest.approx(told.cross_performance)
    assert (rows.loc[frame["quadrant"].eq("borderline").to_numpy(), "state"] == "open").all()
    assert len(rows) < len(told.frame)


def test_the_list_is_numbered_where_the_order_is_certain(visit: Visit) -> None:
    app = visit("priorities", language="en")
    assert entry(app, "Ticket & queue").startswith("**1　Ticket & queue**　:red[gap −0.86 (−0.90 to −0.83)]")
    told = drivers.drivers(session.engine(), local_actor(), VIEW).frame.iloc[1]
    share, lo, hi = (f"{told[f'importance{end}']:.0%}" for end in ("", "_lo", "_hi"))
    score, low, high = (f"{told[f'priority{end}']:.0f}" for end in ("", "_lo", "_hi"))
    assert f"importance {share} ({lo} to {hi}) · score {score} ({low} to {high}) · n = 3,101" in entry(
        app, "Ticket & queue"
    )
    assert entry(app, "Ticket & queue").endswith("Almost certainly in “Concentrate here”")
    assert "Order cannot be told:" in said(app)
    assert entry(app, r"Follow\\\-up call").startswith("**Follow")


def test_the_widest_gap_is_told_although_it_cannot_be_weighed(visit: Visit) -> None:
    app = visit("priorities", language="en")
    assert "Complaint handling" not in charts(app)[0]["label"].tolist()
    assert "Fewer than 50 people rated it together with some other touchpoint." in entry(
        app, "Complaint handling"
    )
    assert "gap −0.89" in entry(app, "Complaint handling")
    assert "Not on the map, for their importance is not known: Complaint handling." in said(app)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_hidden_touchpoint_has_a_name_and_no_number(
    visit: Visit, taken: dict[str, tables.Table], language: str
) -> None:
    app = visit("priorities", data="driven_rare", language=language)
    told = drivers.drivers(session.engine(), local_actor(), VIEW).frame
    assert told["hidden"].sum() == 2
    names = {t.id: t.name.in_language("zh" if language == "zh" else "en") for t in _touchpoints()}
    hidden = [names[i] for i in told.loc[told["hidden"], "touchpoint"]]
    (rows,) = charts(app)
    assert not set(hidden) & set(rows["label"])
    for text in texts(app):
        for name in hidden:
            for line in [line for line in text.splitlines() if name in line]:
                assert not re.search(r"\d", line), line
    table = taken["priorities"].frame
    numbers = table.select_dtypes("number")
    assert numbers[told["hidden"].to_numpy()].isna().all(axis=None)
    assert numbers[~told["hidden"].to_numpy()].notna().any(axis=None)
    offered = app.multiselect(key=f"w_what_{language}").options
    assert set(offered) == {name for name in names.values() if name not in hidden}


def test_a_branch_too_small_is_not_given_away(visit: Visit) -> None:
    for chosen in (["s3"], ["n1", "n2", "s1", "s2"]):
        app = visit("priorities", data="small_branch", language="en", br=chosen)
        assert not charts(app)
        assert not re.search(r"\d\.\d", said(app).replace("0.95", ""))
        assert not [m for m in app.multiselect if m.key == "w_what_en"]


@pytest.mark.parametrize(
    ("state", "sentence", "rule"),
    [
        (
            "driven_few",
            "45 people answered overall satisfaction; at least 50 are needed. Choose more branches or another quarter.",
            "Importance is not known: the list goes by the shortfall alone.",
        ),
        (
            "driven_without_overall",
            "Importance is worked out from overall satisfaction. Ask for it as well; the template has a column for it.",
            "Importance is not known: the list goes by the shortfall alone.",
        ),
        (
            "small_branch",
            "Those who rate a touchpoint higher are not clearly more satisfied overall. Importance is left out; "
            "choose more branches or another quarter to look again.",
            "Importance is not known: the list goes by the shortfall alone.",
        ),
        (
            "driven_met",
            "",
            "Nothing below expectations",
        ),
        (
            "driven_perception",
            "",
            "Expectations were not asked, so there is no gap: the list goes by importance alone.",
        ),
    ],
)
def test_what_is_missing_is_said_in_plain_words(visit: Visit, state: str, sentence: str, rule: str) -> None:
    app = visit("priorities", data=state, language="en")
    captions = [str(c.value) for c in app.caption]
    assert rule in captions
    assert bool(charts(app)) == (not sentence)
    assert not sentence or sentence in captions


def test_without_importance_the_share_of_the_shortfall_makes_the_order(visit: Visit) -> None:
    app = visit("priorities", data="driven_few", language="en")
    told = drivers.drivers(session.engine(), local_actor(), VIEW).frame.set_index("touchpoint")
    share = told["priority"].max() / 100
    assert f"{share:.0%} (" in entry(app, "Queueing")
    assert "of the shortfall" in entry(app, "Queueing")
    assert "score" not in said(app)


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (
            "driven_early",
            "Early picture: 75 people answered overall satisfaction. An order is claimed from 100 on.",
        ),
        (
            "driven_alike",
            "Counter, Advice are rated so alike that they cannot be told apart: treat them as one.",
        ),
        ("driven", "4 moments"),
    ],
)
def test_reservations_stand_below_the_map(visit: Visit, state: str, sentence: str) -> None:
    app = visit("priorities", data=state, language="en")
    assert (sentence in said(app)) == (state != "driven")
    assert charts(app)


def test_a_touchpoint_that_few_rated_is_named_with_what_it_lacks(visit: Visit) -> None:
    app = visit("priorities", data="driven_some", language="en")
    assert "40 people rated it and answered overall satisfaction; 50 are needed." in entry(app, "Advice")
    assert "Advice" not in charts(app)[0]["label"].tolist()


def test_an_early_picture_claims_no_order(visit: Visit) -> None:
    app = visit("priorities", data="driven_early", language="en")
    assert not re.search(r"\*\*\d+　", said(app))


# where the map is divided


def test_the_target_is_in_the_address_and_moves_the_line(visit: Visit) -> None:
    app = visit("priorities", language="en", aim="80")
    assert address(app)["aim"] == ["80"]
    assert charts(app)[0]["cross_x"].iloc[0] == pytest.approx(4.2)
    assert app.number_input(key="w_aim_points_en").value == pytest.approx(4.2)
    app.number_input(key="w_aim_points_en").set_value(3.0).run()
    assert address(app)["aim"] == ["50"]
    assert charts(app)[0]["cross_x"].iloc[0] == pytest.approx(3.0)
    app.button_group(key="w_aim_en").set_value("mean").run()
    assert "aim" not in address(app)
    assert not app.number_input
    assert charts(app)[0]["cross_x"].iloc[0] == pytest.approx(4.021, abs=0.001)


def test_choosing_a_target_begins_at_a_usual_one(visit: Visit) -> None:
    app = visit("priorities", language="en")
    app.button_group(key="w_aim_en").set_value("target").run()
    assert not app.exception
    assert address(app)["aim"] == ["80"]
    assert charts(app)[0]["cross_x"].iloc[0] == pytest.approx(4.2)
    assert "Ticket & queue and Solution advice" in headline(app)


@pytest.mark.parametrize("nonsense", ["high", "-3", "101", "nan", "inf"])
def test_a_target_that_is_none_is_dropped(visit: Visit, nonsense: str) -> None:
    app = visit("priorities", language="en", aim=nonsense)
    app.run()
    assert not app.exception
    assert "aim" not in address(app)
    assert charts(app)[0]["cross_x"].iloc[0] == pytest.approx(4.021, abs=0.001)


def test_the_choices_outlive_a_switch_of_language(visit: Visit) -> None:
    app = visit("priorities", language="zh", aim="75", what="queue,counter", **{"raise": "10"})
    drawn = charts(app)[0]["cross_x"].iloc[0]
    app.button_group(key="w_lang_zh").set_value("en").run()
    found = address(app)
    assert [found[key] for key in ("aim", "what", "raise")] == [["75"], ["queue,counter"], ["10"]]
    assert charts(app)[0]["cross_x"].iloc[0] == pytest.approx(drawn)
    assert app.multiselect(key="w_what_en").value == ["queue", "counter"]
    assert app.slider(key="w_raise_en").value == 1.0


# what-if


def test_the_panel_begins_with_the_highest_priority_and_words_a_link(visit: Visit) -> None:
    app = visit("priorities", language="en")
    assert app.multiselect(key="w_what_en").value == ["queue"]
    told = drivers.what_if(session.engine(), local_actor(), VIEW, (2,), 0.5)
    words = said(app)
    points = f"{told.per_point[2]:.2f}"
    assert (
        f"Customers who rate Ticket & queue one point higher rate us {points} points higher overall" in words
    )
    assert f"overall satisfaction of {told.now + told.change:.2f} instead of {told.now:.2f}" in words
    assert "This is a link, not proof of cause." in words
    assert "这是相关关系，不代表因果。" in said(visit("priorities"))


def test_two_touchpoints_are_told_one_by_one_and_together(visit: Visit) -> None:
    app = visit("priorities", language="en")
    app.multiselect(key="w_what_en").set_value(["queue", "advice"]).run()
    assert not app.exception
    assert address(app)["what"] == ["queue,advice"]
    both = drivers.what_if(session.engine(), local_actor(), VIEW, (2, 4), 0.5)
    words = said(app)
    for number, name in ((2, "Ticket & queue"), (4, "Solution advice")):
        alone = drivers.what_if(session.engine(), local_actor(), VIEW, (number,), 0.2)
        low, high = (f"{end * 5:.2f}" for end in (alone.lo, alone.hi))
        points = f"{alone.per_point[number]:.2f}"
        assert (
            f"who rate {name} one point higher rate us {points} points higher overall ({low} to {high})."
            in words
        )
    assert (
        f"Ticket & queue and Solution advice rated 0.5 higher goes along with overall satisfaction of {both.now + both.change:.2f}"
        in words
    )


def test_a_raise_beyond_the_answers_is_held_back(visit: Visit) -> None:
    app = visit("priorities", language="en", what="counter", **{"raise": "10"})
    told = drivers.what_if(session.engine(), local_actor(), VIEW, (6,), 1.0)
    assert told.limited
    assert f"Counter service can rise by {told.moved[6]:.2f} at most" in said(app)
    assert "rated up to 1.0 higher" in said(app)


def test_codes_that_nobody_knows_are_not_asked_for(visit: Visit) -> None:
    app = visit("priorities", language="en", what="nothing,complaint", **{"raise": "99"})
    assert not app.exception
    assert app.multiselect(key="w_what_en").value == ["queue"]
    assert app.slider(key="w_raise_en").value == 0.5


def test_nothing_chosen_asks_for_a_choice(visit: Visit) -> None:
    app = visit("priorities", language="en")
    app.multiselect(key="w_what_en").set_value([]).run()
    assert not app.exception
    assert "Choose one or two touchpoints." in said(app)
    assert "not proof of cause" not in said(app)


def test_an_unclear_link_is_said_to_be_unclear(visit: Visit) -> None:
    app = visit("priorities", data="driven", language="en")
    advice = next(t for t in _touchpoints() if t.name.en == "Advice")
    told = drivers.what_if(session.engine(), local_actor(), VIEW, (advice.id,), 0.02)
    assert not told.lo > 0
    app.multiselect(key="w_what_en").set_value([advice.code]).run()
    assert re.search(
        r"overall satisfaction goes along with Advice (cannot be told yet \(|is unclear)", said(app)
    )
    assert "rate us" not in said(app)
    assert "not proof of cause" in said(app)


def _touchpoints() -> tuple[Touchpoint, ...]:
    return open_books(session.engine(), local_actor()).institution.touchpoints


# files


def test_the_table_to_take_away_holds_what_the_page_shows(
    visit: Visit, taken: dict[str, tables.Table]
) -> None:
    app = visit("priorities", language="en")
    table = taken["priorities"]
    told = drivers.drivers(session.engine(), local_actor(), VIEW).frame
    assert table.frame["Importance"].to_numpy(float) == pytest.approx(
        told["importance"].to_numpy(), nan_ok=True
    )
    assert table.frame["Variance inflation (VIF)"].to_numpy(float) == pytest.approx(
        told["vif"].to_numpy(), nan_ok=True
    )
    assert len(app.get("menu_button")) == 1
    assert isinstance(table.frame, pd.DataFrame)
    assert b"nan" not in tables.to_csv(table).lower()
    assert tables.to_xlsx(table, sheet="Data", about="About")[:2] == b"PK"


@pytest.mark.parametrize(
    "state", ["driven_few", "driven_without_overall", "driven_rare", "mixed", "driven_perception"]
)
def test_the_table_can_be_taken_in_every_state(
    visit: Visit, taken: dict[str, tables.Table], state: str
) -> None:
    visit("priorities", data=state, language="zh")
    assert b"nan" not in tables.to_csv(taken["priorities"]).lower()
    assert tables.to_xlsx(taken["priorities"], sheet="数据", about="说明")[:2] == b"PK"
