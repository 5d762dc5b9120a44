"""A tag or category that is used once and is nearly one that is used often.

“productivty” or “time-managment” makes a page of its own with one article, which is missing on the page of the other
term. Also a term that one article has twice, written with other capitals, a hyphen or a plural.
"""

from collections.abc import Iterator

from postlint import Bad, Diagnostic, Good, Page, Severity, Site, SiteRule, quoted
from postlint.helpers.site_words import one_slip

_FIELDS = ("tags", "categories")
_OFTEN = 5
_SHORTEST = 6
_LONG = 9
"""From how many letters on another letter is a slip, and no other word."""
_SITE = {
    "hugo.toml": "",
    **{f"content/articles/{at}.md": '+++\ntags = ["productivity", "time management"]\n+++\n' for at in range(6)},
}


class NearTerm(SiteRule):
    severity = Severity.WARNING

    good = [
        Good('+++\ntags = ["productivity", "go", "habits"]\n+++\n', site=_SITE),
        Good('+++\ntags = ["Productivity"]\n+++\n', "Hugo makes them one", site=_SITE),
        Good('+++\ntags = ["productivty"]\n+++\n', site={"hugo.toml": ""}),
    ]
    bad = [
        Bad('+++\ntags = [⟦"productivty"⟧]\n+++\n', message="“productivity”", site=_SITE),
        Bad('+++\ntags = [⟦"time-management"⟧]\n+++\n', message="6 articles", site=_SITE),
        Bad('+++\ntags = ["habits", ⟦"Habits"⟧]\n+++\n', message="twice", site={"hugo.toml": ""}),
    ]

    def check(self, page: Page, site: Site) -> Iterator[Diagnostic]:
        near = site.once(_near)
        for name in _FIELDS:
            seen: dict[str, str] = {}
            for at, term in enumerate(_terms(page, name)):
                place = page.place(f"{name}.{at}") or page.place(name)
                low = term.strip().casefold()
                if place is None or not low:
                    continue
                if low in seen:
                    yield self.at(page, place, f"{quoted(term)} stands twice in {name}, as {quoted(seen[low])} too")
                elif better := near.get((site.language(page), name, low)):
                    word, count = better
                    message = (
                        f"only this article has {quoted(term)} in {name}, and {count} articles have {quoted(word)}"
                    )
                    yield self.at(page, place, message)
                seen.setdefault(low, term)


def _terms(page: Page, name: str) -> list[str]:
    given = page.fields.get(name)
    return [str(term) for term in given] if isinstance(given, list) else []


def _near(site: Site) -> dict[tuple[str, str, str], tuple[str, int]]:
    """The terms of one article that are nearly one of many, by language and field, with that one and its number."""
    found: dict[tuple[str, str, str], tuple[str, int]] = {}
    for key, count in sorted(site.counted(_listed).items()):
        language, name = key.split(":")
        often = {term: number for term, number in sorted(count.items()) if number >= _OFTEN and len(term) >= _SHORTEST}
        rare = [term for term, number in sorted(count.items()) if number == 1 and len(term) >= _SHORTEST]
        plain = {_plain(term): term for term in often}
        for term in rare:
            if _plain(term) in plain:
                best = plain[_plain(term)]
                found[language, name, term] = best, often[best]
        for term, best in one_slip(rare, often):
            replaced = len(term) == len(best) and sorted(term) != sorted(best) and len(term) < _LONG
            ends = term[0] == best[0] and term[-2:] == best[-2:]
            if ends and not replaced and not any(sign.isdigit() for sign in term + best):
                found[language, name, term] = best, often[best]
    return found


def _listed(page: Page, site: Site) -> Iterator[tuple[str, list[str]]]:
    """The terms of an article in each field, each once."""
    for name in _FIELDS:
        if name in page.fields:
            terms = {term.strip().casefold() for term in _terms(page, name)}
            yield f"{site.language(page)}:{name}", sorted(terms)


def _plain(term: str) -> str:
    """A term without what is mostly written in two ways: blanks, hyphens, the plural."""
    plain = "".join(sign for sign in term if sign.isalnum() or sign in "+#.")
    return plain.removesuffix("s") if len(plain) > _SHORTEST else plain
