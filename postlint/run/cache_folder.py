"""Where caches are, which site they are of, and which files in them are postlint's own: nothing else is ever removed.

A cache is in the user's cache folder, or where the user wants it, and never where a repository could contain one. What
is stored of a site is named by the site's identity: its remote repository and its path within, where it has one. So
clones and branches share it.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from postlint.facts.files import open_regular, read_text, real
from postlint.lazy_regex import pattern
from postlint.run.repository import GitError, Repository, git_folder, top_of
from postlint.text import blake2b

LEGACY_NAME = ".postlint_cache"
"""The name of the folder, in that of the configuration, that had the cache of earlier versions. It is never read."""
VARIABLE = "POSTLINT_CACHE_DIR"
IGNORE = b"# Made by postlint.\n*\n"
"""The text of the .gitignore in a cache, which keeps it out of a repository."""
_NAMED = b"postlint named this\n"
_DAY = 86_400.0
_UNUSED = 30 * _DAY
_LARGEST = 2 << 30
_OF_SQLITE = pattern(r"\.db-\w+\Z")
_HEAD = 100


class CacheRefused(Exception):
    """A folder is not used as a cache. The message says why."""


class Kind(Struct, frozen=True):
    """A kind of file that postlint makes in a cache."""

    name: re.Pattern[str]
    """The pattern of its path from the folder of the cache."""
    head: re.Pattern[bytes]
    """The pattern of its first bytes."""


_VALUES = r"rules|code|(?:ages|history|settings|tables)-[0-9a-f]{16}"
_NAME = rf"(?:{_VALUES}|links(?:-[0-9a-f]{{16}}(?:-[0-9a-f]{{8}})?)?/ledger\.jsonl)"
KINDS = (
    # The header of a database has postlint's id; the other files of SQLite have none.
    Kind(pattern(r"site-[0-9a-f]{16}-[0-9a-f]{16}\.db"), pattern(rb"SQLite format 3\0.{52}post", re.S)),
    Kind(pattern(r"site-[0-9a-f]{16}-[0-9a-f]{16}\.db-(?:wal|shm|journal)"), pattern(b"")),
    Kind(pattern(_VALUES), pattern(rb'\["[0-9a-f]{32}", ')),
    Kind(
        pattern(r"links(?:-[0-9a-f]{16}(?:-[0-9a-f]{8})?)?/ledger\.jsonl"),
        pattern(rb'\{"postlint":"links \d+"\}\n'),
    ),
    Kind(pattern(r"links(?:-[0-9a-f]{16}(?:-[0-9a-f]{8})?)?/lock"), pattern(rb"\Z")),
    Kind(pattern(r"named-[0-9a-f]{16}"), pattern(re.escape(_NAMED) + rb"\Z")),
    # The temporary file of a run that was killed may have any content.
    Kind(pattern(_NAME + r"[0-9a-f]{12}\.part"), pattern(b"")),
    Kind(pattern(r"\.gitignore"), pattern(re.escape(IGNORE) + rb"\Z")),
)
_FOLDER = pattern(r"links(?:-[0-9a-f]{16}(?:-[0-9a-f]{8})?)?")


# --- where it is


def cache_folder(given: str | None, site: Path) -> Path:
    """The folder of the cache: the one that is `given`, or that the environment names, or the user's.

    `site` is the folder that is checked. No folder is created. Raises CacheRefused.
    """
    named = given or os.environ.get(VARIABLE)
    folder = Path(named).absolute() if named else _users()
    top = top_of(folder)
    if top and (named or top == top_of(site)):
        _refuse_tracked(folder, top)
    with suppress(OSError):
        if hasattr(os, "geteuid") and os.geteuid() not in (0, folder.stat().st_uid):
            raise CacheRefused(f"the cache folder {folder} belongs to another user, so it is not used")
    return folder


def _users() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("postlint", appauthor=False)


def _refuse_tracked(folder: Path, top: Path) -> None:
    """Refuse a folder of a repository in which git tracks any file: its content would be a stranger's."""
    try:
        tracked = Repository(top).tracks(folder)
    except GitError as error:
        if "not a git repository" in str(error):
            return
        raise CacheRefused(
            f"the cache folder {folder} is in a repository, and nobody can say whether it is a part of it: {error}"
        ) from error
    if tracked:
        raise CacheRefused(f"git tracks files in the cache folder {folder}, so it is not used: name another one")


def legacy_folder(site: Path) -> Path | None:
    """The cache of an earlier version in a folder or above, within its repository; None where there is none."""
    top = top_of(site)
    for folder in (site, *site.parents):
        if os.path.lexists(folder / LEGACY_NAME):
            return folder / LEGACY_NAME
        if top is None or real(folder) == top:
            break
    return None


# --- which site it is of


