"""Files that ask for too much or pretend to be what they are not: refused with a sentence, or inert."""

import csv
import io
import re
import resource
import struct
import sys
import zipfile
from dataclasses import replace

import pytest

from mot.domain.errors import MotError
from mot.ingest.containers import processes
from mot.ingest.containers.kinds import kind_of
from mot.ingest.containers.limits import Limits
from mot.ingest.containers.reading import Request, is_plain
from mot.ingest.containers.sheet_xml import reach_of, told_of
from mot.ingest.draft import SourceFile
from mot.ingest.workbook import (
    USUAL_LIMITS,
    CellTooLongError,
    NotAWorkbookError,
    StrayCellError,
    TooLargeError,
    TooSlowError,
    UnsafeFileError,
    base_name,
    read_workbook,
)
from sample_data.binary import write_xlsb
from sample_data.open_sheets import write_ods
from tests.ingest.ingest_samples import HEADER, draft, row, rows, workbook
from tests.messy_samples import FOLDER

BOOK, SHEET = "xl/workbook.xml", "xl/worksheets/sheet1.xml"
APART = Limits(apart=0, seconds=30, memory=400_000_000)
MEMORY = 400_000  # kilobytes that a hostile file may add to this process


def read(content: bytes, limits: Limits = USUAL_LIMITS, name: str = "feedback.xlsx"):
    return read_workbook(SourceFile(name, content), limits=limits)


def sheets_or_refusal(content: bytes, limits: Limits):
    """The sheets, or the sentence that a person is told."""
    try:
        return read(content, limits).sheets
    except MotError as error:
        return str(error)


def plain(content: bytes) -> bool:
    return is_plain(Request("a", content, "", "", 5_000_000, Limits()), kind_of(content))


