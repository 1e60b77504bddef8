"""Tables as tables: they fit their box, say what they leave out, and colour cells as the pages do."""

from xml.etree import ElementTree

import pytest

from mot.charts import theme as pages
from mot.domain.slides import Chart, Column, Drawing, Form, Table
from mot.locale.words import Locale
from mot.reports import measure
from mot.reports.layout import Box
from mot.reports.pptx import cells, table_fit, tables, theme
from mot.reports.pptx.text import NAMESPACES, SLACK, Pen
from tests.reports import slide_samples

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
BOX = Box(64, 200, 1152, 440)
ZH, EN = Locale("zh"), Locale("en")


def drawn(xml):
    return ElementTree.fromstring(f"<p:spTree {NAMESPACES}>{xml}</p:spTree>")


def rows(tree):
    return [
        ["".join(t.text for t in cell.iter(f"{A}t")) for cell in row.iter(f"{A}tc")]
        for row in tree.iter(f"{A}tr")
    ]


def height(tree):
    """Where the lowest of the shapes ends, in units."""
    ends = []
    for place in [*tree.iter(f"{P}xfrm"), *tree.iter(f"{A}xfrm")]:
        ends.append(int(place.find(f"{A}off").get("y")) + int(place.find(f"{A}ext").get("cy")))
    return max(ends) / theme.UNIT


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_thirty_rows_with_long_names_fit_their_box_and_the_last_line_counts_the_others(lang):
    table, locale = slide_samples.table_of(60, lang), Locale(lang)
    tree = drawn(tables.draw(Pen(lang), 2, table, BOX, locale))
    told = rows(tree)
    assert told[0] == [column.title for column in table.columns]
    more = 60 - (len(told) - 2)
    assert more > 0
    assert told[-1][0] == locale.tn(
        "… {n} more row, see the appendix", "… {n} more rows, see the appendix", more
    )
    assert height(tree) <= BOX.bottom + 0.5


def test_a_short_table_keeps_its_largest_letters_and_all_its_rows():
    found = table_fit.fit(slide_samples.short_table("en", 4), 1152, 400, EN)
    assert (found.size, found.left_out, len(found.texts)) == (14.0, 0, 5)


def test_smaller_letters_come_before_leaving_rows_out():
    roomy = table_fit.fit(slide_samples.short_table("zh", 18), 1152, 700, ZH)
    tight = table_fit.fit(slide_samples.short_table("zh", 18), 1152, 350, ZH)
    assert roomy.size > tight.size
    assert tight.left_out == 0
    assert sum(tight.heights) <= 350


def test_columns_fill_the_width_and_numbers_are_never_broken():
    table = slide_samples.table_of(30, "zh")
    found = table_fit.fit(table, 700, 440, ZH)
    assert sum(found.widths) == pytest.approx(700)
    for row in found.texts[1:]:
        for text, wide, column in zip(row, found.widths, table.columns, strict=True):
            if column.form in table_fit.NUMBERS:
                assert measure.width(text, found.size) * SLACK <= wide


def test_no_text_has_more_lines_than_its_row_has_room_for():
    table = slide_samples.table_of(30, "en")
    found = table_fit.fit(table, 900, 440, EN)
    for row, high in zip(found.texts, found.heights, strict=False):
        for text, wide in zip(row, found.widths, strict=True):
            lines = measure.wrap(text, found.size, (wide - found.size) / SLACK + 0.1)
            assert len(lines) * found.size * 1.25 <= high, text


def test_a_hidden_value_is_a_dash_and_never_a_zero():
    columns = (Column("n", "n", Form.COUNT), Column("gap", "Gap", Form.SIGNED, 2), Column("t", "Text"))
    table = Table("x", "", columns, ((None, None, None), (12, -0.5, "a")))
    tree = drawn(tables.draw(Pen("en"), 2, table, BOX, EN))
    assert rows(tree)[1:] == [["–", "–", ""], ["12", "−0.50", "a"]]


def test_a_tone_is_a_colour_and_bold():
    table = Table("x", "", (Column("gap", "Gap", Form.SIGNED, 1),), ((-0.9,), (0.1,)), (("weak",), ("",)))
    tree = drawn(tables.draw(Pen("en"), 2, table, BOX, EN))
    weak, plain = (row.find(f".//{A}rPr") for row in list(tree.iter(f"{A}tr"))[1:])
    assert weak.get("b") == "1"
    assert weak.find(f".//{A}srgbClr").get("val") == theme.COLOURS["weak"]
    assert plain.get("b") == "0"
    assert plain.find(f".//{A}srgbClr").get("val") == theme.COLOURS["ink"]


