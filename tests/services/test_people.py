"""Who may come in, what they then see, and who may decide that."""

import pytest

from mot.domain.access import NotAllowedError, Role
from mot.services import people


def test_a_manager_who_is_let_in_sees_the_branches_named_and_no_others(engine, bank, ada):
    people.admit(engine, ada, "wang@bank.example", "王", Role.MANAGER, ["n1"])
    came = people.sign_in(engine, "wang@bank.example")
    assert came.name == "王"
    assert came.scope.allows(1)
    assert not came.scope.allows(2)


def test_a_leader_without_branches_sees_the_whole_network(engine, bank, ada):
    people.admit(engine, ada, "li@bank.example", "李", Role.LEADER)
    assert people.sign_in(engine, "li@bank.example").scope.everything


def test_a_branch_that_does_not_exist_is_refused_and_nobody_is_let_in(engine, bank, ada):
    with pytest.raises(people.NoSuchBranchError, match="n1"):
        people.admit(engine, ada, "x@bank.example", "", Role.MANAGER, ["n1", "nowhere"])
    with pytest.raises(people.UnknownPersonError):
        people.sign_in(engine, "x@bank.example")


def test_who_is_shut_out_cannot_sign_in_any_more(engine, bank, ada):
    people.admit(engine, ada, "wang@bank.example", "王", Role.MANAGER, ["n1"])
    people.shut_out(engine, ada, "wang@bank.example")
    with pytest.raises(people.UnknownPersonError):
        people.sign_in(engine, "wang@bank.example")
    assert people.everyone(engine, ada) == ()


def test_only_the_administrator_decides_who_comes_in(engine, bank, mei, chen):
    for person in (mei, chen):
        with pytest.raises(NotAllowedError):
            people.admit(engine, person, "x", "", Role.ADMIN)
        with pytest.raises(NotAllowedError):
            people.everyone(engine, person)
