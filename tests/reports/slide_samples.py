"""A review that has every kind of part: each chart, tables that fit and tables that do not, long names, odd texts.

``PYTHONPATH=. python tests/reports/slide_samples.py OUT`` writes its PDF, HTML and one PNG per page.
"""

import datetime as dt
import sys
from pathlib import Path

import pandas as pd

from mot.charts.frames import branches as branch_rows
from mot.charts.frames import funnel as funnel_rows
from mot.domain.periods import Quarter
from mot.domain.reviews import Basis, Document, Review, State
from mot.domain.slides import (
    TITLE,
    Chart,
    Column,
    Deck,
    Drawing,
    Form,
    Slide,
    Table,
    Takeaway,
    Tone,
)  # fmt: skip
from mot.domain.survey import Name
from mot.locale.words import Locale
from mot.reports.slides.asked import chart
from tests.charts import (
    chart_gallery,
    gallery_branches,
    gallery_details,
    gallery_diagnosis,
    gallery_drivers,
    gallery_planner,
)

LONG = "江城商业银行股份有限公司经济技术开发区支行"  # 20 letters
NASTY = "<script>alert(\"x\")</script> & 'y'"
MADE = dt.datetime(2026, 11, 26, 8, 30, tzinfo=dt.UTC)
SENTENCES = {
    "zh": [
        "取号排队是最大短板：期望 4.42，感知 3.57，差距的 95% 区间为 −0.90 至 −0.83，12 家网点全部为负。",
        "与上季相比，只有方案建议的变化可以确认；其余触点的变化尚不能判断。",
        "三项行动已到期：一项改善，两项证据不足，样本量还需要增加约 120 份。",
    ],
    "en": [
        "Ticket and queue falls furthest short: 4.42 expected, 3.57 perceived, 95% CI of the gap −0.90 to −0.83, "
        "negative in all 12 branches.",
        "Against the quarter before, only solution advice has certainly changed; for the others we cannot tell yet.",
        "Three actions have come due: one improved, two are not proven yet and need about 120 more answers.",
    ],
}


def rows_of(drawing: Drawing, lang: str) -> tuple[pd.DataFrame, dict[str, object]]:
    """Rows of a chart and its author's options."""
    locale = Locale("zh" if lang == "zh" else "en")
    told, called = gallery_branches.survey(12, 40), gallery_branches.names(12)
    value = {"value": chart_gallery.WORDS[lang].gap, "fair": chart_gallery.WORDS[lang].fair}
    heat = chart_gallery.heat_rows(16, 10, lang)
    found: dict[Drawing, tuple[pd.DataFrame, dict[str, object]]] = {
        Drawing.JOURNEY: (chart_gallery.journey_rows(10, lang), {}),
        Drawing.GAPS: (chart_gallery.journey_rows(10, lang).assign(order=range(10)), {}),
        Drawing.HEAT: (heat, {"clamp": 1.0}),
        Drawing.PRIORITIES: (gallery_drivers.map_rows(lang), dict(gallery_drivers.TITLES[lang])),
        Drawing.RANKED: (branch_rows.ranked(told, called, locale), value),
        Drawing.FUNNEL: (funnel_rows.funnel(told, called, locale), value),
        Drawing.TREND: (chart_gallery.trend_rows(), {}),
        Drawing.MOVEMENTS: (chart_gallery.movement_rows(lang), {}),
        Drawing.STEPS: (gallery_details.dimension_rows(lang), {}),
        Drawing.CAUSES: (gallery_diagnosis.count_rows(5, lang), {}),
        Drawing.EFFECTS: (chart_gallery.movement_rows(lang), {}),
        Drawing.COVERAGE: (gallery_diagnosis.count_rows(5, lang), {}),
        Drawing.NEEDED: (gallery_planner.needed_rows(12, 6, lang), {}),
    }
    return found[drawing]


def chart_of(drawing: Drawing, lang: str) -> Chart:
    """A chart with rows as on the pages."""
    rows, options = rows_of(drawing, lang)
    caption = (
        "横线 = 期望，圆点 = 感知，色带 = 95% 区间。" if lang == "zh" else "Tick = expected, dot = perceived."
    )
    description = "每个触点的期望与感知" if lang == "zh" else "Expected and perceived"
    words = chart_gallery.WORDS[lang]
    return chart(drawing, rows, words, caption=caption, description=description, **options)  # type: ignore[arg-type]


def table_of(rows: int, lang: str, *, name: str = "") -> Table:
    """A table of branches with a text that has to be wrapped; some values are hidden."""
    zh = lang == "zh"
    columns = (
        Column("branch", "网点" if zh else "Branch"),
        Column("n", "样本" if zh else "Answers", Form.COUNT),
        Column("gap", "差距" if zh else "Gap", Form.SIGNED, 2),
        Column("change", "较上季变化" if zh else "Change on the quarter before", Form.SIGNED, 2),
        Column("share", "占比" if zh else "Share", Form.SHARE),
        Column("due", "到期日" if zh else "Due", Form.DATE),
        Column("finding", "结论" if zh else "Finding", Form.MARK),
        Column("text", "说明" if zh else "What it means", weight=2.0),
    )
    values = []
    for i in range(rows):
        hidden = i % 7 == 3
        values.append(
            (
                name or (f"{LONG}{i}" if zh else f"{LONG} Development Zone {i}"),
                None if hidden else 1200 + i, None if hidden else -0.85 + i / 50, None if i % 5 == 1 else i / 100,
                i / rows, "2026-12-31", "薄弱时刻" if zh else "Weak moment", SENTENCES[lang][i % 3],
            )
        )  # fmt: skip
    tones = tuple(("", "", "weak", "", "", "", "weak" if i % 2 else "above", "") for i in range(rows))
    title = "各网点的差距" if zh else "Gaps by branch"
    note = "按样本量从多到少排列。" if zh else "The largest samples first."
    return Table("branches", title, columns, tuple(values), tones, note)


