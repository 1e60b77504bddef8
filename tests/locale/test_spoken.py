"""Nothing is said past the translator: no Chinese in the code of the pages, no bare English in a widget."""

import ast
import re
from pathlib import Path

import pytest

from mot.settings import ROOT

HAN = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
ALLOWED = {"中文", "中文 / EN", "　", "；", "，", "、"}
FLOORS = ("mot/ui", "mot/charts", "mot/services", "pages")
FILES = [*(file for floor in FLOORS for file in sorted((ROOT / floor).rglob("*.py"))), ROOT / "app.py"]
SPOKEN = {"label", "help", "placeholder", "title", "text", "caption", "delta_description", "body", "error"}
SAID_FIRST = {
    "alert", "badge", "button", "caption", "checkbox", "data_editor", "dialog", "download_button", "error",
    "expander", "file_uploader", "form_submit_button", "header", "info", "link_button", "markdown", "metric",
    "multiselect", "number_input", "page_link", "pills", "popover", "radio", "segmented_control", "selectbox",
    "slider", "spinner", "status", "subheader", "success", "tabs", "text", "text_area", "text_input", "title",
    "toast", "toggle", "warning", "write", "TextColumn", "NumberColumn", "SelectboxColumn", "ProgressColumn",
    "CheckboxColumn", "DateColumn", "LineChartColumn", "ButtonColumn", "menu_button",
}  # fmt: skip
SILENT = {"dataframe", "data_editor"}  # their first argument is a table


def called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def of_streamlit(node: ast.expr) -> bool:
    while isinstance(node, ast.Attribute):
        node = node.value
    return isinstance(node, ast.Name) and node.id == "st"


def docstrings(tree: ast.AST) -> set[int]:
    """The ids of the nodes that are documentation."""
    found = set()
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list) and body and isinstance(body[0], ast.Expr):
            found.add(id(body[0].value))
    return found


def words_in(node: ast.expr) -> list[str]:
    """Literal words that a person would read in this argument; what a translator returns is not looked at."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        plain = re.sub(r":[a-z]+(/[a-z_]+)?:|:[a-z]+\[|%[.\d]*[a-z%]", " ", node.value)
        return [node.value] if re.search(r"[A-Za-z]{2,}", plain) else []
    if isinstance(node, ast.JoinedStr):
        return [w for value in node.values if isinstance(value, ast.Constant) for w in words_in(value)]
    if isinstance(node, ast.IfExp):
        return words_in(node.body) + words_in(node.orelse)
    if isinstance(node, ast.BinOp):
        return words_in(node.left) + words_in(node.right)
    if isinstance(node, ast.List | ast.Tuple):
        return [w for item in node.elts for w in words_in(item)]
    return []


def relative(file: Path) -> str:
    return str(file.relative_to(ROOT))


@pytest.mark.parametrize("file", FILES, ids=relative)
def test_no_chinese_stands_in_the_code(file):
    tree = ast.parse(file.read_text("utf-8"))
    documentation = docstrings(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation:
            rest = node.value
            for allowed in sorted(ALLOWED, key=len, reverse=True):
                rest = rest.replace(allowed, "")
            assert not HAN.search(rest), f"{relative(file)}:{node.lineno} says {node.value!r}"


@pytest.mark.parametrize("file", FILES, ids=relative)
def test_every_widget_speaks_through_the_translator(file):
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if not isinstance(node, ast.Call) or not of_streamlit(node.func):
            continue
        name = called(node)
        spoken = [k.value for k in node.keywords if k.arg in SPOKEN]
        if name in SAID_FIRST - SILENT:
            spoken += node.args[:1]
        said = [w for argument in spoken for w in words_in(argument) if w not in ALLOWED]
        assert not said, f"{relative(file)}:{node.lineno} says {said} past the translator"


def test_this_test_would_notice():
    """A bare label, a bare piece of an f-string and a bare choice are all found."""
    for source in ('st.button("Save")', 'st.caption(f"{x} rows")', 'st.markdown("a lot" if x else t("b"))'):
        call = ast.parse(source).body[0].value
        assert words_in(call.args[0])
    for source in (
        "st.caption(t('Save'))",
        'st.caption(f":material/info: {x}")',
        'st.markdown(f"**{x}**　:gray[")',
    ):
        call = ast.parse(source).body[0].value
        assert not words_in(call.args[0])
