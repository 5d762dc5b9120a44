"""A word that stands twice in a row.

"the the" is overread by its author and stumbled over by everybody else, most often where a line was wrapped. Words
that are right twice ("she had had enough", "very very good"), names, and the ways of other languages to double words
are left alone: in a language that is not known nothing is found.

## Fix safety
Unsafe: one of the two may be a slip for another word ("it it" for "is it").
"""

import re
from collections.abc import Iterator
from itertools import compress
from operator import eq

from postlint import Bad, Change, Diagnostic, Document, Edit, Fix, Good, Rule, Severity, Span
from postlint.languages import MAY_STAND_TWICE, NEVER_TWICE, language_of
from postlint.nodes import Cell, Prose
from postlint.pattern import pattern
from postlint.wording import quoted

_TWICE = pattern(
    r"(?<![\w'’.@/$#&+:_~=<-])(?<!\w\*)([^\W\d_]+)(?P<gap>[ \t]+|[ \t]?\n[ \t]*)((?i:\1))(?![\w'’/@&+=_*~(\[:>-]|\.\w)"
)
_WORD = pattern(r"[^\W\d_]+")
# The first of the two may belong to the verb before it: "log in in the morning", "turn it on on Monday".
_PARTICLES = frozenset("in on up out off over down by through about".split())
_PHRASAL = pattern(
    r"\b(?:log|sign|check|opt|turn|switch|mov|go|gone|went|carry|carri|com|came|fill|plug|built|kick|tun|typ|dial|set|keep|"
    r"kept|pass|stand|stood|get|got|look|drop|hand|start|end|show|bring|brought|add|what|which|that|who|where|div|zoom|step|"
    r"jump|bas|work|depend|rel|focus|act)\w{0,4}(?: (?:it|them|this|that|these|those|him|her|us|me|you|one))? \Z",
    re.I,
)
# "What it is is a list", "the way that we do do it".
_IS_IS = pattern(r"\b(?:what|who|where|how|that|all|which|why|when)\b(?: [^.!?,;]{1,60})? [^\W\d_]+ \Z|\bthat \Z", re.I)
_IS_NEXT = pattern(r"\s+(?:is|are|was|were|has|have|will|can|may|must|should)\b")
_DO_DO = pattern(r"\b(?:i|you|we|they|who|that|which|what)\b[^.!?]{0,20} \Z", re.I)


