import pytest
from hypothesis import given
from hypothesis import strategies as st

from mot.domain.access import GRANTS, Actor, NotAllowedError, OutOfScopeError, Permission, Role, Scope

BRANCHES = st.frozensets(st.integers(1, 12))
SCOPES = st.builds(Scope, st.none() | BRANCHES)
NORTH = Scope(frozenset({1, 2}))
MEI = Actor("mei", "梅", Role.MANAGER, Scope(frozenset({3, 4, 5})))
CHEN = Actor("chen", "陈", Role.LEADER)
ADA = Actor("ada", "Ada", Role.ADMIN)


def test_the_whole_network_allows_every_branch():
    assert Scope().everything
    assert Scope().allows(99)


def test_a_scope_of_no_branch_allows_none():
    assert not Scope(frozenset()).everything
    assert not Scope(frozenset()).allows(1)


@given(SCOPES, BRANCHES, st.integers(1, 14))
def test_narrowing_never_lets_in_a_branch_that_was_shut_out(scope, wanted, branch):
    narrowed = scope.narrowed(wanted)
    assert narrowed.allows(branch) == (scope.allows(branch) and branch in wanted)


@given(SCOPES, BRANCHES, BRANCHES)
def test_narrowing_twice_is_narrowing_to_what_both_have(scope, one, other):
    assert scope.narrowed(one).narrowed(other) == scope.narrowed(one & other)


def test_mei_may_not_see_the_north():
    with pytest.raises(OutOfScopeError, match="梅"):
        MEI.require_branch(1)
    MEI.require_branch(3)


def test_a_leader_reads_and_changes_nothing():
    CHEN.require(Permission.VIEW_RESULTS)
    for permission in (Permission.IMPORT, Permission.UNDO_IMPORT, Permission.EDIT_INSTITUTION):
        with pytest.raises(NotAllowedError, match="陈"):
            CHEN.require(permission)


def test_only_the_administrator_manages_people_and_the_institution():
    for permission in (Permission.MANAGE_PEOPLE, Permission.EDIT_INSTITUTION):
        assert [role for role in Role if permission in GRANTS[role]] == [Role.ADMIN]


@pytest.mark.parametrize("permission", Permission)
def test_the_administrator_may_do_everything(permission):
    assert ADA.may(permission)


def test_every_role_sees_results():
    assert set(GRANTS) == set(Role)
    assert all(Permission.VIEW_RESULTS in granted for granted in GRANTS.values())
