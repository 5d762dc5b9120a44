"""Two published articles with the same description: of one section, or of two where no others have it.

Search results and previews show the same text for both. Mostly it was copied from another article and forgotten.
"""

from collections.abc import Iterator

from postlint import Bad, Diagnostic, Good, Page, Related, Severity, Site, SiteRule, quoted
from postlint.helpers.link_fixes import is_last, neighbours

_LONG = 40
_TEXT = "How to plan a week, and what to leave out of it."
_OTHER = {"hugo.toml": "", "content/articles/b.md": f"---\ntitle: Weeks\ndescription: {_TEXT}\n---\n"}
_SITE = {"hugo.toml": "", "content/articles/b.md": "+++\ndescription = 'How to plan a week.'\n+++\n"}


class DuplicateDescription(SiteRule):
    severity = Severity.INFO

    good = [
        Good("+++\ndescription = 'How to plan a day.'\n+++\n", site=_SITE),
        Good("+++\ndescription = 'How to plan a week.'\n+++\n", path="content/posts/c.md", site=_SITE),
        Good(f"---\ntitle: Weeks\ndescription: {_TEXT}\n---\n", "a version", path="content/v2/b.md", site=_OTHER),
        Good(
            "+++\ndescription = ''\n+++\n",
            site={"hugo.toml": "", "content/articles/b.md": "+++\ndescription = ''\n+++\n"},
        ),
        Good(
            f"---\ntitle: Days\ndescription: {_TEXT[:39]}\n---\n",
            "a short one, of another section",
            path="content/posts/c.md",
            site={**_OTHER, "content/articles/b.md": f"---\ntitle: Weeks\ndescription: {_TEXT[:39]}\n---\n"},
        ),
        Good(
            f"---\ntitle: Days\ndescription: {_TEXT}\n---\n",
            "a text for any article",
            path="content/posts/c.md",
            site={**_OTHER, "content/talks/a.md": f"---\ntitle: Months\ndescription: {_TEXT}\n---\n"},
        ),
        Good("+++\ndescription = 'How to plan a week.'\ndraft = true\n+++\n", "nobody sees it", site=_SITE),
        Good(
            f"---\ntitle: Days\ndescription: {_TEXT}\n---\n",
            "the other one is a draft",
            path="content/posts/c.md",
            site={
                "hugo.toml": "",
                "content/articles/b.md": f"---\ntitle: Weeks\ndraft: true\ndescription: {_TEXT}\n---\n",
            },
        ),
    ]
    bad = [
        Bad(f"---\ntitle: Days\ndescription: ⟦{_TEXT}⟧\n---\n", path="content/posts/c.md", site=_OTHER),
        Bad("+++\ndescription = ⟦'How to plan  a week'⟧\n+++\n", message="content/articles/b.md", site=_SITE),
        Bad(
            "+++\ndescription = ⟦'How to plan a week.'⟧\n+++\n",
            message="of content/articles/a.md and content/articles/b.md and content/articles/c.md: write",
            site={
                "hugo.toml": "",
                **{f"content/articles/{name}.md": "+++\ndescription = 'How to plan a week.'\n+++\n" for name in "abcd"},
            },
        ),
        Bad(
            f"---\ntitle: Days\ndescription: ⟦{_TEXT[:39]}a⟧\n---\n",
            "forty characters",
            path="content/posts/c.md",
            site={**_OTHER, "content/articles/b.md": f"---\ntitle: Weeks\ndescription: {_TEXT[:39]}a\n---\n"},
        ),
    ]

    def check(self, page: Page, site: Site) -> Iterator[Diagnostic]:
        place = page.place("description")
        if place is None or not site.published(page):
            return
        same = [other for key in _described(page, site) for other in site.grouped(_described).get(key) or ()]
        others = neighbours(page, site, same) or _elsewhere(page, site, same)
        if others and is_last(page, others):
            related = [Related(other.path, other.place("description") or other.top, "here") for other in others]
            paths = " and ".join(other.path for other in others[:3])
            message = f"{quoted(str(page.fields['description']))} is also the description of {paths}: write another one"
            yield self.at(page, place, message, related=related)


def _elsewhere(page: Page, site: Site, pages: list[Page]) -> list[Page]:
    """The one other article that has a long description too, in another section and of another title.

    What more have is a text for any article; what two of one title have is the same article in another version.
    """
    if len(pages) != 2 or site.kind(page) != "page" or len(_plain(page)) < _LONG or not page.title:
        return []
    others = (other for other in pages if other is not page and site.published(other) and site.kind(other) == "page")
    return [other for other in others if other.title not in ("", page.title)]


def _plain(page: Page) -> str:
    text = page.fields.get("description")
    return " ".join(text.split()).casefold().rstrip(".") if isinstance(text, str) else ""


def _described(page: Page, site: Site) -> Iterator[str]:
    if text := _plain(page):
        yield f"{site.language(page)}:{text}"
