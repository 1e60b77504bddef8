"""Whether a layout of an institution's template is dark, so that the product's colours could not be read on it."""

from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

DARK = 0.4  # luminance, 0 to 1
_SYSTEM = {"window": "FFFFFF", "windowText": "000000"}


def dark(layout: Any) -> bool:
    """Whether the layout's background is one dark colour, or begins with one; that of a picture is not known."""
    for sheet in (layout, layout.slide_master):
        ground = sheet._element.cSld.find(qn("p:bg"))
        if ground is None:
            continue
        found = next((one for one in ground.iter(qn("a:srgbClr"), qn("a:schemeClr"))), None)
        if found is None:
            return False
        value = str(found.get("val"))
        colour = value if found.tag == qn("a:srgbClr") else _of_theme(layout.slide_master, value)
        return colour is not None and luminance(colour) < DARK
    return False


def luminance(colour: str) -> float:
    """How light RRGGBB is, as charts on pages reckon it.

    >>> luminance("FFFFFF"), luminance("000000")
    (1.0, 0.0)
    """
    parts = (part / 255 for part in bytes.fromhex(colour))
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _of_theme(master: Any, name: str) -> str | None:
    """A colour of the theme by the name that the master gives it; None where it is not written as RRGGBB."""
    names = master._element.find(qn("p:clrMap"))
    own = names.get(name, name) if names is not None else name
    for relation in master.part.rels.values():
        if not relation.reltype.endswith("/theme"):
            continue
        for element in parse_xml(relation.target_part.blob).iter(qn(f"a:{own}")):
            for colour in element:
                return str(colour.get("lastClr") or _SYSTEM.get(colour.get("val"), colour.get("val")))
    return None
