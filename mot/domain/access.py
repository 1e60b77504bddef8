"""Who is asking, and what they may see and do."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from mot.domain.errors import N_, MotError


class Role(StrEnum):
    """What a person is in the institution."""

    MANAGER = "manager"
    LEADER = "leader"
    AUTHOR = "author"
    ADMIN = "admin"


class Permission(StrEnum):
    """One thing a person may do."""

    VIEW_RESULTS = "view_results"
    READ_COMMENTS = "read_comments"
    IMPORT = "import"
    UNDO_IMPORT = "undo_import"
    EDIT_INSTITUTION = "edit_institution"
    MANAGE_PEOPLE = "manage_people"
    TAG_MOMENTS = "tag_moments"
    MANAGE_ACTIONS = "manage_actions"
    WRITE_REVIEWS = "write_reviews"


_WORK = frozenset(
    {
        Permission.VIEW_RESULTS,
        Permission.READ_COMMENTS,
        Permission.IMPORT,
        Permission.UNDO_IMPORT,
        Permission.TAG_MOMENTS,
        Permission.MANAGE_ACTIONS,
        Permission.WRITE_REVIEWS,
    }
)
GRANTS: dict[Role, frozenset[Permission]] = {
    Role.MANAGER: _WORK,
    Role.LEADER: frozenset({Permission.VIEW_RESULTS, Permission.READ_COMMENTS}),
    Role.AUTHOR: _WORK,
    Role.ADMIN: frozenset(Permission),
}


class NotAllowedError(MotError):
    """The actor's role does not include the permission."""

    message = N_("{name} may not do this. Ask the administrator for the right to do it.")


class OutOfScopeError(MotError):
    """The actor asked for a branch that is not theirs."""

    message = N_("This branch is outside what {name} may see. Ask the administrator to widen it.")


@dataclass(frozen=True, slots=True)
class Scope:
    """The branches a person may see: a set of branch ids, or `None` for the whole network.

    for_all: what is asked is for everybody who sees these branches: what is hidden from those who see the whole
    network is hidden too.
    """

    branches: frozenset[int] | None = None
    for_all: bool = False

    @property
    def everything(self) -> bool:
        """Whether no branch is shut out."""
        return self.branches is None

    def allows(self, branch: int) -> bool:
        """Whether this branch may be seen."""
        return self.branches is None or branch in self.branches

    def narrowed(self, branches: Iterable[int]) -> "Scope":
        """The part of this scope that lies within `branches`; never wider than before."""
        wanted = frozenset(branches)
        return Scope(wanted if self.branches is None else self.branches & wanted, self.for_all)

    def for_everybody(self) -> "Scope":
        """The same branches, for everybody who sees them."""
        return Scope(self.branches, for_all=self.branches is not None)


@dataclass(frozen=True, slots=True)
class Actor:
    """A person who asks: login (stable), name (shown), role and scope."""

    login: str
    name: str
    role: Role
    scope: Scope = Scope()

    def may(self, permission: Permission) -> bool:
        """Whether the role includes the permission."""
        return permission in GRANTS[self.role]

    def require(self, permission: Permission) -> None:
        """Stop here unless the role includes the permission.

        Raises
        ------
        NotAllowedError
        """
        if not self.may(permission):
            raise NotAllowedError(name=self.name)

    def require_branch(self, branch: int) -> None:
        """Stop here unless the branch lies within the scope.

        Raises
        ------
        OutOfScopeError
        """
        if not self.scope.allows(branch):
            raise OutOfScopeError(name=self.name)
