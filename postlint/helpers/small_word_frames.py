"""Frames of small English words that may not stand together: one is missing, one too many, or another one is meant."""

from __future__ import annotations

from collections.abc import Sequence

from postlint.helpers.frame_repairs import insert, of_many, one_or_these, put, without, word
from postlint.helpers.word_frames import BEGINNINGS, END_MARKS, Frame, words_between

_MISSING, _NUMBER, _VERB, _SOUND = "text/missing-word", "text/agreement", "text/verb-form", "text/sound-alike"
_PREFIX = "text/split-word"
_ENDS = (
    *END_MARKS,
    *words_between(
        "is are was were can will that which who in for to with on at from by of has have as and or when if"
    ),
)
_OBJECTS = {"we": "us", "they": "them", "he": "him", "she": "her"}
_SINGULARS = {"criteria": "criterion", "phenomena": "phenomenon"}
_OF_ONE = {"are": "is", "were": "was", "have": "has", "do": "does", "don't": "doesn't"}
_MEANT = {
    "loosing": "losing",
    "withing": "within",
    "calender": "calendar",
    "calenders": "calendars",
    "programing": "programming",
    "payed": "paid",
}
# What somebody has, and is no name for those who are spoken to: "of you readers".
_YOURS = "NOUN-COUNTED|NOUN-TOOL|browser|computer|machine|code|app|site|phone|inbox|account|own"


def _either(words: Sequence[str]) -> tuple[str, ...]:
    """One of two words that cannot both stand there."""
    first, second = words
    if first == second:
        return (first,)
    return (second[0].upper() + second[1:] if first[0].isupper() else second), first


def _something_of(words: Sequence[str]) -> tuple[str, ...]:
    """“The head of”, of which the head is missing, or “of”."""
    return (f"{words[0]} … of", "of") if words[1] == "of" else ()


def _that(words: Sequence[str]) -> tuple[str, ...]:
    """“The we” as “we” or “that we”."""
    subject = words[1]
    return (subject.capitalize(),) if words[0] == "The" else (subject, f"that {subject}")


def _of_one(words: Sequence[str]) -> tuple[str, ...]:
    """The last word, a verb, as it follows “each of them”."""
    return (" ".join([*words[:-1], _OF_ONE[words[-1]]]),)


def _without_its_ending(words: Sequence[str]) -> tuple[str, ...]:
    """“That's brings” as “that brings”; “it's uses” may be what it has."""
    subject, verb = words[0].removesuffix("'s"), words[1]
    plain = f"{subject} {verb}"
    return (plain, f"{subject}s {verb}") if subject.lower() == "it" and verb in ("uses", "looks", "needs") else (plain,)


_PREFIXED = (
    "PAST|NOUN|NOUNS|ADJECTIVE|QUALITY|existent|existant|zero|critical|standard|trivial|profit|native|linear|essential|"
    "functional|fiction|blocking|null|empty|binary|deterministic|intrusive|obvious|negative|relational|commercial|"
    "threaded|threading|regional|stage|lingual|purpose|step|cloud|core|thread|level|dimensional|modal|million|sharded|"
    "tier|automatic|automated|final|structured|annual|urban|skilled|code|random|classes|patterns|spam|sync"
)

