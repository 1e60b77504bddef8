"""A slide as SVG: everything stays on the page and in its place, and what does not fit says so."""

import re
from dataclasses import replace
from itertools import cycle
from xml.etree import ElementTree

import pytest

from mot.domain.slides import Chart, Drawing, Slide, Takeaway
from mot.locale.catalogue import messages
from mot.reports import measure
from mot.reports.drawn import chart as slide_svg_chart
from mot.reports.drawn import slide as slide_svg
from mot.reports.drawn.marks import Pen, Picture, Text
from mot.reports.layout import BOTTOM, HEIGHT, LEFT, RIGHT, WIDTH, Box, foot, places
from tests.charts import chart_gallery
from tests.reports import slide_samples
from tests.reports.slide_samples import LONG, NASTY, document, table_of

LANGUAGES = ("zh", "en")
SVG = "{http://www.w3.org/2000/svg}"


def texts(doc, position):
    return [mark for mark in slide_svg.marks(doc, position) if isinstance(mark, Text)]


def said(doc, position):
    return "".join(re.sub(r"\s", "", one.text) for one in texts(doc, position))


def one_slide(slide, lang="zh"):
    return document(lang, (slide,))


def meet(a, b):
    """How far two boxes cover each other, the shorter way."""
    return min(min(a.right, b.right) - max(a.x, b.x), min(a.bottom, b.bottom) - max(a.y, b.y))


@pytest.fixture(scope="module", params=LANGUAGES)
def doc(request):
    return document(request.param)


def test_everything_stays_on_the_page_and_nothing_covers_anything(doc):
    for position, slide in enumerate(doc.deck.slides):
        marks = slide_svg.marks(doc, position)
        for mark in marks:
            box = mark.box
            assert box.x >= 30, (slide.key, mark)
            assert box.right <= RIGHT + 1.5, (slide.key, mark)
            assert box.y >= 0, (slide.key, mark)
            assert box.bottom <= HEIGHT - 8, (slide.key, mark)
        solid = [mark for mark in marks if isinstance(mark, (Text, Picture))]
        for number, mark in enumerate(solid):
            for other in solid[number + 1 :]:
                assert meet(mark.box, other.box) < 1.5, (slide.key, mark, other)


def test_the_words_of_a_part_stand_in_its_box(doc):
    for position, slide in enumerate(doc.deck.slides):
        where = places(slide)
        boxes = [getattr(where, name) for name in where.__slots__ if getattr(where, name)]
        for text in texts(doc, position):
            middle = text.box.x + text.box.width / 2, text.box.y + text.box.height / 2
            home = [
                b
                for b in boxes
                if b.x - 1 <= middle[0] <= b.right + 1 and b.y - 4 <= middle[1] <= b.bottom + 20
            ]
            assert home, (slide.key, text)


def test_title_sentences_takeaways_footnote_stamp_and_number_are_all_said(doc):
    for position, slide in enumerate(doc.deck.slides):
        whole = said(doc, position)
        wanted = [slide.title, *slide.lines, foot(doc, slide), f"{position + 1}/{len(doc.deck.slides)}"]
        wanted += [part for one in slide.takeaways for part in (one.value, one.label, one.text)]
        wanted += [slide.chart.caption] if slide.chart else []
        for text in wanted:
            assert re.sub(r"\s", "", text) in whole, (slide.key, text)
        assert doc.review.stamp in whole


def test_a_title_takes_three_lines_at_the_smallest_and_then_ends_with_an_ellipsis():
    title = "投诉处理与取号排队两个触点的差距继续扩大，首响提速尚未见效，" * 8
    slide = Slide("x", "x", "", title, ("一句话。",), chart=slide_samples.chart_of(Drawing.TREND, "zh"))
    lines = [one for one in texts(one_slide(slide), 0) if one.pen.serif]
    assert len(lines) == 3
    assert {one.pen.size for one in lines} == {22.0}
    assert lines[-1].text.endswith("…")
    assert max(one.box.bottom for one in lines) <= places(slide).title.bottom + 1


