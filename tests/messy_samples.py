"""The messy sample workbooks, each with the facts beside it: adding one is dropping two files."""

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "sample_data" / "messy"
EXPECTED: dict[str, dict[str, Any]] = {
    path.name.removesuffix(".json"): json.loads(path.read_text(encoding="utf-8"))
    for path in sorted(FOLDER.glob("*.json"))
}
