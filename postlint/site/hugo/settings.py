"""What a site's configuration says, typed: one `Settings` for each language, and the mounts of all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import SplitResult, urlsplit

from msgspec import Struct

from postlint.document.front_matter.values import get, lowered, table, texts
from postlint.site import dates
from postlint.site.heading_ids import SIGNS
from postlint.site.hugo.output_formats import BUILT_IN, Format, formats_of, outputs_of
from postlint.site.hugo.spelling import Spelling
from postlint.text import unescaped

_TAXONOMIES = {"tag": "tags", "category": "categories"}
_KINDS = ("page", "section", "taxonomy", "term", "home")


class Settings(Struct, frozen=True):
    """The configuration as it holds for one language."""

    language: str
    prefix: str
    """What the language puts before its URLs: `fr/` or nothing."""
    top: str
    """The folder of the published site that is the root of the language's own host, where each has one."""
    host: str
    """The host of the site in lower case, "" where the configuration gives none."""
    base: str
    """The path of baseURL, with a slash at its end."""
    canonical: bool
    """Whether Hugo puts baseURL before links that begin with a slash and not with its path."""
    relative: bool
    """Whether it makes links that begin with a slash relative to the page, as seen from baseURL."""
    weight: int
    permalinks: Mapping[str, Mapping[str, str]]
    """By kind of page, the pattern of each top-level section or taxonomy."""
    patterns: tuple[tuple[Mapping[str, Any], str], ...]
    """The array form: targets and their patterns, the first that matches counts."""
    ugly: bool | frozenset[str]
    """Whether URLs are ugly, or the sections whose URLs are."""
    spelling: Spelling
    taxonomies: Mapping[str, str]
    """The plural names of the taxonomies by themselves and by their singular: the fields that give terms."""
    date_rules: dates.Rules
    disabled: frozenset[str]
    """Kinds of pages that are not built, in lower case."""
    disable_aliases: bool
    home_redirect: bool
    """Whether the root of a site in several languages and the home page of the default one lead to each other."""
    build_drafts: bool
    build_future: bool
    build_expired: bool
    outputs: Mapping[str, tuple[str, ...]]
    """By kind of page, the names of its output formats."""
    formats: Mapping[str, Format]
    """The output formats by name."""
    sitemap: str
    pager: str
    pluralize: bool
    id_type: str
    auto_ids: bool
    signs: Mapping[str, str]
    """What typography makes of quotes and dashes, by their names in the configuration; nothing where it is off."""
    linkify: bool
    unsafe: bool
    block_attributes: bool
    title_attributes: bool
    term_ids: bool
    emoji: bool
    line_breaks: bool
    """Whether the end of a line in an article is one on the page too."""
    link_hook: str
    """useEmbedded of link render hooks: auto, always, fallback, never."""
    image_hook: str
    duplicate_resources: bool
    joins_folders: bool = True
    """Whether the files in a folder belong to the article of the same name beside it."""
    cascade: tuple[Mapping[str, Any], ...] = ()

    def written(self, url: str) -> str:
        """How a link in an article names a URL of the site."""
        added = self.canonical or self.relative
        return url[len(self.base) - 1 :] if added and url.startswith(self.base) else url

    def published(self, path: str) -> str:
        """The path on the host that a link to a path becomes."""
        added = self.relative or (self.canonical and not path.startswith(self.base))
        return self.base + path[1:] if added and path.startswith("/") else path

    @property
    def output_formats(self) -> frozenset[str]:
        """The names of the formats that pages may be published in, in lower case."""
        return BUILT_IN.union(self.formats)

    def is_ugly(self, section: str) -> bool:
        """Whether pages of a top-level section are published as `name.html`."""
        return section in self.ugly if isinstance(self.ugly, frozenset) else self.ugly


def disabled_languages(config: Mapping[str, Any]) -> frozenset[str]:
    """The languages that are declared, and not built."""
    named = {text.lower() for text in texts(config.get("disablelanguages") or [])}
    declared = table(config, "languages").items()
    return frozenset(name for name, options in declared if name in named or get(options, "disabled") is True)


def languages_of(config: Mapping[str, Any]) -> list[str]:
    """The languages that are built, the default one first."""
    default = str(config.get("defaultcontentlanguage") or "en").lower()
    declared = table(config, "languages")
    if not declared:
        return [default]
    disabled = disabled_languages(config)
    names = [name for name, options in declared.items() if isinstance(options, dict) and name not in disabled]
    if default not in names:
        names = names or [default]
        default = names[0] if len(names) == 1 else default
    return sorted(names, key=lambda name: name != default)


def settings_of(config: Mapping[str, Any]) -> dict[str, Settings]:
    """The settings by language, the default one first."""
    languages = languages_of(config)
    # As soon as one of several has an address of its own, each has a folder of the published site to itself.
    multihost = len(languages) > 1 and any("baseurl" in table(config, f"languages.{name}") for name in languages)
    return {language: _settings(config, language, languages, multihost) for language in languages}


