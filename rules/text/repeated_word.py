"""A word that stands twice in a row.

"the the" is overread by its author and stumbled over by everybody else, most often where a line was wrapped. Words
that are right twice ("she had had enough", "very very good"), names, and the ways of other languages to double words
are left alone: in a language that is not known nothing is found.

## Fix safety
Unsafe: one of the two may be a slip for another word ("it it" for "is it").
"""

import re
from collections import Counter
from collections.abc import Iterator

from postlint import (
    Bad,
    Change,
    Diagnostic,
    Document,
    Edit,
    Fix,
    Good,
    Prose,
    Rule,
    Severity,
    Span,
    nodes,
    pattern,
    quoted,
)
from postlint.helpers.languages import NEVER_TWICE, language_by_path, language_of
from postlint.helpers.repeated_words import (
    doubled,
    is_deliberate,
    is_plain,
    is_slip,
    is_transcript,
    may_be_slips,
    may_hold,
    twice,
)

_TWICE = pattern(
    r"(?<![\w'’.@/$#&+:_~=<-])(?<!\w\*)([^\W\d_]+(?:['’][^\W\d_]+)?)(?P<gap>[ \t]+|[ \t]?\n[ \t]*)((?i:\1))"
    r"(?![\w'’/@&+=_*~(\[>-]|\.\w|:(?!\s*(?:\n|\Z)))"
)
_OPENS, _ENDS = frozenset('"“‘«„'), frozenset('"”’»“')
_SHOWN = ("title", "linkTitle", "description", "summary")
# What fills a page before there is a text.
_LATIN = pattern(r"\b(?:amet|eget|et|nec|nunc|quis|sed|sem|tellus|ut|vel|vitae)\b")
_SOME_LATIN = 3


_SPOKEN = "**AL:** We say so.\n\n**Bo Li:** It is so.\n\n" * 4
_SAID = "It is ⟦the the⟧ list of it.\n"


