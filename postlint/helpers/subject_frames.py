"""Frames of English subjects with a verb of another number: doubtful, as “Windows has” and “both talk” show."""

from __future__ import annotations

from collections.abc import Sequence

from postlint.helpers.frame_repairs import many_at, of_many, of_one, put, without, word
from postlint.helpers.word_frames import BEGINNINGS, END_MARKS, Frame, words_between

# The subject begins a sentence, or a clause.
SENTENCE = (*BEGINNINGS, ", ", *words_between("because although if when but so"), " which means ")
_CLAUSE = (*SENTENCE, *words_between("that since as while and what"))
_IF = words_between("because when whenever if but once until since")
_NUMBER = "text/agreement"
_THIRD = "is|was|has|does|doesn't|isn't|wasn't|hasn't|THIRD|likes|wants|needs|uses|works|makes"

_SUBORDINATE = (*BEGINNINGS, *words_between("because although though if when but so that since as while"))
_ENDS = (
    *END_MARKS,
    *words_between("is was are were can will that in for to with on at of from by has have had would should which who"),
)
_NUMBERS = frozenset("one two three four five six seven eight nine ten twelve".split())


def _long(words: Sequence[str]) -> tuple[str, ...]:
    """“A 2 months course” as “a 2-month course”."""
    article, number, unit, *rest = words
    if not (number.isdigit() or number in _NUMBERS):
        return ()
    return (" ".join([article, f"{number}-{unit[:-1]}", *rest]),)


_FRAMES = [
    Frame(_NUMBER, "This BASE|make DETERMINER|you|that|sure|sense", word(1, "third"), before=BEGINNINGS),
    Frame(
        _NUMBER,
        "NOUNS-FIRST seems|tends|appears|doesn't|hasn't|isn't|wasn't|wants|has",
        of_many(1),
        before=BEGINNINGS,
    ),
    Frame(
        _NUMBER,
        "NOUNS seems|tends|doesn't|hasn't|isn't|wasn't|wants",
        of_many(1),
        before=words_between("because if when while although since but unless until"),
    ),
    Frame(_NUMBER, "This lead to|me|us|you|them", put(1, "leads", "led"), before=BEGINNINGS),
    Frame(
        _NUMBER,
        "User|Developer|Customer|Player|Student|Reader|Visitor|Client|Employee|Manager|Engineer|Programmer|Teacher "
        "have|don't|need|want|are|were",
        many_at(0),
        before=BEGINNINGS,
    ),
    Frame(
        _NUMBER,
        "this NOUNS-VERB are|were|can|have|should|could|must",
        put(0, "these"),
        not_before=words_between("what all how where why"),
    ),
    Frame(_NUMBER, "a multiple .? NOUNS|NOUNS-VERB", without(0), after=_ENDS),
    Frame(
        _NUMBER,
        "a|an . days|weeks|months|years|hours|minutes|pages|steps|miles NOUN|NOUN-VERB|NOUN-TOOL",
        _long,
    ),
    Frame(_NUMBER, "The|This|My|Our|Your|the|this|my|our|your ^NOUN-COUNTED are", many_at(1), before=_SUBORDINATE),
    Frame(
        _NUMBER,
        f"people|children {_THIRD.replace('likes|wants|needs|uses|works|makes', 'wants|needs')}",
        of_many(1),
        # "The fact that so many people is here": they may be the object.
        before=r"(?:\A|[.!?] |, |\b(?:[Bb]ecause|[Ww]hen|[Ii]f|but|hence) )(?:[Mm]any |[Ss]ome |[Mm]ost )?|\bso ",
    ),
    Frame(_NUMBER, f"PERSONS who {_THIRD}", of_many(2), not_before=r"\b[Oo]ne of .*|\bonly .*|handful of "),
    Frame(_NUMBER, f"they|we {_THIRD}", of_many(1)),
    Frame(_NUMBER, f"I {_THIRD.removeprefix('is|was|')}".replace("isn't|wasn't|", ""), of_many(1), before=_CLAUSE),
    Frame(_NUMBER, f"you {_THIRD}", of_many(1), before=_CLAUSE),
    Frame(
        _NUMBER,
        "HE-IT also? BASE|have|need|want|make|look|work|mean|take|use",
        word(-1, "third"),
        SENTENCE,
        "",
        "",
        " not",
    ),
    Frame(
        _NUMBER,
        "this allow|mean|bring|create|simplify|enable|become|give|require|imply|happen|seem|include|improve|reduce|"
        "prevent|ensure|provide|explain|depend|avoid|describe|permit|contain|involve",
        word(-1, "third"),
        before=SENTENCE,
        not_after=r" (?:\w+ )?(?:command|statement|directive|file|call|section|tag|method|function|request|block)\b",
    ),
    Frame(
        _NUMBER,
        "everyone|everybody|someone|somebody|everything BASE|have|need|want|work",
        word(-1, "third"),
        before=("^", ". ", "! ", "? ", *words_between("because when whenever if but so")),
    ),
    Frame(_NUMBER, "HE-IT don't", of_one, before=SENTENCE),
    Frame(
        _NUMBER,
        "The|These|Those|All|Most|Some|Both|Our|My|Your|Their|Many .? ^NOUNS|NOUNS-VERB THIRD|has|does|doesn't|hasn't",
        of_many(-1),
        before=BEGINNINGS,
    ),
    Frame(_NUMBER, "These|Those|Both|My|Our ^NOUNS|NOUNS-VERB is|was|isn't|wasn't", of_many(-1), before=BEGINNINGS),
    Frame(
        _NUMBER, "the|our|my|your|their|these|those ^NOUNS|NOUNS-VERB THIRD|has|doesn't|hasn't", of_many(-1), before=_IF
    ),
    Frame(
        _NUMBER,
        "The|This|Each|Every ^NOUN BASE|have|don't",
        of_one,
        before=BEGINNINGS,
        not_after=r":|\Z| \w+ing\b| (?:\w+ )?(?:is|was|were|has|had|will|can|failed|went|took|seems?)\b",
    ),
    Frame(
        _NUMBER,
        "the|this|each|every ^NOUN BASE|have|don't",
        of_one,
        before=_IF,
        not_after=r" (?:operation|step)",
    ),
    Frame(
        _NUMBER,
        "a|an .? NOUN|NOUN-VERB ^that|which|who BASE|have",
        of_one,
        before=r"\b(?:is|was|be|create|creates|creating|created|have|has|using|use|uses|used|need|needs|write|wrote|develop|"
        r"developed|find|found|add|adds|build|built|define|invokes?|implement|got) ",
    ),
]
SUBJECT_FRAMES = [frame._replace(doubtful=True) for frame in _FRAMES]
