"""The HTML of a review fetches nothing, runs one known script, escapes every text and reads without a picture."""

import base64
import hashlib
import io
import re
from html.parser import HTMLParser

import pytest
from fontTools.ttLib import TTFont

from mot.domain.slides import Chart, Drawing, Slide, Table, Takeaway
from mot.reports.drawn import html as slide_html
from mot.reports.drawn.html_style import SCRIPT
from mot.reports.layout import foot
from tests.charts import chart_gallery
from tests.reports import slide_samples
from tests.reports.slide_samples import NASTY, document, table_of

VOID = {"meta", "br", "path", "rect", "circle", "line"}


class Page(HTMLParser):
    """The elements of a page with their attributes, its texts, and whether every element is closed."""

    def __init__(self, text):
        super().__init__()
        self.elements, self.open, self.texts, self.unclosed = [], [], [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        if self.open and self.open[-1] == tag:
            self.open.pop()
        elif tag not in VOID:
            self.unclosed.append(tag)

    def handle_data(self, data):
        if not {"style", "script"} & set(self.open):
            self.texts.append(data)

    def all(self, tag):
        return [attrs for name, attrs in self.elements if name == tag]

    @property
    def text(self):
        return re.sub(r"\s", "", "".join(self.texts))


@pytest.fixture(scope="module", params=["zh", "en"])
def made(request):
    doc = document(request.param)
    written = slide_html.to_html(doc).decode()
    return doc, written, Page(written)


def small(*slides, lang="en"):
    return slide_html.to_html(document(lang, slides)).decode()


def test_nothing_is_fetched_from_anywhere(made):
    _, written, page = made
    assert not re.search(r"https?:|//[a-z]", re.sub(r"base64,[^)]+", "", written))
    assert not [attrs for tag, attrs in page.elements if {"src", "srcset", "data", "action"} & set(attrs)]
    assert not page.all("link")
    targets = [a.get("href") or a.get("xlink:href") for _, a in page.elements]
    assert all(target.startswith("#") for target in targets if target)
    assert set(re.findall(r"url\(([^)]{5})", written)) <= {"data:", "#char"}


def test_the_policy_allows_the_one_script_and_nothing_else(made):
    _, written, page = made
    policy = next(a["content"] for a in page.all("meta") if a.get("http-equiv") == "Content-Security-Policy")
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    scripts = re.findall(r"<script>(.*?)</script>", written, flags=re.S)
    assert scripts == [SCRIPT]
    digest = base64.b64encode(hashlib.sha256(scripts[0].encode()).digest()).decode()
    assert rules == {
        "default-src": "'none'", "style-src": "'unsafe-inline'", "font-src": "data:", "img-src": "data:",
        "script-src": f"'sha256-{digest}'", "base-uri": "'none'", "form-action": "'none'",
    }  # fmt: skip
    assert len(page.all("script")) == 1
    assert not [attrs for _, attrs in page.elements if any(name.startswith("on") for name in attrs)]


def test_it_is_well_formed_and_has_a_section_with_a_heading_per_slide(made):
    doc, _, page = made
    assert not page.unclosed
    assert not page.open
    slides = doc.deck.slides
    assert len(page.all("main")) == 1
    assert [a["id"] for a in page.all("section")] == [f"slide-{n + 1}" for n in range(len(slides))]
    assert [a["aria-labelledby"] for a in page.all("section")] == [a["id"] for a in page.all("h2")]
    assert page.all("html")[0]["lang"] == {"zh": "zh-CN", "en": "en-GB"}[doc.deck.language]
    ids = [attrs["id"] for _, attrs in page.elements if "id" in attrs]
    assert len(ids) == len(set(ids))


def test_everything_on_the_slides_is_said(made):
    doc, _, page = made
    for slide in doc.deck.slides:
        wanted = [slide.title, slide.kicker, *slide.lines, foot(doc, slide), slide.notes]
        wanted += [part for one in slide.takeaways for part in (one.value, one.label, one.text)]
        wanted += [slide.chart.caption, slide.chart.description] if slide.chart else []
        for text in wanted:
            assert re.sub(r"\s", "", text) in page.text, (slide.key, text)


def test_a_chart_is_a_picture_with_a_name_and_its_letters_are_carried(made):
    doc, written, page = made
    charts = [a for a in page.all("svg") if a.get("class") == "chart"]
    assert len(charts) == sum(1 for slide in doc.deck.slides if slide.chart)
    assert all(a["role"] == "img" and a["aria-label"] for a in charts)
    carried = re.findall(r"data:font/woff2;base64,([^)]+)\)", written)
    assert len(carried) == 3
    with TTFont(io.BytesIO(base64.b64decode(carried[0]))) as font:
        letters = set(map(chr, font.getBestCmap()))
    assert set(page.text) <= letters
    assert len(letters) < 1500


def test_a_table_has_headings_of_its_columns_and_rows_and_all_its_rows():
    page = Page(small(Slide("x", "x", "", "Title", table=table_of(30, "en"))))
    scopes = [a.get("scope") for a in page.all("th")]
    assert scopes.count("col") == 8
    assert scopes.count("row") == 30
    assert "appendix" not in page.text
    assert page.text.count("Weakmoment") == 30


def test_the_numbers_behind_a_chart_are_folded_in_and_counted_where_there_are_too_many():
    told = Slide("x", "x", "", "Title", data=(table_of(80, "en"),))
    page = Page(small(told))
    assert len(page.all("tr")) == 61
    assert "…20morerows,seetheappendix" in page.text


def test_every_text_is_escaped():
    words = dict.fromkeys(("expectation", "perception"), NASTY)
    rows = chart_gallery.journey_rows(3, "en").assign(label=NASTY, short2=NASTY, stage=NASTY)
    chart = slide_samples.chart(
        Drawing.JOURNEY, rows, chart_gallery.WORDS["en"], caption=NASTY, description=NASTY
    )
    chart = Chart(chart.drawing, chart.columns, {**chart.words, **words}, NASTY, NASTY)
    table = table_of(2, "en", name=NASTY)
    table = Table("t", NASTY, table.columns, table.rows, note=NASTY)
    slide = Slide(
        "x", "x", NASTY, NASTY, (NASTY, NASTY), (Takeaway(NASTY, NASTY, NASTY),), chart, table, (table,),
        NASTY, NASTY,
    )  # fmt: skip
    written = slide_html.to_html(document("en", (slide,), title=NASTY)).decode()
    page = Page(written)
    assert written.count("<script") == 1
    assert len(page.all("script")) == 1
    assert not page.unclosed
    assert page.text.count(re.sub(r"\s", "", NASTY)) >= 20


def test_a_hidden_value_is_a_dash_and_nothing_else():
    page = Page(small(Slide("x", "x", "", "Title", table=slide_samples.short_table("en", 5))))
    assert page.text.count("–") == 2
    assert "1,203" not in page.text


def test_it_prints_one_slide_per_page_and_reads_without_the_script():
    written = small(Slide("x", "x", "", "Title", ("One.",), notes="Note"))
    assert "@page{size:1280px 720px" in written
    assert "break-after:page" in written
    assert "<noscript" not in written
    assert "<details><summary>For the speaker</summary><p>Note</p></details>" in written
    assert 'name="viewport"' in written


def test_it_is_light_enough_for_a_mail(made):
    _, written, _ = made
    assert len(written) < 900_000
