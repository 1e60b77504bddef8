"""My notifications: where a person's digest goes, in which language, and a message to try it."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from mot.domain.access import Permission
from mot.domain.errors import MotError
from mot.domain.receivers import MOST_ADDRESSES, Receiver
from mot.locale.words import LANGUAGES
from mot.services import people
from mot.services import receivers as service
from mot.settings import load_settings
from mot.ui.frame import Page

_TYPED, _SAID = "receiver_typed", "receiver_said"
NAMES = {"zh": "中文", "en": "English"}


def button(page: Page) -> None:
    """The button that opens the dialog; every role may set where its own news go."""
    t = page.t
    if st.button(
        t("Notifications"),
        key="notifications",
        icon=":material/notifications:",
        type="tertiary",
        help=t("Alarms, overdue actions and what is due next, sent to WeCom, DingTalk, Feishu or by e-mail"),
    ):
        st.dialog(t("Notifications"), width="medium")(show)(page)


def show(page: Page) -> None:
    """What the dialog holds."""
    t = page.t
    try:
        login = _whose(page)
        mine = service.receiver(page.engine, page.actor, login)
    except MotError as error:
        st.error(page.locale.error(error), icon=":material/error:")
        return
    st.caption(
        t(
            "New alarms, overdue actions, actions that can be judged and answers still missing, within what this "
            "person may see; each thing is sent once, as often as the administrator has digests sent."
        )
    )
    said = st.session_state.pop(_SAID, "")
    if said:
        st.error(said, icon=":material/error:")
    _addresses(page, mine)
    if len(mine.addresses) < MOST_ADDRESSES:
        _one_more(page, mine)
    if mine.addresses:
        _how(page, mine)
        if st.button(t("Send a test message"), key="receiver_test", icon=":material/send:"):
            _try(page, login)


def _whose(page: Page) -> str:
    """The person in front of the screen, or whom an administrator chose."""
    if not page.actor.may(Permission.MANAGE_PEOPLE):
        return page.actor.login
    names = {page.actor.login: page.actor.name}
    names |= {p.login: p.name for p in people.everyone(page.engine, page.actor)}
    if len(names) == 1 or load_settings().sign_in == "local":
        return page.actor.login
    return str(
        st.selectbox(
            page.t("Whose notifications"),
            list(names),
            format_func=lambda login: names[login],
            key="receiver_login",
            filter_mode=None,
        )
    )


def _addresses(page: Page, mine: Receiver) -> None:
    for address in mine.addresses:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.text(address.shown)
            st.space("stretch")
            st.button(
                page.t("Remove"),
                key=f"receiver_remove_{address.key}",
                type="tertiary",
                on_click=_save,
                args=(page, partial(service.remove, page.engine, page.actor, address.key, login=mine.login)),
            )


def _one_more(page: Page, mine: Receiver) -> None:
    t = page.t
    with st.form("receiver_form", border=False):
        st.text_input(
            t("Webhook or address"),
            type="password",
            key=_TYPED,
            placeholder=t("Paste the webhook of a robot"),
            help=t(
                "The webhook of a WeCom, DingTalk or Feishu robot as it is shown, or an address such as "
                "{mail}. It is stored encrypted and never shown in full again.",
                mail="`mailtos://USER:PASSWORD@smtp.example?to=ADDRESS`",
            ),
        )
        st.form_submit_button(t("Add"), type="primary", on_click=_add, args=(page, mine))


def _add(page: Page, mine: Receiver) -> None:
    typed = st.session_state[_TYPED].strip()
    language = None if mine.addresses else page.locale.language
    if typed:
        more = partial(service.add, page.engine, page.actor, typed, login=mine.login, language=language)
        _save(page, more)
        if _SAID not in st.session_state:  # a mistyped address stays, to be mended
            st.session_state[_TYPED] = ""


def _how(page: Page, mine: Receiver) -> None:
    t, keys = page.t, (f"receiver_language_{mine.login}", f"receiver_active_{mine.login}")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.segmented_control(
            t("Language"),
            LANGUAGES,
            default=mine.language,
            format_func=lambda code: NAMES[code],
            key=keys[0],
            required=True,
            on_change=_choose,
            args=(page, mine, keys),
        )
        st.toggle(t("Send digests"), mine.active, key=keys[1], on_change=_choose, args=(page, mine, keys))


def _choose(page: Page, mine: Receiver, keys: tuple[str, str]) -> None:
    language, active = (st.session_state[key] for key in keys)
    chosen = partial(service.choose, language=language or mine.language, active=active, login=mine.login)
    _save(page, lambda: chosen(page.engine, page.actor))


def _try(page: Page, login: str) -> None:
    with st.spinner(page.t("Sending…")):
        failed = service.send_test(page.engine, page.actor, login=login)
    for error in failed:
        st.error(page.locale.error(error), icon=":material/error:")
    if not failed:
        st.success(page.t("The test message arrived."), icon=":material/check:")


def _save(page: Page, job: Callable[[], Receiver]) -> None:
    """Run a change before the dialog is drawn anew; what stops a person is told there."""
    try:
        job()
    except MotError as error:
        st.session_state[_SAID] = page.locale.error(error)
