"""Resolution: where a link of an article leads, as a browser reads it and as Hugo's render hooks do."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from msgspec.structs import replace

from postlint.facts.page import Link
from postlint.lazy_regex import pattern
from postlint.site.hugo import page_lookup
from postlint.site.hugo.content_tree import Entry
from postlint.site.hugo.references import References
from postlint.site.hugo.url_lookup import Lookup
from postlint.site.link_target import Target
from postlint.site.url_paths import Reference, encode, split

if TYPE_CHECKING:
    from postlint.site.hugo.hugo import Hugo

_SCHEME = pattern(r"[A-Za-z][A-Za-z0-9+.-]*:")
# The host of most URLs, which need not be taken apart any further.
_HOST = pattern(r"(?:https?:)?//([\w.-]+)(?![^/?#])", re.I | re.A)
_NO_PAGE = "depends on where the text is shown: it has no page of its own"
_ARCHIVES = tuple(".zip .gz .tgz .bz2 .xz .7z .rar .tar .iso .dmg .exe .msi .apk .jar .deb".split())
"""Files that are too large for a repository."""
_SHARED_HOSTS = (".github.io", ".gitlab.io", ".codeberg.page", ".pages.dev")
_BROKEN = ("broken", "broken-anchor")


class Resolver:
    """Answers for the links of a Hugo site."""

    def __init__(self, hugo: Hugo) -> None:
        self.hugo = hugo
        self.lookup = Lookup(hugo)
        self.finder = page_lookup.Finder(hugo.map, hugo.languages, hugo.recorder)
        self.references = References(hugo, self.lookup, self.finder)
        # Where the site is built for another path of its host, whole addresses lead to something beside it.
        hosts = () if hugo.is_moved else (settings.host for settings in hugo.languages.values())
        self._own_hosts = frozenset(hosts) - {""}

    def resolve(self, entry: Entry, link: Link) -> Target:
        """Where a link of a page leads."""
        if link.url is None:
            return Target("unknown", why="is made by a shortcode or a template")
        if link.kind == "ref":
            return self.references.resolve(entry, link)
        if link.kind == "html" and not self.hugo.shows_html(entry):
            return Target("other", why="is HTML, which the site leaves out of Markdown")
        if link.inside and link.kind in ("link", "image") and self.hugo.templates.shows_raw(link.inside):
            return Target("other", why=f"is not Markdown: the shortcode {link.inside} shows what it holds as it is")
        url = link.url.strip()
        if not url.isprintable():
            url = re.sub(r"[\t\r\n]", "", url)
        if not url:
            return Target("other", why="is empty")
        absolute = self._absolute(entry, url)
        if isinstance(absolute, Target):
            return absolute
        if absolute is not None:
            target = replace(self._browser(self._at_host(entry, url), absolute), own_domain=True)
            return self._unless_shared(url, absolute, target)
        return self._relative(entry, link, url)

    def _unless_shared(self, url: str, path: str, target: Target) -> Target:
        """What stands at a whole address: some hosts give each repository of a person a folder beside the site."""
        if target.result != "broken":
            return target
        head = path.strip("/").partition("/")[0]
        if not head:
            return Target("unknown", why="is the root of the host, which the site is a part of", own_domain=True)
        if head in self.hugo.map.page_folders or head in self.hugo.map.top_folders:
            return target
        if path.lower().endswith(_ARCHIVES):
            return Target("unknown", why="may lie on the host beside the site, as large files do", own_domain=True)
        if not urlsplit(url).netloc.lower().endswith(_SHARED_HOSTS) and not self.hugo.shares_host:
            return replace(target, absent=head)
        return Target("unknown", why="may be the site of another repository on the same host", own_domain=True)

    def _at_host(self, entry: Entry, url: str) -> Entry:
        """Where a whole address of the site is looked for: languages may have hosts of their own."""
        host = urlsplit(url).netloc.lower()
        languages = self.hugo.languages
        if languages[entry.language].host == host or not languages[entry.language].top:
            return entry
        homes = (self.hugo.map.get(name, "/") for name, settings in languages.items() if settings.host == host)
        return next(filter(None, homes), entry)

    def _absolute(self, entry: Entry, url: str) -> Target | str | None:
        """What lies outside the site; of a URL on the site's own host, the part after it; None for any other."""
        scheme = _SCHEME.match(url)
        if scheme and scheme[0].lower() not in ("http:", "https:"):
            return Target("other", why=f"is a {scheme[0]} link")
        if not scheme and not url.startswith("//"):
            return None
        host = _HOST.match(url)
        if host and host[1].lower() not in self._own_hosts:
            return Target("external", url)
        try:
            parts = urlsplit(url)
        except ValueError:
            return Target("external", url, why="cannot be read as a URL")
        if parts.netloc.lower() not in self._own_hosts:
            return Target("external", url)
        rest = url.split("//", 1)[1]
        rest = rest[len(parts.netloc) :]
        return rest if rest.startswith("/") else "/" + rest

    def _relative(self, entry: Entry, link: Link, url: str) -> Target:
        """A destination on the site, in the reading that applies to its kind."""
        if link.kind == "shortcode" and link.name.startswith("figure[") and self.hugo.templates.figure != "built-in":
            return self._own_figure(entry, link, url)
        if link.kind == "shortcode":
            mode = "embedded" if link.name.startswith("figure[") else "custom"
        elif link.kind == "html":
            mode = "plain"
        else:
            mode = self.hugo.hook_mode("image" if link.image else "link")
        if mode == "plain":
            return self._browser(entry, url, link)
        hooked = self._embedded(entry, url, link.image)
        if mode == "embedded":
            return hooked or self._unless_made(entry, url, self._browser(entry, url, link))
        if hooked is not None and hooked.result not in _BROKEN:
            return replace(hooked, hook=True)
        seen = self._browser(entry, url, link)
        if seen.result == "broken" and self.hugo.templates.joins_root(link.image):
            # `relURL` and `absURL` begin at the root of the site, wherever the article is, and so may others.
            rooted = self._browser(entry, self.hugo.languages[entry.language].base + url.lstrip("/"), link)
            if rooted.result != "broken":
                return replace(rooted, hook=True)
        better = hooked if hooked is not None and seen.result == "broken" else self._unless_made(entry, url, seen)
        if better.result == "broken" and not re.search(r"[/.#?]", url):
            # A word alone is no way to write a link, unless the site's own hook gives it a meaning.
            return Target("unknown", why="may have a meaning of its own to the site's render hook")
        kind = "image" if link.image else "link"
        if (
            better.result == "broken"
            and self.hugo.templates.hook(kind)
            and (file := self._source(entry, url, link.image))
        ):
            return Target("unknown", why=f"names the file {file}: the site's render hook may lead to it")
        return replace(better, hook=True)

    def _own_figure(self, entry: Entry, link: Link, url: str) -> Target:
        """What a `figure` of the site's own makes of a file or a page that it is given."""
        use = self.hugo.templates.figure
        readings = [self._embedded(entry, url, link.image), self._browser(entry, url, link)]
        if use != "plain" and not url.startswith("/"):
            readings.append(self._browser(entry, "/" + url, link))
        best = next((target for target in readings if target is not None and target.result not in _BROKEN), None)
        if best is None and use == "unknown":
            return Target("unknown", why="has a meaning of its own to the figure of the site")
        return best or readings[-1] or readings[1] or self._browser(entry, url, link)

    def _source(self, entry: Entry, url: str, image: bool) -> str:
        """The file that a path means where it is read as one on disk, as editors show it; "" for none."""
        path = unquote(split(url).path)
        relative = not path.startswith("/")
        above = posixpath.dirname(entry.page.path) if entry.page and relative else ""
        file = posixpath.normpath(posixpath.join(above, path.lstrip("/")))
        if file in self.hugo.map.static_files:
            return file
        if not relative or not self.hugo.templates.works_on_paths(image):
            return ""
        # Within the content, and in the assets that may lie there as well.
        within = posixpath.normpath(posixpath.join(entry.folder, path)).lstrip("/")
        if within.startswith(".."):
            return ""
        target = self.lookup.path(encode(self.hugo.languages[entry.language].base + within), None, entry)
        return self.hugo.map.assets.get(within) or (target.path if target.result == "file" else "")

    def _browser(self, entry: Entry, url: str, link: Link | None = None) -> Target:
        """What a browser makes of a destination on the page of an article."""
        reference = split(url)
        if not reference.path and not reference.query:
            target = replace(self.lookup.entry(entry, reference.fragment), same_page=True)
            if entry.state == "unrendered" and target.result == "broken-anchor":
                return Target("unknown", why=_NO_PAGE)
            return target
        if entry.url is None or (entry.state == "unrendered" and not reference.path.startswith("/")):
            if not reference.path.startswith("/"):
                return Target("unknown", why=_NO_PAGE)
            base = "/"
        elif self.hugo.templates.bases_on_root and (home := self.hugo.map.get(entry.language, "/")) and home.url:
            base = encode(home.url)
        else:
            base = encode(entry.url)
        path = reference.path.replace("\\", "/")
        if link is not None:
            path = self.hugo.languages[entry.language].published(path)
        path = path or base
        if not path.startswith("/") or "//" in path or "/." in path:
            path = urljoin("http://host" + base, path)[len("http://host") :]
        target = self.lookup.path(path, reference.fragment, entry)
        if target.page is not None and target.page is entry.page and target.language in ("", entry.language):
            target = replace(target, same_page=True)
        if link is not None and target.result == "broken" and reference.path.lower().endswith((".md", ".markdown")):
            return self._markdown(entry, reference, target)
        return target

    def _markdown(self, entry: Entry, reference: Reference, target: Target) -> Target:
        """Of a link to the file of an article, say which one it means."""
        there = self._page(entry, unquote(reference.path), built=False)
        if there is None or there.page is None or there.url is None:
            return target
        url = encode(self.hugo.languages[there.language].written(there.url)) + reference.tail
        why = "names a source file: the published link ends in .md and leads nowhere"
        return replace(target, markdown=True, page=there.page, state=there.state, canonical=url, why=why)

    def _page(self, entry: Entry | None, path: str, built: bool = True) -> Entry | None:
        language = entry.language if entry else next(iter(self.hugo.languages))
        try:
            return self.finder.find(entry, path, language, by_name=False, built=built)
        except page_lookup.Ambiguous:
            return None

    def _embedded(self, entry: Entry, url: str, image: bool) -> Target | None:
        """What Hugo's embedded hooks, and its figure, make of a destination; None where they leave it as it is."""
        reference = split(url)
        path = unquote(reference.path).removeprefix("./")
        if not path:
            return None if image else replace(self.lookup.entry(entry, reference.fragment), same_page=True)
        if not image:
            page = self._page(entry, path)
            if page is not None:
                if page.url is None:
                    return None
                return self.lookup.entry(page, reference.fragment)
        if own := self.finder.resource(entry, path):
            bundle, name = own
            settings = self.hugo.languages[bundle.language]
            url = encode(settings.base + bundle.base + name)
            return Target("file", url, path=bundle.resources[name].source)
        asset = self.hugo.map.assets.get(posixpath.normpath(path.lstrip("/")))
        if asset is not None:
            return Target("file", encode(self.hugo.languages[entry.language].base + path.lstrip("/")), path=asset)
        return None

    def _unless_made(self, entry: Entry, url: str, target: Target) -> Target:
        """What a browser finds, unless a hook would find a file that a build brings along."""
        made = self.references.made_by_build(entry, unquote(split(url).path)) if target.result == "broken" else None
        return made or target
