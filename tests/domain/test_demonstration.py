import pytest

from mot.domain.demonstration import read_institution
from mot.domain.survey import Name

TEXT = """
pack = "restaurant"
demonstration = true
name = { zh = "河畔小馆", en = "Riverside Kitchen" }
regions = [{ code = "n", zh = "北", en = "North" }, { code = "s", zh = "南", en = "South" }]
branches = [
    { code = "R1", region = "s", zh = "码头店", en = "Pier", aliases = ["码头"] },
    { code = "R2", region = "n", zh = "山门店", en = "Gate" },
]
"""


def test_it_reads_branches_into_their_regions():
    found = read_institution(TEXT)
    assert found.name == Name("河畔小馆", "Riverside Kitchen")
    assert found.demonstration
    assert found.industry == "restaurant"
    assert [branch.id for branch in found.branches] == [1, 2]
    home = {region.id: region.code for region in found.regions}
    assert [(b.code, home[b.region], b.aliases) for b in found.branches] == [
        ("R1", "s", ("码头",)),
        ("R2", "n", ()),
    ]


def test_a_branch_of_nowhere_is_refused():
    with pytest.raises(ValueError, match="R2 names the unknown region north"):
        read_institution(TEXT.replace('region = "n"', 'region = "north"'))


def test_a_nameless_institution_is_refused():
    with pytest.raises(KeyError):
        read_institution(TEXT.replace("name = {", "title = {"))
