"""How the numbers were worked out, and which imports they rest on."""

import mot
from mot.analysis.gaps import GapTable
from mot.domain.slides import Column, Form, Slide, Table, Value
from mot.locale.threshold_words import THRESHOLD_UNITS, THRESHOLD_WORDS
from mot.reports.slides.asked import Asked
from mot.reports.slides.resting import answered, confidence, unit_text
from mot.services import gaps
from mot.services.review_imports import Imports, imports

KEY, SECOND = "methods", "methods-2"
MOST = 14  # imports of the slide, the newest ones
DIGITS = 12  # of a digest on the slide; the appendix has all 64


def compose(asked: Asked) -> tuple[Slide, ...]:
    """The rules in plain words, then the imports with their digests."""
    return (_rules(asked), *_imports(asked))


def _rules(asked: Asked) -> Slide:
    t, locale, rules = asked.t, asked.locale, asked.books.thresholds
    table: GapTable = asked.ask(gaps.gap_table, asked.view)
    unit, digits = table.unit, table.unit.digits
    lines = (
        t(
            "Score and gap: each person rates what was expected and what was experienced; the gap is the mean "
            "difference, below 0 means worse than expected."
        )
        if table.paired
        else t(
            "Scores: each person rates what was experienced. Expectations were not asked, so there is no gap."
        ),
        t(
            "Intervals: if the survey were repeated, about {confidence} of them would contain the mean of all "
            "customers like those who answered.",
            confidence=confidence(asked),
        ),
        t(
            "Weak moment: more than {delta} below expectation for certain, allowing for all touchpoints looked at "
            "together; delight: more than {up} above.",
            delta=locale.score(unit.shown(rules.delta), digits),
            up=locale.score(unit.shown(rules.delta_up), digits),
        ),
        t(
            "Changes and differences are told only where they are certain; touchpoints asked in other words are not "
            "compared."
        ),
        t(
            "Privacy: fewer than {n_suppress} answers are hidden, and with them what would give them away; a finding "
            "needs {n_status}.",
            n_suppress=rules.n_suppress,
            n_status=rules.n_status,
        ),
        t(
            "Actions are judged against branches that were left alone, allowing for luck at the start, with at least "
            "{n} answers before and after.",
            n=rules.n_effect,
        ),
        t(
            "Who answered: {responses} of this quarter count; those who did not answer may differ.",
            responses=answered(asked),
        ),
    )
    return Slide(
        KEY,
        KEY,
        t("Methods"),
        t("All numbers follow the same rules, fixed before looking"),
        lines,
        data=(_settings(asked),),
        footnote=asked.footnote(
            unit_text(asked, unit, signed=table.paired),
            t("As of {day}", day=locale.date(asked.today)),
            t("version {version}", version=mot.__version__),
        ),
        notes=t(
            "The method page of the product has every formula with its literature. The settings in force when this "
            "review was made are in the appendix."
        ),
        about="gaps",
    )


def _settings(asked: Asked) -> Table:
    """Every threshold as the settings page calls it."""
    t, rules = asked.t, asked.books.thresholds.as_dict()
    columns = (
        Column("name", t("Setting")),
        Column("value", t("Value"), Form.SCORE, 2),
        Column("unit", t("Unit")),
    )
    rows = tuple(
        (t(word), float(rules[name]), t(THRESHOLD_UNITS[name])) for name, word in THRESHOLD_WORDS.items()
    )
    return Table("settings", t("Present settings"), columns, rows)


def _imports(asked: Asked) -> tuple[Slide, ...]:
    t, locale = asked.t, asked.locale
    found: Imports = asked.ask(imports, asked.view, asked.earlier)
    if not found.batches:
        return ()
    total = len(found.batches)
    shown = found.batches[-MOST:]
    said = []
    if len(found.whole) < total:
        said.append(t("Imports that hold other branches too are listed without their file."))
    if len(shown) < total:
        said.append(t("The last {n} of {total}; the appendix has all.", n=len(shown), total=total))
    return (
        Slide(
            SECOND,
            KEY,
            t("Methods"),
            locale.tn("The numbers rest on {n} import", "The numbers rest on {n} imports", total),
            table=Table(
                "imports",
                t("Imports"),
                _columns(asked),
                tuple(_row(found, place, DIGITS) for place in range(total - len(shown), total)),
                note=locale.paragraph(said),
            ),
            data=(
                Table(
                    "imports-all",
                    t("Imports"),
                    _columns(asked),
                    tuple(_row(found, place, 64) for place in range(total)),
                ),
            ),
            footnote=asked.footnote(t("imports of eight quarters and of {quarter}", quarter=asked.earlier)),
            notes=t(
                "The fingerprint (SHA-256) shows whether a file at hand is the very one that was imported. An import "
                "that is undone or comes later changes the numbers of the product, never those of this review."
            ),
            about="quality",
        ),
    )


def _columns(asked: Asked) -> tuple[Column, ...]:
    t = asked.t
    return (
        Column("number", t("Number"), Form.COUNT, weight=0.4),
        Column("file", t("File"), weight=2.4),
        Column("responses", t("Responses"), Form.COUNT, weight=0.8),
        Column("figures", t("Outcome figures"), Form.COUNT, weight=0.8),
        Column("at", t("Imported on"), Form.DATE, weight=0.9),
        Column("digest", "SHA-256", weight=1.4),
    )


def _row(found: Imports, place: int, digits: int) -> tuple[Value, ...]:
    """One import; without file and size where it holds branches that not all readers may see."""
    one = found.batches[place]
    seen = one.id in found.whole
    return (
        one.id,
        one.file_name if seen else "",
        (one.counts.responses or None) if seen else None,
        (one.counts.figures or None) if seen else None,
        one.created_at.date().isoformat(),
        one.sha256[:digits],
    )