def repacked(content: bytes, **changes: bytes | None) -> bytes:
    """A package with some of its members changed, added or left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        members = {name: old.read(name) for name in old.namelist()} | changes
        for name, part in members.items():
            if part is not None:
                new.writestr(name, part)
    return out.getvalue()


def part(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read(name)


@pytest.fixture(autouse=True)
def _bounded_memory():
    """No file makes this process larger by more than it may be."""
    scale = 1024 if sys.platform == "darwin" else 1
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    yield
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / scale < MEMORY


GOOD = workbook(rows(30))


def test_a_part_that_unpacks_to_a_thousand_times_its_size_is_refused():
    with pytest.raises(UnsafeFileError):
        read(repacked(GOOD, **{"xl/media/a.bin": bytes(60_000_000)}))


def test_many_parts_that_add_up_are_refused():
    noise = b"<a/>" * 100_000
    with pytest.raises(TooLargeError):
        read(repacked(GOOD, **{f"xl/media/{n}.xml": noise for n in range(20)}), Limits(unpacked=5_000_000))
    with pytest.raises(TooLargeError):
        read(repacked(GOOD, **{f"xl/media/{n}": b"" for n in range(60)}), Limits(parts=50))


def test_two_members_of_one_name_are_refused():
    out = io.BytesIO(GOOD)
    with zipfile.ZipFile(out, "a") as package, pytest.warns(UserWarning, match="Duplicate name"):
        package.writestr(SHEET, b"<worksheet/>")
    with pytest.raises(UnsafeFileError):
        read(out.getvalue())


def test_a_part_that_is_longer_than_it_says_is_not_trusted():
    """Its sizes, in both places where a package tells them, claim 1,000 bytes; it unpacks to 40 megabytes."""
    far = part(GOOD, SHEET) + b" " * 40_000_000
    lying = bytearray(repacked(GOOD, **{SHEET: far}))
    size = struct.pack("<I", len(far))
    assert lying.count(size) == 2
    lying = lying.replace(size, struct.pack("<I", 1000))
    assert not plain(bytes(lying)), "a process of its own reads what is not what it says"
    with pytest.raises(MotError):
        read(bytes(lying))


def test_a_package_inside_a_package_is_not_opened():
    with pytest.raises(NotAWorkbookError):
        read(nested())


def nested() -> bytes:
    content = GOOD
    for _ in range(5):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as package:
            package.writestr("feedback.xlsx", content)
        content = out.getvalue()
    return content


LAYERS = "".join(f'<!ENTITY l{i + 1} "{f"&l{i};" * 10}">' for i in range(9))
BOMB = f'<!DOCTYPE w [<!ENTITY l0 "ha">{LAYERS}]>'
THEFT = '<!DOCTYPE w [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("doctype", [BOMB, THEFT])
@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
def test_entities_in_the_list_of_sheets_are_refused_before_they_multiply(doctype, codec):
    book = part(GOOD, BOOK).decode().replace("<workbook", f"{doctype}<workbook", 1)
    book = book.replace("Sheet1", "&l9;").replace('encoding="UTF-8"', f'encoding="{codec}"')
    with pytest.raises(UnsafeFileError):
        read(repacked(GOOD, **{BOOK: book.encode(codec)}))


@pytest.mark.parametrize("doctype", [BOMB, THEFT])
def test_entities_elsewhere_are_never_expanded(doctype, tmp_path):
    shared = part(GOOD, "xl/sharedStrings.xml").decode()
    shared = shared.replace("<sst", f"{doctype}<sst", 1).replace("老城支行", "&l9;")
    for limits in (Limits(), APART):
        try:
            cells = str(
                read(repacked(GOOD, **{"xl/sharedStrings.xml": shared.encode()}), limits).sheets[0].grid
            )
        except MotError:
            continue
        assert "root:" not in cells
        assert cells.count("ha") < 100
    good = write_ods(tmp_path / "a.ods", "a", rows(3)).read_bytes()
    content = part(good, "content.xml").decode()
    content = content.replace("<office:document-content", f"{doctype}<office:document-content", 1).replace(
        "柜面", "&l9;"
    )
    with pytest.raises((UnsafeFileError, NotAWorkbookError)):
        read(repacked(good, **{"content.xml": content.encode()}))


@pytest.mark.parametrize("declared", [b"A1:XFD1048576", b"A1", b"XFD1048576", b"A1:ZZZ99999999"])
@pytest.mark.parametrize("limits", [Limits(), APART], ids=["here", "apart"])
def test_the_size_that_a_sheet_declares_decides_nothing(declared, limits):
    xml = re.sub(rb'<dimension ref="[^"]*"/>', b'<dimension ref="%s"/>' % declared, part(GOOD, SHEET))
    sheet = read(repacked(GOOD, **{SHEET: xml}), limits).sheets[0]
    assert (sheet.n_rows, sheet.n_columns) == (31, len(HEADER))


def far_and_wide(count: int, width: int = 40) -> bytes:
    """Rows of 40 filled cells and 16,000 empty ones that carry a format, as far as the column XEC."""
    header = [*HEADER, *(f"其他{n}" for n in range(width - len(HEADER)))]
    content = workbook([header, *([*row(n), *[n % 5] * (width - len(HEADER))] for n in range(1, count + 1))])
    names = [letters(column) for column in range(width, 16_354)]
    xml = re.sub(rb'<dimension ref="[^"]*"/>', b'<dimension ref="A1:XEC2001"/>', part(content, SHEET))

    def stretched(found: re.Match[bytes]) -> bytes:
        blanks = "".join(f'<c r="{name}{found[2].decode()}" s="0"/>' for name in names)
        return found[1] + blanks.encode() + b"</row>"

    return repacked(
        content, **{SHEET: re.sub(rb'(<row r="(\d+)"[^>]*>.*?)</row>', stretched, xml, flags=re.S)}
    )


def letters(column: int) -> str:
    text, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def test_a_sheet_formatted_as_far_as_the_column_xec_reads_within_its_time_and_size():
    content = far_and_wide(40)
    sheet = read(content, replace(APART, memory=1_000_000_000)).sheets[0]
    assert (sheet.n_rows, sheet.n_columns) == (41, 40)


def test_a_sheet_that_declares_one_cell_is_read_whole():
    xml = re.sub(rb'<dimension ref="[^"]*"/>', b'<dimension ref="A1"/>', part(GOOD, SHEET))
    assert draft(repacked(GOOD, **{SHEET: xml})).counts.responses == 30


@pytest.mark.parametrize(
    "cell", [b'<c r="XFD1048576"><v>1</v></c>', b'<c r="XFD1048576" t="inlineStr"><is><t> </t></is></c>']
)
def test_a_cell_far_away_is_named(cell):
    xml = part(GOOD, SHEET).replace(b"</sheetData>", b'<row r="1048576">%s</row></sheetData>' % cell)
    with pytest.raises(StrayCellError, match=r"Sheet1.*XFD1048576"):
        read(repacked(GOOD, **{SHEET: xml}))


@pytest.mark.parametrize(
    "cell",
    [
        b"<c r='XFD1048576'><v>1</v></c>",
        b'<c\nr="XFD1048576"><v>1</v></c>',
        b'<c s="0" t="n" x=">" r="XFD1048576"><v>1</v></c>',
        b'<x:c r="XFD1048576"><x:v>1</x:v></x:c>',
        b"<c " + b'a="1" ' * 200 + b'r="XFD1048576"><v>1</v></c>',
        b"<row r='1048576'><c><v>1</v></c></row>",
    ],
)
def test_a_cell_far_away_told_in_an_unusual_way_cannot_exhaust_the_memory(cell):
    xml = part(GOOD, SHEET).replace(b"</sheetData>", b'<row r="1048576">%s</row></sheetData>' % cell)
    content = repacked(GOOD, **{SHEET: xml.replace(b"<worksheet", b'<worksheet xmlns:x="urn:x"', 1)})
    try:
        read(content, Limits(memory=400_000_000))
    except MotError:
        return
    assert plain(content) is False or read(content).sheets[0].n_rows <= 32


def test_a_long_text_that_many_cells_share_cannot_exhaust_the_memory():
    """Each of 30,000 cells would hold a copy of its own of 90,000 letters: 2.7 gigabytes."""
    content = workbook([["a", "b", "c"], *[["x", "x", "x"]] * 10_000])
    shared = part(content, "xl/sharedStrings.xml").replace(b"<t>x</t>", b"<t>%s</t>" % (b"x" * 90_000))
    bad = repacked(content, **{"xl/sharedStrings.xml": shared})
    assert not plain(bad)
    with pytest.raises(TooLargeError):
        read(bad, Limits(memory=400_000_000))


def test_a_small_file_whose_cells_lie_far_apart_is_read_apart():
    xml = part(GOOD, SHEET).replace(
        b"</sheetData>", b'<row r="1000000"><c r="A1000000"><v>1</v></c></row></sheetData>'
    )
    assert not plain(repacked(GOOD, **{SHEET: xml}))
    assert plain(GOOD)


def test_a_cell_far_away_in_a_binary_package_cannot_exhaust_the_memory(tmp_path):
    content = write_xlsb(tmp_path / "a.xlsb", "a", rows(3)).read_bytes()
    sheet = "xl/worksheets/sheet1.bin"
    far = bytes([0, 17]) + struct.pack("<IIHBBBI", 1_048_575, 0, 300, 0, 0, 0, 0) + bytes([5, 16])
    far += struct.pack("<IId", 16_383, 0, 1.0)
    end = bytes([0x92, 0x01, 0])
    assert part(content, sheet).count(end) == 1
    bad = repacked(content, **{sheet: part(content, sheet).replace(end, far + end)})
    with pytest.raises(TooLargeError):
        read(bad, Limits(memory=400_000_000, seconds=30))


def test_a_cell_that_an_open_document_repeats_without_end_is_refused(tmp_path):
    content = write_ods(tmp_path / "a.ods", "a", rows(3)).read_bytes()
    xml = part(content, "content.xml").replace(
        b'<table:table-row><table:table-cell office:value-type="string">',
        b'<table:table-row table:number-rows-repeated="1048576">'
        b'<table:table-cell table:number-columns-repeated="16384" office:value-type="string">',
        1,
    )
    with pytest.raises(TooLargeError):
        read(repacked(content, **{"content.xml": xml}))


def test_a_reader_that_takes_too_long_is_stopped_and_nothing_is_left_of_it(tmp_path):
    content = write_ods(tmp_path / "a.ods", "a", rows(2000)).read_bytes()
    with pytest.raises(TooSlowError, match=r"0\.01 seconds"):
        read(content, Limits(seconds=0.01))
    assert read(content).sheets[0].n_rows == 2001


def test_what_waits_can_stop_the_reader():
    class StoppedError(MotError):
        message = "Stopped."

    def stop() -> None:
        raise StoppedError

    with pytest.raises(StoppedError):
        read_workbook(SourceFile("a.xlsx", GOOD), limits=APART, waiting=stop)


@pytest.mark.parametrize("share", [0.02, 0.2, 0.5, 0.8, 0.95, 0.999])
def test_half_a_file_is_no_workbook(share, tmp_path):
    binary = write_xlsb(tmp_path / "a.xlsb", "a", rows(40)).read_bytes()
    for content in (GOOD, binary):
        with pytest.raises(NotAWorkbookError):
            read(content[: int(len(content) * share)])


def test_deep_nesting_is_no_way_to_break_the_reader():
    deep = b"<a>" * 200_000 + b"</a>" * 200_000
    for name in (BOOK, SHEET, "xl/sharedStrings.xml"):
        xml = part(GOOD, name)
        at = xml.index(b">", xml.index(b"<", 60)) + 1
        content = repacked(GOOD, **{name: xml[:at] + deep + xml[at:]})
        assert sheets_or_refusal(content, Limits())


def test_a_text_longer_than_a_cell_may_hold_is_named_with_its_row(tmp_path):
    short = Limits(longest_cell=1000)
    long = [list(HEADER), row(1), row(2, 意见="长" * 1001)]
    files = {
        "a.xlsx": workbook(long),
        "a.ods": write_ods(tmp_path / "a.ods", "a", long).read_bytes(),
        "a.xlsb": write_xlsb(tmp_path / "a.xlsb", "a", long).read_bytes(),
        "a.csv": b"a,b\n1,2\n3," + b"x" * 1001 + b"\n",
    }
    for name, content in files.items():
        with pytest.raises(CellTooLongError, match="row 3"):
            read(content, short, name)


def test_a_quotation_mark_that_is_never_closed_does_not_swallow_the_file():
    content = ('网点,意见\n老城支行,好\n高新支行,"很好\n' + "老城支行,好\n" * 20_000).encode()
    with pytest.raises(CellTooLongError, match="row 3"):
        read(content, name="a.csv")


def test_a_text_table_of_too_many_rows_cells_or_columns_is_refused():
    for limits in (Limits(rows=9), Limits(cells=19), Limits(columns=1)):
        with pytest.raises(TooLargeError):
            read(b"a,b\n" * 10, limits, "a.csv")
    with pytest.raises(TooLargeError):
        read(GOOD, replace(APART, rows=20))


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("../../../etc/passwd", "passwd"),
        ("..\\..\\windows\\system32\\a.xlsx", "a.xlsx"),
        ("/tmp/反馈.xlsx", "反馈.xlsx"),
        ("a\x00b\r\n.xlsx", "ab.xlsx"),
        ("..", "file"),
        ("xslx.\u202eexe", "xslx.exe"),
        ("x" * 5000 + ".xlsx", "x" * 195 + ".xlsx"),
    ],
)
def test_of_a_file_name_only_its_last_part_is_kept(name, wanted):
    assert base_name(name) == wanted
    assert draft(GOOD, name=name).file_name == wanted


def test_names_of_members_lead_nowhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    tricky = {
        "../../evil.xml": b"x",
        "/etc/evil": b"x",
        "xl/worksheets/../../../evil.xml": b"x",
        "C:\\evil": b"x",
    }
    assert read(repacked(GOOD, **tricky)).sheets[0].n_rows == 31
    links = part(GOOD, "xl/_rels/workbook.xml.rels").replace(
        b"worksheets/sheet1.xml", b"../../../../etc/passwd"
    )
    with pytest.raises(MotError):
        read(repacked(GOOD, **{"xl/_rels/workbook.xml.rels": links}))
    assert list(tmp_path.iterdir()) == []


def typed(table) -> bytes:
    """A table as text, in which a formula is nothing but letters."""
    out = io.StringIO()
    csv.writer(out).writerows(table)
    return out.getvalue().encode()


def test_formulas_html_and_markdown_are_texts_like_others():
    harm = ["=cmd|' /C calc'!A0", "@SUM(1)", "<script>alert(1)</script>", "[x](javascript:alert(1))", "+1-2"]
    table = [list(HEADER), *(row(n, 意见=text) for n, text in enumerate(harm, start=1))]
    assert draft(typed(table), name="a.csv").responses.comment.to_pylist() == harm


def test_a_formula_in_a_header_or_a_branch_is_a_name():
    link = '=HYPERLINK("http://x")'
    table = [[link if title == "客群" else title for title in HEADER], *(row(n) for n in range(1, 9))]
    found = draft(typed(table), name="a.csv")
    assert link in [column.header for column in found.columns]
    odd = draft(typed([list(HEADER), *(row(n, 网点="=1+1") for n in range(1, 9))]), name="a.csv")
    assert any(issue.code == "unknown_branch" and issue.params["name"] == "=1+1" for issue in odd.issues)


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(2000),
        b"\xff\xd8\xff\xe0" + bytes(range(256)) * 20,
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj",
    ],
)
def test_a_picture_is_no_workbook_whatever_its_name_says(content):
    with pytest.raises(NotAWorkbookError):
        read(content)


ENDLESS = (
    b"<c ", b"<c>", b'<c r="A1" ', b'<row hidden="1" ', b"<row hidden=", b"<c><f>", b"<c><f/>    ", b"<", b"f ", b"<aaaaaaaaaaaaaa:",
    b'<col min="1" max="16384" hidden="1"/>', b'<c r="A1"><f>1</f>', b"<c><f/><v> ", b"<c>" + b" " * 5000,
)  # fmt: skip


@pytest.mark.parametrize("piece", ENDLESS)
def test_no_xml_makes_the_search_for_marks_slower_than_its_length(piece):
    """A search that went back over what it saw would need hours for this."""
    xml = piece * (600_000 // len(piece))
    assert told_of([xml[:300_000], xml[300_000:]]).uncached >= 0
    assert reach_of(xml) is None or reach_of(xml).rows <= 1


@pytest.mark.parametrize("doctype", [BOMB, THEFT])
def test_entities_in_the_xml_of_excel_2003_are_refused(doctype):
    content = (FOLDER / "excel_2003.xls").read_bytes()
    with pytest.raises(UnsafeFileError):
        read(
            content.replace(b"<Workbook", doctype.encode() + b"<Workbook", 1).replace(
                "微信".encode(), b"&l9;"
            )
        )


@pytest.mark.parametrize("attribute", ['ss:Index="0"', 'ss:Index="-5"', 'ss:Index="٣"', 'ss:Index="999999"'])
def test_places_that_no_sheet_has_are_refused_or_passed_over(attribute):
    content = (FOLDER / "excel_2003.xls").read_bytes()
    assert sheets_or_refusal(content.replace(b'ss:Index="2"', attribute.encode()), Limits())


def test_a_page_whose_cells_span_without_end_is_refused():
    cells = "<td colspan=1000 rowspan=1000>x</td>" * 500
    with pytest.raises(TooLargeError):
        read(f"<html><table><tr>{cells}</tr></table></html>".encode(), Limits(memory=700_000_000), "a.xls")


def test_a_server_keeps_readers_waiting_and_reads_the_same(monkeypatch) -> None:
    room = processes.WaitingRoom()
    monkeypatch.setattr(processes, "ROOM", room)
    content = (FOLDER / "old_excel.xls").read_bytes()
    cold = read_workbook(SourceFile("old_excel.xls", content))
    assert room.waiting == []  # a command line starts what it needs and no more
    processes.make_ready()
    first, *others = room.waiting
    assert len(others) == processes.PROCESSES - 1
    assert first.poll() is None
    warm = read_workbook(SourceFile("old_excel.xls", content))
    assert [sheet.grid for sheet in warm.sheets] == [sheet.grid for sheet in cold.sheets]
    assert first.poll() is not None  # a reader reads one file
    assert first not in room.waiting
    followers = list(room.waiting)
    assert len(followers) == processes.PROCESSES
    room.clear()
    assert all(process.poll() is not None for process in followers)
