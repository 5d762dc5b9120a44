"""A published article that was removed, and nothing leads from its URL elsewhere.

Search engines, newsletters and other sites link to it: their readers get a 404. An article on the same matter can
name the URL among its `aliases`, or the host can redirect it. An article that becomes a draft is removed as well, as
far as readers are concerned. Compares with an earlier version of the site, so it runs with `--since` only.
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint import Bad, ChangeRule, Diagnostic, Good, Range, Severity, Versions

SITE = {
    "hugo.toml": 'baseURL = "https://example.org/"\n',
    "content/articles/other.md": "---\ntitle: Other\n---\nText\n",
}
TEA = "---\ntitle: Tea\n---\nText\n"


class RemovedWithoutRedirect(ChangeRule):
    severity = Severity.ERROR

    good = [
        Good(TEA, "it is still there", site=SITE, before=SITE | {"content/articles/example.md": TEA}),
        Good(
            "---\ntitle: Another\naliases: [/articles/tea/]\n---\nText\n",
            "another article redirects the URL",
            site=SITE,
            before=SITE | {"content/articles/tea.md": TEA},
        ),
        Good(
            "---\ntitle: Another\n---\nText\n",
            "it was never published",
            site=SITE,
            before=SITE | {"content/articles/tea.md": "---\ntitle: Tea\ndraft: true\n---\n"},
        ),
        Good(
            "---\ntitle: Another\n---\nText\n",
            "the host redirects the URL",
            site=SITE | {"static/_redirects": "/articles/tea/ /articles/other/ 301\n"},
            before=SITE | {"content/articles/tea.md": TEA},
        ),
    ]
    bad = [
        Bad(
            "---\ntitle: Tea\ndraft: ⟦true⟧\n---\nText\n",
            message="/articles/example/",
            site=SITE,
            before=SITE | {"content/articles/example.md": TEA},
        ),
    ]

    def check(self, versions: Versions) -> Iterator[Diagnostic]:
        before, after = versions.before, versions.after
        for page in versions.removed():
            url = before.url(page)
            if url and before.published(page) and after.target_at(url).result == "broken":
                message = f"this article was published at {url} and is removed: its readers find nothing there"
                yield self.at(page, Range(0, 0, 1, 1, 1, 1), message)
        for old, page in versions.pairs():
            url, place = before.url(old), page.place("draft")
            drafted = before.published(old) and after.state(page) == "draft"
            if url and place and drafted and not after.target_at(url).ok:
                message = f"this article was published at {url} and is a draft now: its readers find nothing there"
                yield self.at(page, place, message)
