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
_COPIES, _TIMES = 5, 4
"""How many articles may have copied a slip, and how many times as many have to write it well."""
_SITE = {
    "hugo.toml": "",
    **{f"content/articles/{at}.md": '+++\ntags = ["productivity", "time management"]\n+++\n' for at in range(6)},
}
_MANY = {name.replace("/", f"/{part}", 1): text for part in "ab" for name, text in _SITE.items() if name != "hugo.toml"}
_MANY["hugo.toml"] = ""


def _used(**terms: int) -> dict[str, str]:
    """A site on which terms stand in so many articles each."""
    tags = [term for term, number in terms.items() for _ in range(number)]
    return {"hugo.toml": ""} | {f"content/{at}.md": f"+++\ntags = ['{tag}']\n+++\n" for at, tag in enumerate(tags)}


class NearTerm(SiteRule):
    severity = Severity.WARNING

    good = [
        Good('+++\ntags = ["productivity", "go", "habits"]\n+++\n', site=_SITE),
        Good('+++\ntags = ["Productivity"]\n+++\n', "Hugo makes them one", site=_SITE),
        Good('+++\ntags = ["productivty"]\n+++\n', site={"hugo.toml": ""}),
        Good(
            '+++\ntags = ["time-management"]\n+++\n',
            "both are used",
            site={**_SITE, "content/articles/x.md": '+++\ntags = ["time-management"]\n+++\n'},
        ),
        Good('+++\ntags = ["gadrener"]\n+++\n', "four articles are few", site=_used(gardener=4)),
        Good('+++\ntags = ["palnt"]\n+++\n', "a short word", site=_used(plant=6)),
        Good(
            '+++\ntags = ["gardaner"]\n+++\n',
            "another letter makes another word, but for long ones",
            site=_used(gardener=6),
        ),
        Good('+++\ntags = ["gardenre"]\n+++\n', "another end", site=_used(gardener=6)),
        Good('+++\ntags = ["ardener"]\n+++\n', "another beginning", site=_used(gardener=6)),
        Good('+++\ntags = ["gardner"]\n+++\n', "a short one that two have", site=_used(gardener=8, gardner=1)),
        Good('+++\ntags = ["gardaners"]\n+++\n', "two have it", site=_used(gardeners=8, gardaners=1)),
        Good(
            '+++\ntags = ["gardners"]\n+++\n',
            "of four times as many three are too few",
            site=_used(gardeners=7, gardners=2),
        ),
        Good('+++\ntags = ["gardener2"]\n+++\n', "numbers", site=_used(gardener3=6)),
        Good('+++\ntags = ["gardens"]\n+++\n', "of four times as many", site=_used(garden=6, gardens=1)),
        Good(
            '+++\ntags = ["gardners"]\n+++\n', "more than five articles mean it", site=_used(gardeners=24, gardners=5)
        ),
    ]
    bad = [
        Bad(
            '+++\ntags = [⟦"productivty"⟧]\n+++\n',
            message="2 articles have",
            site={**_SITE, "content/articles/x.md": '+++\ntags = ["productivty"]\n+++\n'},
        ),
        Bad('+++\ntags = [⟦"productivty"⟧]\n+++\n', message="“productivity”", site=_SITE),
        Bad('+++\ntags = [⟦"time-management"⟧]\n+++\n', message="6 articles", site=_SITE),
        Bad(
            '+++\ntags = [⟦"time-management"⟧]\n+++\n',
            message="2 articles have",
            site={**_MANY, "content/articles/x.md": '+++\ntags = ["time-management"]\n+++\n'},
        ),
        Bad('+++\ntags = ["habits", ⟦"Habits"⟧]\n+++\n', message="twice", site={"hugo.toml": ""}),
        Bad('+++\ntags = [⟦"gadrener"⟧]\n+++\n', site=_used(gardener=5)),
        Bad('+++\ntags = [⟦"gadren"⟧]\n+++\n', site=_used(garden=6)),
        Bad('+++\ntags = [⟦"gardaners"⟧]\n+++\n', site=_used(gardeners=6)),
        Bad('+++\ntags = [⟦"gardners"⟧]\n+++\n', site=_used(gardeners=8, gardners=1)),
        Bad('+++\ntags = [⟦"gardners"⟧]\n+++\n', site=_used(gardeners=8, gardners=2)),
        Bad('+++\ntags = [⟦"gardners"⟧]\n+++\n', site=_used(gardeners=20, gardners=4)),
        Bad('+++\ntags = [⟦"gardeners"⟧]\n+++\n', site=_used(gardener=8, gardeners=1)),
        Bad('+++\ntags = [⟦"gardeners"⟧]\n+++\n', site=_used(gardener=16, gardeners=3)),
        Bad('+++\ntags = ["", ⟦"productivty"⟧]\n+++\n', site=_SITE),
        Bad('+++\ntags = [⟦"productivty"⟧]\n+++\n', message="only this article has", site=_SITE),
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
                    word, count, own = better
                    who = "only this article has" if own == 1 else f"{own} articles have"
                    message = f"{who} {quoted(term)} in {name}, and {count} articles have {quoted(word)}"
                    yield self.at(page, place, message)
                seen.setdefault(low, term)


def _terms(page: Page, name: str) -> list[str]:
    given = page.fields.get(name)
    return [str(term) for term in given] if isinstance(given, list) else []


def _near(site: Site) -> dict[tuple[str, str, str], tuple[str, int, int]]:
    """The terms of few articles that are nearly one of many, by language and field.

    With the one of many, how many articles have it, and how many have the term itself.
    """
    nearest: dict[tuple[str, str, str], tuple[str, int, int]] = {}
    for key, count in sorted(site.counted(_listed).items()):
        language, name = key.split(":")
        terms = {term: number for term, number in sorted(count.items()) if len(term) >= _SHORTEST}
        often = {term: number for term, number in terms.items() if number >= _OFTEN}
        rare = [term for term, number in terms.items() if number == 1]
        plain = {_plain(term): term for term in often}
        for term, number in terms.items():
            best = plain.get(_plain(term), term)
            # A slip may be copied from one article to the next.
            if best != term and number <= _COPIES and often[best] >= _TIMES * number:
                nearest[language, name, term] = best, often[best], number
        copied = [term for term, number in terms.items() if 1 < number <= _COPIES and len(term) >= _LONG - 1]
        for term, best in one_slip([*rare, *copied], often):
            if _is_slip(term, best, alone=terms[term] == 1) and often[best] >= _TIMES * (terms[term] - 1):
                nearest[language, name, term] = best, often[best], terms[term]
    return nearest


def _is_slip(term: str, best: str, *, alone: bool) -> bool:
    """Whether a term is one of many with another letter, and no word of its own; `alone` where one article has it."""
    replaced = len(term) == len(best) and sorted(term) != sorted(best)
    ends = term[0] == best[0] and term[-2:] == best[-2:]
    known = not replaced or (alone and len(term) >= _LONG)
    return ends and known and not any(map(str.isdigit, term + best))


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
