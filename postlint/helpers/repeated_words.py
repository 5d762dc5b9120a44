"""Which words that stand twice in a row are a slip, and which are right."""

import re
from collections import Counter
from itertools import compress, islice
from operator import eq
from string import punctuation

from postlint.helpers.languages import FUNCTION_WORDS, MAY_STAND_TWICE, NEVER_TWICE
from postlint.helpers.word_lists import are_words, has_valid_words
from postlint.lazy_regex import pattern
from postlint.text import lookbehind

# What parts words besides the blanks of ASCII.
_PUNCTUATION = bytes.maketrans(f"{punctuation}\x1c\x1d\x1e\x1f".encode(), b" " * (len(punctuation) + 4))
_MARKS = "“”‘«»„…–—"
_BLANKS = (
    "\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)
_WORD = pattern(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LAST_WORD = pattern(r"[^\W\d_]+(?:['’][^\W\d_]+)?\Z")
# The first of the two may belong to what is before it: "log in in the morning", "turn it on on Monday", "off and on on"
_PARTICLES = frozenset("in on up out off over down by through about".split())
_PHRASAL = pattern(
    r"\b(?:log|sign|check|opt|turn|switch|mov|go|gone|went|carry|carri|com|came|fill|plug|built|kick|chim|tun|typ|dial|set|keep|"
    r"kept|pass|stand|stood|get|got|look|drop|hand|start|end|show|bring|brought|add|what|which|that|who|where|div|zoom|step|"
    r"jump|bas|work|depend|rel|focus|act)\w{0,4}(?: (?:it|them|this|that|these|those|him|her|us|me|you|one))? \Z|"
    r"\boff and \Z",
    re.I,
)
# "Who will you turn to to get help?"
_TO_TO = pattern(
    r"\b(?:who|whom|what|where|which)\b[^.!?,;]{0,50} (?:turn|talk|speak|listen|look|go|refer|relate|write|return|"
    r"belong|point|report|subscribe|navigate|connect)\w{0,3} \Z",
    re.I,
)
# "What it is is a list", "the way that we do do it".
_IS_IS = pattern(r"\b(?:what|who|where|how|that|all|which|why|when)\b(?: [^.!?,;]{1,60})? [^\W\d_]+ \Z|\bthat \Z", re.I)
_SPOKEN_OF = pattern(
    r"\b(?:repeated|repeating|duplicated?|doubled|double) words?\b|\bwords? (?:that|which) repeat|\bword twice\b"
)
_IS_NEXT = pattern(r"\s+(?:is|are|was|were|has|have|will|can|may|must|should)\b")
_DO_DO = pattern(r"\b(?:i|you|we|they|who|that|which|what)\b[^.!?]{0,20} \Z", re.I)
# "You can can tomatoes" is right.
_CAN_NEXT = pattern(
    r"\s+(?:also|be|use|see|find|add|create|set|get|make|have|run|specify|change|check|choose|select|then)\b"
)
# A "that" that points at something has no subject behind it; but "it is that that I mean".
_THAT_NEXT = pattern(
    r"\s+(?:(?:it|they|we|you|he|she|I|there)(?:['’]\w+)?|these|those|the|a|an|if|when|once|your|my|our|their|its|his)"
    r"(?![\w'’-])"
)
_THAT_MEANT = pattern(
    r"(?:\b(?:is|was|be|all|not|just|only|like|than|of|to|for|with|from|about|on|in|at|as|by)|['’]s|\A) \Z"
)
# A word and a verb of the same form: "the file lists lists the names", "to test test cases".
_DETERMINER_NEXT = pattern(
    r"\s+(?:the|an?|your|my|our|their|its|his|her|this|that|these|those|all|each|every|some|any|no|one|two|both|which|"
    r"what|how|of)(?![\w-])"
)
_WORD_NEXT = pattern(r"[ \n](?:\ufffc|[^\W\d_]{2})")
_VERB_BEFORE = pattern(
    r"(?:\A|[.!?:;,] |\b(?:to|i|we|you|they|who|can|could|will|would|should|must|may|might|shall|not|never|always|and|"
    r"or|then|please|also|just|let['’]?s|help|\w+n['’]t) )\Z",
    re.I,
)
_CLAUSE_BEFORE, _CLAUSE_NEXT = pattern(r"(?:\A|[.!?:;,…(—–-]\s+|[(\[—–])\Z"), pattern(r"\s*(?:[.!?:;,…)\]—–]|\Z)")
# Verbs in -s that are no nouns: two of them in a row are a slip whatever follows.
_VERBS = frozenset(
    """adds allows applies appears asks becomes begins belongs brings comes consists contains continues creates defines
    depends describes enables ensures exists explains follows gets gives goes happens helps includes keeps knows lets
    makes means needs offers performs prevents produces provides receives remains removes represents requires says
    seems sends supports takes tells tries uses wants""".split()
)
# Verbs that are neither nouns nor stand before one: "to test test cases" is right, "may seem seem" is not.
_ONLY_VERBS = frozenset(
    """add allow apply appear ask become begin belong bring consist contain continue create define depend describe
    enable ensure exist explain follow get give happen include keep know let maintain mean obtain perform prevent
    provide receive remain remove represent require say seem send take tell write
    ate became began brought came chose did forgot gave gone got grew knew known made said spoke taken thought threw
    told took understood went woke written wrote""".split()
)
# What leads on to a subject: of "if it it is" the second word is a slip, "to run it it is" lacks a comma.
_JOINS = pattern(
    r"\b(?:that|for|and|if|whether|when|because|since|unless|until|while|although|though|but|or|once|so) \Z", re.I
)


# "Solution solution = new Solution()": a name of its kind.
_DECLARED = pattern(r"[^\n=]{0,12}=")
# The times of captions, and a file in the list of a shell.
_TIMES = pattern(r"\d\d:\d\d[.,]\d{3} --> \d\d:")
_CAPTIONS = 5
_LISTED_FILE = pattern(r"[ \t]*[dlcbps-](?:[r-][w-][xsStT-]){3}[.+@]? ")
_WHATEVER = pattern(r"\b(?:what|who|which|when|where)(?:ever)?\s\Z", re.I)
_DAYS = frozenset("today tomorrow yesterday tonight now".split())
_PREPOSITION = pattern(r"\b(?:about|bout|for|of|with|to|until|from|on|over|is|was) \Z")
_DOUBLED = pattern(r"(?<!\w)(\w+(?:['’]\w+)?)\s+\1(?!\w)")


def is_transcript(text: str) -> bool:
    """Whether an article holds what somebody said, with its times: people stutter."""
    return "-->" in text and len([*islice(_TIMES.finditer(text), _CAPTIONS)]) == _CAPTIONS


def doubled(text: str) -> Counter[str]:
    """How often each word, in lower case, stands twice in a row."""
    return Counter(match[1] for match in _DOUBLED.finditer(text.lower()))


def is_deliberate(often: Counter[str], text: str, match: re.Match[str]) -> bool:
    """Whether a word stands twice on purpose: in the list of a shell, or as `often` has it more than once."""
    start = match.start()
    line = text[:start].rpartition("\n")[2]
    if _LISTED_FILE.match(line):
        return True
    word, before = match[3].lower(), lookbehind(text, start).lower()
    if _SPOKEN_OF.search(before):
        # "Find the words that are repeated in": an example of them.
        return True
    if word == match[1] == "other" or (word == "know" and before.endswith("in the ")):
        # "In other other words", "those in the know know".
        return True
    if word in _DAYS and _PREPOSITION.search(before):
        # "Worry about tomorrow tomorrow": a noun and an adverb.
        return True
    if before.endswith("how ") and _IS_NEXT.match(text, match.end()):
        return True
    if _WHATEVER.search(before):
        # "whatever happens happens"
        return True
    first = match[1]
    if len(first) > 1 and first.isupper() and match[3].islower():
        # "UNSUBSCRIBE unsubscribe from it": a command and what it does.
        return True
    if (word == "but" and first == "But") or (word == "joy" and before.endswith("happy ")):
        # "But but I cannot": somebody stutters.
        return True
    if word == "my" and before.endswith(("oh ", "oh, ", "ooh ")):
        return True
    if word in FUNCTION_WORDS:
        return False
    # Two lines that begin with the same word are items: "a to a", "a to b".
    return often[word] > 1 or ("\n" in match["gap"] and line.lower().startswith(f"{word} "))


def twice(text: str) -> set[str]:
    """The words of a text, in lower case, that stand twice in a row with nothing but blanks between."""
    if not text.isascii():
        for mark in _MARKS:
            text = text.replace(mark, '"')
        for blank in _BLANKS:
            text = text.replace(blank, " ")
    # As bytes, since that is many times faster than to look for words; lone surrogates do not come out of files.
    # An apostrophe is a part of its word: "doesn't".
    low = text.lower().replace("’", "'").encode("utf-8", "replace").translate(None, b"'")
    words = low.translate(_PUNCTUATION).split()
    following = words[1:]
    # Most texts have none of these, whatever stands between: quick to see so.
    doubled = {word for word in compress(following, map(eq, words, following)) if word.decode().isalpha()}
    blanks = b" ".join(low.split()) if doubled else b""
    return {word.decode() for word in doubled if b"%b %b" % (word, word) in blanks}


def may_hold(text: str, words: set[str]) -> bool:
    """Whether a text may hold any of the words that `twice` gave for a longer one: a quick look."""
    low = text.lower().replace("’", "").replace("'", "")
    return any(word in low for word in words)


def may_be_slips(words: set[str], language: str) -> set[str]:
    """Of some words those that may stand twice by mistake; a language that is not known yet may be any."""
    return words if language in ("", "en") else words.intersection(NEVER_TWICE.get(language, "").split())


_PROMPT = pattern(r"[$#] |\\?[#$] |\w{1,12}> ?")


def is_plain(text: str, match: re.Match[str]) -> bool:
    """Whether this is neither a word three times, nor a name, nor an abbreviation."""
    word, again = match[1], match[3]
    after = _WORD.match(text, match.end() + 1)
    before_it = lookbehind(text, match.start()).rstrip()
    before = _LAST_WORD.search(before_it)
    if any(neighbour and neighbour[0].lower() == word.lower() for neighbour in (before, after)):
        return False
    if "\n" in match["gap"] and _PROMPT.match(text, text.rfind("\n", 0, match.start()) + 1):
        # A command, and what it prints.
        return False
    if not word.islower() and again not in FUNCTION_WORDS and _DECLARED.match(text, match.end()):
        return False
    if again.isupper():
        return False
    if not word.islower() and (before_it.endswith((",", ")", "]")) or before_it[-1:].isalnum()):
        return False
    if word.istitle() and again.istitle():
        return _begins_sentence(match, before_it)
    # "the The" is a slip too, unless a name begins with it: "the The Hague office".
    return again.islower() or (word.islower() and again.istitle() and _is_added(text, match))


def _is_added(text: str, match: re.Match[str]) -> bool:
    """Whether a word of a sentence stands again in capitals, and neither begins a name nor another line."""
    following = _WORD.match(text, match.end() + 1)
    return match[1] in FUNCTION_WORDS and match["gap"] == " " and following is not None and following[0].islower()


def _begins_sentence(match: re.Match[str], before: str) -> bool:
    """Whether both words have the capital of a sentence, which goes on in small letters: no name consists of them."""
    following = _WORD.match(match.string, match.end() + 1)
    if (before and not before.endswith((".", "!", "?"))) or _IS_NEXT.match(match.string, match.end()):
        return False
    return match[1].lower() in FUNCTION_WORDS and following is not None and following[0].islower()


def is_slip(text: str, match: re.Match[str], language: str, *, names: bool) -> bool:
    """Whether a word is there twice by mistake; `names` where names of things are likely, as in a table."""
    word, before = match[3].lower(), lookbehind(text, match.start()).replace("\n", " ")
    if language != "en":
        return word in NEVER_TWICE.get(language, "").split()
    if word == "that":
        return _THAT_NEXT.match(text, match.end()) is not None and not _THAT_MEANT.search(before)
    if match[1] == word.capitalize() != match[3] and word not in FUNCTION_WORDS and _is_no_english(word):
        # "Shabu shabu": a name.
        return False
    if word in MAY_STAND_TWICE or (len(word) == 1 and word != "a"):
        return False
    if _stands_alone(text, match) or (word not in FUNCTION_WORDS and _is_word_and_verb(text, match)):
        return False
    if word in _PARTICLES and _PHRASAL.search(before):
        return False
    if word == "to" and _TO_TO.search(before):
        return False
    if word == "there":
        return _IS_NEXT.match(text, match.end()) is not None
    if word == "is":
        return not _IS_IS.search(before)
    if word in ("do", "did", "does", "can", "will"):
        verb = word == "can" and _CAN_NEXT.match(text, match.end()) is not None
        return verb or word == "did" or not _DO_DO.search(before)
    if word in ("it", "this"):
        # "If you run it it fails" lacks a comma; at the beginning of a sentence it is a slip.
        return not match[1].islower() or _JOINS.search(before) is not None
    return not names or len(word) < 4


def _is_no_english(word: str) -> bool:
    """Whether a list of words is at hand, and has no such word."""
    return has_valid_words() and not are_words({word}, "en")


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """Whether the two words are a clause of their own, as an exclamation is: "My my, …", "There there.", "Yay yay!"."""
    if match[3].lower() in FUNCTION_WORDS - {"my", "there", "here", "now", "so", "then"}:
        return False
    before = lookbehind(text, match.start())
    return _CLAUSE_BEFORE.search(before) is not None and _CLAUSE_NEXT.match(text, match.end()) is not None


def _is_word_and_verb(text: str, match: re.Match[str]) -> bool:
    """Whether a verb may follow a noun of its form, or a noun a verb: which of them it is nobody can tell."""
    word = match[3].lower()
    if word.endswith("s") and not word.endswith("ss") and word not in _VERBS:
        return _DETERMINER_NEXT.match(text, match.end()) is not None or _WORD_NEXT.match(text, match.end()) is not None
    following = _WORD.match(text, match.end() + 1)
    if word in _ONLY_VERBS:
        return False
    if _WORD_NEXT.match(text, match.end()) is None or (following and following[0].lower() in FUNCTION_WORDS):
        return False
    return _VERB_BEFORE.search(lookbehind(text, match.start()).replace("\n", " ")) is not None
