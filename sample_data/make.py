"""Write the demonstration bank's feedback and figures, the messy workbooks and the ledgers, the same bytes every time.

    python sample_data/make.py [--out DIR] [--only demo|messy|ledgers] [--quarter 2026Q3]

Needs the development requirements (XlsxWriter, xlwt).
"""

import argparse
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from mot.domain.demonstration import read_institution  # noqa: E402
from sample_data import demo, ledgers, messy  # noqa: E402


def main() -> None:
    """Write all folders below `--out`, by default beside this file."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path, default=HERE, help="folder to write into")
    parser.add_argument("--only", choices=("demo", "messy", "ledgers"), help="write only this folder")
    parser.add_argument("--quarter", help="write only this quarter of the demonstration, for example 2026Q3")
    options = parser.parse_args()
    institution = read_institution((HERE / "demo" / "institution.toml").read_text(encoding="utf-8"))
    written: list[Path] = []
    if options.only in (None, "demo"):
        written += demo.write(institution, options.out / "demo", only=options.quarter)
    if options.only in (None, "messy"):
        written += messy.write(institution, options.out / "messy")
    if options.only in (None, "ledgers"):
        written += ledgers.write(institution, options.out / "ledgers")
    for path in written:
        print(f"{path.stat().st_size:>9,}  {path}")


if __name__ == "__main__":
    main()
