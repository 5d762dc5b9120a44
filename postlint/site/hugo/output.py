"""The output site: which file stands at which path, and what it is made of."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from postlint.document.front_matter.values import get, lowered
from postlint.site.folders import files_below
from postlint.site.hugo.content_tree import ContentTree, Entry
from postlint.site.hugo.mounts import Layout
from postlint.site.hugo.settings import Settings
from postlint.site.hugo.urls import alias_files


class OutputFile(Struct, frozen=True):
    """What is output as a file: a page, an alias of one, or a file as it is."""

    kind: str
    """page, term (also a taxonomy), alias or file."""
    entry: Entry | None
    path: str
    """The file it comes from, relative to the root of the site; "" for what Hugo makes."""


class SiteOutput:
    """All that the site publishes, by path relative to its root, decoded."""

    def __init__(self) -> None:
        self.files: dict[str, OutputFile] = {}
        self.hidden: dict[str, Entry] = {}
        """Pages that are not output, by the file they would be."""
        self.hidden_files: dict[str, str] = {}
        """The files of their bundles by the place they would have, with that in the site."""
        self.assets: dict[str, str] = {}
        """Files that Hugo publishes when they are asked for, with their place in the site."""
        self.withheld: dict[str, str] = {}
        """The files of bundles that are output only when they are asked for, likewise."""
        self.duplicates: dict[str, list[Entry]] = {}
        """The pages of each file that more than one page is output as."""
        self.aliases: dict[str, list[Entry]] = {}
        """The pages that claim each alias, by the file that would be written."""


def publish(tree: ContentTree, layout: Layout, languages: Mapping[str, Settings], root: str) -> SiteOutput:
    """What becomes of the pages and files of a site."""
    output = SiteOutput()
    _files(output, layout, languages, root)
    shadowed = frozenset(tree.shadowed)
    for entry in tree:
        settings = languages[entry.language]
        _resources(output, entry, tree, settings)
        if entry.file is None or entry in shadowed:
            continue
        if entry.state == "published":
            publish_page(output, entry, settings)
        else:
            output.hidden.setdefault(entry.file, entry)
    for item in tree.unowned:
        settings = languages[item.language]
        head, _, rest = item.path.partition("/")
        section = tree.get(item.language, settings.spelling.logical("/" + head)) if rest else None
        place = section.base + rest if section and section.bundle else settings.top + settings.prefix + item.path
        if section is None or section.kind not in settings.disabled:
            output.files.setdefault(place, OutputFile("file", None, item.source))
    _aliases(output, tree, languages)
    _extras(output, languages)
    return output


def publish_page(output: SiteOutput, entry: Entry, settings: Settings) -> None:
    """Put the files of a page that is published into the output."""
    given = entry.fields.get("outputs")
    names = [str(name).lower() for name in given] if isinstance(given, list) else settings.outputs.get(entry.kind, ())
    if "html" in names or not names:
        _html(output, entry)
    top = settings.top + settings.prefix
    inside = entry.base.startswith(top)
    ugly = settings.is_ugly(entry.section)
    for name in names:
        if name == "html" or name not in settings.formats or name in settings.disabled:
            continue
        each = settings.formats[name]
        if entry.kind not in ("page", "term"):
            ugly, each = False, replace(each, ugly=None)
        start = top if inside else settings.top
        output.files.setdefault(start + each.file(entry.base[len(start) :], ugly), OutputFile("file", None, ""))


def _html(output: SiteOutput, entry: Entry) -> None:
    assert entry.file
    there = output.files.get(entry.file)
    if there and there.entry:
        output.duplicates.setdefault(entry.file, [there.entry]).append(entry)
        if entry.page is None:
            return
    kind = "term" if entry.kind in ("term", "taxonomy") else "page"
    output.files[entry.file] = OutputFile(kind, entry, entry.page.path if entry.page else "")


def _resources(output: SiteOutput, entry: Entry, tree: ContentTree, settings: Settings) -> None:
    """The files of a bundle; where the site wants copies, also those of its translations."""
    if entry.kind in settings.disabled:
        return
    bundles = [entry]
    if settings.duplicate_resources:
        bundles += [other for other in tree.translations(entry) if other.bundle]
    for bundle in bundles:
        for name, item in bundle.resources.items():
            if item.is_page:
                continue
            if get(lowered(entry.fields.get("build")), "publishresources") is False:
                output.withheld.setdefault(entry.base + name, item.source)
            elif entry.state in ("published", "unrendered"):
                output.files.setdefault(entry.base + name, OutputFile("file", None, item.source))
            else:
                output.hidden_files.setdefault(entry.base + name, item.source)


def _files(output: SiteOutput, layout: Layout, languages: Mapping[str, Settings], root: str) -> None:
    for component, into in (("static", True), ("assets", False)):
        for mount in layout.of(component):
            source = str(mount.source)
            chosen = [
                language
                for language in languages.values()
                if not mount.languages or language.language in mount.languages
            ]
            tops = {settings.top for settings in chosen} or {""}
            shown = source[len(root) + 1 :] if source.startswith(root + "/") else source
            for name in [""] if mount.source.is_file() else files_below(mount.source):
                path = f"{mount.target}/{name}".strip("/") if mount.target else name
                place = f"{shown}/{name}".rstrip("/")
                if into:
                    for top in tops:
                        output.files.setdefault(top + path, OutputFile("file", None, place))
                else:
                    output.assets.setdefault(path, place)


def _aliases(output: SiteOutput, tree: ContentTree, languages: Mapping[str, Settings]) -> None:
    for entry in tree:
        if entry.state != "published":
            continue
        settings = languages[entry.language]
        files = alias_files(entry, settings)
        entry.aliases = tuple(url for url, _ in files)
        for _, file in files:
            claims = output.aliases.setdefault(file, [])
            if entry not in claims:
                claims.append(entry)
    for file, claims in output.aliases.items():
        if not languages[claims[0].language].disable_aliases:
            output.files.setdefault(file, OutputFile("alias", claims[0], ""))
    _language_homes(output, tree, languages)


def own_files(languages: Mapping[str, Settings]) -> frozenset[str]:
    """The files that Hugo may add by itself where nothing else stands there."""
    output = SiteOutput()
    _extras(output, languages)
    return frozenset((*output.files, "index.html", *(f"{language}/index.html" for language in languages)))


def _language_homes(output: SiteOutput, tree: ContentTree, languages: Mapping[str, Settings]) -> None:
    """The redirect between the root of the site and the home page of the default language."""
    language, settings = next(iter(languages.items()))
    home = tree.get(language, "/")
    if (
        home
        and home.file
        and not settings.top
        and not settings.disable_aliases
        and settings.home_redirect
        and (len(languages) > 1 or settings.prefix)
    ):
        other = "index.html" if settings.prefix else f"{language}/index.html"
        output.files.setdefault(other, OutputFile("alias", home, ""))


def _extras(output: SiteOutput, languages: Mapping[str, Settings]) -> None:
    """The files that Hugo adds by itself."""
    first = next(iter(languages.values()))
    names = ["robots.txt", "404.html"]
    names += [f"{settings.top}{settings.prefix}404.html" for settings in languages.values()]
    if "sitemap" not in first.disabled:
        names += [] if first.top else [first.sitemap]
        if len(languages) > 1 or first.prefix:
            names += [f"{language}/{settings.sitemap}" for language, settings in languages.items()]
    for name in names:
        output.files.setdefault(name, OutputFile("file", None, ""))