def _settings(config: Mapping[str, Any], language: str, languages: list[str], multihost: bool) -> Settings:
    # What a language says of its own holds instead of what the site says, whole tables too, but for `uglyURLs`.
    given = table(config, f"languages.{language}")
    own: dict[str, Any] = {**config, **given, "uglyurls": config.get("uglyurls")}
    default = str(config.get("defaultcontentlanguage") or "en").lower()
    in_subdir = bool(config.get("defaultcontentlanguageinsubdir")) and len(languages) >= 1
    prefixed = not multihost and (language != default or in_subdir) and (len(languages) > 1 or in_subdir)
    base = _address(own.get("baseurl") or config.get("baseurl"))
    goldmark = table(own, "markup.goldmark")
    parser, extensions = table(goldmark, "parser"), table(goldmark, "extensions")
    return Settings(
        language=language,
        prefix=f"{language}/" if prefixed else "",
        top=f"{language}/" if multihost else "",
        host=base.netloc.lower(),
        base="/" + base.path.strip("/") + "/" * bool(base.path.strip("/")),
        canonical=own.get("canonifyurls") is True,
        relative=own.get("relativeurls") is True,
        weight=_weight(own),
        permalinks=_permalinks(own.get("permalinks")),
        patterns=_patterns(own.get("permalinks")),
        ugly=_ugly(own.get("uglyurls")),
        spelling=Spelling(own.get("disablepathtolower") is True, own.get("removepathaccents") is True),
        taxonomies=_taxonomies(own.get("taxonomies")),
        date_rules=_date_rules(own.get("frontmatter")),
        disabled=frozenset(text.lower() for text in texts(own.get("disablekinds") or [])),
        disable_aliases=own.get("disablealiases") is True,
        home_redirect=own.get("disabledefaultlanguageredirect") is not True,
        build_drafts=own.get("builddrafts") is True,
        build_future=own.get("buildfuture") is True,
        build_expired=own.get("buildexpired") is True,
        outputs=outputs_of(own.get("outputs")),
        formats=formats_of(own),
        sitemap=str(get(own, "sitemap.filename") or "sitemap.xml"),
        pager=str(get(own, "pagination.path") or own.get("paginatepath") or "page").strip("/"),
        pluralize=own.get("pluralizelisttitles") is not False,
        id_type=str(parser.get("autoidtype") or parser.get("autoheadingidtype") or "github").lower(),
        auto_ids=parser.get("autoheadingid") is not False,
        signs=_signs(extensions.get("typographer")),
        linkify=_enabled(extensions.get("linkify")),
        unsafe=get(goldmark, "renderer.unsafe") is True,
        block_attributes=get(parser, "attribute.block") is True,
        title_attributes=get(parser, "attribute.title") is not False,
        term_ids=parser.get("autodefinitiontermid") is True,
        emoji=own.get("enableemoji") is True,
        line_breaks=get(goldmark, "renderer.hardwraps") is True,
        link_hook=_hook(goldmark, "link"),
        image_hook=_hook(goldmark, "image"),
        duplicate_resources=multihost or get(goldmark, "duplicateresourcefiles") is True,
        cascade=tuple(_tables(own.get("cascade"))),
    )


def _address(value: Any) -> SplitResult:
    try:
        address = urlsplit(str(value or ""))
    except ValueError:
        return urlsplit("")
    # Of `localhost:1313/blog`, Hugo takes the host for a scheme, and no path from what follows.
    named_alone = address.scheme and not address.netloc and not address.path.startswith("/")
    return address._replace(path="") if named_alone else address


def _weight(own: Mapping[str, Any]) -> int:
    weight = own.get("weight")
    return weight if isinstance(weight, int) else 0


def _tables(value: Any) -> list[dict[str, Any]]:
    entries = value if isinstance(value, list) else [value]
    return [lowered(entry) for entry in entries if isinstance(entry, dict)]


def _enabled(value: Any) -> bool:
    """An extension that is on unless it says `false` or `disable = true`."""
    return value is not False and get(value, "disable") is not True


def _signs(value: Any) -> Mapping[str, str]:
    if not _enabled(value):
        return {}
    given = value if isinstance(value, dict) else {}
    own = {name: unescaped(given[name]) for name in SIGNS if isinstance(given.get(name), str)}
    return {**SIGNS, **own} if own else SIGNS


def _hook(goldmark: Mapping[str, Any], kind: str) -> str:
    used = get(goldmark, f"renderhooks.{kind}.useembedded")
    old = get(goldmark, f"renderhooks.{kind}.enabledefault")
    if used is None and old is not None:
        return "fallback" if old is True else "never"
    return {True: "always", False: "never"}.get(used, str(used or "auto").lower())


def _permalinks(value: Any) -> dict[str, dict[str, str]]:
    permalinks: dict[str, dict[str, str]] = {kind: {} for kind in _KINDS}
    if not isinstance(value, dict):
        return permalinks
    for key, pattern in value.items():
        if isinstance(pattern, dict):
            permalinks.setdefault(key, {}).update({str(name): str(path) for name, path in pattern.items()})
        elif isinstance(pattern, str):
            permalinks["page"][key] = pattern
            permalinks["term"].setdefault(key, pattern)
    return permalinks


def _patterns(value: Any) -> tuple[tuple[Mapping[str, Any], str], ...]:
    if not isinstance(value, list):
        return ()
    return tuple((table(inner, "target"), str(inner.get("pattern", ""))) for inner in value if isinstance(inner, dict))


def _ugly(value: Any) -> bool | frozenset[str]:
    if isinstance(value, dict):
        return frozenset(key for key, inner in value.items() if inner is True)
    return value is True


def _taxonomies(value: Any) -> dict[str, str]:
    named = value if isinstance(value, dict) else _TAXONOMIES
    return {str(plural).lower(): str(singular).lower() for singular, plural in named.items() if isinstance(plural, str)}


def _date_rules(value: Any) -> dict[str, list[str]]:
    rules: dict[str, list[str]] = dict(dates.RULES)
    for kind in rules:
        if given := get(value, kind):
            rules[kind] = [text.lower() for text in texts(given)]
    return rules
