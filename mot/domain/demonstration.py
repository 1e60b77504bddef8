"""The demonstration institution, described in a small file beside its feedback workbooks."""

import tomllib
from dataclasses import replace

from mot.domain.packs import load_pack, read_name
from mot.domain.survey import Branch, Institution, Region


def read_institution(text: str) -> Institution:
    """The institution that a TOML text describes: name, pack, regions and their branches.

    Ids are places in the text, counted from 1, so that branches can point at their regions. Nothing is
    stored yet: storing gives the real ids.

    Raises
    ------
    ValueError
        When the text is no TOML, names an unknown pack, or a branch names an unknown region.
    KeyError
        When a name or a code is missing.
    """
    raw = tomllib.loads(text)
    regions = tuple(
        Region(id=place, code=row["code"], name=read_name(row))
        for place, row in enumerate(raw["regions"], start=1)
    )
    place_of = {region.code: region.id for region in regions}
    branches = []
    for place, row in enumerate(raw["branches"], start=1):
        if row["region"] not in place_of:
            raise ValueError(f"branch {row['code']} names the unknown region {row['region']}")
        aliases = tuple(row.get("aliases", ()))
        branches.append(Branch(place, row["code"], read_name(row), place_of[row["region"]], aliases))
    return replace(
        load_pack(raw["pack"]).institution(read_name(raw["name"])),
        regions=regions,
        branches=tuple(branches),
        demonstration=bool(raw.get("demonstration", False)),
    )
