"""The jobs of the pages: import, undo, start empty, settings, seen from the screen."""

import io

import pandas as pd

from mot.ingest.draft import Decisions, SourceFile
from mot.services import demonstration, drafts, imports, setup
from mot.services.people import local_actor
from mot.ui import session
from tests.messy_samples import EXPECTED, FOLDER
from tests.pages.conftest import Visit, headline, sentences, texts
from tests.services.service_samples import EVERYWHERE, FIGURE_HEADER, feedback, figure_rows, figures, workbook


def upload(app, file: SourceFile) -> None:
    app.get("file_uploader")[0].set_value((file.name, file.content, "application/xlsx")).run()
    assert not app.exception


def open_tab(app, name: str) -> None:
    app.session_state["settings_tabs_en"] = name
    app.run()
    assert not app.exception


def numbers(app) -> list[str]:
    return [figure.value for figure in app.metric]


def test_a_file_goes_in_and_out_and_the_figures_with_it(visit: Visit) -> None:
    start = visit("overview", data="small_branch", language="en")
    before = numbers(start)
    app = visit("imports", data="small_branch", language="en")
    file = feedback(seed=5)
    app.get("file_uploader")[0].set_value((file.name, file.content, "application/xlsx")).run()
    assert headline(app) == "60 responses are ready to be committed"
    app.button(key="commit").click().run()
    assert not app.exception
    assert any("60 responses imported" in text for text in texts(app))
    app.button(key="to_overview").click().run()
    assert numbers(app) != before
    number = imports.history(session.engine(), local_actor())[0].id
    app.switch_page("pages/imports.py").run()
    assert f"undo_{number}" in [button.key for button in app.button]
    imports.undo(session.engine(), local_actor(), number)  # the dialog itself needs a browser
    app.switch_page("pages/overview.py").run()
    assert numbers(app) == before


def test_a_sheet_of_figures_is_shown_as_what_it_is_and_goes_in_and_out(visit: Visit) -> None:
    app = visit("imports", data="small_branch", language="en")
    file = figures(name="figures.xlsx")
    upload(app, file)
    assert headline(app) == "10 outcome figures are ready to be committed"
    steps = [step.label for step in app.expander]
    assert any("Outcome figures · 5 of 5 columns assigned" in step for step in steps)
    assert any("10 outcome figures · 0 set aside" in step for step in steps)
    shown = next(table.value for table in app.dataframe if "Numerator" in table.value)
    assert shown.columns.tolist() == ["Branch", "Month", "Figure", "Numerator", "Denominator"]
    assert shown.iloc[0].tolist() == ["北门支行", "2026-07", "投诉率", "10", "4000"]
    assert shown.iloc[1].tolist() == ["北门支行", "2026-07", "交易笔数", "4000", ""]
    assert "Scale of the ratings" not in [box.label for box in app.selectbox]
    assert app.button(key="commit").label == "Commit 10 outcome figures"
    app.button(key="commit").click().run()
    assert not app.exception
    assert any("10 outcome figures imported, 0 rows set aside" in text for text in texts(app))
    assert any("+10 outcome figures" in text for text in texts(app))
    number = imports.history(session.engine(), local_actor())[0].id
    imports.undo(session.engine(), local_actor(), number)  # the dialog itself needs a browser
    app.run()
    assert any("~~+10 outcome figures~~" in text for text in texts(app))


def test_odd_rows_of_figures_are_told_before_the_commit(visit: Visit) -> None:
    app = visit("imports", data="small_branch")
    odd = [
        ["北门支行", "7月", "投诉率", 3, 40],
        ["北门支行", "2026-07", "开卡率", 3, 2],
        ["江湾", "2026-07", "投诉率", 1, 9],
    ]
    upload(app, SourceFile("指标.xlsx", workbook([*figure_rows(EVERYWHERE), *odd], FIGURE_HEADER)))
    assert headline(app) == "11 条结果指标可以提交"
    said = " ".join(texts(app))
    for words in ("没有可识别的月份", "分子大于分母", "网点“江湾”不在名单中"):
        assert words in said.replace("\\", ""), words
    created = next(box for box in app.selectbox if "江湾" in box.label)
    assert "新建江湾" in [
        option.replace(" ", "").replace("“", "").replace("”", "") for option in created.options
    ]
    created.set_value(created.options[-1]).run()
    assert headline(app) == "10 条结果指标可以提交"


def test_a_broken_file_gets_one_sentence_and_can_be_put_aside(visit: Visit) -> None:
    app = visit("imports", data="small_branch", language="en")
    app.get("file_uploader")[0].set_value(("坏.xlsx", b"no workbook", "application/xlsx")).run()
    assert headline(app) == "This file cannot be read"
    assert len(app.error) == 1
    assert app.error[0].value.startswith("**Nothing was imported.**")
    app.button(key="drop_file").click().run()
    assert headline(app) == "Drop in a feedback file"
    assert not app.error


def test_the_same_file_again_waits_for_a_decision(visit: Visit) -> None:
    app = visit("imports", data="small_branch", language="en")
    engine, again = session.engine(), feedback(seed=5)
    imports.commit(engine, local_actor(), imports.preview(engine, local_actor(), again))
    app.get("file_uploader")[0].set_value((again.name, again.content, "application/xlsx")).run()
    assert headline(app) == "Recognised; 1 point needs your decision"
    assert app.button(key="commit").disabled