def test_two_lines_of_a_title_part_at_a_comma_but_not_within_a_number():
    title = "取号排队与投诉处理的差距最大，其余八个触点的变化在本季尚不能判断，需要更多样本"
    first, second = (one.text for one in texts(one_slide(Slide("x", "x", "", title)), 0) if one.pen.serif)
    assert first.endswith("，")
    assert first + second == title
    number = "Of 3,994 people 2,869 waited longer than they had expected to wait, which is more than ever"
    lines = [one.text for one in texts(one_slide(Slide("x", "x", "", number), "en"), 0) if one.pen.serif]
    assert "3,994" in lines[0]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_table_that_is_too_long_counts_the_rows_that_the_appendix_has(lang):
    told = table_of(30, lang)
    doc = one_slide(Slide("x", "x", "", "Title", table=told), lang)
    whole, shown = said(doc, 0), sum(1 for one in texts(doc, 0) if one.text.startswith("1,2"))
    more = re.search(r"…+(?:另有)?(\d+)(?:行，见附录|morerows,seetheappendix)", whole)
    assert more, whole
    rows = whole.count("2026-12-31") + whole.count("31Dec2026")
    assert 5 < rows < 30
    assert rows + int(more[1]) == 30
    assert shown < rows  # hidden counts are not written
    assert re.sub(r"\s", "", told.note) in whole
    assert max(one.box.bottom for one in texts(doc, 0) if one.box.bottom < 650) <= BOTTOM + 1


def test_a_short_table_says_every_cell_and_writes_nothing_for_what_is_hidden():
    doc = one_slide(Slide("x", "x", "", "标题", table=slide_samples.short_table("zh", 5)))
    whole = said(doc, 0)
    for row in range(5):
        assert f"{LONG}{row}" in whole
    assert "见附录" not in whole
    assert "1,203" not in whole
    assert whole.count("–") == 2


def test_a_long_branch_name_is_whole_in_a_table_and_numbers_never_break():
    told = table_of(4, "zh", name=LONG)
    doc = one_slide(Slide("x", "x", "", "标题", table=told, takeaways=slide_samples.takeaways("zh")))
    drawn = [one.text for one in texts(doc, 0)]
    assert said(doc, 0).count(LONG) == 5  # four rows and a takeaway
    assert {"1,200", "1,201", "1,202", "−0.85", "2026-12-31"} <= set(drawn)


def test_numbers_stand_at_the_right_of_their_columns():
    doc = one_slide(Slide("x", "x", "", "标题", table=slide_samples.short_table("zh", 5)))
    ends = {round(one.box.right, 1) for one in texts(doc, 0) if re.fullmatch(r"1,20\d", one.text)}
    assert len(ends) == 1


def test_too_many_takeaways_become_smaller_and_never_leave_their_box():
    many = tuple(Takeaway(f"−0.{i}0", "投诉处理", "95% 区间 −1.04 至 −0.75 · 132 人") for i in range(1, 8))
    doc = one_slide(Slide("x", "x", "", "标题", takeaways=many))
    assert all(one.value in said(doc, 0) for one in many)
    box = places(doc.deck.slides[0]).takeaways
    inside = [one for one in texts(doc, 0) if one.x == box.x]
    assert len(inside) >= 21
    assert max(one.box.bottom for one in inside) <= box.bottom + 1


def test_sentences_that_do_not_fit_end_with_an_ellipsis():
    lines = tuple("客户反映排队时间过长，柜员解释不清。" * 12 for _ in range(6))
    doc = one_slide(Slide("x", "x", "", "标题", lines, chart=slide_samples.chart_of(Drawing.TREND, "zh")))
    box = places(doc.deck.slides[0]).lines
    drawn = [one for one in texts(doc, 0) if box.y <= one.y <= box.bottom + 1 and not one.pen.serif]
    assert any(one.text.endswith("…") for one in drawn)
    assert box.height < 0.4 * (BOTTOM - box.y) + 20


BOXES = [Box(LEFT, 150, 1152, 460), Box(LEFT, 150, 411, 420), Box(LEFT, 200, 862, 330)]


@pytest.mark.parametrize(("drawing", "box"), list(zip(Drawing, cycle(BOXES), strict=False)))
def test_a_chart_keeps_its_proportions_and_stays_in_its_box(drawing, box):
    chart = slide_samples.chart_of(drawing, "zh")
    drawn = slide_svg_chart.drawing(chart, box, "slide")
    width, height = drawn.size
    assert width == pytest.approx(box.width, abs=0.1)
    assert box.height * 0.2 < height <= box.height + 0.1
    assert 0.5 < drawn.scale <= slide_svg_chart.LARGER


def test_a_chart_of_thirty_rows_is_drawn_smaller_instead_of_cut():
    rows = chart_gallery.journey_rows(30).assign(order=range(30))
    told = slide_samples.chart(Drawing.GAPS, rows, chart_gallery.WORDS["zh"], caption="", description="")
    box = Box(LEFT, 150, 560, 430)
    drawn = slide_svg_chart.drawing(told, box, "x")
    whole = "".join(re.findall(r">([^<]+)</text>", drawn.inner))
    assert all(name in whole for name in rows["label"])
    assert drawn.size[1] <= box.height
    assert 12.5 * drawn.scale > 8.5


