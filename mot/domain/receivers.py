"""Where a person's digest goes: addresses of messengers and mailboxes, which hold secrets."""

from dataclasses import dataclass
from typing import Literal

from mot.domain.errors import N_, MotError

MOST_ADDRESSES = 5  # of one person
LONGEST_ADDRESS = 1_000  # characters


@dataclass(frozen=True, slots=True)
class Address:
    """One place that digests go to, as it may be shown.

    `key` stands for it wherever it is spoken of, `shown` names its kind and its last characters.
    """

    key: str
    shown: str


@dataclass(frozen=True, slots=True)
class Receiver:
    """Who gets digests, where and in which language; nothing is sent while it is not `active`."""

    login: str
    addresses: tuple[Address, ...] = ()
    language: Literal["zh", "en"] = "zh"
    active: bool = True


class BadAddressError(MotError):
    """The address is none that a message can be sent to."""

    message = N_(
        "Nothing can be sent to this address. Paste the webhook of a WeCom, DingTalk or Feishu robot, or write it "
        "as {examples}."
    )


class AddressNotAllowedError(MotError):
    """An address on a server of one's own choice is for the administrator to set."""

    message = N_(
        "Only an administrator may set an address of the kind {kind}, because it can reach any server of the "
        "network. Use a WeCom, DingTalk or Feishu robot or an e-mail address, or ask the administrator."
    )


class TooManyAddressesError(MotError):
    """One person has only so many addresses."""

    message = N_("A person can have {most} addresses. Remove one first.")


class AddressNotFoundError(MotError):
    """There is no such address."""

    message = N_("{login} has no address {key}. The addresses are: {shown}.")


class NotDeliveredError(MotError):
    """A message did not arrive."""

    message = N_(
        "The message did not arrive at {shown}. Check the address, and whether this machine can reach that "
        "service; a robot may also refuse messages without the keyword that was set for it."
    )