def test_starting_empty_asks_first_and_then_shows_the_way_on(visit: Visit) -> None:
    app = visit("overview", language="en")
    app.button(key="start_empty").click().run()
    assert "confirm_start_empty" in [button.key for button in app.button]
    demonstration.put_away(session.engine(), local_actor())  # the dialog itself needs a browser
    app.run()
    assert not app.exception
    assert "No feedback yet" in [element.value for element in app.subheader]
    assert "start_empty" not in [button.key for button in app.button]
    app.switch_page("pages/settings.py").run()
    assert "load_demonstration" in [button.key for button in app.button]


def test_a_threshold_saved_on_the_settings_page_counts_at_once(visit: Visit) -> None:
    app = visit("settings", data="small_branch", language="en")
    open_tab(app, "Thresholds")
    app.number_input[1].set_value(0.1)
    delta = next(box for box in app.number_input if box.label == "A gap that matters")
    delta.set_value(25.0)
    next(button for button in app.button if button.label == "Save thresholds").click().run()
    assert not app.exception
    _, thresholds = setup.current(session.engine(), local_actor())
    assert thresholds.delta == 25
    app.switch_page("pages/gaps.py").run()
    assert headline(app).startswith("No weak moment")


def test_a_name_saved_on_the_settings_page_is_kept(visit: Visit) -> None:
    app = visit("settings", data="small_branch", language="en")
    next(box for box in app.text_input if box.label == "Name in Chinese").set_value("滨江银行")
    next(button for button in app.button if button.label == "Save name").click().run()
    assert not app.exception
    there, _ = setup.current(session.engine(), local_actor())
    assert there.name.zh == "滨江银行"


def test_saving_untouched_tables_changes_nothing(visit: Visit) -> None:
    app = visit("settings", data="small_branch", language="en")
    before, _ = setup.current(session.engine(), local_actor())
    for key, tab in (
        ("save_branches", "Branches"),
        ("save_touchpoints", "Journey and touchpoints"),
        ("save_channel", "Channels, segments and figures"),
        ("save_segment", "Channels, segments and figures"),
        ("save_figure", "Channels, segments and figures"),
    ):
        open_tab(app, tab)
        app.button(key=key).click().run()
        assert not app.exception, key
        assert not app.error, key
    after, _ = setup.current(session.engine(), local_actor())
    assert after == before


def test_a_tab_is_drawn_when_it_is_opened_and_stays_drawn(visit: Visit) -> None:
    app = visit("settings", data="small_branch", language="en")
    assert not app.number_input
    open_tab(app, "Thresholds")
    drawn = [box.label for box in app.number_input]
    open_tab(app, "Branches")
    assert [box.label for box in app.number_input] == drawn, "what is being typed there stays in the browser"
    assert "save_branches" in [button.key for button in app.button]


def test_a_pack_fills_an_empty_institution(visit: Visit) -> None:
    app = visit("settings", data="empty", language="en")
    app.button(key="apply_pack").click().run()
    assert not app.exception
    there, _ = setup.current(session.engine(), local_actor())
    assert len(there.touchpoints) >= 8


def test_the_template_opens_as_a_workbook(visit: Visit) -> None:
    app = visit("imports", data="small_branch", language="en")
    assert app.get("download_button")
    from mot.reports.template import template

    there, _ = setup.current(session.engine(), local_actor())
    sheet = pd.read_excel(io.BytesIO(template(there, "en")), engine="openpyxl")
    assert "Queueing" in " ".join(map(str, sheet.columns))
    assert not any("feedback-template" in text for text in sentences(app))


def test_a_file_in_hand_outlives_the_visit_with_what_was_decided(visit: Visit) -> None:
    app = visit("imports", data="small_branch", language="en")
    upload(app, feedback(seed=5))
    [waiting] = drafts.waiting(session.engine(), local_actor())
    drafts.decide(session.engine(), local_actor(), waiting.id, Decisions(scale="1-7"))
    later = visit("imports", data="small_branch", language="en")
    assert "ready to be committed" in headline(later)
    assert any(text.startswith(":material/history: Uploaded on") for text in texts(later))
    assert [box.value for box in later.selectbox if box.label == "Scale of the ratings"] == ["1-7"]


def test_a_locked_workbook_asks_for_its_password_and_never_shows_it(visit: Visit) -> None:
    app = visit("imports", data="small_branch", language="en")
    upload(app, SourceFile("locked.xlsx", (FOLDER / "locked.xlsx").read_bytes()))
    assert headline(app) == "This workbook needs its password"
    [field] = app.text_input
    field.set_value("wrong")
    app.button(key="FormSubmitter:unlock_1-Open").click().run()
    assert headline(app) == "This workbook needs its password"
    assert "does not open" in app.warning[0].value
    app.text_input[0].set_value(EXPECTED["locked.xlsx"]["password"])
    app.button(key="FormSubmitter:unlock_1-Open").click().run()
    assert headline(app) != "This workbook needs its password"
    [waiting] = drafts.waiting(session.engine(), local_actor())
    file, _ = drafts.open(session.engine(), local_actor(), waiting.id)
    assert file.password == ""


def test_reading_that_was_stopped_is_gone_on_with_when_asked(visit: Visit) -> None:
    app = visit("imports", data="small_branch", language="en")
    upload(app, feedback(seed=5))
    [waiting] = drafts.waiting(session.engine(), local_actor())
    app.session_state["stopped_import"] = waiting.id
    del app.session_state["draft_in_hand"]
    app.run()
    assert not app.exception
    app.button(key="go_on").click().run()
    assert "ready to be committed" in headline(app)