def test_each_row_has_as_many_cells_as_there_are_columns_also_the_last_line():
    tree = drawn(tables.draw(Pen("en"), 2, slide_samples.table_of(60, "en"), BOX, EN))
    wide = len(list(tree.iter(f"{A}gridCol")))
    assert {len(list(row.iter(f"{A}tc"))) for row in tree.iter(f"{A}tr")} == {wide}


def heat_of(down, across, **changes):
    names = [f"网点{c}" for c in range(across)]
    keys = [(r, c) for r in range(down) for c in range(across)]
    columns = {
        "touchpoint": tuple(f"触点{r}" for r, _ in keys),
        "branch": tuple(names[c] for _, c in keys),
        "row_order": tuple(r for r, _ in keys),
        "column_order": tuple(c for _, c in keys),
        "shade": tuple((c - across / 2) / 3 for _, c in keys),
        "gap_text": tuple(f"{c}" for _, c in keys),
        "clear": tuple(c % 2 == 0 for _, c in keys),
        "hidden": ("no",) * len(keys),
    }
    return Chart(Drawing.HEAT, columns | changes, {}, "", "差距", {"clamp": 1.0})


def test_a_cell_has_the_colour_that_the_pages_give_it():
    assert theme.heat(-9, 0.5) == theme.heat(-0.5, 0.5) == pages.PALETTE["heat_low"][0][1:]
    assert theme.heat(-0.25, 0.5) == pages.PALETTE["heat_lower"][0][1:]
    assert theme.heat(0, 2) == pages.PALETTE["heat_zero"][0][1:]
    assert theme.heat(0.5, 0.5) == pages.PALETTE["heat_high"][0][1:]


def test_a_hidden_cell_is_hatched_and_tells_nothing_of_its_value():
    chart = heat_of(1, 3, hidden=("no", "few", "none"), shade=(0.1, None, None), gap_text=("+0.1", "", ""))
    tree = drawn(cells.draw(Pen("zh"), 2, chart, BOX).xml)
    told = rows(tree)
    assert told == [["", "网点0", "网点1", "网点2"], ["触点0", "+0.1", "·", ""]]
    hatched = [bool(list(cell.iter(f"{A}pattFill"))) for cell in list(tree.iter(f"{A}tr"))[1]]
    assert [bool(h) for h in hatched] == [False, False, True, False]


@pytest.mark.parametrize(("down", "across"), [(3, 2), (10, 12), (30, 20)])
def test_a_table_of_cells_fits_its_box(down, across):
    found = cells.draw(Pen("zh"), 2, heat_of(down, across), BOX)
    tree = drawn(found.xml)
    assert found.bottom <= BOX.bottom + 0.5
    assert height(tree) == pytest.approx(found.bottom, abs=0.1)
    assert len(rows(tree)) == down + 1
    for row in list(tree.iter(f"{A}tr"))[1:]:
        size = max(int(one.get("sz")) for one in row.iter(f"{A}rPr")) / 75
        assert int(row.get("h")) / theme.UNIT >= 1.3 * size


def test_long_names_of_places_run_upwards_where_they_do_not_fit():
    names = tuple(f"{slide_samples.LONG}{c}" for _ in range(5) for c in range(20))
    tree = drawn(cells.draw(Pen("zh"), 2, heat_of(5, 20, branch=names), BOX).xml)
    head = list(next(iter(tree.iter(f"{A}tr"))))
    assert all(cell.find(f"{A}tcPr").get("vert") == "vert270" for cell in head[1:])
    assert all(len(rows(tree)[0][c + 1]) >= 8 for c in range(20))


def test_what_is_still_needed_is_darker_the_more_is_missing():
    keys = [(r, c) for r in range(2) for c in range(2)]
    columns = {
        "touchpoint": tuple(f"触点{r}" for r, _ in keys), "branch": tuple(f"网点{c}" for _, c in keys),
        "row_order": tuple(r for r, _ in keys), "column_order": tuple(c for _, c in keys),
        "share": (0.0, 0.5, 1.0, 0.7), "exact": (True, True, True, False), "still_text": ("0", "20", "40", "≤28"),
    }  # fmt: skip
    tree = drawn(cells.draw(Pen("zh"), 2, Chart(Drawing.NEEDED, columns, {}, "", "还需"), BOX).xml)
    assert rows(tree)[1:] == [["触点0", "0", "20"], ["触点1", "40", "≤28"]]
    fills = [
        cell.find(f"{A}tcPr/{A}solidFill/{A}srgbClr").get("val")
        for row in list(tree.iter(f"{A}tr"))[1:]
        for cell in list(row)[1:]
    ]
    assert fills[0] == pages.PALETTE["heat_zero"][0][1:]
    assert fills[2] == pages.PALETTE["brand"][0][1:]
