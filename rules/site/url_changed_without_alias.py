"""A published article whose URL changed, and nothing leads from the old URL to it.

Search engines, newsletters and other sites link to the old URL: their readers get a 404. Hugo redirects an old URL
where the article names it among its `aliases`. Compares with an earlier version of the site, so it runs with
`--since` only. A file that was renamed is still the same article.

The repair names the old URL as an alias.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from postlint import (
    Bad,
    Change,
    ChangeRule,
    Diagnostic,
    Document,
    Fix,
    Good,
    Page,
    Range,
    Severity,
    Site,
    Versions,
)
from postlint.helpers.front_matter_edits import add_alias

SITE = {"hugo.toml": 'baseURL = "https://example.org/"\n'}
BEFORE = SITE | {"content/articles/example.md": '+++\ntitle = "Tea"\n+++\nText\n'}
_KEYS = ("url", "slug", "title", "date")


class UrlChangedWithoutAlias(ChangeRule):
    severity = Severity.ERROR

    good = [
        Good('+++\ntitle = "Tea"\n+++\nText\n', "the same URL", site=SITE, before=BEFORE),
        Good('+++\ntitle = "Tea"\nslug = "x"\naliases = ["/articles/example/"]\n+++\n', site=SITE, before=BEFORE),
        Good('+++\ntitle = "Tea"\nslug = "x"\n+++\n', site=SITE, before=SITE, why="a new article"),
        Good('+++\ntitle = "Tea"\nslug = "x"\ndraft = true\n+++\n', "nobody can read it", site=SITE, before=BEFORE),
        Good(
            '+++\ntitle = "Tea"\nslug = "x"\n+++\n',
            "another article has taken the URL over",
            site=SITE | {"content/articles/new.md": '+++\nurl = "/articles/example/"\n+++\n'},
            before=BEFORE,
        ),
    ]
    bad = [
        Bad(
            '+++\ntitle = "Tea"\nslug = ⟦"green-tea"⟧\n+++\nText\n',
            fixed='+++\ntitle = "Tea"\nslug = "green-tea"\naliases = ["/articles/example/"]\n+++\nText\n',
            message="/articles/example/",
            site=SITE,
            before=BEFORE,
        ),
        Bad(
            "---\ntitle: Tea\nslug: ⟦green-tea⟧\naliases:\n  - /t/\n---\nText\n",
            fixed='---\ntitle: Tea\nslug: green-tea\naliases:\n  - /t/\n  - "/articles/example/"\n---\nText\n',
            site=SITE,
            before=BEFORE,
        ),
        Bad(
            "---\ntitle: ⟦Tea⟧\n---\nText\n",
            fixed='---\ntitle: Tea\naliases: ["/drinks/example/"]\n---\nText\n',
            site=SITE,
            before=SITE | {"content/drinks/example.md": "---\ntitle: Tea\n---\nText\n"},
            why="the file was moved to another folder",
        ),
    ]

    def check(self, versions: Versions) -> Iterator[Diagnostic]:
        before, after = versions.before, versions.after
        for old, page in versions.pairs():
            url, now = before.url(old), after.url(page)
            if not url or url == now or not before.published(old) or not after.published(page):
                continue
            if after.target_at(url).result == "broken":
                message = f"the URL of this article was {url} and is {now} now: readers of the old one find nothing"
                fix = _fix(versions.document(page.path), after, url)
                yield self.at(page, _place(old, page), message, fix=fix)


def _place(old: Page, page: Page) -> Range:
    """What of the front matter made the URL change, or else what names the article."""
    differ = [key for key in _KEYS if old.fields.get(key) != page.fields.get(key)]
    places = (page.place(key) for key in (*differ, *_KEYS))
    return next(filter(None, places), page.top)


def _fix(doc: Document, site: Site, url: str) -> Fix | None:
    """The old URL as one more alias, which Hugo reads without the folder that the site is in."""
    front = doc.front_matter
    if front is None or front.problems:
        return None
    alias = unquote(url).removeprefix(urlsplit(site.base_url).path.rstrip("/"))
    return Fix.safe(add_alias(doc, front, alias), title=f"Name {alias} as an alias", changes={Change.FRONT_MATTER})
