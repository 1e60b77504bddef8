"""Work that may take long: shown with its progress, stopped by one click, without keeping the page waiting."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import streamlit as st

from mot.domain.errors import N_
from mot.domain.progress import Progress, Stage, StoppedError
from mot.ui.frame import Page

PATIENCE = 0.6  # seconds of work that nobody needs to be told of
STEP = 0.1  # seconds between two looks at the work
STAGES = {
    Stage.READ: N_("Reading the file…"),
    Stage.UNDERSTAND: N_("Recognising the columns…"),
    Stage.CHECK: N_("Checking every answer…"),
    Stage.COMPARE: N_("Comparing with earlier imports…"),
    Stage.STORE: N_("Storing the answers…"),
    Stage.ADD_UP: N_("Adding up…"),
}


def work(page: Page, job: Callable[[Progress], Any], *, stop: Callable[[], None]) -> Any:
    """The result of a job, or its error; a bar and a stop button are shown when it takes long.

    The button calls `stop` and the page starts anew; the job then ends before its next stage, and this waits
    for that, so that whatever it was storing is either all there or not at all.
    """
    stopped = threading.Event()
    told: list[tuple[Stage, float]] = [(Stage.READ, 0.0)]

    def progress(stage: Stage, share: float) -> None:
        told[0] = stage, share
        if stopped.is_set():
            raise StoppedError

    pool = ThreadPoolExecutor(1, thread_name_prefix="work")
    future = pool.submit(job, progress)
    try:
        return _watched(page, future, told, stop)
    finally:
        stopped.set()
        pool.shutdown(wait=True)


def _watched(
    page: Page, future: Future[Any], told: list[tuple[Stage, float]], stop: Callable[[], None]
) -> Any:
    """Wait for the job; every look at it lets Streamlit start the page anew when somebody clicks."""
    try:
        return future.result(timeout=PATIENCE)
    except TimeoutError:
        if future.done():
            raise
    place = st.empty()
    with place.container():
        bar = st.progress(0.0)
        st.button(page.t("Stop"), on_click=stop, key="stop_work", icon=":material/close:")
    while not future.done():
        stage, share = told[0]
        bar.progress(min(share, 1.0), text=page.t(STAGES[stage]))
        time.sleep(STEP)
    place.empty()
    return future.result()
