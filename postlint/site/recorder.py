"""What is asked of a site: every answer that may depend on other articles than the one that is judged is noted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Generic, Protocol, TypeVar

_Value = TypeVar("_Value")
_Read = TypeVar("_Read", covariant=True)


class Recorder:
    """Notes the keys that are asked for: `asked` holds those since it was last put in place."""

    def __init__(self) -> None:
        self.asked: set[str] = set()

    def note(self, key: str) -> None:
        """Note that a key was asked for, whatever the answer."""
        self.asked.add(key)

    @contextmanager
    def noted(self) -> Iterator[set[str]]:
        """The keys that are asked for meanwhile, and are not noted for whoever asked before."""
        outer, inner = self.asked, set[str]()
        self.asked = inner
        try:
            yield inner
        finally:
            self.asked = outer


class Remembered(Generic[_Value]):
    """The answers of a function, each with the keys that it asked for: whoever gets it later has asked for them too."""

    def __init__(self, recorder: Recorder, function: Callable[..., _Value], most: int, name: str = "") -> None:
        """At most so many answers are kept. Under a name, whoever gets an answer has asked for that alone."""
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
        """Keep an answer that was found elsewhere; it is asked for by the name of the function alone."""
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
            outer, inner = recorder.asked, set[str]()
            recorder.asked = inner
            try:
                value = self._function(*arguments)
            finally:
                recorder.asked = outer
                inner = {self._name} if inner and self._name else inner
                outer |= inner
            if len(self._known) >= self._most:
                self._known.clear()
            self._known[arguments] = value, frozenset(inner)
            return value
        recorder.asked |= known[1]
        return known[0]


class Values(Protocol[_Read]):
    """What a table is looked up in."""

    def get(self, key: str, /) -> _Read | None:
        """The value of a key."""

    def items(self) -> Iterable[tuple[str, _Read]]:
        """All keys and their values."""


class Table(Generic[_Value]):
    """Values by key. Whoever asks for one is noted, whether there is any."""

    def __init__(
        self,
        name: str,
        recorder: Recorder,
        values: Callable[[], Values[_Value]],
        notes: Callable[[_Value], Iterable[str]] | None = None,
    ) -> None:
        """`values` is called when the first key is asked for; `notes` gives further keys that come with a value."""
        self.name = name
        self._prefix = f"{name}:"
        self._recorder = recorder
        self._make = values
        self._notes = notes
        self._known: Values[_Value] | None = None

    def values(self) -> Values[_Value]:
        """What it is looked up in, for those who answer for nobody: nothing is noted."""
        if self._known is None:
            self._known = self._make()
        return self._known

    @property
    def made(self) -> Values[_Value] | None:
        """The same; None where no key was asked for yet."""
        return self._known

    def get(self, key: str) -> _Value | None:
        """The value of a key; None where there is none."""
        asked = self._recorder.asked
        asked.add(self._prefix + key)
        value = (self._known or self.values()).get(key)
        if value is not None and self._notes is not None:
            asked.update(self._notes(value))
        return value

    def __contains__(self, key: str) -> bool:
        return self.get(key) is not None

    def items(self) -> Iterable[tuple[str, _Value]]:
        """All keys and values: whoever asks for them depends on each."""
        self.note_all()
        return self.values().items()

    def note_all(self) -> None:
        """Note what `items` notes, for what was made of them before."""
        self._recorder.asked.add(self._prefix + "*")
