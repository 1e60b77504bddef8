"""Who is here, in which language, and what the address says: the state of one visit."""

import streamlit as st

from mot.domain.access import Actor
from mot.ingest.containers.processes import make_ready
from mot.locale.words import LANGUAGES, Language, Locale
from mot.services import people, startup
from mot.services.startup import Engine
from mot.settings import load_settings

LISTS = ("br", "ch", "seg")  # filters that take several codes
OF_ACTIONS = ("work", "a_stage", "a_owner", "a_tp", "a_lever", "a_at", "a_late")
OF_MOMENTS = ("tag", "m_kind", "m_tp", "m_of")
OF_RESULTS = ("level", "half", "rate", "effect", "aim", "what", "raise", "at", "base", "fig", "flags")
OF_DIAGNOSIS = ("step", "check")
SINGLES = ("q", "tp", *OF_RESULTS, *OF_ACTIONS, *OF_MOMENTS, *OF_DIAGNOSIS)  # and those that take one
_READ = "address_read"


@st.cache_resource(show_spinner=False)
def engine() -> Engine:
    """The database of this process: migrated, and with the demonstration bank when it was empty."""
    make_ready()  # whoever imports the first large file need not wait for a reader to start
    return startup.prepare(load_settings())


def actor() -> Actor:
    """The person in front of the screen; sends them to sign in where that is required."""
    if load_settings().sign_in == "local":
        return people.local_actor()
    if not st.user.is_logged_in:
        language = st.session_state.get("lang", "zh")
        t = Locale(language).t
        st.header(t("Moments of Truth"))
        st.button(t("Sign in"), type="primary", on_click=st.login)
        st.stop()
    return people.sign_in(engine(), str(st.user.email or st.user.sub))


def read_address() -> None:
    """Take filters and language from the address, once a visit; later the session decides."""
    if st.session_state.get(_READ):
        return
    st.session_state[_READ] = True
    query = st.query_params
    for key in LISTS:
        st.session_state[key] = query.get_all(key)
    for key in SINGLES:
        st.session_state[key] = query.get(key, "")
    wanted = query.get("lang", "")
    st.session_state["lang"] = wanted if wanted in LANGUAGES else _browser_language()


def write_address() -> None:
    """Put what differs from the defaults into the address, as codes that mean the same in each language."""
    for key in LISTS:
        if st.session_state.get(key):
            st.query_params[key] = st.session_state[key]
        elif key in st.query_params:
            del st.query_params[key]
    for key in (*SINGLES, "lang"):
        value = st.session_state.get(key, "")
        if value and not (key == "lang" and value == _browser_language()):
            st.query_params[key] = value
        elif key in st.query_params:
            del st.query_params[key]


def _browser_language() -> Language:
    told = st.context.locale or "zh"
    return "zh" if told.lower().startswith("zh") else "en"


def language() -> Language:
    """The language of this visit."""
    chosen = st.session_state.get("lang")
    return chosen if chosen in LANGUAGES else "zh"


def keep(key: str, widget: str) -> None:
    """Copy a widget's value to the state that outlives it, and to the address."""
    st.session_state[key] = st.session_state[widget]
    write_address()


def presenting() -> bool:
    """Whether this visit is the projector's: no menu, nothing but the slide."""
    return bool(st.query_params.get("present") == "1")


def widget_key(key: str) -> str:
    """A widget's key in the present language: its identity is its key, so labels follow the language."""
    return f"w_{key}_{language()}"
