"""A word that English always writes with a capital, in small letters.

“On a friday”, “an american company”, “the german version”: days, months, nations, their languages and people, and the
great holidays. A word is reported once in an article, with how often it stands. Words that are others too (“may”,
“china”, “polish”) are left alone, and so is what cooks write small (“french fries”), what is part of a name or an
address, what is quoted, and an article that hardly has a capital.

## Fix safety
Unsafe: the word may be part of a name that is written so.
"""

from collections import defaultdict
from collections.abc import Iterator

from postlint import (
    Bad,
    Change,
    Diagnostic,
    Document,
    Edit,
    Fix,
    Good,
    Passage,
    Rule,
    Severity,
    lookahead,
    lookbehind,
    pattern,
    quoted,
)
from postlint.helpers.cited_titles import in_cited_title
from postlint.helpers.languages import is_foreign, language_of
from postlint.helpers.punctuation_marks import sentence_starts

_NATIONS = (
    "african american arab arabic argentinian asian australian austrian belgian brazilian british bulgarian canadian "
    "chinese croatian czech dutch egyptian english estonian european finnish french german greek hungarian icelandic "
    "indian indonesian iranian iraqi irish israeli italian japanese korean latvian lithuanian malaysian mexican "
    "norwegian pakistani portuguese romanian russian scottish serbian slovak spanish swedish syrian taiwanese "
    "thai tunisian turkish ukrainian vietnamese welsh"
).split()
_PEOPLE = (
    "africans americans arabs argentinians asians australians austrians belgians brazilians bulgarians canadians "
    "egyptians europeans germans greeks hungarians indians italians koreans mexicans norwegians romanians russians "
    "ukrainians"
).split()
_DATES = (
    "monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays "
    "sundays january february april july september october november december christmas halloween"
).split()
_LANDS = (
    "africa america australia austria belgium brazil canada denmark egypt england europe finland france germany "
    "ireland israel italy japan mexico norway pakistan portugal romania russia scotland spain sweden switzerland "
    "ukraine"
).split()
_WORDS = {word.encode() for word in (*_NATIONS, *_PEOPLE, *_DATES, *_LANDS)}
# What is cooked, drunk or built: dictionaries have these in small letters too.
_THINGS = pattern(
    r" (?:fry|fries|toast|press|presses|bread|breads|oven|ovens|yogh?urt|salad|dressing|doors?|windows?|onions?|beans?|"
    r"parsley|bacon|cheese|cabbage|muffins?|pancakes?|coffee|cream|sausages?|seasoning|leave|kiss|roll|horn|vanilla|"
    r"knots?|cuffs?|ink|setters?|shepherds?|summer|mile|roast|auctions?|elm|quotes?)\b"
)
# "english.yml", "/english/", "english-us", "lang=english", "language: english".
_NAME_BEFORE = pattern(r"(?:[\w.@#$/\\&=+*<>\[{(|_-]|[:=>\[{(|] )\Z")
_NAME_AFTER = pattern(r"[\w@#$/\\=(<>\]})|_-]|\.\w|:")
_OTHERS = 3
"""So many sentences begin with a capital in an article that is not written in small letters throughout."""
_EN = "The list of the day is for you. It is not as long as it was. We see it. And so it is."


