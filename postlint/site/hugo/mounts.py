"""Which folders on disk make up a site: its own, those of its themes, and what its modules mount."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from postlint.document.front_matter.values import get, table, texts
from postlint.facts.path_patterns import glob
from postlint.site.folders import walk
from postlint.site.generator import ConfigError
from postlint.site.hugo.config import main_file, read
from postlint.site.hugo.settings import languages_of

COMPONENTS = ("content", "static", "assets", "layouts")


class Mount(Struct, frozen=True):
    """A file or folder on disk, and where in the site's own tree it stands."""

    source: Path
    component: str
    """content, static, assets or layouts."""
    target: str
    """The path within the component, "" for all of it."""
    languages: frozenset[str]
    """The languages it is for; none means all, or what the file names say."""
    files: tuple[str, ...] = ()
    """Patterns of the files that are taken; with `!`, of those that are not."""

    def takes(self, path: str) -> bool:
        """Whether a file at this path within the source is mounted."""
        chosen = [file for file in self.files if not file.startswith("!")]
        left = [file[1:].strip() for file in self.files if file.startswith("!")]
        if left:
            # A folder that is left out is left out with all that is in it.
            parts = [path[:at] for at, char in enumerate(path) if char == "/"] + [path]
            if any(_glob(glob, part) for glob in left for part in parts):
                return False
        return not chosen or any(_glob(glob, path) for glob in chosen)


class Layout(Struct, frozen=True):
    """All mounts of a site, and what is missing of it."""

    mounts: tuple[Mount, ...]
    missing_modules: tuple[str, ...]
    """Themes and modules that are named and not on disk."""
    missing_targets: tuple[str, ...]
    """Paths within `content` and `static` whose source is not on disk: nobody knows what is there."""

    def of(self, component: str) -> Iterator[Mount]:
        """The mounts of a component; those that win come first."""
        return (mount for mount in self.mounts if mount.component == component)


def _glob(pattern: str, path: str) -> bool:
    pattern = pattern.strip().lstrip("/")
    return glob(pattern).match(path) is not None


def layout_of(root: Path, config: Mapping[str, Any]) -> Layout:
    """The mounts of the site at `root`. Raises ConfigError where a theme's configuration cannot be read."""
    mounts, missing = all_mounts(root, config)
    absent = tuple(_shown(mount) for mount in mounts if not mount.source.exists())
    present = tuple(mount for mount in mounts if mount.source.exists())
    # A default folder that is not there is simply empty; a declared one is somewhere else.
    declared = absent if _declared(root, config) else ()
    return Layout(present, tuple(missing), declared + tuple(_imported_targets(config)))


def all_mounts(root: Path, config: Mapping[str, Any]) -> tuple[list[Mount], list[str]]:
    """The mounts of a site, whether their sources are there or not, and the modules that are not."""
    languages = languages_of(config)
    mounts = _declared(root, config) or _defaults(root, config, languages)
    given = {mount.component for mount in mounts}
    mounts += [default for default in _defaults(root, config, languages) if default.component not in given]
    themes, missing = _themes(root, config)
    for theme in themes:
        mounts += _theme_mounts(theme)
    return mounts, missing


def _shown(mount: Mount) -> str:
    """The path at which a mount shows: of a page, without its suffix."""
    target = re.sub(r"(?:/_?index)?\.(?:md|markdown|html)\Z", "", mount.target)
    return f"{mount.component}/{target}".rstrip("/")


def module_of(config: Mapping[str, Any]) -> Mapping[str, Any]:
    """The table that configures modules.

    Some sites write theirs before each build, and keep a template of it beside: it says what there will be.
    """
    module = config.get("module")
    if isinstance(module, dict):
        return module
    templates = [module for key, module in config.items() if key.startswith("module") and isinstance(module, dict)]
    return next((template for template in templates if isinstance(template.get("mounts"), list)), {})


def _imports(config: Mapping[str, Any]) -> list[dict[str, Any]]:
    imports = module_of(config).get("imports")
    return [entry for entry in imports if isinstance(entry, dict)] if isinstance(imports, list) else []


def _imported_targets(config: Mapping[str, Any]) -> Iterator[str]:
    """Where imported modules put content and files of their own."""
    for module in _imports(config):
        mounts = module.get("mounts")
        for mount in mounts if isinstance(mounts, list) else ():
            target = str(get(mount, "target", "")).strip("/")
            if target.partition("/")[0] in ("content", "static"):
                yield target


def _declared(root: Path, config: Mapping[str, Any]) -> list[Mount]:
    mounts = module_of(config).get("mounts")
    made = [_mount(root, mount) for mount in mounts if isinstance(mount, dict)] if isinstance(mounts, list) else []
    return [mount for mount in made if mount is not None]