@lru_cache(maxsize=64)
def identity(root: Path) -> str:
    """The identity of a site, 16 characters: the same for all clones of a repository."""
    place = real(root)
    top = top_of(place)
    remote = _remote(top) if top else ""
    text = f"{remote}\0{place.relative_to(top).as_posix()}" if top and remote else str(place)
    return blake2b(os.fsencode(text), digest_size=8).hexdigest()


_SECTION = pattern(r'^\[remote "origin"\][ \t]*$(.*?)(?=^\[|\Z)', re.M | re.S)
_URL = pattern(r"^[ \t]*url[ \t]*=[ \t]*(\S+)[ \t]*$", re.M)


def _remote(top: Path) -> str:
    """The remote of a repository, without the parts of its URL that differ from clone to clone; "" for none."""
    with suppress(OSError, GitError):
        folder = git_folder(top)
        if (common := folder / "commondir").is_file():
            folder /= read_text(common).strip()
        section = _SECTION.search(read_text(folder / "config"))
        url = _URL.search(section[1]) if section else None
        if url:
            # https://user@host/path.git and git@host:path are the same one.
            text = re.sub(r"^\w+://", "", url[1]).rpartition("@")[2]
            return re.sub(r"(?:\.git)?/*$", "", text.replace(":", "/"))
    return ""


# --- what is in it


def first_seen(folder: Path, place: Path) -> bool:
    """Whether this is called for the first time with a place, as far as the cache in a folder has it stored."""
    file = folder / f"named-{blake2b(os.fsencode(place), digest_size=8).hexdigest()}"
    with suppress(OSError):
        if not file.exists():
            prepare(folder)
            file.write_bytes(_NAMED)
            return True
    return False


def prepare(folder: Path) -> None:
    """Create the folder of a cache, which git ignores and no other user may read. Raises OSError."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    ignore = folder / ".gitignore"
    if not os.path.lexists(ignore):
        ignore.write_bytes(IGNORE)


def used(file: Path) -> None:
    """Set the time of a file of a cache to now, once a day, so that it does not expire."""
    with suppress(OSError):
        if time.time() - file.stat().st_mtime > _DAY:
            os.utime(file)


def own_files(folder: Path) -> Iterator[Path]:
    """The files in a folder that postlint made; the .gitignore that marks it last."""
    places = [folder]
    with suppress(OSError):
        places = [place for place in folder.iterdir() if _FOLDER.fullmatch(place.name) and not place.is_symlink()]
        places = [*sorted(place for place in places if place.is_dir()), folder]
    for place in places:
        try:
            files = sorted(place.iterdir(), key=lambda file: (file.name == ".gitignore", file.name))
        except OSError:
            continue
        for file in files:
            path = file.relative_to(folder).as_posix()
            kinds = [kind for kind in KINDS if kind.name.fullmatch(path)]
            head = _head(file) if kinds else None
            if head is not None and any(kind.head.match(head) for kind in kinds):
                yield file


def _head(file: Path) -> bytes | None:
    """The first bytes of a regular file; None for anything else."""
    try:
        handle = open_regular(file, links=False)
    except OSError:
        return None
    try:
        return os.read(handle, _HEAD)
    finally:
        os.close(handle)


def remove(folder: Path, sites: frozenset[str] | None = None) -> int:
    """Remove the files that postlint made in a folder, and the folders that are empty then. Raises OSError.

    With `sites`, only the files of these identities. Returns how many files were removed.
    """
    count = 0
    for file in own_files(folder):
        if sites is None or not sites.isdisjoint(re.findall(r"-([0-9a-f]{16})", file.relative_to(folder).as_posix())):
            file.unlink()
            count += 1
    if count:
        _remove_empty(folder)
    return count


def _remove_empty(folder: Path) -> None:
    """Remove the empty folders of a cache: those with files of others stay."""
    with suppress(OSError):
        for place in folder.iterdir():
            if _FOLDER.fullmatch(place.name) and not place.is_symlink():
                with suppress(OSError):
                    place.rmdir()
    with suppress(OSError):
        if [place.name for place in folder.iterdir()] == [".gitignore"] and _head(folder / ".gitignore") == IGNORE:
            (folder / ".gitignore").unlink()
        folder.rmdir()


def expire(folder: Path) -> None:
    """Remove files that were not used for a month, and the oldest others above the size limit; once a day at most."""
    mark = folder / ".gitignore"
    now = time.time()
    try:
        if now - mark.stat().st_mtime < _DAY:
            return
        os.utime(mark)
    except OSError:
        return
    files = [(file.stat(), file) for file in own_files(folder) if file != mark and not _OF_SQLITE.search(file.name)]
    size = sum(status.st_size for status, _ in files)
    for status, file in sorted(files, key=lambda entry: entry[0].st_mtime):
        if now - status.st_mtime > _UNUSED or size > _LARGEST:
            # The other files of SQLite are removed with their database.
            for path in (file, *folder.glob(f"{file.name}-*")):
                with suppress(OSError):
                    path.unlink()
            size -= status.st_size
