"""A name or a compound that the site writes otherwise in nearly all other places.

“Youtube” where everybody else writes “YouTube”, “pre-requisites” on a site of “prerequisites”: the reader wonders
whether two things are meant, and a search on the page finds half of them. The site itself says what is right: what at
least five articles write, and five times as many as write the other form. Only capitals inside of a name and hyphens
inside of a word are looked at; block quotes, code and addresses are left alone.

## Fix safety
Unsafe: the other form may be part of a title that is cited, or of the name of another thing.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Annotated, NamedTuple

from postlint import Bad, Change, Diagnostic, Edit, Fix, Good, Page, Severity, Site, WordRule, quoted
from postlint.helpers import site_words
from postlint.helpers.site_words import counted

_OTHERS = {
    "hugo.toml": "",
    **{f"content/articles/{at}.md": "Our YouTube channel, and its prerequisites.\n" for at in range(8)},
}
# With and without a hyphen, these are two words.
_TWO = frozenset(
    """re-act re-cover re-count re-create re-creation re-dress re-form re-lay re-lease re-mark re-move re-pair re-place
    re-present re-press re-prove re-search re-sent re-serve re-sign re-solve re-sort re-store re-tire re-treat re-turn
    co-op un-ionized pre-position pro-verb mis-sing over-all""".split()
)


class Variant(NamedTuple):
    """What the site writes instead, and in how many articles."""

    form: str
    articles: int
    own: int


class NameVariant(WordRule):
    severity = Severity.WARNING
    allow: Annotated[list[str], "words that are right on this site"] = []
    articles: Annotated[int, "in how many articles the other form has to stand"] = 5
    ratio: Annotated[int, "how many times as many articles have to write the other form"] = 5

    good = [
        Good("Our YouTube channel, `Youtube`, and [youtube.com](https://Youtube.com/).\n", site=_OTHERS),
        Good("Our Youtube channel.\n", site=_OTHERS, options={"allow": ["Youtube"]}),
        Good("> Our Youtube channel.\n", "in the words of somebody else", site=_OTHERS, nests=False),
        Good("The YOUTUBE CHANNEL.\n", site=_OTHERS),
        Good("It is YouTube and not “Youtube”.\n", site=_OTHERS),
        Good("Our Youtube channel.\n", "too few others", site={"hugo.toml": "", "content/b.md": "YouTube\n"}),
    ]
    bad = [
        Bad("Our ⟦Youtube⟧ channel.\n", fixed="Our YouTube channel.\n", message="“YouTube”", site=_OTHERS, nests=False),
        Bad(
            "The ⟦pre-requisites⟧ and pre-requisites.\n",
            fixed="The prerequisites and prerequisites.\n",
            message="2 times",
            site=_OTHERS,
            nests=False,
        ),
    ]

    def check(self, page: Page, site: Site) -> Iterator[Diagnostic]:
        known = site.once(_variants).get(site.language(page), {})
        suspects = known.keys() & site_words.words_of(page, site) - {*self.allow} if known else ()
        wanted = {
            word: variant
            for word in suspects
            if (variant := known[word]).articles >= max(self.articles, self.ratio * variant.own)
        }
        places: dict[str, list[site_words.Occurrence]] = defaultdict(list)
        for occurrence in site_words.occurrences(page, site, wanted, quotes=False):
            # What stands in quotes is spoken of.
            if not occurrence.is_quoted:
                places[occurrence.word].append(occurrence)
        for word, occurrences in places.items():
            yield self._finding(page, site, wanted[word], occurrences)

    def _finding(
        self, page: Page, site: Site, variant: Variant, occurrences: list[site_words.Occurrence]
    ) -> Diagnostic:
        """One finding for all places of a form in an article."""
        spans = [place.passage.span(place.start, place.end) for place in occurrences]
        plain = all(place.passage.is_written(place.start, place.end) for place in occurrences)
        form, word = quoted(variant.form), quoted(occurrences[0].word)
        times = f" {len(spans)} times here" if len(spans) > 1 else ""
        message = f"{word} stands{times}, and {variant.articles} articles of this site write {form}: write that"
        changes = [Change.TEXT, Change.FRONT_MATTER, Change.LINKS, Change.BLOCKS]
        edits = [Edit(span, variant.form) for span in spans]
        fix = Fix.unsafe(*edits, title=f"Write {form}", changes=changes) if plain else None
        return self.at(page, site.document(page).place(spans[0]), message, fix=fix)


def _variants(site: Site) -> dict[str, dict[str, Variant]]:
    """By language, the forms of names and compounds that another form outnumbers."""
    variants: dict[str, dict[str, Variant]] = {}
    for language, counts in site.once(site_words.vocabularies).items():
        variants[language] = {**_capitals(counts), **_hyphens(counts)}
    return variants


def _capitals(counts: dict[str, int]) -> dict[str, Variant]:
    """Names with capitals inside, written with others."""
    forms: dict[str, list[str]] = defaultdict(list)
    for word in counts:
        if word.isalpha() and word[0].isupper() and not word[1:].islower() and not word.isupper() and len(word) > 3:
            forms[word.lower()].append(word)
    capitals: dict[str, Variant] = {}
    for low, names in forms.items():
        best = max(names, key=lambda name: (counted(counts, name), name))
        if best.endswith("s") and best[:-1].isupper():
            continue
        for other in {*names, low.capitalize()} - {best}:
            if other in counts:
                capitals[other] = Variant(best, counted(counts, best), counted(counts, other))
    return capitals


def _hyphens(counts: dict[str, int]) -> dict[str, Variant]:
    """Compounds with and without a hyphen."""
    hyphens: dict[str, Variant] = {}
    for word in counts:
        first, hyphen, second = word.partition("-")
        if not hyphen or word in _TWO or not (first.islower() and second.islower()) or min(len(first), len(second)) < 2:
            continue
        joined = first + second
        if joined in counts and word.replace("-", "").isalpha():
            own, others = counts[word], counts[joined]
            hyphens[word], hyphens[joined] = Variant(joined, others, own), Variant(word, own, others)
    return hyphens
