"""Long work is shown and can be stopped; short work is not even noticed."""

import threading

import pytest
from streamlit.testing.v1 import AppTest

from mot.domain.progress import Stage, StoppedError
from mot.ui import working


class Words:
    """A page as far as `work` needs one."""

    @staticmethod
    def t(message: str, **_params: object) -> str:
        return message


def test_what_the_job_finds_or_raises_comes_back():
    assert working.work(Words, lambda _progress: 7, stop=print) == 7
    with pytest.raises(ZeroDivisionError):
        working.work(Words, lambda _progress: 1 / 0, stop=print)


def test_a_job_is_stopped_before_its_next_stage_when_the_page_goes_away(monkeypatch):
    went_on, stopped = threading.Event(), threading.Event()

    def job(progress):
        progress(Stage.READ, 0.0)
        went_on.wait(5)
        try:
            progress(Stage.STORE, 0.5)
        except StoppedError:
            stopped.set()
            raise

    def leave(_seconds):
        went_on.set()
        raise KeyboardInterrupt  # as Streamlit does when somebody clicks: nothing that ordinary code catches

    monkeypatch.setattr(working.time, "sleep", leave)
    with pytest.raises(KeyboardInterrupt):
        working.work(Words, job, stop=print)
    assert stopped.is_set()


def test_a_long_job_leaves_no_bar_and_no_button_behind():
    def script():
        import time

        import streamlit as st

        from mot.domain.progress import Stage
        from mot.ui.working import work
        from tests.ui.test_working import Words

        def job(progress):
            progress(Stage.CHECK, 0.5)
            time.sleep(1)
            return "done"

        st.write(work(Words, job, stop=print))

    app = AppTest.from_function(script, default_timeout=20).run()
    assert not app.exception
    assert [text.value for text in app.markdown] == ["done"]
    assert not app.button


def test_every_stage_has_its_words():
    assert set(working.STAGES) == set(Stage)
