"""The table of the survey formats that are recognised, as the README shows it."""

import re

from mot.domain.errors import N_, MotError
from mot.ingest.containers.kinds import Kind
from mot.ingest.layouts import LAYOUTS
from mot.locale.words import LANGUAGES, Locale

FILES: dict[Kind, str] = {
    Kind.XLSX: ".xlsx, .xlsm",
    Kind.XLSB: ".xlsb",
    Kind.XLS: ".xls",
    Kind.ODS: ".ods",
    Kind.TEXT: ".csv, .tsv, .txt",
    Kind.SPSS: ".sav",
    Kind.PAGE: ".html",
    Kind.XML: ".xml",
}
BEGIN, END = "<!-- formats:{language} -->", "<!-- /formats:{language} -->"


class NoPlaceError(MotError):
    """The text does not say where the table belongs."""

    message = N_("The file has no place for the table of formats. Put {begin} and {end} where it belongs.")


def format_table(locale: Locale) -> str:
    """Every format with what it is known by, and the kinds of file, in Markdown."""
    head = [
        f"| {locale.t('Format')} | {locale.t('What it is known by')} |",
        "|---|---|",
    ]
    rows = [f"| {_cell(locale.t(layout.title))} | {_cell(locale.t(layout.about))} |" for layout in LAYOUTS]
    files = " ".join(f"`{ending}`" for endings in FILES.values() for ending in endings.split(", "))
    told = locale.t("Each of them as {files}; workbooks may have a password.", files=files)
    return "\n".join((*head, *rows, "", told))


def _cell(text: str) -> str:
    """A text that does not end its cell."""
    return re.sub(r"\s+", " ", text).replace("|", "\\|")


def with_formats(text: str) -> str:
    """A README with the tables of the present formats between its marks, one for each language.

    Raises
    ------
    NoPlaceError
        When the marks of a language are missing.
    """
    for language in LANGUAGES:
        begin, end = (mark.format(language=language) for mark in (BEGIN, END))
        found = re.search(re.escape(begin) + r".*?" + re.escape(end), text, re.S)
        if found is None:
            raise NoPlaceError(begin=begin, end=end)
        table = format_table(Locale(language))
        before, after = text[: found.start()], text[found.end() :]
        text = f"{before}{begin}\n\n{table}\n\n{end}{after}"
    return text
