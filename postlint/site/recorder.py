"""The keys that are read of a site: of every answer that may depend on other articles than the one that is judged."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Generic, Protocol, TypeVar

_Value = TypeVar("_Value")
_Read = TypeVar("_Read", covariant=True)


class Recorder:
    """Records the keys that are read: what depends on them is computed again when one of them changes."""

    def __init__(self) -> None:
        self.keys: set[str] = set()
        """Those that were read so far; while `recording`, those that were read meanwhile."""

    def note(self, key: str) -> None:
        """Record that a key was read, whatever its value."""
        self.keys.add(key)

    @contextmanager
    def recording(self) -> Iterator[set[str]]:
        """The keys that are read meanwhile; they are not recorded for whoever reads around it."""
        outer, inner = self.keys, set[str]()
        self.keys = inner
        try:
            yield inner
        finally:
            self.keys = outer


class Remembered(Generic[_Value]):
    """The answers of a function, each with the keys that it read: they are recorded for whoever gets it later, too."""

    def __init__(self, recorder: Recorder, function: Callable[..., _Value], most: int, name: str = "") -> None:
        """At most `most` answers are kept. With a name, that alone is recorded for whoever gets an answer."""
        self._name = name
        self._recorder = recorder
        self._function = function
        self._most = most
        self._known: dict[tuple[Any, ...], tuple[_Value, frozenset[str]]] = {}

    @property
    def is_known(self) -> bool:
        """Whether an answer is kept that depends on anything: others are made anew at once."""
        return any(keys for _, keys in self._known.values())

    @property
    def known(self) -> _Value:
        """The one answer that is kept."""
        return next(iter(self._known.values()))[0]

    def keep(self, value: _Value, arguments: tuple[Any, ...]) -> None:
        """Keep an answer that was computed elsewhere; the name of the function alone is recorded for it."""
        self._known[arguments] = value, frozenset((self._name,))

    def taken_over(self, recorder: Recorder, arguments: tuple[Any, ...]) -> Remembered[_Value] | None:
        """The answer that is kept, as the one for other arguments, with another recorder; None where there is none."""
        for known in self._known.values():
            remembered = Remembered(recorder, self._function, self._most, self._name)
            remembered._known[arguments] = known
            return remembered
        return None

    def __call__(self, *arguments: Any) -> _Value:
        known = self._known.get(arguments)
        recorder = self._recorder
        if known is None:
            outer, inner = recorder.keys, set[str]()
            recorder.keys = inner
            try:
                value = self._function(*arguments)
            finally:
                recorder.keys = outer
                inner = {self._name} if inner and self._name else inner
                outer |= inner
            if len(self._known) >= self._most:
                self._known.clear()
            self._known[arguments] = value, frozenset(inner)
            return value
        recorder.keys |= known[1]
        return known[0]


class Values(Protocol[_Read]):
    """What a table is looked up in."""

    def get(self, key: str, /) -> _Read | None:
        """The value of a key."""

    def items(self) -> Iterable[tuple[str, _Read]]:
        """All keys and their values."""


class Table(Generic[_Value]):
    """Values by key. A key that is looked up is recorded, whether it has a value or not."""

    def __init__(
        self,
        name: str,
        recorder: Recorder,
        values: Callable[[], Values[_Value]],
        notes: Callable[[_Value], Iterable[str]] | None = None,
    ) -> None:
        """`values` is called when the first key is looked up; `notes` gives further keys that come with a value."""
        self.name = name
        self._prefix = f"{name}:"
        self._recorder = recorder
        self._make = values
        self._notes = notes
        self._known: Values[_Value] | None = None

    def values(self) -> Values[_Value]:
        """What it is looked up in; nothing is recorded."""
        if self._known is None:
            self._known = self._make()
        return self._known

    @property
    def loaded_values(self) -> Values[_Value] | None:
        """The same; None where no key was looked up yet."""
        return self._known

    def get(self, key: str) -> _Value | None:
        """The value of a key; None where there is none."""
        keys = self._recorder.keys
        keys.add(self._prefix + key)
        value = (self._known or self.values()).get(key)
        if value is not None and self._notes is not None:
            keys.update(self._notes(value))
        return value

    def __contains__(self, key: str) -> bool:
        return self.get(key) is not None

    def items(self) -> Iterable[tuple[str, _Value]]:
        """All keys and values: that all were read is recorded."""
        self.note_all()
        return self.values().items()

    def note_all(self) -> None:
        """Record what `items` records, for what was computed of them before."""
        self._recorder.keys.add(self._prefix + "*")
