"""The settings, fonts and mark that the look depends on."""

import tomllib
from pathlib import Path

import pytest
from streamlit import config

from mot.charts import theme

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "static"
SETTINGS = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


def luminance(colour: str) -> float:
    parts = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted(map(luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


def flat(tree: dict, above: str = "") -> set[str]:
    names = set()
    for name, value in tree.items():
        names |= flat(value, f"{above}{name}.") if isinstance(value, dict) else {above + name}
    return names


def test_every_setting_is_known_to_streamlit():
    assert flat(SETTINGS) <= set(config.get_config_options())


@pytest.mark.parametrize("page", ["light", "dark"])
def test_page_and_charts_share_their_colours(page):
    colours = SETTINGS["theme"][page]
    side = ["light", "dark"].index(page)
    pairs = {"backgroundColor": "paper", "textColor": "ink", "redColor": "weak", "greenColor": "above"}
    assert {name: colours[name] for name in pairs} == {
        name: theme.PALETTE[token][side] for name, token in pairs.items()
    }


@pytest.mark.parametrize("side", [0, 1])
@pytest.mark.parametrize("token", ["ink", "sub", "brand", "weak", "above"])
def test_colours_of_text_are_readable(token, side):
    assert contrast(theme.PALETTE[token][side], theme.PALETTE["paper"][side]) >= 4.5


@pytest.mark.parametrize("side", [0, 1])
@pytest.mark.parametrize("token", ["below", "unclear", "faint"])
def test_colours_of_marks_can_be_seen(token, side):
    assert contrast(theme.PALETTE[token][side], theme.PALETTE["paper"][side]) >= 3


def test_every_font_of_the_theme_is_served_from_here():
    for face in SETTINGS["theme"]["fontFaces"]:
        assert face["url"].startswith("app/static/")
        assert (STATIC / face["url"].removeprefix("app/static/")).is_file()
        assert f"'{face['family']}'" in SETTINGS["theme"]["font"] + SETTINGS["theme"]["headingFont"]
    assert "SIL OPEN FONT LICENSE" in (STATIC / "OFL.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(path.name for path in STATIC.glob("*.woff2")))
def test_fonts_hold_all_common_characters(name):
    ttlib = pytest.importorskip("fontTools.ttLib")
    held = set(ttlib.TTFont(STATIC / name).getBestCmap())
    common = {
        bytes((row, cell)).decode("gb2312", errors="ignore")
        for row in range(0xB0, 0xF8)
        for cell in range(0xA1, 0xFF)
    }
    wanted = set("".join(common)) | set("，。、；：？！“”‘’（）《》—…·−–→≤≥×％　ABCxyz0123")
    assert {character for character in wanted if ord(character) not in held} == set()


def test_the_mark_needs_no_font():
    mark = (STATIC / "logo.svg").read_text(encoding="utf-8")
    assert "<text" not in mark
    assert (STATIC / "favicon.png").read_bytes().startswith(b"\x89PNG")
