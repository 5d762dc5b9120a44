"""A link to a domain without `https://` in front of it.

`[Scrum.org](Scrum.org)` is a relative link: on `/articles/agile/` it leads to `/articles/agile/Scrum.org`, which does
not exist, and the reader gets a 404. Only names below a public suffix that exists are taken for domains, and none that
could be a file: `README.md` and `main.py` end in top-level domains too.

## Fix safety
Unsafe: the site may be served over `http://` alone. Where the article links it elsewhere, its scheme is taken.
"""

from collections.abc import Iterator

from postlint import Bad, Change, Diagnostic, Edit, Fix, Good, Link, Page, Severity, Site, SiteRule, Span, quoted
from postlint.helpers.domains import host_in
from postlint.helpers.link_fixes import resolved_links

_FOLDER: dict[str, str] = {}
"""No site: a folder with this article and no other file."""


class BareDomain(SiteRule):
    severity = Severity.ERROR

    good = [
        Good("See [Scrum.org](https://www.scrum.org/) and [it](//scrum.org/a).\n", site=_FOLDER),
        Good(
            "See [README.md](README.md), [`main.py`](main.py) and [a script](run.sh).\n",
            "files, not domains",
            site=_FOLDER,
        ),
        Good("See [the index](index.html), [the readme](README.org) and [a film](talk.mov).\n", site=_FOLDER),
        Good(
            "See [setup](docs/example.com/setup.md) and [more](../example.com).\n",
            "only the first part can be one",
            site=_FOLDER,
        ),
        Good("See [it](kubectl.md#verify) and [ASP.NET](asp.net/start/).\n", site=_FOLDER),
        Good("Mail [us](mailto:us@example.com) or [call](tel:123).\n", site=_FOLDER),
        Good('See [it]({{< relref "example.com" >}}) and [that]({{ site.com }}/a).\n', nests=False, site=_FOLDER),
        Good("![A plot](example.org) and ![another](plot.png)\n", "an image has a path on a domain", site=_FOLDER),
        Good(
            "See [the site](example.com) and [it](docs.rs/a.md).\n",
            "folders",
            site={"content/articles/example.com/a.md": "", "content/articles/docs.rs/a.md": ""},
        ),
        Good("See [v1.18](v1.18) and [it](example.unknowntld).\n", "no public suffix", site=_FOLDER),
    ]
    bad = [
        Bad(
            "See [Scrum.org](⟦Scrum.org⟧).\n",
            fixed="See [Scrum.org](https://Scrum.org).\n",
            message="“Scrum.org”",
            site=_FOLDER,
        ),
        Bad("See [it](⟦www.example.co.uk/a#b⟧).\n", fixed="See [it](https://www.example.co.uk/a#b).\n", site=_FOLDER),
        Bad("See [crates](⟦docs.rs/tokio⟧).\n", fixed="See [crates](https://docs.rs/tokio).\n", site=_FOLDER),
        Bad("See [it](<⟦example.com/a b⟧>).\n", fixed="See [it](<https://example.com/a b>).\n", site=_FOLDER),
        Bad(
            "See [it][1].\n\n[1]: ⟦github.com/a/b⟧\n",
            fixed="See [it][1].\n\n[1]: https://github.com/a/b\n",
            site=_FOLDER,
        ),
        Bad(
            "![A chart](⟦i.example.com/chart.png⟧)\n",
            fixed="![A chart](https://i.example.com/chart.png)\n",
            site=_FOLDER,
        ),
        Bad(
            "[a](⟦example.com/a⟧), [b](http://example.com/b)\n",
            fixed="[a](http://example.com/a), [b](http://example.com/b)\n",
            why="the article knows the scheme of this site",
            site=_FOLDER,
        ),
        Bad("See [b](http://example.com/b) and [Scrum.org](⟦Scrum.org⟧).\n", site=_FOLDER),
    ]

    def check(self, page: Page, site: Site) -> Iterator[Diagnostic]:
        for link, target in resolved_links(page, site):
            host = host_in(link.url or "", image=link.image) if _is_written(link) else ""
            if not host or target.result in ("page", "file"):
                continue
            edit = Edit(Span(link.place.start, link.place.start), _scheme(page, site, host))
            shown = quoted(link.url or "")
            message = f"{shown} lacks “https://”, so it leads to a page that this site does not have: add it"
            fix = Fix.unsafe(edit, title=f"Add “{edit.text}”", changes=[Change.LINKS])
            yield self.at(page, link.place, message, fix=fix)


def _is_written(link: Link) -> bool:
    """Whether a link has a destination of its own in Markdown."""
    return link.kind in ("link", "image") and link.name not in ("autolink", "bare") and "{{" not in link.destination


def _scheme(page: Page, site: Site, host: str) -> str:
    """The scheme with which the article links this host elsewhere: `http://` only where it never has the other."""
    urls = (link.url or "" for link in site.links(page) if link.kind in ("link", "image"))
    known = {url.lower().partition(host.lower())[0] for url in urls}
    return "http://" if "http://" in known and "https://" not in known else "https://"