def test_what_a_chart_asks_of_its_author_in_size_is_not_asked_twice():
    chart = slide_samples.chart_of(Drawing.GAPS, "zh")
    box = Box(LEFT, 150, 862, 460)
    larger = replace(chart, options={**chart.options, "size": 1.2})
    assert slide_svg_chart.drawing(chart, box, "x").scale == pytest.approx(1.2)
    assert slide_svg_chart.drawing(larger, box, "x").scale == pytest.approx(1.0)


def test_ids_of_charts_differ_between_slides_and_every_reference_is_met(doc):
    ids = []
    for position in range(len(doc.deck.slides)):
        root = ElementTree.fromstring(slide_svg.svg(doc, position))
        own = [node.get("id") for node in root.iter() if node.get("id")]
        used = re.findall(r"url\(#([^)]+)\)", slide_svg.svg(doc, position))
        assert set(used) <= set(own)
        ids += own
    assert len(ids) == len(set(ids))


def test_two_charts_that_clip_share_no_id(monkeypatch):
    point = {
        "mark": {"type": "point", "clip": True},
        "encoding": {"x": {"field": "n", "type": "quantitative"}},
    }
    spec = {"layer": [point], "config": {}, "height": 200}
    monkeypatch.setattr(slide_svg_chart.slides, "specification", lambda chart: spec)
    told = Chart(Drawing.TREND, {"n": (1, 2)}, {}, "", "")
    drawn = [slide_svg_chart.drawing(told, Box(0, 0, 300, 200), key).inner for key in ("gaps", "gaps-2")]
    ids = [set(re.findall(r'\bid="([^"]+)"', one)) for one in drawn]
    used = [set(re.findall(r"url\(#([^)]+)\)", one)) for one in drawn]
    assert used[0]
    assert used == ids
    assert not ids[0] & ids[1]


def test_a_hidden_value_of_a_chart_is_not_in_its_drawing():
    rows = chart_gallery.heat_rows(4, 4)
    rows["gap_text"] = [f"{i + 1}.5" if h == "no" else "" for i, h in enumerate(rows["hidden"])]
    told = slide_samples.chart(
        Drawing.HEAT, rows, chart_gallery.WORDS["zh"], caption="", description="", clamp=1.0
    )
    drawn = slide_svg_chart.drawing(told, Box(0, 0, 800, 400), "x").inner
    assert len(re.findall(r">\d+\.5</text>", drawn)) == (rows["hidden"] == "no").sum()


def test_texts_are_escaped_and_letters_that_xml_does_not_know_left_out():
    doc = one_slide(
        Slide(
            "x",
            "x",
            NASTY,
            NASTY,
            (NASTY + "\x00\x08",),
            (Takeaway("1", NASTY, NASTY),),
            table=table_of(2, "zh", name=NASTY),
        )
    )
    drawn = slide_svg.svg(doc, 0)
    root = ElementTree.fromstring(drawn)
    assert not list(root.iter(f"{SVG}script"))
    assert said(doc, 0).count(re.sub(r"\s", "", NASTY)) >= 4


def test_a_letter_that_the_fonts_lack_is_listed_and_drawn_by_itself():
    rare = "陈𠮷"
    doc = one_slide(Slide("x", "x", "", "标题", (f"负责人：{rare}，Cronbach’s α 0.62",)))
    assert slide_svg.uncovered(doc) == ("α", "𠮷")
    drawn = slide_svg.svg(doc, 0)
    assert re.search(r'<tspan x="[\d.]+" font-family="Liberation Sans[^"]*">𠮷</tspan>', drawn)
    assert re.search(r'<tspan x="[\d.]+" font-family="Liberation Sans[^"]*">’</tspan>', drawn)
    assert "负责人：陈</tspan>" in drawn


def test_quotation_marks_stay_wide_among_chinese_letters():
    drawn = Text(0, 20, "理财面谈“三问”话术", Pen(14)).svg()
    assert "tspan" not in drawn


def test_every_letter_of_the_words_of_the_product_is_in_the_fonts_but_signs_that_the_other_font_has():
    letters = {x for english, chinese in messages("zh").items() for x in english + chinese} - set("\n\t")
    for look in ({}, {"bold": True}, {"serif": True}):
        missing = {x for x in letters if not measure.covers(x, **look)}
        assert all(ord(x) < 0x2E80 for x in missing), look


def test_the_page_is_as_wide_and_high_as_asked_for():
    root = ElementTree.fromstring(
        slide_svg.svg(document("zh", slide_samples.every_part("zh")[:1]), 0, scale=0.75)
    )
    assert (float(root.get("width")), float(root.get("height"))) == (0.75 * WIDTH, 0.75 * HEIGHT)
