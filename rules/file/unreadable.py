"""A file that cannot be read as text.

An article that is not UTF-8 shows wrong characters on the page or breaks the build, and one that cannot be read at all
was looked at by nobody: postlint says so instead of passing it over.
"""

from collections.abc import Iterator
from typing import Annotated

from postlint import Bad, Diagnostic, FileRule, Good, Severity, Source


class Unreadable(FileRule):
    severity = Severity.ERROR
    largest: Annotated[int, "the size, in megabytes, from which a file is not looked at"] = 20

    good = [
        Good("A text with one\0 such character.\n"),
        Good("A text with an ünusual character.\n"),
        Good(""),
        Good("a\0" + "b" * 18, "one"),
        Good("a\0b\0" + "c" * 37, "few"),
    ]
    bad = [
        Bad("⟦⟧caf\udce9 in Latin-1\n", message="byte 4"),
        Bad("⟦⟧a\0b\0\n", message="NUL"),
        Bad("⟦⟧a text\n", options={"largest": 0}, message="0 MB"),
        Bad("⟦⟧a\0b\0" + "c" * 36, message="NUL"),
        Bad("⟦⟧\na\0b\0\n", message="in line 2"),
        Bad("⟦⟧one\ntwo\ncaf\udce9 in Latin-1\n", message="byte 12, in line 3,"),
        Bad("⟦⟧a\0b\0\n", message="in line 1"),
    ]

    def check(self, source: Source) -> Iterator[Diagnostic]:
        if source.error:
            yield self.of(source, f"the file cannot be read: {source.error[0].lower()}{source.error[1:]}")
        elif len(source.data) > self.largest * 1_000_000:
            size = len(source.data) / 1_000_000
            yield self.of(source, f"the file has {size:.1f} MB: files over {self.largest} MB are not checked")
        elif _is_binary(source.data):
            line = source.data.count(b"\n", 0, source.data.index(b"\0")) + 1
            yield self.of(source, f"the file is not a text file: there is a NUL character in line {line}")
        else:
            try:
                source.data.decode("utf-8")
            except UnicodeDecodeError as error:
                line = len(source.data[: error.start].split(b"\n"))
                where = f"byte {error.start + 1}, in line {line}, is not part of a character"
                message = f"the file is not UTF-8: {where}; save it as UTF-8"
                yield self.of(source, message)


def _is_binary(data: bytes) -> bool:
    """Whether there are so many NUL characters that it is no text; a single one is an invisible character in a text."""
    count = data.count(0)
    return count > 1 and count * 20 >= len(data)
