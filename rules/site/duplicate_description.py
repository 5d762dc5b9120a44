"""Two published articles of one section with the same description.

Search results and previews show the same text for both. Mostly it was copied from another article and forgotten.
"""

from collections.abc import Iterator

from postlint import Bad, Diagnostic, Good, Page, Related, Severity, Site, SiteRule, quoted
from postlint.helpers.link_fixes import is_last, neighbours

_SITE = {"hugo.toml": "", "content/articles/b.md": "+++\ndescription = 'How to plan a week.'\n+++\n"}


class DuplicateDescription(SiteRule):
    severity = Severity.INFO

    good = [
        Good("+++\ndescription = 'How to plan a day.'\n+++\n", site=_SITE),
        Good("+++\ndescription = 'How to plan a week.'\n+++\n", path="content/posts/c.md", site=_SITE),
        Good(
            "+++\ndescription = ''\n+++\n",
            site={"hugo.toml": "", "content/articles/b.md": "+++\ndescription = ''\n+++\n"},
        ),
    ]
    bad = [
        Bad("+++\ndescription = ⟦'How to plan  a week'⟧\n+++\n", message="content/articles/b.md", site=_SITE),
    ]

    def check(self, page: Page, site: Site) -> Iterator[Diagnostic]:
        place = page.place("description")
        if place is None or not site.published(page):
            return
        keys = list(_described(page, site))
        others = neighbours(page, site, site.grouped(_described).get(keys[0]) or []) if keys else []
        if others and is_last(page, others):
            related = [Related(other.path, other.place("description") or other.top, "here") for other in others]
            paths = " and ".join(other.path for other in others[:3])
            message = f"{quoted(str(page.fields['description']))} is also the description of {paths}: write another one"
            yield self.at(page, place, message, related=related)


def _plain(page: Page) -> str:
    text = page.fields.get("description")
    return " ".join(text.split()).casefold().rstrip(".") if isinstance(text, str) else ""


def _described(page: Page, site: Site) -> Iterator[str]:
    if text := _plain(page):
        yield f"{site.language(page)}:{text}"
