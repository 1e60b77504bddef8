"""A review as one HTML file for mail: nothing is fetched from anywhere, fonts and charts are within.

It reads as a page, on a phone too, prints one slide per page, and needs no JavaScript.
"""

from html import unescape

from mot.domain.reviews import Document
from mot.domain.slides import TITLE, Slide
from mot.locale.words import Locale
from mot.reports.drawn.html_parts import chart, details, e, lines, table, takeaways
from mot.reports.drawn.html_style import CSS, SCRIPT, policy
from mot.reports.drawn.pdf import TAGS
from mot.reports.drawn.slide import MARK, locale_of
from mot.reports.drawn.table import letters
from mot.reports.drawn.text import finding
from mot.reports.fonts import embedded
from mot.reports.layout import foot, places

SIGN = MARK.format(x=0, y=0, scale=1)


def to_html(document: Document) -> bytes:
    """The deck as a page of its own, UTF-8: one section per slide, with notes and numbers folded under it."""
    locale = locale_of(document)
    total = len(document.deck.slides)
    sections = "".join(
        _section(document, slide, number, total, locale)
        for number, slide in enumerate(document.deck.slides, start=1)
    )
    body = f"{_header(document, locale)}<main>{sections}</main>"
    titles = " ".join(
        (*(s.title for s in document.deck.slides), *(one.value for s in document.deck.slides for one in s.takeaways))
    )  # fmt: skip
    fonts = embedded("".join(sorted(set(unescape(body)))), titles="".join(sorted(set(titles))))
    return (
        f'<!doctype html><html lang="{TAGS[document.deck.language]}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy()}">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{e(document.review.title)}</title><style>{fonts}{CSS}</style></head>"
        f"<body>{body}<script>{SCRIPT}</script></body></html>"
    ).encode()


def _header(document: Document, locale: Locale) -> str:
    """The review's title and where to find which slide."""
    items = "".join(
        f'<li><a href="#slide-{number}">{e(slide.title)}</a></li>'
        for number, slide in enumerate(document.deck.slides, start=1)
    )
    demonstration = f" · {e(locale.t('Demonstration data'))}" if document.basis.demonstration else ""
    contents = e(locale.t("Contents"))
    return (
        f"<header><h1>{e(document.review.title)}</h1><p>{e(document.review.stamp)}{demonstration}</p>"
        f'<details><summary>{contents}</summary><nav aria-label="{contents}"><ol>{items}</ol></nav></details></header>'
    )


def _section(document: Document, slide: Slide, number: int, total: int, locale: Locale) -> str:
    """One slide; sentences that have it for themselves stand beside the takeaways."""
    where = places(slide)
    cover = slide.section == TITLE
    alone = not slide.chart and not slide.table
    kind = "cover" if cover else "read" if alone else ""
    told, title = lines(slide), finding(slide, where)[0].size
    parts = told if alone else ""
    parts += chart(slide, where)
    if slide.table and where.table:
        wide = where.table.width
        size = letters(slide.table, where.table, locale)
        look = f"--letters:{size:g}px;flex:{wide:.0f} 1 min(100%,{wide * 0.7:.0f}px)"
        parts += f'<div style="{look}">{table(slide.table, locale)}</div>'
    parts += takeaways(slide.takeaways, where.takeaways)
    sign = f'<svg width="32" height="38" viewBox="0 0 20 24" aria-hidden="true">{SIGN}</svg>' if cover else ""
    kicker = f'<p class="kicker">{e(slide.kicker)}</p>' if slide.kicker else ""
    return (
        f'<section id="slide-{number}" class="slide {kind}" aria-labelledby="title-{number}">{sign}{kicker}'
        f'<h2 id="title-{number}" style="--size:{title:g}px">{e(slide.title)}</h2>'
        f'{"" if alone else told}<div class="body">{parts}</div>'
        f'{details(slide, locale)}<p class="foot"><span>{e(foot(document, slide))}</span>'
        f"<span>{number} / {total}</span></p></section>"
    )
