"""`python -m bench [part ...]`: print what was measured beside its target."""

import argparse
import os
import platform
import sys
from pathlib import Path

from bench.results import show
from mot.settings import ROOT

PARTS = (
    "importing", "postgres", "dropping", "folder", "asking", "questions",
    "showing", "drawing", "reviewing", "coverage", "false_alarms", "killing",
)  # fmt: skip


def main() -> None:
    """Measure the parts that were named, or all."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="part", help=f"of {', '.join(PARTS)}; all by default")
    parser.add_argument(
        "--folder", type=Path, default=ROOT / "build" / "bench", help="where workbooks are kept"
    )
    options = parser.parse_args()
    parts = options.parts or PARTS
    if unknown := set(parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {sys.platform}")
    if "importing" in parts:
        from bench.importing import measure as importing

        show("Import of 100,000 respondents × 20 touchpoints", importing(options.folder))
    if "postgres" in parts:
        from bench.importing import measure_postgres

        show("The same on PostgreSQL", measure_postgres(options.folder))
    if "dropping" in parts:
        from bench.dropping import measure as dropping

        show("A branch file of 40 answers, from drop to preview", dropping())
    if "folder" in parts:
        from bench.folder import measure as folder

        show("500 branch files by python -m mot import", folder(options.folder))
    if "asking" in parts:
        from bench.asking import measure as asking

        show("Questions at 20 thousand / 200 thousand / 2 million ratings", asking())
    if "questions" in parts:
        from bench.questions import measure as questions

        show("Questions of the pages: demonstration bank / 1,000 branches", questions())
    if "showing" in parts:
        from bench.showing import measure as showing

        show("Script time of the pages (AppTest), demonstration bank", showing())
    if "drawing" in parts:
        from bench.drawing import measure as drawing

        show("The touchpoint page with 25 visits open", drawing())
    if "reviewing" in parts:
        from bench.reviewing import measure as reviewing

        show("A quarterly review, from click to file", reviewing())
    if "coverage" in parts:
        from bench.coverage import measure as coverage

        show("How often the interval of a gap holds the true gap", coverage())
    if "false_alarms" in parts:
        from bench.false_alarms import measure as false_alarms

        show("False alarms in networks where nothing is the matter (of so many)", false_alarms())
    if "killing" in parts:
        from bench.killing import measure as killing

        show("The committing process killed at random moments", killing())


if __name__ == "__main__":
    main()
