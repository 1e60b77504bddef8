"""Fields whose content outlives them: what was typed stays after an error, a change of language, a closed drawer.

A widget's own state is forgotten when the widget is not drawn. Here every value is kept under the name of its
form as well, until the form is done.
"""

import datetime as dt
from collections.abc import Callable, Collection, Hashable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from mot.ui.session import widget_key


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of one form. `name` is its name, unique in the visit."""

    name: str

    @property
    def values(self) -> dict[str, Any]:
        """What was typed so far, by field."""
        found: dict[str, Any] = st.session_state.setdefault(f"typed_{self.name}", {})
        return found

    def key(self, field: str) -> str:
        """The key of a field's widget."""
        return widget_key(f"{self.name}_{field}")

    def put(self, field: str, value: object) -> None:
        """Fill a field in; only before its widget is drawn, as in the callback of another."""
        self.values[field] = value
        st.session_state[self.key(field)] = value

    def forget(self, field: str) -> None:
        """Let a field begin anew."""
        self.values.pop(field, None)
        st.session_state.pop(self.key(field), None)

    def done(self) -> None:
        """Forget everything: it was saved or given up."""
        st.session_state.pop(f"typed_{self.name}", None)
        for key in [k for k in st.session_state if str(k).startswith(f"w_{self.name}_")]:
            del st.session_state[key]

    def text(self, field: str, label: str, default: str, *, long: bool = False, **options: Any) -> str:
        """A line of text, or a `long` one in several lines."""
        key = self._seed(field, default)
        if long:
            return str(self._keep(field, st.text_area(label, key=key, **options) or ""))
        return str(self._keep(field, st.text_input(label, key=key, **options) or "")).strip()

    def one(self, field: str, label: str, options: dict[Any, str], default: Hashable, **more: Any) -> Any:
        """One of some options, by its name."""
        known = self.values.get(field, default)
        key = self._seed(field, known if known in options else next(iter(options)))
        return self._keep(
            field,
            st.selectbox(label, list(options), format_func=lambda c: options.get(c, c), key=key, **more),
        )

    def several(
        self, field: str, label: str, options: dict[int, str], default: Collection[int], **more: Any
    ) -> frozenset[int]:
        """Some of many options, by their names."""
        key = self._seed(field, [n for n in default if n in options])
        if any(n not in options for n in st.session_state[key]):
            st.session_state[key] = [n for n in st.session_state[key] if n in options]
        chosen = st.multiselect(
            label, list(options), format_func=lambda c: options.get(c, c), key=key, **more
        )
        return frozenset(self._keep(field, chosen))

    def day(self, field: str, label: str, default: dt.date | None, **options: Any) -> dt.date | None:
        """A day, None when it is left empty."""
        key = self._seed(field, default)
        found: dt.date | None = self._keep(
            field, st.date_input(label, value=None, key=key, format="YYYY-MM-DD", **options)
        )
        return found

    def number(self, field: str, label: str, default: float | None, **options: Any) -> float | None:
        """A number, None when it is left empty."""
        key = self._seed(field, default)
        found: float | None = self._keep(field, st.number_input(label, value=None, key=key, **options))
        return found

    def ticked(self, field: str, label: str, default: bool, **options: Any) -> bool:
        """Yes or no."""
        key = self._seed(field, default)
        return bool(self._keep(field, st.checkbox(label, key=key, **options)))

    def follow(self, job: Callable[[dict[str, Any], dict[str, Any]], dict[str, Any]]) -> None:
        """After a change of one field, fill in what follows from it: `job(before, now)` gives the fields."""
        now = {field: st.session_state.get(self.key(field), value) for field, value in self.values.items()}
        for field, value in job(dict(self.values), now).items():
            self.put(field, value)

    def _seed(self, field: str, default: Any) -> str:
        key = self.key(field)
        if key not in st.session_state:
            st.session_state[key] = self.values.get(field, default)
        return key

    def _keep(self, field: str, value: Any) -> Any:
        self.values[field] = value
        return value