class RepeatedWord(Rule):
    severity = Severity.WARNING
    cited = False

    good = [
        Good("Shabu shabu of the list of the day is for you.\n", "a name"),
        Good("gs> help exit\nexit\nThe command is for the end of it.\n", "what a program prints", nests=False),
        Good("{{< code-block lua >}}\n--the priority\npriority = 1\n{{< /code-block >}}\n", "code", nests=False),
        Good("I worry about tomorrow tomorrow, in other other words, as those in the know know of the list.\n"),
        Good("Oysa zaman zaman veri, ayrı ayrı.\n", "Turkish says so"),
        Good("It is that that I mean, and all that that word says to the reader of the list.\n"),
        Good("You can can tomatoes, and to run it it is best to have the list of the day.\n"),
        Good('+++\ntitle = "Duran Duran"\ndescription = "The end: that that is is."\n+++\n\nThe list of the day.\n'),
        Good("The list of the day:\n\n- STOP stop all that is there\n- But but I have it! A happy joy joy day.\n"),
        Good("The example is Solution solution = new Solution() for the list of the day.\n", "code"),
        Good("The list of the day and of what it is:\nperson 2 person\nperson 2 list\n", "lines that are items"),
        Good('We repaired a "the the" and a “to to” in the list of the day.\n', "they are spoken of"),
        Good(
            "Find the repeated words in *The end end of the list*, and any double words such as list list.\n",
            "examples",
        ),
        Good("She had had enough of what that that word is, and it is very very good.\n"),
        Good("The lock-in in the cloud, as-is is fine, re-re-read, and so that that's the end of the list.\n"),
        Good("The list of the day was off and on on the site of it.\n"),
        Good("Nullam vel sem nec nisi a a orci, and the list of the day.\n", "filler"),
        Good("To log in in the morning, to turn it on on Monday, and what it is is the question of the day.\n"),
        Good("What it is is a list, and how good the list of it is is the question.\n"),
        Good("The end of it. It is the, the thing, and\n- the\n\nthe list.\n", nests=False),
        Good("The The. The The is a band of the day. We like The The of it.\n", "a name", nests=False),
        Good("The song of Duran Duran and the Will will of the one two two-part thing.\n"),
        Good("The call `the the` and <b>the</b> the of the [the](/the/) the.\n"),
        Good(
            "".join(f"`{n} 00:0{n}:01,000 --> 00:0{n}:04,000`\nof the the list of it\n\n" for n in range(5)),
            "it was said so",
        ),
        Good("The list of it:\n\n-rw-r--r-- 4 root root 6 the list\n"),
        Good("Nobody should tell you how small small is in the list.\n", "what the word means"),
        Good("The list of the user user is so.\n\nThat user user is it.\n", "it is said so twice"),
        Good("No no no, the the the of the song is the way it is.\n", "three times is meant"),
        Good("Nous nous trouvons dans la ville et vous vous trouvez avec les autres.\n", "French"),
        Good("Kodu sık sık ve tek tek dağıtıyoruz.\n", "Turkish doubles words", path="content/tr/a.md"),
        Good("The file that names names the list, and she names names to the end of the list.\n"),
        Good("The page lists lists the articles, so that we test test cases and use use cases of the list.\n"),
        Good("My my, oh my my! What a low low price for the list. Yay yay! There there, it is something something.\n"),
        Good("![List list](/a.png) To chime in in the comments, yadda yadda, of the day is the way.\n"),
        Good("The office of the The Hague court is in the city.\n", "a name begins with it"),
        Good("| Type type | the |\n|---|---|\n| the list | list list of the |\n", "names in a table", nests=False),
        Good("How small small is in the list of it.\n\nOh my my what a list of it is that.\n"),
        Good("We can list list trees of it all the day.\n", "a verb and a noun"),
        Good("The list of the day:\n-rw-r--r-- 4 root root 6 the list of it\n", "a line of a shell"),
        Good("Whatever happens happens, and who knows knows.\n", "a clause"),
        Good("That page lists lists a day, and this page lists lists trees of the list.\n", "a noun and a verb"),
        Good(
            "Who can we turn to to get the list? It is some two billion billion of them.\n",
            "a preposition, and a number",
        ),
        Good("The x x of the list, and look over there there now.\n", "no words, and no sentence"),
        Good("The Solution solution = new Solution() of it in the list.\n", "a name of its kind"),
    ]
    bad = [
        Bad(_SPOKEN + _SAID, "what they said", severity=Severity.INFO, nests=False),
        Bad(_SPOKEN.replace("**AL:**", "AL:", 1) + _SAID, "they say little", severity=Severity.WARNING, nests=False),
        Bad(_SPOKEN.replace("**AL:**", "**Bo Li:**") + _SAID, "one speaks", severity=Severity.WARNING, nests=False),
        Bad(_SPOKEN.replace("AL", "Note") + _SAID, "no name", severity=Severity.WARNING, nests=False),
        Bad(_SPOKEN.replace("AL", "At once") + _SAID, "no name", severity=Severity.WARNING, nests=False),
        Bad(_SPOKEN.replace("AL", "X") + _SAID, "no initials", severity=Severity.WARNING, nests=False),
        Bad(_SPOKEN.replace("AL", "NOTE") + _SAID, "no initials", severity=Severity.WARNING, nests=False),
        Bad(_SPOKEN.replace("AL", "Ab B C") + _SAID, "a name", severity=Severity.INFO, nests=False),
        Bad(_SPOKEN.replace("AL", "A B C D") + _SAID, "no name", severity=Severity.WARNING, nests=False),
        Bad(_SPOKEN + "**Note:** Well.\n\n" + _SAID, "not all", severity=Severity.WARNING, nests=False),
        Bad("The list of ⟦the the⟧ day, vel sem.\n", why="two words of Latin"),
        Bad("I see you ⟦tomorrow tomorrow⟧ at the end, as I ⟦know know⟧ the list of it.\n"),
        Bad("⟦Item item⟧ of the list of the day is for you.\n"),
        Bad("Whatever it is, ⟦happens happens⟧ to it.\n"),
        Bad("This is ⟦the the⟧ end of the list.\n", fixed="This is the end of the list.\n", message="“the the”"),
        Bad("It is the last value, so it ⟦is is⟧ returned.\n", fixed="It is the last value, so it is returned.\n"),
        Bad("Since this ⟦is is⟧ the end of the list.\n", fixed="Since this is the end of the list.\n"),
        Bad("We know ⟦that that⟧ it is the end of the list.\n", fixed="We know that it is the end of the list.\n"),
        Bad("It is the list ⟦that that⟧ your friend has.\n", fixed="It is the list that your friend has.\n"),
        Bad(
            "The list of it ⟦doesn't doesn't⟧ end.\n",
            fixed="The list of it doesn't end.\n",
            message="“doesn't doesn't”",
        ),
        Bad("The list of the day, ⟦they they⟧ say.\n", fixed="The list of the day, they say.\n"),
        Bad("This is the end of a ⟦test test⟧.\n", fixed="This is the end of a test.\n"),
        Bad("This is ⟦the The⟧ end of the list.\n", fixed="This is the end of the list.\n"),
        Bad("You ⟦can can⟧ use the list of the day.\n", fixed="You can use the list of the day.\n"),
        Bad("This may ⟦seem seem⟧ long to the reader.\n", fixed="This may seem long to the reader.\n"),
        Bad("We look if ⟦it it⟧ is the end of the list.\n", fixed="We look if it is the end of the list.\n"),
        Bad(
            "The list has to be ⟦loaded loaded⟧:\n\n- to the end of it\n",
            fixed="The list has to be loaded:\n\n- to the end of it\n",
        ),
        Bad(
            "---\ndescription: The end of ⟦the the⟧ list\n---\n\nThe list of the day is this.\n",
            fixed="---\ndescription: The end of the list\n---\n\nThe list of the day is this.\n",
            why="readers see it in lists",
        ),
        Bad("**⟦The the⟧ list** is the end of it.\n", fixed="**The list** is the end of it.\n"),
        Bad("⟦The The⟧ list is the end of it.\n", fixed="The list is the end of it.\n"),
        Bad("It was so. ⟦In In⟧ the end it is the list.\n", fixed="It was so. In the end it is the list.\n"),
        Bad("They ⟦went went⟧ to the end of the list.\n", fixed="They went to the end of the list.\n"),
        Bad("⟦The the⟧ list is the end of it.\n", fixed="The list is the end of it.\n"),
        Bad("This is ⟦the\nthe⟧ end of the list.\n", fixed="This is the\nend of the list.\n"),
        Bad(
            "The list of a ⟦server server⟧ is there for the user.\n",
            fixed="The list of a server is there for the user.\n",
        ),
        Bad("This is who we are ⟦to to⟧ ask for the list.\n", fixed="This is who we are to ask for the list.\n"),
        Bad("We can ⟦of of⟧ **the** list.\n", fixed="We can of **the** list.\n"),
        Bad(
            "Le chat est ⟦dans dans⟧ la maison et les autres sont dans la rue.\n",
            fixed="Le chat est dans la maison et les autres sont dans la rue.\n",
        ),
        Bad("The ⟦list\nlist⟧ is the end of it.\n", fixed="The list\nis the end of it.\n"),
        Bad("We can ⟦list list⟧ on it all the day.\n", fixed="We can list on it all the day.\n"),
        Bad(
            "A good day.\n\nThis is ⟦the the⟧ end of the list.\n", fixed="A good day.\n\nThis is the end of the list.\n"
        ),
        Bad("No no no, this is ⟦the the⟧ end of the list.\n", fixed="No no no, this is the end of the list.\n"),
        Bad(
            "You see how small small is, but this is ⟦the the⟧ end of the list.\n",
            fixed="You see how small small is, but this is the end of the list.\n",
        ),
        Bad(
            "The list --> the end. This is ⟦the the⟧ end of the list.\n",
            fixed="The list --> the end. This is the end of the list.\n",
        ),
        Bad("This is for you and ⟦the\nthe⟧.\n", fixed="This is for you and\nthe.\n"),
        Bad(
            "The user user of the user user reads ⟦the the⟧ list.\n",
            fixed="The user user of the user user reads the list.\n",
        ),
        Bad(
            "---\ndescription: This is the end of a ⟦test test⟧\n---\n\nThe list of the day is this.\n",
            fixed="---\ndescription: This is the end of a test\n---\n\nThe list of the day is this.\n",
        ),
        Bad("We repaired “⟦the the⟧ end of the list” of it.\n", fixed="We repaired “the end of the list” of it.\n"),
        Bad("It is the list of the day, ⟦they they⟧.\n", fixed="It is the list of the day, they.\n"),
        Bad("| ⟦the the⟧ list | of |\n|---|---|\n| the day | it |\n", nests=False),
        Bad("This is ⟦my my⟧ list of the day.\n", fixed="This is my list of the day.\n"),
        Bad("The list ⟦does does⟧ end, and they ⟦did did⟧ it.\n", fixed="The list does end, and they did it.\n"),
        Bad("We know ⟦there there⟧ is a list of the day.\n", fixed="We know there is a list of the day.\n"),
        Bad("This is ⟦a a⟧ list of the day.\n", fixed="This is a list of the day.\n"),
        Bad("It is a ⟦test test⟧ = the end of the list.\n", fixed="It is a test = the end of the list.\n"),
        Bad("This is\xa0⟦the the⟧ end of the list.\n", fixed="This is\xa0the end of the list.\n"),
        Bad("".join(f"`{n} 00:0{n}:01,000 --> 00:0{n}:04,000`\nof ⟦the the⟧ list of it\n\n" for n in range(4))),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        named = language_by_path(doc.path)
        if named not in ("", "en", *NEVER_TWICE):
            return
        language: str | None = named or None
        often: Counter[str] | None = None
        repeated = may_be_slips(twice(doc.running_text), named)
        if repeated and is_transcript(doc.text):
            repeated = set()
        for block in doc.prose if repeated else ():
            prose, position = block.prose, 0
            if len(_LATIN.findall(prose.text)) >= _SOME_LATIN:
                continue
            if not may_hold(prose.text, repeated) or repeated.isdisjoint(twice(prose.text)):
                continue
            while match := _TWICE.search(prose.text, position):
                position = match.start(3)
                if not _is_written(prose, match) or not is_plain(prose.text, match):
                    continue
                language = language_of(doc) if language is None else language
                if is_slip(prose.text, match, language, names=isinstance(block, nodes.Cell)):
                    often = doubled(doc.running_text) if often is None else often
                    if is_deliberate(often, prose.text, match):
                        continue
                    span = prose.span(*match.span())
                    fix = Fix.unsafe(_removal(prose, match), title="Remove one of them", changes=[Change.TEXT])
                    yield self.at(doc, span, _message(match), fix=fix)
        yield from self._in_front_matter(doc, language)

    def _in_front_matter(self, doc: Document, language: str | None) -> Iterator[Diagnostic]:
        """The same in a title or a description, which readers see above the article and in lists."""
        for name in _SHOWN if doc.front_matter else ():
            field = doc.front_matter.field(name) if doc.front_matter else None
            if field is None or not isinstance(field.value, str):
                continue
            text = doc.source(field.span)
            for match in _TWICE.finditer(text) if twice(text) else ():
                language = language_of(doc) if language is None else language
                if "\n" not in match["gap"] and is_plain(text, match) and is_slip(text, match, language, names=False):
                    start, second = field.span.start, match.span(3)
                    span = Span(start + match.start(), start + match.end())
                    edit = Edit(Span(start + match.end(1), start + second[1]), "")
                    fix = Fix.unsafe(edit, title="Remove one of them", changes=[Change.FRONT_MATTER])
                    yield self.at(doc, span, _message(match), fix=fix)


def _message(match: re.Match[str]) -> str:
    return f"{quoted(match[0])} repeats a word: remove one of the two"


def _is_written(prose: Prose, match: re.Match[str]) -> bool:
    """Whether both words stand on the page as they are written, with nothing but a space or a line break between."""
    masked = prose.masked
    if prose.text[match.start() - 1 : match.start()] in _OPENS and prose.text[match.end() : match.end() + 1] in _ENDS:
        # A slip that the sentence is about.
        return False
    if masked[match.start() : match.end(1)] != match[1]:
        return False
    return "\n" not in match["gap"] or not match["gap"].startswith("  ")


def _removal(prose: Prose, match: re.Match[str]) -> Edit:
    """The edit that removes the second word, with the space on that side of it that leaves the lines as they are."""
    if "\n" in match["gap"] and prose.text[match.end() : match.end() + 1] == " ":
        return Edit(prose.span(match.start(3), match.end() + 1), "")
    if "\n" in match["gap"]:
        return _first(prose, match)
    return Edit(prose.span(match.end(1), match.end()), "")


def _first(prose: Prose, match: re.Match[str]) -> Edit:
    start = match.start()
    while start and prose.text[start - 1] in " \t":
        start -= 1
    return Edit(prose.span(start, match.end(1)), "")