def _mount(base: Path, data: Mapping[str, Any]) -> Mount | None:
    target = str(data.get("target", "")).strip("/")
    component, _, within = target.partition("/")
    if component not in COMPONENTS or not data.get("source"):
        return None
    chosen = texts(data.get("lang") or []) or texts(get(data, "sites.matrix.languages", []))
    files = tuple(texts(data.get("files") or []))
    files += tuple("!" + text for text in texts(data.get("excludefiles") or []))
    files += tuple(texts(data.get("includefiles") or []))
    languages = frozenset() if "**" in chosen or "*" in chosen else frozenset(text.lower() for text in chosen)
    return Mount(base / str(data["source"]), component, within, languages, files)


def _defaults(root: Path, config: Mapping[str, Any], languages: Sequence[str]) -> list[Mount]:
    """The mounts of a project that declares none."""
    mounts = [*_content(root, config, languages)]
    for folder in _static_folders(config):
        mounts.append(Mount(root / folder, "static", "", frozenset()))
    for language in languages:
        own = table(config, f"languages.{language}")
        for folder in _static_folders(own) if any(key.startswith("staticdir") for key in own) else ():
            mounts.append(Mount(root / folder, "static", "", frozenset([language])))
    for component, key in (("assets", "assetdir"), ("layouts", "layoutdir")):
        mounts.append(Mount(root / str(config.get(key) or component), component, "", frozenset()))
    return mounts


def _content(root: Path, config: Mapping[str, Any], languages: Sequence[str]) -> Iterator[Mount]:
    general = str(config.get("contentdir") or "content")
    own = {language: get(config, f"languages.{language}.contentdir") for language in languages}
    if not any(own.values()):
        yield Mount(root / general, "content", "", frozenset())
        return
    # The general folder is that of the default language, also where another language names it. Of two folders of one
    # language, that wins which is named by the language of less weight.
    for language in sorted(languages, key=lambda language: (_weight(config, language), language)):
        folder = str(own[language] or general)
        meant = languages[0] if folder == general else language
        yield Mount(root / folder, "content", "", frozenset([meant]))


def _weight(config: Mapping[str, Any], language: str) -> float:
    weight = get(config, f"languages.{language}.weight")
    return weight if isinstance(weight, int) and weight else math.inf


def _static_folders(config: Mapping[str, Any]) -> list[str]:
    folders: list[str] = []
    for key in ("staticdir", *(f"staticdir{number}" for number in range(11))):
        folders += texts(config.get(key) or [])
    return list(reversed(folders)) or ["static"]


def _themes(root: Path, config: Mapping[str, Any]) -> tuple[list[Path], list[str]]:
    """The folders of the themes and modules that are on disk, and the names of those that are not."""
    names = texts(config.get("theme") or []) + [
        str(module["path"]) for module in _imports(config) if module.get("path")
    ]
    folder = root / str(config.get("themesdir") or "themes")
    names = names or _given_theme(root, folder)
    found, missing = list[Path](), list[str]()
    for name in dict.fromkeys(names):
        places = (folder / name, root / "_vendor" / name)
        there = next((place for place in places if place.is_dir() and any(place.iterdir())), None)
        if there is None:
            missing.append(name)
        else:
            found.append(there)
    for theme in list(found):
        file = main_file(theme)
        for name in texts(read(file).get("theme") or []) if file else ():
            place = folder / name
            (found if place.is_dir() else missing).append(place if place.is_dir() else name)  # type: ignore[arg-type]
    return list(dict.fromkeys(found)), missing


def _given_theme(root: Path, folder: Path) -> list[str]:
    """The only theme of a site that names none and has no templates: it is built with `--theme`."""
    if _has_templates(root) or not folder.is_dir():
        return []
    themes = [place.name for place in folder.iterdir() if _has_templates(place)]
    return themes if len(themes) == 1 else []


def _has_templates(place: Path) -> bool:
    # By its files, as empty folders are not looked at when what is stored is compared.
    return any(True for _ in walk(str(place / "layouts")))


def _theme_mounts(theme: Path) -> list[Mount]:
    file = main_file(theme)
    try:
        config = read(file) if file else {}
    except ConfigError:
        config = {}
    declared = _declared(theme, config)
    given = {mount.component for mount in declared}
    components = [component for component in COMPONENTS if component not in given and component != "content"]
    return declared + [Mount(theme / component, component, "", frozenset()) for component in components]


def path_from(root: Path, folder: Path) -> str:
    """The path of a folder with "/" at its end: from the root of the site, "" for that; whole where it is outside."""
    path = folder.relative_to(root) if folder.is_relative_to(root) else folder
    return f"{path.as_posix()}/".removeprefix("./")
