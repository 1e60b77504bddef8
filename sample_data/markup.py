"""Tables in markup that are called .xls, as older systems export them."""

import datetime as dt
from html import escape
from pathlib import Path
from typing import Any

from mot.domain.survey import Institution
from sample_data.people import survey
from sample_data.sheets import Cell

Expected = dict[str, Any]


def page(path: Path, bank: Institution) -> Expected:
    """A web page in the encoding of Chinese Windows, a title over the table."""
    asked = survey(bank, path.stem, 90)
    header = asked.header()
    lines = [f'<tr><th colspan="{len(header)}">2026 年第三季度<br>客户反馈</th></tr>']
    for row in (header, *asked.rows()):
        cells = "".join(f"<td>{'&nbsp;' if value is None else escape(str(value))}</td>" for value in row)
        lines.append(f"<tr>{cells}</tr>")
    text = (
        '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head>'
        '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'
        "<style>td {mso-number-format:General}</style></head><body><table border=1>"
    )
    path.write_bytes((text + "\r\n".join(lines) + "</table></body></html>").encode("gb18030"))
    return asked.expected("wide")


def excel_2003(path: Path, bank: Institution) -> Expected:
    """The XML of Excel 2003: cells that are empty are left out, rows are hidden."""
    asked = survey(bank, path.stem, 90)
    lines = []
    for number, row in enumerate((asked.header(), *asked.rows())):
        cells = "".join(_cell(place, value) for place, value in enumerate(row, start=1) if value is not None)
        unseen = ' ss:Hidden="1"' if number in (3, 4) else ""
        lines.append(f"<Row{unseen}>{cells}</Row>")
    text = (
        '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        f'<Worksheet ss:Name="反馈"><Table>{"".join(lines)}</Table></Worksheet></Workbook>'
    )
    path.write_text(text, encoding="utf-8")
    return asked.expected("wide")


def _cell(place: int, value: Cell) -> str:
    kind, text = "String", escape(str(value))
    if isinstance(value, dt.date):
        kind, text = "DateTime", f"{value.isoformat()}T00:00:00.000"
    elif not isinstance(value, str):
        kind = "Number"
    return f'<Cell ss:Index="{place}"><Data ss:Type="{kind}">{text}</Data></Cell>'


FILES = (
    ("page.xls", page),
    ("excel_2003.xls", excel_2003),
)
