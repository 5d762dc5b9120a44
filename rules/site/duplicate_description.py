"""Two published articles with the same description or summary: of one section, or of two where no others have it.

Lists, search results and previews show the same text for both. Mostly it was copied from another article and forgotten.
"""

from collections.abc import Iterator

from postlint import Bad, Diagnostic, Good, Page, Related, Severity, Site, SiteRule, quoted
from postlint.helpers.link_fixes import is_last, neighbours

_FIELDS = ("description", "summary")
_LONG = 40
_TEXT = "How to plan a week, and what to leave out of it."
_OTHER = {"hugo.toml": "", "content/articles/b.md": f"---\ntitle: Weeks\ndescription: {_TEXT}\n---\n"}
_SITE = {"hugo.toml": "", "content/articles/b.md": "+++\ndescription = 'How to plan a week.'\n+++\n"}


class DuplicateDescription(SiteRule):
    severity = Severity.INFO

    good = [
        Good("+++\ndescription = 'How to plan a day.'\n+++\n", site=_SITE),
        Good("+++\nsummary = 'How to plan a week.'\n+++\n", "another field", site=_SITE),
        Good(
            "+++\nsummary = 'The Bank'\n+++\n",
            "a name",
            site={"hugo.toml": "", "content/articles/b.md": "+++\nsummary = 'The Bank'\n+++\n"},
        ),
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
        Bad(
            f"+++\nsummary = ⟦'{_TEXT}'⟧\n+++\n",
            message="is also the summary of content/articles/b.md",
            site={"hugo.toml": "", "content/articles/b.md": f"+++\nsummary = '{_TEXT}'\n+++\n"},
        ),
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
        for field in _FIELDS if site.published(page) else ():
            place = page.place(field)
            text = _plain(page, field)
            # A short summary is mostly a name: of a customer, or of a place.
            if place is None or not text or (field == "summary" and len(text) < _LONG):
                continue
            same = site.grouped(_described).get(_key(page, site, field, text)) or []
            others = neighbours(page, site, same) or _elsewhere(page, site, same, text)
            if others and is_last(page, others):
                related = [Related(other.path, other.place(field) or other.top, "here") for other in others]
                paths = " and ".join(other.path for other in others[:3])
                message = f"{quoted(str(page.fields[field]))} is also the {field} of {paths}: write another one"
                yield self.at(page, place, message, related=related)


def _elsewhere(page: Page, site: Site, pages: list[Page], text: str) -> list[Page]:
    """The one other article that has a long description too, in another section and of another title.

    What more have is a text for any article; what two of one title have is the same article in another version.
    """
    if len(pages) != 2 or site.kind(page) != "page" or len(text) < _LONG or not page.title:
        return []
    others = (other for other in pages if other is not page and site.published(other) and site.kind(other) == "page")
    return [other for other in others if other.title not in ("", page.title)]


def _plain(page: Page, field: str) -> str:
    text = page.fields.get(field)
    return " ".join(text.split()).casefold().rstrip(".") if isinstance(text, str) else ""


def _key(page: Page, site: Site, field: str, text: str) -> str:
    return f"{site.language(page)}:{field}:{text}"


def _described(page: Page, site: Site) -> Iterator[str]:
    for field in _FIELDS:
        if text := _plain(page, field):
            yield _key(page, site, field, text)
