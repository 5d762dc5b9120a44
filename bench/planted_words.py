"""How many planted slips of words, punctuation, repetition and terms the rules find.

python bench/planted_words.py [--each N] [--show FILE] SITE...     folders of sites

The sites are copied; of each kind of slip, up to N are planted at random places, one in an article, spread over the
sites; then each copy is checked once. A slip counts as found where a finding of its rules touches it. Words and names
are planted of those that an article and its site give reason to know: of a rare word that a site uses twenty times, of
a name that five articles write. `--show` writes what was missed.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from postlint import Document
from postlint.document.passages import Passage
from postlint.helpers.languages import language_of
from postlint.helpers.set_phrases import phrases
from postlint.helpers.word_lists import misspellings, valid_words

SEED = 20
_SHORT = 5
"""Up to so many characters a slip is the same by chance."""
ENOUGH = 20
"""How often a site has to use a word of which a slip is planted."""


class Slip(NamedTuple):
    """What is written where: an edit of a file."""

    start: int
    end: int
    text: str


class Vocabulary(NamedTuple):
    """How often a site writes each word, and in how many articles."""

    uses: Counter[str]
    articles: Counter[str]


class Article(NamedTuple):
    """An article, and what its site writes."""

    doc: Document
    language: str
    site: Vocabulary
    others: list[Document]


Make = Callable[[Article, random.Random], Slip | None]
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
_BODY = ("paragraph", "heading")
_RIGHT = {}
for wrong, right in misspellings().items():
    if "," not in right and right.isalpha() and wrong.isalpha() and len(wrong) > 4:
        _RIGHT.setdefault(right, []).append(wrong)


def _drawn(options: list[Slip], rng: random.Random) -> Slip | None:
    return rng.choice(options) if options else None


def _matches(article: Article, where: re.Pattern[str]) -> Iterator[tuple[Passage, re.Match[str]]]:
    for passage in article.doc.passages:
        if passage.kind in _BODY:
            for match in where.finditer(passage.text):
                if passage.is_written(*match.span()):
                    yield passage, match


def replaced(where: str, to: Callable[[re.Match[str], random.Random], str] | str, languages: str = "") -> Make:
    """A slip where an expression matches, in articles of some languages, or of any."""
    expression = re.compile(where)

    def make(article: Article, rng: random.Random) -> Slip | None:
        if languages and article.language not in languages.split():
            return None
        found = list(_matches(article, expression))
        if not found:
            return None
        passage, match = rng.choice(found)
        text = to(match, rng) if callable(to) else match.expand(to)
        return Slip(*passage.span(*match.span()), text) if text != match[0] else None

    return make


def dated(make: Make) -> Make:
    """A slip in articles that give a date of some years ago."""

    def make_dated(article: Article, rng: random.Random) -> Slip | None:
        front = article.doc.front_matter
        date = str(front.data.get("date") or "") if front else ""
        return make(article, rng) if re.match(r"20[01]\d|202[0-3]", date) and "lastmod" not in date else None

    return make_dated


def word(change: Callable[[str, int], str], languages: str = "en") -> Make:
    """A slip inside of a long word that the site uses often."""

    def make(article: Article, rng: random.Random) -> Slip | None:
        if article.language not in languages.split():
            return None
        found = [
            (passage, match)
            for passage, match in _matches(article, re.compile(r"(?<![\w.@/'’-])[a-zà-ÿ]{7,14}(?![\w@/'’.-])"))
            if article.site.uses[match[0]] >= ENOUGH and article.site.articles[match[0]] >= 6
        ]
        rng.shuffle(found)
        for passage, match in found[:20]:
            text = change(match[0], rng.randrange(2, len(match[0]) - 3))
            if text != match[0] and not article.site.uses[text] and not valid_words({text}, article.language):
                return Slip(*passage.span(*match.span()), text)
        return None

    return make


def without_accent(text: str, _: int) -> str:
    """A word with its first accent left out."""
    plain = text.translate(str.maketrans("éèêëàâîïôûùç", "eeeeaaiiouuc"))
    at = next((at for at, letter in enumerate(text) if plain[at] != letter), len(text))
    return text[:at] + plain[at : at + 1] + text[at + 1 :]


def misspelt(article: Article, rng: random.Random) -> Slip | None:
    """A known misspelling."""
    if article.language != "en":
        return None
    places = [
        (p, m) for p, m in _matches(article, re.compile(r"(?<![\w.@/'’-])[a-z]{5,}(?![\w@/'’.-])")) if m[0] in _RIGHT
    ]
    if not places:
        return None
    passage, match = rng.choice(places)
    wrong = rng.choice(_RIGHT[match[0]])
    return None if valid_words({wrong}, "en") else Slip(*passage.span(*match.span()), wrong)


def name(article: Article, rng: random.Random) -> Slip | None:
    """A name with other capitals than five articles or more write."""
    places = [
        (p, m)
        for p, m in _matches(article, re.compile(r"(?<![\w.@/-])[A-Z][a-z]+[A-Z][a-z]+(?![\w@/.-])"))
        if article.site.articles[m[0]] > 5
    ]
    if not places:
        return None
    passage, match = rng.choice(places)
    return Slip(*passage.span(*match.span()), match[0].capitalize())


def compound(article: Article, rng: random.Random) -> Slip | None:
    """A compound without the hyphen that five articles or more write."""
    places = [
        (p, m)
        for p, m in _matches(article, re.compile(r"(?<![\w.@/-])[a-z]{3,}-[a-z]{3,}(?![\w@/.-])"))
        if article.site.articles[m[0]] > 5 and not article.site.articles[m[0].replace("-", "")]
    ]
    if not places:
        return None
    passage, match = rng.choice(places)
    return Slip(*passage.span(*match.span()), match[0].replace("-", ""))


def _table(language: str) -> list[tuple[str, str]]:
    rows = [(entry.wrong, entry.right) for entry in phrases(language)]
    return [(wrong, right) for wrong, right in rows if "<" not in wrong + right]


def phrase(language: str) -> Make:
    """A set phrase of the table where its right form stands."""

    def make(article: Article, rng: random.Random) -> Slip | None:
        if article.language != language:
            return None
        options = []
        for wrong, right in _table(language):
            where = re.compile(rf"(?<![\w'’-]){re.escape(right)}(?![\w'’-])")
            for passage, match in _matches(article, where) if right in article.doc.running_text else ():
                options.append(Slip(*passage.span(*match.span()), wrong))
                break
        return _drawn(options, rng)

    return make


def _field(doc: Document, name: str) -> tuple[int, int, str] | None:
    field = doc.front_matter.field(name) if doc.front_matter else None
    if field is None or not isinstance(field.value, str):
        return None
    at = doc.source(field.span).find(field.value)
    return None if at < 0 else (field.span.start + at, field.span.start + at + len(field.value), field.value)


def stale_year(article: Article, _: random.Random) -> Slip | None:
    """A year in the title above a later date of the last change."""
    title = _field(article.doc, "title")
    front = article.doc.front_matter
    if not title or not front or front.format == "json" or re.search(r"\d", title[2]) or "date" not in front.data:
        return None
    year = re.match(r"\d{4}", str(front.data["date"]))
    if not year or "lastmod" in front.data or int(year[0]) > 2022:
        return None
    sign, quote = (" = ", "'") if front.format == "toml" else (": ", "")
    line = article.doc.text.rfind("\n", 0, title[0]) + 1
    text = article.doc.text[line : title[1]] + f" in {year[0]}" + article.doc.text[title[1] :].partition("\n")[0]
    added = f"\nlastmod{sign}{quote}{int(year[0]) + 2}-05-01{quote}"
    return Slip(line, title[1] + len(article.doc.text[title[1] :].partition("\n")[0]), text + added)


def description(article: Article, rng: random.Random) -> Slip | None:
    """The description of another article."""
    own = _field(article.doc, "description")
    suffix = re.sub(r".*?((?:\.\w\w)?\.\w+)\Z", r"\1", article.doc.path)
    section = article.doc.path.split("/")[:2]
    same = [doc for doc in article.others if doc.path.endswith(suffix) and doc.path.split("/")[:2] == section]
    others = [text for doc in same if (text := _field(doc, "description")) and len(text[2]) > 40]
    if not own or len(own[2]) < 20 or not others:
        return None
    other = rng.choice(others)[2]
    return Slip(own[0], own[1], other) if other != own[2] and not set(other) & set("'\"\\:#") else None


def paragraph_twice(article: Article, rng: random.Random) -> Slip | None:
    """A long paragraph of sentences once more behind the next block."""
    blocks = article.doc.blocks
    options = [
        (block, blocks[at + 1])
        for at, block in enumerate(blocks[:-1])
        if type(block).__name__ == "Paragraph" and len(block.prose.text) > 130 and block.prose.text.endswith(".")
    ]
    if not options:
        return None
    block, following = rng.choice(options)
    return Slip(following.span.end, following.span.end, "\n\n" + article.doc.source(block.span) + "\n")


def item_twice(article: Article, rng: random.Random) -> Slip | None:
    """An item of a list once more at the end of it."""
    text = article.doc.text
    lists = list(re.finditer(r"(?m)(?:^[-*] [A-Za-z][^\n`<\[{]{25,}[^\n`<{]*\n){3,}", text))
    if not lists:
        return None
    match = rng.choice(lists)
    return Slip(match.end(), match.end(), match[0].splitlines()[0] + "\n")


def alt_twice(article: Article, rng: random.Random) -> Slip | None:
    """The alternative text of the picture before."""
    images = list(re.finditer(r"!\[([^\[\]\n]*)\]\([^()\s]+\)", article.doc.text))
    options = [
        Slip(second.start(1), second.end(1), first[1])
        for first, second in itertools.pairwise(images)
        if len(first[1]) > 12 and second[1] != first[1] and article.doc.text.count(f"[{first[1]}]") == 1
    ]
    return _drawn(options, rng)


def heading_mark(article: Article, rng: random.Random) -> Slip | None:
    """A full stop or a colon at the end of one of six headings or more."""
    levels = Counter(heading.level for heading in article.doc.headings)
    headings = [h for h in article.doc.headings if levels[h.level] > 5 and re.search(r"[a-z]{5}\Z", h.prose.text)]
    if not headings or any(h.prose.text[-1:] in (".", ":", ";", ",") for h in article.doc.headings):
        return None
    heading = rng.choice(headings)
    end = heading.prose.span(len(heading.prose.text) - 1, len(heading.prose.text)).end
    return Slip(end, end, rng.choice(".:"))


def dash(article: Article, rng: random.Random) -> Slip | None:
    """A hyphen for one of several dashes."""
    places = list(_matches(article, re.compile(r"(?<=[a-z]{2} )[–—](?= [a-z]+ )")))
    if len(places) < 3 or re.search(r"\w - \w", article.doc.text):
        return None
    passage, match = rng.choice(places)
    return Slip(*passage.span(*match.span()), "-")


def term(change: Callable[[str], str], often: int = 5) -> Make:
    """A term of the front matter that is changed, or added."""

    def make(article: Article, rng: random.Random) -> Slip | None:
        front = article.doc.front_matter
        given = [field for field in (front.fields if front else ()) if len(field.path) == 2 and field.path[0] == "tags"]
        counts = Counter(
            str(tag).lower()
            for doc in [*article.others, article.doc]
            for tag in (doc.front_matter.data.get("tags") or [] if doc.front_matter else [])
            if isinstance(doc.front_matter.data.get("tags"), list)
        )
        options = []
        for field in given:
            written = article.doc.source(field.span)
            plain = written.strip("'\"")
            changed = change(plain)
            if plain == str(field.value) and len(plain) > 6 and counts[plain.lower()] > often and changed:
                options.append(Slip(*field.span, written.replace(plain, changed)))
        return _drawn(options, rng)

    return make


def added_term(article: Article, rng: random.Random) -> Slip | None:
    """A tag once more with other capitals."""
    front = article.doc.front_matter
    given = [field for field in (front.fields if front else ()) if len(field.path) == 2 and field.path[0] == "tags"]
    options = []
    for field in given:
        written = article.doc.source(field.span)
        if (
            written[:1] in "'\""
            and written.strip("'\"").isalpha()
            and "[" in article.doc.text[: field.span.start][-80:]
        ):
            options.append(Slip(field.span.end, field.span.end, f", {written.swapcase()}"))
    return _drawn(options, rng)


def missing_term(article: Article, _: random.Random) -> Slip | None:
    """No categories in a section whose articles have some."""
    front = article.doc.front_matter
    folder = article.doc.path.rpartition("/")[0].rpartition("/")[0] or article.doc.path.rpartition("/")[0]
    same = [doc for doc in article.others if doc.path.startswith(folder) and doc.front_matter]
    having = [doc for doc in same if doc.front_matter and doc.front_matter.data.get("categories")]
    field = front.field("categories") if front else None
    if not field or len(same) < 12 or len(having) < len(same) or "\n" in article.doc.source(field.span):
        return None
    return Slip(field.span.start, field.span.end, "[]")


_EN = "The|This|It|If|We|You|They|There|But|In|When|As"
KINDS: dict[str, tuple[str, Make]] = {
    "known misspelling": ("spelling/", misspelt),
    "letter left out": ("spelling/", word(lambda w, at: w[:at] + w[at + 1 :])),
    "letter twice": ("spelling/", word(lambda w, at: w[:at] + w[at] + w[at:])),
    "letters swapped": ("spelling/", word(lambda w, at: w[:at] + w[at + 1] + w[at] + w[at + 2 :])),
    "letter left out, other languages": ("spelling/", word(lambda w, at: w[:at] + w[at + 1 :], "fr es pt de it")),
    "accent left out": ("spelling/", word(without_accent, "fr es pt")),
    "capitals of a name": ("spelling/name-variant", name),
    "hyphen of a compound": ("spelling/name-variant", compound),
    "no space after a full stop": (
        "text/punctuation",
        replaced(rf"(?<=[a-zé]{{3}}\.) (?=(?:{_EN}|Le|La|El|O|Die) [a-z])", ""),
    ),
    "no space after a year": (
        "text/punctuation",
        replaced(rf"(?<=[a-z]{{4}})\. (?=(?:{_EN}) [a-z])", " in 2021.", "en"),
    ),
    "no space after a comma": (
        "text/punctuation",
        replaced(r"(?<=[a-z]{3},) (?=(?:and|but|the|which|it|you|we|et|mais|y|e) [a-z])", ""),
    ),
    "space before a comma": ("text/punctuation", replaced(r"(?<=[a-zé]{3})(?=, [a-z])", " ")),
    "space before a full stop": ("text/punctuation", replaced(r"(?<=[a-zé]{3})(?=\. [A-Z])", " ")),
    "two marks": (
        "text/punctuation",
        replaced(
            r"(?<=[a-zé]{3})[.,?!](?= [A-Z])",
            lambda m, rng: {",": ",,", ".": rng.choice(("..", ",.", "?."))}.get(m[0], m[0] + "."),
        ),
    ),
    "space before a question mark": (
        "text/punctuation",
        replaced(r"(?<=[a-z]{3})\?(?= [A-Z]|\Z)", " ?", "en de es pt it nl"),
    ),
    "small letter after a full stop": (
        "text/punctuation",
        replaced(r"(?<=[a-z]{4}\. )[A-Z][a-z]+(?= [a-z])", lambda m, _: m[0].lower()),
    ),
    "small letter at the start": (
        "text/punctuation",
        replaced(rf"\A(?:{_EN}|Le|La|El|Les)(?= [a-z]+ (?s:.)*\.\n?\Z)", lambda m, _: m[0].lower()),
    ),
    "wrong apostrophe": ("text/", replaced(r"(?<=[A-Za-z])['’](?=[a-zé])", "´")),
    "double quote for an apostrophe": (
        "text/",
        replaced(r"(?<=\b[cdjlmnsCDJLMNS])['’](?=[a-zéêà]{2})|(?<=\b(?:don|isn|can|won))['’](?=t\b)", '"'),
    ),
    "then for than": (
        "text/set-phrase",
        replaced(
            r"\b(more|less|rather|better|other|faster|easier) than(?= (?:a|the|one|just|that|what|you|it|\d)\b)",
            r"\1 then",
            "en",
        ),
    ),
    "its for it's": ("text/set-phrase", replaced(r"\bit['’]s(?= (?:a|an|the|not|been|just|also) )", "its", "en")),
    "could of": ("text/set-phrase", replaced(r"\b(could|should|would) have\b", r"\1 of", "en")),
    "set phrase, English": ("text/set-phrase", phrase("en")),
    "set phrase, French": ("text/set-phrase", phrase("fr")),
    "set phrase, German": ("text/set-phrase", phrase("de")),
    "set phrase, Spanish": ("text/set-phrase", phrase("es")),
    "ending behind a modal verb": (
        "text/verb-form",
        replaced(
            r"\b(?:can|will|should|must) (?:create|contain|provide|allow|generate|require|include|add)(?= [a-z])",
            lambda match, _: match[0] + "s",
            "en",
        ),
    ),
    "past behind “did not”": (
        "text/verb-form",
        replaced(
            r"\b(?:didn't|did not|doesn't|does not) (?:create|provide|require|include|receive)(?= [a-z])",
            lambda match, _: match[0] + "d",
            "en",
        ),
    ),
    "one behind “these”": (
        "text/",
        replaced(
            r"\b(?:these|those|several|many) (?:features|problems|options|examples|projects|methods|tools|systems)"
            r"(?= (?:are|is|in|that|with|for)\b)",
            lambda match, _: match[0][:-1],
            "en",
        ),
    ),
    "“this” with a verb of many": (
        "text/",
        replaced(
            r"(?<=[.] )This (?:allows|creates|means|requires|ensures|provides)(?= [a-z])",
            lambda match, _: match[0][:-1],
            "en",
        ),
    ),
    "a for an": ("text/indefinite-article", replaced(r"\ban(?= [aeio][a-z]{3,} )", "a", "en")),
    "an for a": ("text/indefinite-article", replaced(r"\ba(?= [bcdfgjklmnprstv][aeiou][a-z]{2,} )", "an", "en")),
    "paragraph twice": ("editorial/repeated-paragraph", paragraph_twice),
    "item twice": ("editorial/repeated-paragraph", item_twice),
    "alternative text twice": ("image/repeated-alt", alt_twice),
    "description of another article": ("site/duplicate-description", description),
    "mark at the end of a heading": ("heading/inconsistent", heading_mark),
    "hyphen for a dash": ("text/hyphen-as-dash", dash),
    "coming soon": (
        "editorial/stale-promise",
        dated(replaced(r"(?<=[a-z]{3})(?=\. [A-Z])", ", and more is coming soon", "en")),
    ),
    "year of a title": ("editorial/stale-year", stale_year),
    "letter of a term": ("front-matter/near-term", term(lambda tag: tag[:3] + tag[4:])),
    "hyphen of a term": (
        "front-matter/near-term",
        term(lambda tag: tag.replace("-", " ") if "-" in tag else tag.replace(" ", "-") if " " in tag else ""),
    ),
    "term twice": ("front-matter/near-term", added_term),
    "no category": ("front-matter/missing-term", missing_term),
}


def _articles(folder: Path) -> Iterator[Document]:
    for file in sorted((*folder.rglob("*.md"), *folder.rglob("*.markdown"))):
        parts = file.relative_to(folder).parts
        hidden = any(part.startswith(".") or part in ("archetypes", "layouts", "themes") for part in parts)
        if file.is_file() and not hidden and file.stem not in ("_index", "README"):
            with file.open("r", encoding="utf-8", errors="replace", newline="") as lines:
                yield Document(file.relative_to(folder).as_posix(), lines.read())


def _vocabulary(documents: list[Document]) -> Vocabulary:
    uses, articles = Counter[str](), Counter[str]()
    for doc in documents:
        words = _WORD.findall(doc.running_text)
        uses.update(words)
        articles.update(set(words))
    return Vocabulary(uses, articles)


def plant(
    folder: Path, planted: Counter[str], share: int, each: int, rng: random.Random
) -> list[tuple[str, str, Slip]]:
    """The slips that were planted in the articles of a site: path, kind, slip."""
    documents = list(_articles(folder))
    vocabulary = _vocabulary(documents)
    here: Counter[str] = Counter()
    slips: list[tuple[str, str, Slip]] = []
    seen: set[tuple[str, str]] = set()
    for doc in rng.sample(documents, len(documents)):
        article = Article(doc, language_of(doc), vocabulary, [other for other in documents if other is not doc])
        for kind in sorted(KINDS, key=lambda kind: (planted[kind], rng.random())):
            if here[kind] >= share or planted[kind] >= each:
                continue
            slip = KINDS[kind][1](article, rng)
            # The same slip in several articles of a site is how the site writes it.
            if slip and (len(slip.text) < _SHORT or (kind, slip.text) not in seen):
                seen.add((kind, slip.text))
                text = doc.text[: slip.start] + slip.text + doc.text[slip.end :]
                (folder / doc.path).write_text(text, "utf-8", newline="")
                here[kind] += 1
                planted[kind] += 1
                slips.append((doc.path, kind, slip))
                break
    return slips


def findings(folder: Path) -> dict[str, list[tuple[str, int, int]]]:
    """The findings of a site by file: rule, start and end; what two articles share belongs to both."""
    command = [*"-m postlint check --isolated --no-cache --jobs 1 -q --output-format json .".split()]
    rules = sorted({rule.rstrip("/") for rule, _ in KINDS.values()})
    command = [sys.executable, *command, "--select", ",".join(rules)]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    found: dict[str, list[tuple[str, int, int]]] = {}
    for row in json.loads(done.stdout)["diagnostics"]:
        place = (row["rule"], row["start"]["offset"], row["end"]["offset"])
        found.setdefault(row["path"], []).append(place)
        for other in row.get("related", ()) if row["rule"].startswith("site/") else ():
            start, end = other["start"]["offset"], other["end"]["offset"]
            found.setdefault(other["path"], []).append((row["rule"], start, end))
    return found


def _is_found(rows: list[tuple[str, int, int]], rule: str, slip: Slip) -> bool:
    far = 400 if rule.startswith(("front-matter/", "site/", "editorial/", "heading/", "text/hyphen")) else 3
    return any(
        name.startswith(rule) and start - far <= slip.start + len(slip.text) and slip.start <= end + far
        for name, start, end in rows
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--each", type=int, default=8, help="how many slips of each kind")
    parser.add_argument("--show", type=Path, help="a file for what was missed")
    parser.add_argument("sites", type=Path, nargs="+")
    args = parser.parse_args()
    rng = random.Random(SEED)
    planted, hit = Counter[str](), Counter[str]()
    missed: list[str] = []
    share = 1 + 2 * args.each // len(args.sites)
    for site in rng.sample(args.sites, len(args.sites)):
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary) / "site"
            shutil.copytree(site, folder, symlinks=True, ignore=shutil.ignore_patterns(".git", "node_modules"))
            slips = plant(folder, planted, share, args.each, rng)
            rows = findings(folder)
            for path, kind, slip in slips:
                if _is_found(rows.get(path, []), KINDS[kind][0], slip):
                    hit[kind] += 1
                else:
                    text = (folder / path).read_bytes().decode("utf-8", "replace")
                    around = text[max(0, slip.start - 60) : slip.start + len(slip.text) + 60]
                    missed.append(f"{kind}\t{site.name}/{path}\t{slip.text!r}\t{around!r}")
        print(f"{site.name}: {len(slips)} planted", flush=True)
    for kind, (rule, _) in KINDS.items():
        of = planted[kind]
        print(f"{rule:32} {kind:34} {hit[kind]:4} of {of:4}  {hit[kind] / max(of, 1):.0%}")
    print(f"{sum(hit.values())} of {sum(planted.values())}")
    if args.show:
        args.show.write_text("\n".join(sorted(missed)) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
