import string
from importlib import import_module

import pytest

from mot.domain.errors import N_, MotError

HOMES = ("mot.domain.access", "mot.domain.batches")


class KettleError(MotError):
    message = N_("The kettle in {room} is empty. Fill it.")


def test_it_says_the_sentence_with_its_values_filled_in():
    assert str(KettleError(room="the kitchen")) == "The kettle in the kitchen is empty. Fill it."


def test_it_keeps_the_values_for_the_translator():
    assert KettleError(room="the kitchen").params == {"room": "the kitchen"}


def test_a_sentence_without_values_may_hold_braces():
    class BraceError(MotError):
        message = "Write {name} into the file."

    assert str(BraceError()) == "Write {name} into the file."


def test_a_missing_value_is_a_programmers_slip():
    with pytest.raises(KeyError):
        KettleError(place="the kitchen")


def test_marking_a_sentence_leaves_it_as_it_is():
    assert N_("Fill it.") == "Fill it."


@pytest.mark.parametrize("home", HOMES)
def test_every_reason_has_a_sentence_with_named_placeholders_that_ends_in_a_full_stop(home):
    import_module(home)
    reasons = [kind for kind in MotError.__subclasses__() if kind.__module__ == home]
    assert reasons
    for kind in reasons:
        names = [name for _, name, _, _ in string.Formatter().parse(kind.message) if name is not None]
        assert kind.message.endswith("."), kind
        assert all(name.isidentifier() for name in names), kind
        assert kind.message.count(".") >= 2, f"{kind.__name__} does not name the next step"