SMALL_WORD_FRAMES = [
    Frame(_PREFIX, f"non|multi|semi|pseudo|anti {_PREFIXED}", lambda words: ("-".join(words),)),
    Frame(
        _PREFIX,
        "self|Self hosted|hosting|contained|explanatory|driving|service|sufficient|employed|taught|paced|aware|"
        "awareness|care|documenting|esteem|confidence|control|improvement|signed|published|imposed|evident|organizing|organising|"
        "organized|managed|managing|reflection|healing|assessment|proclaimed|referential|defeating|directed|sufficiency|"
        "assigned|discipline|disciplined|appointed|inflicted|deprecating|centered|absorbed|conscious|fulfilling",
        lambda words: ("-".join(words),),
    ),
    # "A micro instance" is one of a size.
    Frame(
        _PREFIX,
        "micro service|services|benchmark|benchmarks|optimization|optimizations|controllers|frontends",
        lambda words: (("-" if words[1][0] == "o" else "").join(words),),
    ),
    Frame(
        _PREFIX,
        "pre PAST|built|production|prod|request|release|order|commit|war|existing|upgrade|install",
        lambda words: ("-".join(words),),
    ),
    Frame(
        _SOUND,
        "loosing|withing|calender|calenders|programing|payed",
        lambda words: (_MEANT[words[0].lower()],) if words[0].islower() else (_MEANT[words[0].lower()].capitalize(),),
    ),
    Frame(
        _SOUND,
        "whats",
        put(0, "what's"),
        not_before=words_between("the"),
        after=r" (?:the|an?|not|going|in|happening|next|new|wrong|it|that|your|my|best|possible)\b",
    ),
    Frame(_MISSING, "opposed GERUND|being|having|using|going", insert(1, "to"), before=" as "),
    Frame(
        _MISSING,
        "able|unable|going|trying|tried|managed|hoping|decided BASE|get|make|take|find|give|use|keep",
        insert(1, "to"),
    ),
    Frame(_MISSING, "order for . BASE|BASE-NOUN DETERMINER", insert(3, "to"), before=" in "),
    Frame(_MISSING, "be|make|making|made ^sure BASE|use|check DETERMINER", insert(2, "to")),
    Frame(_MISSING, "soon|long the|he|she|this", insert(1, "as"), before=" as "),
    Frame(_MISSING, "well the", insert(1, "as"), before=", as "),
    Frame(
        _MISSING,
        "due|prior|according the",
        insert(1, "to"),
        not_after=r" (?:next|following|same|first|second|third|last|day|week|month|other)\b",
    ),
    Frame(_MISSING, "lot|bunch|majority|variety NOUNS|people|things", insert(1, "of")),
    Frame(_MISSING, "some the .? NOUNS|NOUNS-VERB", insert(1, "of"), not_before=words_between("for to")),
    Frame(_MISSING, "the|my|our|their of", _something_of),
    Frame(_MISSING, "the we|they|he|she", _that),
    Frame(_MISSING, "of we|they|he|she", lambda words: (f"of {_OBJECTS[words[1]]}", f"if {words[1]}")),
    Frame(_MISSING, "to we", without(0)),
    Frame(_MISSING, "a|an another", without(0)),
    Frame(_SOUND, "the had|could|would|should|did", put(0, "they"), not_after=" (?:and|or)"),
    Frame(_SOUND, "the have created|made|been|done|had|used|written|built|the", put(0, "they")),
    Frame(_SOUND, "the are|were", put(0, "they", "there")),
    # "Later on of the two".
    Frame(
        _SOUND,
        "on of the|my|our|his|her|their",
        put(0, "one"),
        not_before=r"\b(?:[Ll]ater|[Ee]arly|further|go\w*|went|depend\w*|hooked|keen|so|and) ",
    ),
    Frame(
        _SOUND,
        f"to|of|in|on|with|from|at|into|about|through|inside|within|for ^you {_YOURS}",
        put(1, "your"),
        after=_ENDS,
        # "It wrote this for you line by line."
        not_after=r" by (?:line|step|word|page|piece|part|file|day)\b",
    ),
    Frame(
        _SOUND,
        "to|of|in|on|with|from|at|into|about|through|inside|within|for ^you own|personal|custom|local|current|existing|"
        "entire|favorite|specific",
        put(1, "your"),
        after=r" [a-z]",
        not_after=r" (?:an?|the|any|all|your|some|this|that|these|those|it|two|or|and|as|many|is|are|in)\b",
    ),
    Frame(
        _SOUND,
        "when|if|because|once|while|until ^you NOUN|NOUN-TOOL|NOUN-VERB is|has|does|doesn't|isn't|was|THIRD",
        put(1, "your"),
    ),
    Frame(_SOUND, "what|where are ^you next|thoughts|plans|options|goals", put(2, "your")),
    Frame(_SOUND, "can|will|could|may|might|would|to|not effect my|your|our|how|their|his", put(1, "affect")),
    Frame(_SOUND, "any|no|big|huge|positive|negative affect on", put(1, "effect")),
    Frame(_SOUND, "suite my|your|our|their|his|her", put(0, "suit")),
    Frame(
        _SOUND,
        "whether|until|if|because|since|think|so|when|but|that|where ^its "
        "your|our|over|been|going|also|worth|probably|already|now|called",
        put(1, "it's"),
    ),
    Frame(
        _SOUND,
        "go|goes|going|went|run|walk|look|looking|get|read|step|scroll though the|a|my|our|your|this",
        put(1, "through"),
    ),
    Frame(
        _SOUND,
        "form the|a|an|this|my|our|your",
        put(0, "from"),
        before=words_between(
            "away different taken came comes come received imported returned removed downloaded copied moved apart "
            "derived inherited excerpt borrowed loaded stolen switched migrated pulled fetched"
        ),
    ),
    Frame(
        _SOUND,
        "must faster|better|easier|harder|larger|bigger|smaller|slower|simpler|higher|lower|nicer|quicker",
        put(0, "much"),
    ),
    Frame(_SOUND, "dependant on|upon", put(0, "dependent")),
    Frame(
        _SOUND,
        "preform|preforms|preformed|preforming",
        lambda words: (words[0].replace("re", "er", 1),),
        not_before=words_between("a the"),
    ),
    Frame(_SOUND, "irregardless", put(0, "regardless")),
    Frame(_NUMBER, "the his|her|its", _either),
    Frame(_NUMBER, "my|our|your|their my|our|your|his|her|their", _either),
    Frame(_NUMBER, "my|our|their a|an|the", _either),
    Frame(_NUMBER, "the all the|my|our|your|their|these|those", without(0)),
    Frame(
        _NUMBER,
        "the both NOUNS|NOUNS-VERB|sides|ends",
        lambda words: (f"both {words[-1]}", f"both the {words[-1]}"),
    ),
    Frame(
        _NUMBER,
        "These is|has|was|doesn't|isn't|hasn't|wasn't",
        lambda words: (*of_many(1)(words), *put(0, "This")(words)),
        before=BEGINNINGS,
    ),
    Frame(_NUMBER, "all|All this NOUNS", put(1, "these")),
    Frame(
        _NUMBER,
        "this|This NOUNS-VERB THIRD|is|are|was|were|has|have|does",
        lambda words: tuple(f"{right} {words[2]}" for right in one_or_these(words[:2])),
    ),
    Frame(_NUMBER, "a|this|each|every|one criteria|phenomena", lambda words: (f"{words[0]} {_SINGULARS[words[1]]}",)),
    Frame(_NUMBER, "less NOUNS", put(0, "fewer"), not_before=r"(?:\b(?:or|and|few|much|no|couple|lot)|[\d%]) "),
    Frame(
        _NUMBER,
        "each of the|these|those|my|our|your NOUNS|NOUNS-VERB are|were|have|do|don't",
        _of_one,
        before=BEGINNINGS,
    ),
    Frame(_VERB, "MANY-PERSONS|HE-IT ^have|has be", put(2, "been", "to be")),
    # "What it is has changed".
    Frame(
        _VERB,
        "it|this|It|This ^is has|was",
        without(1),
        not_before=words_between("what as than where how that who which all"),
    ),
    Frame(_VERB, "is|are been", lambda words: ("has been" if words[0] == "is" else "have been",)),
    Frame(
        _VERB,
        "is|are|was|were recommend|encourage|allow|require|expect|intend|advise|invite|permit|enable to",
        word(1, "participle"),
    ),
    Frame(_VERB, "that's|it's|he's|she's THIRD|makes|takes|works|looks|uses|means|needs|gets", _without_its_ending),
    Frame(_VERB, "end|ends|ended|ending up BASE", word(-1, "gerund")),
]
