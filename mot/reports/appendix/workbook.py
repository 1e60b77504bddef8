"""The appendix of a review: a workbook with the data behind each slide, made from what was frozen alone."""

from collections.abc import Sequence

from mot.domain.reviews import Content, Document
from mot.domain.slides import Slide, Table
from mot.locale.words import Locale
from mot.reports.appendix.book import Book
from mot.reports.appendix.branches import branch_table
from mot.reports.appendix.facts import fact_table
from mot.reports.appendix.manifest import Entry, manifest


def to_xlsx(document: Document, content: Content) -> bytes:
    """A manifest, one sheet per table of each slide, every branch by touchpoint, and all numbers of the review.

    Texts are stored as texts, whatever they begin with; no cell holds a formula, none is hidden; what is missing
    or hidden is empty.
    """
    locale = Locale("en" if document.deck.language == "en" else "zh")
    t, review = locale.t, document.review
    book = Book(title=review.title, author=document.basis.made_by, created=document.basis.made_at)
    first = book.named(t("Contents"))
    listed = [
        (
            Entry(book.named(f"{number} {table.title}"), table.title, _slide(locale, number, slide)),
            slide,
            table,
        )
        for number, slide in enumerate(document.deck.slides, start=1)
        for table in _tables(slide)
    ]
    whole = [*branch_table(locale, content), fact_table(locale, content)]
    more = [Entry(book.named(table.title), table.title, "") for table in whole]
    manifest(book, first, locale, document, [*(entry for entry, _, _ in listed), *more])
    back = (first, t("Back to the contents"))
    for entry, slide, table in listed:
        above = (entry.slide, table.note, _foot(document, slide))
        book.table(entry.sheet, table, above, back=back)
    for entry, table in zip(more, whole, strict=True):
        book.table(entry.sheet, table, (table.note, review.stamp), back=back)
    return book.content()


def _tables(slide: Slide) -> Sequence[Table]:
    return [*([slide.table] if slide.table else []), *slide.data]


def _slide(locale: Locale, number: int, slide: Slide) -> str:
    return locale.t("Slide {number}: {title}", number=number, title=slide.title)


def _foot(document: Document, slide: Slide) -> str:
    return " · ".join(part for part in (slide.footnote, document.review.stamp) if part)
