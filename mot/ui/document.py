"""What the browser is told about the page itself: its language."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import streamlit as st

from mot.locale.words import Locale
from mot.settings import ROOT


def speak(locale: Locale) -> None:
    """Tell the browser the document's language, so that Chinese gets Chinese letter forms."""
    tag = "zh-CN" if locale.language == "zh" else "en"
    if locale.language == "zh":
        st.html(ROOT / "static" / "zh.css", width="content")
    _language_tag()(data={"lang": tag}, key="document_language", width="content")


@lru_cache(maxsize=1)
def _language_tag() -> Callable[..., Any]:
    script = "export default function(c){document.documentElement.lang=c.data.lang}"
    return st.components.v2.component("document_language", js=script)


def leave(address: str) -> None:
    """Let the browser go to another address of the product, with everything that only a new visit changes."""
    _door()(data={"to": address}, key="document_leave", width="content")


@lru_cache(maxsize=1)
def _door() -> Callable[..., Any]:
    script = "export default function(c){window.location.replace(c.data.to)}"
    return st.components.v2.component("document_leave", js=script)


def project(part: str, *, grow: float = 1.0) -> None:
    """Let the part of the page with this key be as large as the window shows without scrolling.

    All of it grows with the window, charts too. Letters grow `grow` times more where there is room, and shrink on
    a full slide. Page Down and Page Up, which a presenter's remote sends, press the buttons of the pager.
    """
    _projector()(data={"part": part, "grow": grow}, key="document_projector", width="content")


@lru_cache(maxsize=1)
def _projector() -> Callable[..., Any]:
    script = (ROOT / "static" / "projector.js").read_text("utf-8")
    return st.components.v2.component("document_projector", js=script)
