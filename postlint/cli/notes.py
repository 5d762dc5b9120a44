"""What a user should know of the configuration that is no error: files that are not read, patterns that do nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from postlint.cli.session import Session

_GLOB = frozenset("*?[!")


def notes(session: Session) -> Iterator[str]:
    """A line for each of them; nothing for a quiet run."""
    if session.options.quiet or session.config.path is None:
        return
    yield from _other_files(session)
    if session.config.root == session.cwd and not session.options.paths and session.stdin is None:
        yield from _idle_patterns(session)


def _other_files(session: Session) -> Iterator[str]:
    from postlint.config.loading import others

    assert session.config.path
    for file in [] if session.options.config else others(session.config.path):
        yield f"{session.display(file)} is not read: {session.display(session.config.path)} is, which stands beside it"


def _idle_patterns(session: Session) -> Iterator[str]:
    """Patterns that match no article, where all articles were looked for."""
    config = session.config
    assert config.path
    where = session.display(config.path)
    for pattern in config.exclude:
        if _GLOB.isdisjoint(pattern) and "/" in pattern.strip("/") and not (config.root / pattern.strip("/")).exists():
            yield f"{where}: exclude names {pattern!r}, and there is no such file or folder"
    if config.per_file_ignores:
        from postlint.facts.path_patterns import PathPatterns

        paths = [path for tree in session.trees for path in tree.reported]
        for pattern in config.per_file_ignores:
            if not any(map(PathPatterns([pattern]).exclude, paths)):
                yield f"{where}: per-file-ignores names {pattern!r}, which matches no article"
