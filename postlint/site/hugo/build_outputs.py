"""How a site is built: whether that gives it another address than its configuration does, and which files it makes."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from postlint.facts.files import read_text
from postlint.facts.path_patterns import PathPatterns
from postlint.lazy_regex import pattern

if TYPE_CHECKING:
    from postlint.site.hugo.mounts import Layout

_NAMES = (
    *("Makefile", "netlify.toml", "package.json", ".gitlab-ci.yml", ".travis.yml", "vercel.json", "amplify.yml"),
    *("Dockerfile", ".circleci/config.yml", ".forestry/settings.yml", ".Rprofile"),
)
_RUNNERS = ("gulpfile.js", "gulpfile.babel.js", "gulpfile.mjs", "Gruntfile.js", "webpack.config.js", "vite.config.js")
_WORKFLOWS = ".github/workflows"
_SERVER_FILE = ".htaccess"
_MODULES = ".gitmodules"
_ABOUT = pattern(r"base-?_?url|\s-b\b", re.I)
_SCRIPT_FOLDERS = ("", "scripts", "hack")
# A path that goes on in a variable or a pattern names no file.
_PATH = pattern(r"(?<![\w.$}/-])(?:\./)?([\w-][\w.-]*(?:/[\w.-]+)+)(?![\w.-]|/?[$*{])/?", re.A)


def repository_folders(root: Path) -> list[Path]:
    """The folders from this one up to the root of its repository; this one alone where it is in none."""
    folders = [root, *root.parents]
    top = next((at for at, folder in enumerate(folders) if (folder / ".git").exists()), 0)
    return folders[: top + 1]


def server_files(root: Path, static: Sequence[Path]) -> list[Path]:
    """The settings of a server: among the static files of a site, or in the repository around it and its folders."""
    above = repository_folders(root)[1:]
    places = [
        *(folder / _SERVER_FILE for folder in (*static, *above)),
        *(above[-1].glob(f"*/{_SERVER_FILE}") if above else ()),
    ]
    return [place for place in places if place.is_file()]


def build_files(root: Path) -> Iterator[Path]:
    """The files of a site, and of the repository around it, that say how it is built."""
    for folder in repository_folders(root):
        for name in _SCRIPT_FOLDERS:
            yield from sorted((folder / name).glob("*.sh"))
        yield from (folder / name for name in _NAMES if (folder / name).is_file())
        workflows = folder / _WORKFLOWS
        if workflows.is_dir():
            yield from (file for file in sorted(workflows.iterdir()) if file.suffix in (".yml", ".yaml"))


def named_below(root: Path, folders: Iterable[Path]) -> dict[str, str]:
    """The paths below some folders that the build of a site names and that are not there.

    In lower case, with the name of the file that does.
    """
    found: dict[str, str] = {}
    for place, name in _all_named_below(root, folders):
        if not place.exists():
            found.setdefault(str(place).lower(), name)
    return found


def _all_named_below(root: Path, folders: Iterable[Path]) -> Iterator[tuple[Path, str]]:
    """The paths below some folders that the build of a site names, each with the name of the file that does."""
    tops = tuple(f"{folder}/" for folder in folders)
    for file in build_files(root):
        for path in _PATH.findall(_text(file)):
            # It may be seen from the site or from the root of the repository.
            for place in (folder / path for folder in repository_folders(root)):
                if f"{place}".startswith(tops):
                    yield place, file.name


def _text(file: Path) -> str:
    try:
        return read_text(file)
    except OSError:
        return ""


def is_moved(root: Path, host: str, base: str) -> bool:
    """Whether a build puts the site below another path of its host than `base`, as far as it says so in one line."""
    address = re.compile(rf"https?://{re.escape(host)}(?::\d+)?(?![\w.-])([^\s\"'`,;|#<>)]*)", re.I)
    for file in build_files(root):
        text = _text(file)
        for line in text.splitlines() if host in text else ():
            if _ABOUT.search(line) and any(path.strip("/\\") != base.strip("/") for path in address.findall(line)):
                return True
    return False


_OWNERS_SITE = pattern(r"[:/]([\w-]{1,40})/\1\.(?:github|gitlab)\.io(?![\w-])", re.I)


def watched_files(root: Path) -> list[Path]:
    """The files around a site, up to the root of its repository, that say how it is built and what a build makes."""
    files = [folder / ".gitignore" for folder in repository_folders(root)[1:]]
    return [*build_files(root), *filter(Path.is_file, (*files, root / _MODULES)), *server_files(root, ())]


def shares_host(root: Path) -> bool:
    """Whether a site is published as that of its owner, whose other repositories have folders beside it."""
    return any(_OWNERS_SITE.search(_text(file)) for file in (*build_files(root), root / _MODULES))


_ADDRESS = pattern(
    r"(?:--base-?url|\s-b|HUGO_BASE_?URL)\b[\s=:]*[\"']?[\"']?(?:https?://)?(?:\$\{|\$\(|\$[A-Za-z_]|%[A-Z_]+%)", re.I
)


def has_unknown_address(root: Path) -> bool:
    """Whether a build gets the address of the site from a variable."""
    return any(_ADDRESS.search(_text(file)) for file in build_files(root))


_GOLDMARK = 60
"""The release 0.60 brought a renderer that leaves HTML out."""
OLD_KEYS = ("blackfriday", "pygments", "metadataformat", "rssuri")
"""What keys begin with that are set for the renderer before it."""
_VERSION = pattern(r"hugo(?:[\w-]*version)?[\w\"':=\s@/.-]{0,12}?(?<![\d.])v?0\.(\d{1,3})(?!\d)", re.I)


def named_release(root: Path) -> int | None:
    """The newest Hugo that the build of a site names, 97 for 0.97.3; None where it names none."""
    minors = (int(minor) for file in build_files(root) for minor in _VERSION.findall(_text(file)))
    return max(minors, default=None)


def is_for_old_renderer(config: Mapping[str, Any], release: int | None) -> bool:
    """Whether a site is made for a Hugo whose renderer let HTML through; `release` is what its build names."""
    # One that still sets the old renderer, and nothing of the new one, was made for it.
    set_for_old = "markup" not in config and any(key.startswith(OLD_KEYS) for key in config)
    return set_for_old or (release is not None and release < _GOLDMARK)


_PAGES = ("", ".md", "/index.md", "/_index.md")


class BuildOutputs:
    """What the `.gitignore` files and the build of a site and of the repository around it name."""

    def __init__(self, root: Path, layout: Layout) -> None:
        self._root = root
        self._mounts = [
            (f"{mount.source}{os.sep}", f"{mount.target}/" if mount.target else "", suffixes)
            for kind, suffixes in (("content", _PAGES), ("static", ("",)))
            for mount in layout.of(kind)
            if mount.source.is_dir()
        ]
        """The folders that are mounted, their places within the content or the static files, and what may follow."""
        self._above: dict[str, tuple[tuple[int, PathPatterns], ...]] = {}
        """By folder, the patterns that hold in it, nearest first, each with the length of the path to its folder."""
        self._absent: set[str] = set()
        """Folders that are not there."""
        self._known: dict[str, str] = {}
        self._top = str(repository_folders(root)[-1])

    def names(self, path: str) -> str:
        """The file that names what would be published at a path, relative to the site and without its language."""
        path = path.strip("/")
        if path not in self._known:
            named = next(filter(None, map(self._named_by, self._sources(path))), "")
            self._known[path] = named or self._copied_by(path)
        return self._known[path]

    def depends_on(self, path: str) -> bool:
        """Whether an answer may be another one where a file, by its path from the root of the site, comes or goes."""
        file = str(self._root / path).lower()
        return bool(self._runner) or any(name in self._mentioned for name in (file, *_folders_above(file)))

    @cached_property
    def _mentioned(self) -> frozenset[str]:
        """The files and folders that the build names, here or not, in lower case."""
        folders = {Path(folder) for folder, _, _ in self._mounts}
        return frozenset(str(place).lower() for place, _ in _all_named_below(self._root, folders))

    def _copied_by(self, path: str) -> str:
        """The program of the build that may publish a file which lies beside a folder that Hugo publishes."""
        tops = {Path(folder).parent for folder, _, _ in self._mounts} if self._runner else ()
        return self._runner if any(_is_file(top / path) for top in tops) else ""

    @cached_property
    def _runner(self) -> str:
        """The file of a program that makes a site of more than Hugo publishes; "" for none."""
        runners = (name for folder in repository_folders(self._root) for name in _RUNNERS if (folder / name).is_file())
        return next(runners, "")

    @cached_property
    def _scripted(self) -> dict[str, str]:
        """The files and folders that the build names and that are not here, in lower case, and which file does."""
        return named_below(self._root, {Path(folder) for folder, _, _ in self._mounts})

    def _sources(self, path: str) -> Iterator[str]:
        """The files that would be published at a path."""
        for folder, target, suffixes in self._mounts:
            inside = f"{path}/".removeprefix(target).rstrip("/")
            if inside and f"{path}/".startswith(target):
                yield from (folder + inside + suffix for suffix in suffixes)

    def _named_by(self, file: str) -> str:
        if self._is_ignored(file):
            return ".gitignore"
        scripted = self._scripted
        names = (name.lower() for name in (file, *_folders_above(file))) if scripted else ()
        return next((scripted[name] for name in names if name in scripted), "")

    def _is_ignored(self, file: str) -> bool:
        for length, patterns in self._patterns(file.rpartition(os.sep)[0]):
            # URLs are mostly in lower case, whatever the names of files are.
            verdict = patterns.verdict(file[length:].strip(os.sep).replace(os.sep, "/").lower())
            if verdict is not None:
                return verdict
        return False

    def _patterns(self, folder: str) -> tuple[tuple[int, PathPatterns], ...]:
        """The patterns that hold in a folder."""
        if folder not in self._above:
            above = folder.rpartition(os.sep)[0]
            others = () if folder in (self._top, above) else self._patterns(above)
            lines = self._lines(folder) if self._is_there(folder, above) else ()
            own = ((len(folder), PathPatterns(map(str.lower, lines))),) if lines else ()
            self._above[folder] = own + others
        return self._above[folder]

    def _is_there(self, folder: str, above: str) -> bool:
        """Whether there is a folder, in one of which that was asked before: most that URLs name are not."""
        if above in self._absent or not os.path.isdir(folder or os.sep):  # noqa: PTH112
            self._absent.add(folder)
            return False
        return True

    def _lines(self, folder: str) -> list[str]:
        """The lines of the `.gitignore` of a folder that tell of what is published."""
        try:
            lines = read_text(Path(folder or os.sep, ".gitignore")).splitlines()
        except OSError:
            return []
        if not any(f"{folder}{os.sep}".startswith(mounted) for mounted, _, _ in self._mounts):
            # A bare name above the content, such as `resources/`, means what tools write, wherever it may match.
            lines = [line for line in lines if "/" in line.strip().strip("/") or "*." in line]
        return lines


def _is_file(file: Path) -> bool:
    """Whether there is such a file; a URL may be no name of one."""
    try:
        return file.is_file()
    except (OSError, ValueError):
        return False


def _folders_above(file: str) -> Iterator[str]:
    """The folders that a file stands in, the nearest first."""
    while os.sep in file:
        file = file.rpartition(os.sep)[0]
        yield file or os.sep
