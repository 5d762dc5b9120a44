"""What is known of a Hugo site before any of its articles is read: its configuration, its folders and their files."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from postlint.document.front_matter.values import get, texts
from postlint.site.hugo import config, mounts, settings
from postlint.site.hugo.archetypes import archetype_texts
from postlint.site.hugo.build_outputs import BuildOutputs, is_for_old_renderer, named_release
from postlint.site.hugo.contents import Contents, Item
from postlint.site.hugo.mounts import path_from
from postlint.site.hugo.templates import Templates

if TYPE_CHECKING:
    from postlint.site.hugo.redirects import Redirects

_CLOSED_SHORTCODES = 111
"""Before the release 0.111, a shortcode that shows what it holds could be left open."""
_HTML_READ = 123
"""Before the release 0.123, a file of HTML without front matter was published as it is."""
_JOINED_FOLDERS = 123
"""Since the release 0.123, an article and a folder of its name beside it are one."""


class HugoInputs:
    """All of a site but its articles."""

    def __init__(self, root: Path, options: Mapping[str, Any]) -> None:
        """`options` is `[site]` of the configuration. Raises ConfigError where the site's own cannot be read."""
        self.root = root
        self.environment = str(options.get("environment") or "production")
        self.config = config.load(root, self.environment)
        self.has_given_address = bool(options.get("base-url"))
        """Whether the address of the site is not the one that its configuration says."""
        if self.has_given_address:
            self.config["baseurl"] = options["base-url"]
        self.shortcode_options: Mapping[str, Any] = options.get("shortcodes") or {}
        self.languages = settings.settings_of(self.config)
        release = named_release(root)
        self.leaves_open = release is not None and release < _CLOSED_SHORTCODES
        """Whether Hugo builds a site in which a shortcode is not closed that has to be today."""
        self._copies_html = release is not None and release < _HTML_READ
        old = is_for_old_renderer(self.config, release)
        if old and not all(language.unsafe for language in self.languages.values()):
            self.languages = {name: replace(language, unsafe=True) for name, language in self.languages.items()}
        if get(self.config, "markup._merge") in ("shallow", "deep"):
            # What the theme says of it counts too, and is not read.
            changed = {"unsafe": True, "block_attributes": True}
            self.languages = {name: replace(settings, **changed) for name, settings in self.languages.items()}
        if release is not None and release < _JOINED_FOLDERS:
            self.languages = {name: replace(settings, joins_folders=False) for name, settings in self.languages.items()}
        self.disabled_languages = settings.disabled_languages(self.config)
        self.layout = mounts.layout_of(root, self.config)
        self.templates = Templates(self.layout)
        self.build_outputs = BuildOutputs(root, self.layout)

    @cached_property
    def redirects(self) -> Redirects:
        """What sends readers elsewhere. Many runs do not ask; to find out is to list templates, and to read files."""
        from postlint.site.hugo.redirects import redirects_of

        static = [mount.source for mount in self.layout.of("static") if not mount.target]
        return redirects_of(self.root, static, self.templates.of_redirects())

    def is_content(self, path: str) -> bool:
        """Whether a file, by its path from the root of the site, is a part of the content."""
        return f"{path}/".startswith(self._content)

    @cached_property
    def _content(self) -> tuple[str, ...]:
        """What the paths of files of the content begin with, each with "/" at its end."""
        return tuple({path_from(self.root, mount.source) for mount in self.layout.of("content")})

    @cached_property
    def archetype_texts(self) -> Mapping[tuple[str, str], str]:
        """The texts that the site's archetypes give new articles, by field and text, with the path of the archetype."""
        return archetype_texts(self.root)

    @cached_property
    def contents(self) -> Contents:
        """Which files are which items of the content tree."""
        ignored = texts(self.config.get("ignorefiles") or [])
        disabled = self.disabled_languages
        return Contents(self.layout, self.root, self.languages, disabled, ignored, copies_html=self._copies_html)

    def items(self, also: Collection[str] = ()) -> list[Item]:
        """Every file of the content, for each language; there are many: they are not kept. See `Contents.items`."""
        return self.contents.items(also)
