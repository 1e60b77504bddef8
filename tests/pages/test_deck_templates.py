"""The institution's template for slides, on the settings page: uploaded, mapped once, used, put away."""

import io

import pptx
from streamlit.testing.v1 import AppTest

from mot.services import deck_templates
from mot.services.people import local_actor
from mot.ui import session
from tests.pages.conftest import Visit, texts

KIND = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def presentation() -> bytes:
    out = io.BytesIO()
    pptx.Presentation().save(out)
    return out.getvalue()


def tab(visit: Visit) -> AppTest:
    app = visit("settings", data="small_branch", language="en")
    app.session_state["settings_tabs_en"] = "Template for slides"
    app.run()
    assert not app.exception, app.exception
    return app


def test_a_template_is_mapped_once_and_used_until_it_is_put_away(visit: Visit) -> None:
    app = tab(visit)
    assert deck_templates.active(session.engine(), local_actor()) is None
    app.file_uploader(key="upload_template_0").set_value(("our bank.pptx", presentation(), KIND)).run()
    assert not app.exception, app.exception
    assert app.text_input(key="template_name_0").value == "our bank"
    other = app.selectbox(key="template_layout_1_0")
    proposed = other.value
    other.set_value(next(n for n in range(5, 0, -1) if n != proposed)).run()
    wanted = app.selectbox(key="template_layout_1_0").value
    app.button(key="add_template").click().run()
    assert not app.exception, app.exception
    used = deck_templates.active(session.engine(), local_actor())
    assert used is not None
    assert (used.name, used.layouts.content) == ("our bank", wanted)
    assert any("our bank" in text.replace("\\", "") for text in texts(app))
    app.button(key="use_own_template").click().run()
    assert deck_templates.active(session.engine(), local_actor()) is None
    app.button(key=f"use_template_{used.id}").click().run()
    assert deck_templates.active(session.engine(), local_actor()) is not None
    app.button(key=f"remove_template_{used.id}").click().run()
    assert not deck_templates.templates(session.engine(), local_actor())


def test_a_file_that_is_no_presentation_is_refused_with_a_reason(visit: Visit) -> None:
    app = tab(visit)
    app.file_uploader(key="upload_template_0").set_value(("our bank.pptx", b"not one", KIND)).run()
    assert not app.exception, app.exception
    assert len(app.error) == 1
    assert not deck_templates.templates(session.engine(), local_actor())