class MissingCapital(Rule):
    severity = Severity.WARNING

    good = [
        Good(f"{_EN} On a Friday, an American list, French fries; it may march on, a polish for china.\n"),
        Good(f"{_EN} We eat french fries and greek yogurt, from a dutch oven.\n", "what cooks write small"),
        Good(f"{_EN} See english.yml, /german/, en-english, lang=french, language: spanish and `monday`.\n", "names"),
        Good("the list of the day is for you on monday. it is not as long as it was. and so it is.\n", "small"),
        Good("The list of the day is for you on monday. It was as long. So it is.\n", "few sentences", nests=False),
        Good(f"{_EN} They write “on monday” for it.\n", "quoted"),
        Good(f'{_EN} They write "on monday" for it.\n', "quoted"),
        Good(f"{_EN} It is “a”, and “on monday.\n", "quoted, without an end"),
        Good("The list of the day is for you.\n\nit is on monday, all of it.\n\nIt was. So it is.\n", "small letters"),
        Good(f"{_EN}\n\n## monday\n", "a key", nests=False),
        Good(f"{_EN}\n\n> We see it on monday, as it is.\n", "the words of somebody else", nests=False),
        Good(f"{_EN} See [the list of the german year](https://b.example/).\n", "a title of somebody else"),
        Good("Die Liste ist für den Tag. Sie ist nicht lang. Wir sehen sie im april. So ist sie. Ja.\n", "German"),
        Good("| english | german |\n|---|---|\n| a | b |\n\n" + _EN + "\n", "a table of keys", nests=False),
    ]
    bad = [
        Bad(f"{_EN} It is on ⟦monday⟧.\n", fixed=f"{_EN} It is on Monday.\n", message="write “Monday”", nests=False),
        Bad(
            f"{_EN} An ⟦american⟧ list of the american year.\n",
            fixed=f"{_EN} An American list of the American year.\n",
            message="2 times",
            nests=False,
        ),
        Bad(f"{_EN} The ⟦french⟧ list in ⟦germany⟧, of the ⟦italians⟧ at ⟦christmas⟧.\n", nests=False),
        Bad(f"{_EN}\n\n## A list in ⟦english⟧\n", fixed=f"{_EN}\n\n## A list in English\n", nests=False),
        Bad(f"{_EN} They write “on monday” on ⟦monday⟧.\n", nests=False),
        Bad("The list of the day is for you on ⟦monday⟧. It was as long. So it is. And so.\n", nests=False),
        Bad(
            f"{_EN} The ⟦german⟧ list of “a” and “b”.\n", fixed=f"{_EN} The German list of “a” and “b”.\n", nests=False
        ),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        small = _WORDS & doc.words.keys()
        if not small or language_of(doc) != "en":
            return
        if sum(sentence_starts(passage.text) for passage in doc.passages) < _OTHERS:
            return
        places: dict[str, list[tuple[Passage, int, int]]] = defaultdict(list)
        for passage in doc.passages:
            for word in map(bytes.decode, small):
                for start, end in _places(passage.text, word):
                    at = passage.span(start, end).start
                    if not (doc.is_quoted(at) or in_cited_title(doc, at)):
                        places[word].append((passage, start, end))
        for word, occurrences in places.items():
            yield self._finding(doc, word, occurrences)

    def _finding(self, doc: Document, word: str, occurrences: list[tuple[Passage, int, int]]) -> Diagnostic:
        spans = [passage.span(start, end) for passage, start, end in occurrences]
        better = word.capitalize()
        times = f" {len(spans)} times here" if len(spans) > 1 else ""
        fix = None
        if all(passage.is_written(start, end) for passage, start, end in occurrences):
            changes = [Change.TEXT, Change.FRONT_MATTER, Change.LINKS]
            fix = Fix.unsafe(*(Edit(span, better) for span in spans), title=f"Write {quoted(better)}", changes=changes)
        message = f"{quoted(word)} stands{times}, and is written with a capital: write {quoted(better)}"
        return self.at(doc, spans[0], message, fix=fix)


def _places(text: str, word: str) -> Iterator[tuple[int, int]]:
    """Where a word stands in running text, and is no name or key, and nothing that is quoted."""
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        before, after = lookbehind(text, start), lookahead(text, end)
        is_name = _NAME_BEFORE.search(before) or _NAME_AFTER.match(after) or _THINGS.match(after)
        if not is_name and _in_sentence(text) and not _is_quoted(text, start, end) and not is_foreign(text, "en"):
            yield start, end
        start = text.find(word, end)


def _in_sentence(text: str) -> bool:
    """Whether a text is more than a key, and no text in small letters throughout."""
    return len(text.split()) > 1 and not text.islower()


def _is_quoted(text: str, start: int, end: int) -> bool:
    if text.rfind("“", 0, start) > text.rfind("”", 0, start):
        return True
    return text.count('"', 0, start) % 2 == 1 and '"' in text[end:]