class RepeatedWord(Rule):
    severity = Severity.WARNING

    good = [
        Good("She had had enough of what that that word is, and it is very very good.\n"),
        Good("The lock-in in the cloud, as-is is fine, re-re-read, and so that that's the end of the list.\n"),
        Good("To log in in the morning, to turn it on on Monday, and what it is is the question of the day.\n"),
        Good("What it is is a list, and how good the list of it is is the question.\n"),
        Good("The end of it. It is the, the thing, and\n- the\n\nthe list.\n", nests=False),
        Good("The song of Duran Duran and the Will will of the one two two-part thing.\n"),
        Good("The call `the the` and <b>the</b> the of the [the](/the/) the.\n"),
        Good("No no no, the the the of the song is the way it is.\n", "three times is meant"),
        Good("Nous nous trouvons dans la ville et vous vous trouvez avec les autres.\n", "French"),
        Good("Kodu sık sık ve tek tek dağıtıyoruz.\n", "Turkish doubles words", path="content/tr/a.md"),
        Good("| Type type | the |\n|---|---|\n| the list | list list of the |\n", "names in a table", nests=False),
    ]
    bad = [
        Bad("This is ⟦the the⟧ end of the list.\n", fixed="This is the end of the list.\n", message="“the the”"),
        Bad("It is the last value, so it ⟦is is⟧ returned.\n", fixed="It is the last value, so it is returned.\n"),
        Bad("**⟦The the⟧ list** is the end of it.\n", fixed="**The list** is the end of it.\n"),
        Bad("⟦The the⟧ list is the end of it.\n", fixed="The list is the end of it.\n"),
        Bad("This is ⟦the\nthe⟧ end of the list.\n", fixed="This is the\nend of the list.\n"),
        Bad(
            "The list of a ⟦server server⟧ is there for the user.\n",
            fixed="The list of a server is there for the user.\n",
        ),
        Bad("We can ⟦of of⟧ **the** list.\n", fixed="We can of **the** list.\n"),
        Bad(
            "Le chat est ⟦dans dans⟧ la maison et les autres sont dans la rue.\n",
            fixed="Le chat est dans la maison et les autres sont dans la rue.\n",
        ),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        language: str | None = None
        repeated = _repeated(doc)
        for block in doc.prose if repeated else ():
            prose, position = block.prose, 0
            low = prose.text.lower()
            if not any(low.count(word) > 1 for word in repeated):
                continue
            while match := _TWICE.search(prose.text, position):
                position = match.start(3)
                if not _is_written(prose, match) or not _is_plain(prose.text, match):
                    continue
                language = language_of(doc) if language is None else language
                if _is_slip(prose.text, match, language, names=isinstance(block, Cell)):
                    span = prose.span(*match.span())
                    fix = Fix.unsafe(_removal(prose, match), title="Remove one of them", changes=[Change.TEXT])
                    yield self.at(
                        doc, span, f"{quoted(match[0])} says the same word twice: remove one of them", fix=fix
                    )


def _repeated(doc: Document) -> set[str]:
    """The words that stand twice in a row, with nothing but blanks between."""
    # Most articles have none, and this is the quicker way to see it.
    following = doc.words[1:]
    found = {word for word in compress(following, map(eq, doc.words, following)) if word.isalpha()}
    if not found:
        return found
    blanks = " ".join(doc.running_text.lower().split())
    return {word for word in found if f"{word} {word}" in blanks}


def _is_written(prose: Prose, match: re.Match[str]) -> bool:
    """Whether both words stand on the page as they are written, with nothing but a space or a line break between."""
    masked = prose.masked
    if masked[match.start() : match.end(1)] != match[1] or masked[match.start(3) : match.end()] != match[3]:
        return False
    return "\n" not in match["gap"] or not match["gap"].startswith("  ")


def _is_plain(text: str, match: re.Match[str]) -> bool:
    """Whether this is neither a word three times, nor a name, nor an abbreviation."""
    word, again = match[1], match[3]
    after = _WORD.match(text, match.end() + 1)
    before_it = text[max(0, match.start() - 60) : match.start()].rstrip()
    if (after and after[0].lower() == word.lower()) or before_it.lower().endswith(word.lower()):
        return False
    if again.isupper() and (len(word) > 1 or not word.isupper()):
        return False
    if word[0].isupper() and before_it and (before_it[-1].isalnum() or before_it[-1] in ",)]"):
        return False
    return again.islower()


def _is_slip(text: str, match: re.Match[str], language: str, *, names: bool) -> bool:
    word, before = match[3].lower(), text[max(0, match.start() - 80) : match.start()].replace("\n", " ")
    if language != "en":
        return word in NEVER_TWICE.get(language, "").split()
    if word in MAY_STAND_TWICE or (len(word) == 1 and word != "a"):
        return False
    if word in _PARTICLES and _PHRASAL.search(before):
        return False
    if word == "there":
        return _IS_NEXT.match(text, match.end()) is not None
    if word == "is":
        return not _IS_IS.search(before)
    if word in ("do", "did", "does", "can", "will"):
        return not _DO_DO.search(before) or word == "did"
    if word in ("it", "this", "they", "he", "she", "we"):
        # "If you run it it fails" lacks a comma; at the beginning of a sentence it is a slip.
        return match[1][0].isupper() or before[-5:].lower() in ("that ", " for ", " and ")
    return not names or len(word) < 4


def _removal(prose: Prose, match: re.Match[str]) -> Edit:
    """The edit that removes the second word, with the space on that side of it that leaves the lines as they are."""
    if "\n" in match["gap"] and prose.text[match.end() : match.end() + 1] == " ":
        return Edit(prose.span(match.start(3), match.end() + 1), "")
    if "\n" in match["gap"]:
        start = prose.at(match.start(1))
        return Edit(Span(start, prose.at(match.end(1) - 1) + 1), "") if match.start(1) == 0 else _first(prose, match)
    return Edit(prose.span(match.end(1), match.end()), "")


def _first(prose: Prose, match: re.Match[str]) -> Edit:
    start = match.start(1)
    while start and prose.text[start - 1] in " \t":
        start -= 1
    return Edit(prose.span(start, match.end(1)), "")
