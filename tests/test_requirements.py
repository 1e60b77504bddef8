"""The pinned requirements agree with each other, with pyproject.toml and with what the code imports."""

import ast
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
OURS = {"mot", "pages", "app"}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def pins(file: str) -> list[Requirement]:
    lines = (ROOT / file).read_text("utf-8").splitlines()
    return [Requirement(line) for line in lines if line.strip() and not line.lstrip().startswith("#")]


def as_text(found: list[Requirement]) -> set[str]:
    return {f"{canonicalize_name(r.name)}{r.specifier} ; {r.marker or ''}" for r in found}


def versions(found: list[Requirement], name: str) -> list[str]:
    same = [r for r in found if canonicalize_name(r.name) == canonicalize_name(name)]
    return [next(iter(r.specifier)).version for r in same]


def imported() -> set[str]:
    files = [ROOT / "app.py", *(ROOT / "pages").rglob("*.py"), *(ROOT / "mot").rglob("*.py")]
    found: set[str] = set()
    for file in files:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
                found.add(node.module.split(".")[0])
    return found - set(sys.stdlib_module_names) - OURS


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-dev.txt"])
def test_every_pin_is_exact(file: str) -> None:
    loose = [
        str(r) for r in pins(file) if [s.operator for s in r.specifier] != ["=="] or "*" in str(r.specifier)
    ]
    assert not loose


def test_development_runs_on_the_same_versions_as_the_product() -> None:
    runtime, development = as_text(pins("requirements.txt")), as_text(pins("requirements-dev.txt"))
    assert runtime <= development, f"only in requirements.txt: {sorted(runtime - development)}"


@pytest.mark.parametrize(
    ("file", "wanted"),
    [
        ("requirements.txt", PROJECT["dependencies"]),
        ("requirements-dev.txt", PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"]),
    ],
)
def test_the_pins_satisfy_pyproject(file: str, wanted: list[str]) -> None:
    found = pins(file)
    for line in wanted:
        need = Requirement(line)
        pinned = versions(found, need.name)
        assert pinned, f"{need.name} is not in {file}; run: make requirements"
        assert all(need.specifier.contains(v, prereleases=True) for v in pinned), f"{need}: {pinned}"


def test_what_the_product_imports_is_a_dependency_of_its_own() -> None:
    declared = {canonicalize_name(Requirement(line).name) for line in PROJECT["dependencies"]}
    carriers = packages_distributions()
    for module in sorted(imported()):
        named = {canonicalize_name(d) for d in carriers.get(module, [module])}
        assert named & declared, f"`import {module}` needs {sorted(named)} in pyproject.toml"
