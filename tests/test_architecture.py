"""Imports run downwards only, and each tool lives on its own floor."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[1]

FLOORS = [
    ("mot.stats",),
    ("mot.domain",),
    ("mot.settings",),
    ("mot.analysis",),
    ("mot.locale",),
    ("mot.ingest",),
    ("mot.storage",),
    ("mot.services",),
    ("mot.charts",),
    ("mot.reports",),
    ("mot.ui", "mot.cli"),
    ("mot.__main__", "pages", "app"),
]
HOMES = {
    "streamlit": ("mot.ui", "pages", "app"),
    "altair": ("mot.charts",),
    "sqlalchemy": ("mot.storage", "mot.services"),
    "alembic": ("mot.storage",),
    "cryptography": ("mot.services",),
    "apprise": ("mot.services",),
    "requests": ("mot.services",),
    "click": ("mot.cli",),
    "openpyxl": ("mot.ingest", "mot.reports"),
    "xlsxwriter": ("mot.reports",),
    "fastexcel": ("mot.ingest",),
    "python_calamine": ("mot.ingest",),
    "pyreadstat": ("mot.ingest",),
    "msoffcrypto": ("mot.ingest",),
    "olefile": ("mot.ingest",),
    "scipy": ("mot.stats",),
    "babel": ("mot.locale",),
    "vl_convert": ("mot.reports",),
    "fontTools": ("mot.reports",),
    "pptx": ("mot.reports",),
    "pypdf": ("mot.reports",),
}
STATEMENTS = {"select", "insert", "update", "delete", "text", "func"}


def modules() -> list[tuple[str, Path]]:
    files = [ROOT / "app.py", *sorted((ROOT / "pages").glob("*.py")), *sorted((ROOT / "mot").rglob("*.py"))]
    found = []
    for file in files:
        if "migrations" in file.parts:
            continue
        parts = file.relative_to(ROOT).with_suffix("").parts
        found.append((".".join(parts[:-1] if parts[-1] == "__init__" else parts), file))
    return found


def floor_of(name: str) -> int | None:
    for level, rooms in enumerate(FLOORS):
        if any(name == room or name.startswith(room + ".") for room in rooms):
            return level
    return None


def room_of(name: str) -> str:
    return ".".join(name.split(".")[:2]) if name.startswith("mot.") else name.split(".")[0]


def imports(tree: ast.AST) -> list[tuple[str, int]]:
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [(alias.name, node.lineno) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            found += [(f"{node.module}.{alias.name}", node.lineno) for alias in node.names]
    return found


MODULES = modules()
TREES = {name: ast.parse(file.read_text("utf-8")) for name, file in MODULES}
IMPORTS = [(name, target, line) for name, tree in TREES.items() for target, line in imports(tree)]


def test_every_module_stands_on_a_floor():
    assert {name for name in TREES if floor_of(name) is None} == {"mot"}, "add its room to FLOORS"


def test_a_module_imports_downwards_only():
    upwards = []
    for name, target, line in IMPORTS:
        level, below = floor_of(name), floor_of(target)
        if level is not None and below is not None and below >= level and room_of(name) != room_of(target):
            upwards.append(f"{name}:{line} imports {target}, which stands above or beside it")
    assert upwards == []


def test_a_tool_stays_on_its_floor():
    astray = []
    for name, target, line in IMPORTS:
        homes = HOMES.get(target.split(".")[0])
        if homes and not any(name == home or name.startswith(home + ".") for home in homes):
            astray.append(f"{name}:{line} imports {target}, which belongs to {', '.join(homes)}")
    assert astray == []


def test_sql_is_written_in_storage_only():
    for name, tree in TREES.items():
        if name.startswith("mot.storage"):
            continue
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Attribute)
                and isinstance(node.value, ast.Name)
                and node.value.id in {"sa", "sqlalchemy"}
            ):
                assert node.attr not in STATEMENTS, f"{name}:{node.lineno} writes SQL"


def test_pages_are_recipes():
    for name, file in MODULES:
        if not name.startswith("pages."):
            continue
        source = file.read_text("utf-8")
        assert len(source.splitlines()) <= 80, f"{name} is longer than a recipe"
        body = [n for n in TREES[name].body if not isinstance(n, ast.Import | ast.ImportFrom)]
        body = body[1:] if isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant) else body
        first = body[0]
        assert isinstance(first, ast.Assign), f"{name} does not begin at the door"
        assert isinstance(first.value, ast.Call)
        assert isinstance(first.value.func, ast.Name)
        assert first.value.func.id == "open_page", f"{name} does not begin at the door"


def test_every_public_function_says_what_it_does():
    for name, tree in TREES.items():
        for node in tree.body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                assert ast.get_docstring(node), f"{name}.{node.name} has no docstring"