def short_table(lang: str, rows: int = 5) -> Table:
    """A table that stands beside a chart."""
    whole = table_of(rows, lang)
    keep = (0, 1, 2, 6)
    return Table(
        "short",
        whole.title,
        tuple(whole.columns[i] for i in keep),
        tuple(tuple(row[i] for i in keep) for row in whole.rows),
        tuple(tuple(row[i] for i in keep) for row in whole.tones),
    )


def takeaways(lang: str) -> tuple[Takeaway, ...]:
    """Three numbers to remember."""
    tones = (Tone.WEAK, Tone.UNCLEAR, Tone.ABOVE)
    names = (
        ["投诉处理", LONG, "办结确认"] if lang == "zh" else ["Complaint handling", LONG, "Completion check"]
    )
    values = ("−0.97", "3,758", "+0.08")
    return tuple(
        Takeaway(v, n, s, t) for v, n, s, t in zip(values, names, SENTENCES[lang], tones, strict=True)
    )


def document(lang: str = "zh", slides: tuple[Slide, ...] | None = None, *, title: str = "") -> Document:
    """A deck with every kind of part, or with these slides."""
    quarter = Quarter(2026, 3)
    basis = Basis(
        quarter, quarter.previous, True, (), (), (), {}, "points", 2, 3758, 7, "0.1.0", dt.date(2026, 11, 26), MADE,
        "lin", Name("江城商业银行", "Jiangcheng Bank"), demonstration=True,
    )  # fmt: skip
    shown = every_part(lang) if slides is None else slides
    review = Review(
        12, title or ("2026 年第三季度客户体验回顾" if lang == "zh" else "Customer experience review, Q3 2026"),
        quarter, quarter.previous, True, frozenset(), tuple(s.section for s in shown), State.DRAFT, "3f9a1c2b" * 8, 7,
        MADE, "lin", MADE, "lin", 1, demonstration=True,
    )  # fmt: skip
    return Document(review, basis, Deck(lang, shown))


def every_part(lang: str) -> tuple[Slide, ...]:
    """One slide per kind of chart, and those without."""
    zh, said = lang == "zh", tuple(SENTENCES[lang])
    foot = "2026 年第三季度 · 3,758 份答卷 · 差距 = 感知 − 期望" if zh else "Q3 2026 · 3,758 responses"
    finding = (
        "五个薄弱时刻都发生在等候、讲解与善后"
        if zh
        else "Five weak moments, all in waiting, explaining and after"
    )
    longer = (
        "，其中投诉处理与取号排队两个触点的差距最大"
        if zh
        else ", of which complaint handling and queueing are the widest"
    )
    bank = "江城商业银行" if zh else "Jiangcheng Bank"
    notes = "差距是同一个人的感知减去期望。" if zh else "A gap is perceived minus expected of one person."
    told = {"footnote": foot, "notes": notes}
    slides = [
        Slide(TITLE, TITLE, bank, finding, said[1:], **told),
        Slide("summary", "summary", "摘要" if zh else "Summary", finding, said, takeaways(lang), **told),
    ]
    for number, drawing in enumerate(Drawing):
        slides.append(
            Slide(
                str(drawing),
                str(drawing),
                str(drawing),
                finding + (longer * (number % 4)),
                said[: number % 4],
                takeaways(lang) if number % 3 == 0 else (),
                chart_of(drawing, lang),
                short_table(lang) if number % 3 == 1 else None,
                **told,
            )
        )
    slides += [
        Slide("plan", "plan", "plan", finding, said[:2], table=table_of(30, lang), **told),
        Slide(
            "promised",
            "promised",
            "promised",
            finding,
            (),
            takeaways(lang),
            table=short_table(lang, 4),
            **told,
        ),
        Slide("methods", "methods", "methods", NASTY, said + said + said, **told),
    ]
    return tuple(slides)


def main(folder: Path) -> None:
    """Write everything for a person to look at."""
    import pypdfium2

    from mot.reports.drawn import html as slide_html
    from mot.reports.drawn import pdf as slide_pdf

    folder.mkdir(parents=True, exist_ok=True)
    for lang in ("zh", "en"):
        content = slide_pdf.to_pdf(document(lang))
        (folder / f"{lang}.pdf").write_bytes(content)
        (folder / f"{lang}.html").write_bytes(slide_html.to_html(document(lang)))
        for number, page in enumerate(pypdfium2.PdfDocument(content), start=1):
            page.render(scale=1.2).to_pil().save(folder / f"{lang}-{number:02d}.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
