"""A paragraph or an item whose last sentence has no end mark, where the others have one.

The full stop was forgotten, or the end of the sentence was deleted with it. Only paragraphs of several sentences are
looked at that another paragraph or a heading follows, and only where nearly all others of the article end with a mark;
in English also the one paragraph of a single long sentence where ten others do. Of a list, the one item is reported of
four or more, each of some words, of which all others end with a full stop. What leads on to a list, a quotation,
code or a picture is left alone, and so are captions, addresses, titles and the name of who signs the article.

## Fix safety
Unsafe: words may be missing too.
"""

import re
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
    Span,
    lookbehind,
    nodes,
    pattern,
)
from postlint.helpers.languages import language_of

_LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "nl")
_ENDS = (".", "!", "?", "…", ":", ".”", "!”", "?”", '."', ".)", "!)", "?)", ".’", ".'", "”.", ".»")
_LAST = pattern(r"[.!?][”\"’)»]? (?P<last>[A-ZÀ-Ý][^.!?:;|/@=&<>\ufffc]*[a-zA-ZÀ-ÖØ-öø-ɏ]{2}) *\Z")
# A sentence by itself, which has a verb.
_ALONE = pattern(
    r"\A(?=.*\b(?:is|are|was|were|will|would|can|could|should|has|have|had|do|does|did|you|we|I|it|they|he|she)\b)"
    r"(?P<last>[A-Z][^.!?:;|/@=&<>\ufffc()\"“”]*[a-z]{2}) *\Z"
)
# Behind these no sentence ends: "z.B. Dienstag", "Dr. Ann Doe".
_SHORTENED = pattern(
    r"(?:\b\w\. ?\w|\b(?:[A-ZÀ-Þ]|Dra?|Mrs?|Ms|Prof|St|Sr|Sra|Jr|Nr|Abs|Hr|Fr|Bd|ca|cf|vs|vgl|bzw|evtl|ggf|inkl|zzgl|"
    r"Fig|Tab|Vol|approx|incl|resp|esp|max|min))\Z"
)
_SIGNED = pattern(r",[ \t\\]*\n[ \t]*[A-ZÀ-Þ][\w'’-]*(?: [A-ZÀ-Þ][\w'’-]*){0,2}\Z")
_FEWEST_WORDS, _OTHERS, _RATIO, _MOST = 4, 5, 5, 2
_LONG, _MORE_OTHERS = 9, 10
# With these no sentence ends; behind others it may go on below.
_CUT_OFF = frozenset("the a an and or my your our their its but because if although".split())
_GOES_ON = frozenset("of to with for from by as that is are was were which who on in at this these like".split())

_ONE = "The list of the day is for you and me. It is not as long as it was, and we have to see that with the others"
_MORE = f"{_ONE}.\n\n" * 5
_GERMAN = "Die Liste ist für den Tag und nicht für das Jahr. Wir sehen sie mit den anderen auch.\n\n"


_OF_PARAGRAPH = "the last sentence of the paragraph has no end mark, as a full stop: add it"
_OF_ITEM = "the other items of the list end with a full stop, and this one has none: add it"
_ITEMS = 4
"""In a list of so many items, the others say enough."""
# It begins as a sentence does, and ends with a word.
_ITEM = pattern(r"[A-ZÀ-Þ][^:;]*\s(?<!\bfor\s)[a-zà-ÿ]{2,}", re.S)


class MissingStop(Rule):
    severity = Severity.WARNING
    cited = False

    good = [
        Good(f"{_MORE}{_ONE}.\n"),
        Good(f"{_ONE}.\n\n{_ONE}.\n\n{_ONE}.\n\n{_ONE}.\n\n{_ONE}\n", "four others are few"),
        Good(f"{_MORE}{_ONE}\n\n{_MORE}{_ONE}\n\n{_MORE}{_ONE}\n", "three of them"),
        Good(f"{_MORE}{_ONE}\n\n{_ONE}\n", "two of seven"),
        Good(f"{_MORE}It is so. See all of the list of the day,  \nJo Kim\n", "signed"),
        Good(f"{_MORE}{_ONE}\n\n- one\n", "it leads on to a list", nests=False),
        Good(f"{_MORE}{_ONE}\n\n```\na\n```\n", "to code", nests=False),
        Good(f"{_MORE}{_ONE}\n\n![a](a.png)\n\n{_ONE}.\n", "to a picture"),
        Good(f"{_MORE}{_ONE}\n\nand so it goes on here. And so it does.\n", "to another paragraph"),
        Good(
            f"{_MORE}The list of the day is here for you. See also our list of days: The Days of the Year\n", "a title"
        ),
        Good(
            f"{_MORE}The list of the day is here for you. It is not as long as it was at b.example/the\n", "an address"
        ),
        Good(f"{_MORE}The list of the day is for you and me and for the others too\n", "one sentence, five others"),
        Good(f"{_MORE}{_MORE}The list of the day for all others of the house too\n", "no verb: a caption"),
        Good(f"{_MORE}{_MORE}The list of the day is for you\n", "a short one"),
        Good(f"{_MORE}{_MORE}The list of the day is for others\n", "eight words"),
        Good(f"{_GERMAN * 10}Die Liste der Tage zeigt uns genau was wir alle heute noch tun\n", "not in English"),
        Good(f"{_MORE}{_MORE}The list of the day is for you and me\n\nThe list of the day is for you and us\n"),
        Good(f"{_MORE}The list of the day is for you and me. By Jo Doe\n", "a name"),
        Good(f"{_MORE}On the left you see Dr. Ann Doe and the others of us\n", "a caption"),
        Good(f"{_MORE}A day that is good: one of them, e.g. Monday or another of these days\n", "one sentence"),
        Good(f"{_MORE}- {_ONE}\n\n> {_ONE}\n", "an item, and the words of somebody else", nests=False),
        Good(
            f"{_MORE}The list of the day is for you and me. It is not as long as it was and is made of\n", "it goes on"
        ),
        Good(f"{_MORE}The list of the day is for you and me. It is the old value & 今天的值\n", "other letters"),
        Good(f"- {_ONE}.\n- {_ONE}.\n- {_ONE}\n", "two others are few", nests=False),
        Good(f"- {_ONE}.\n- {_ONE}.\n- {_ONE}\n- {_ONE}\n- {_ONE}.\n", "two of them", nests=False),
        Good(f"- {_ONE}.\n- {_ONE}.\n- {_ONE}\n- It is so.\n", "one of three words", nests=False),
        Good(f"- {_ONE}.\n- {_ONE}.\n- {_ONE}\n- {_ONE}.\n\n  And so on.\n", "of two paragraphs", nests=False),
        Good(f"- {_ONE}.\n- {_ONE}.\n- The list, see b.example/the\n- {_ONE}.\n", "an address", nests=False),
        Good(f"- {_ONE}.\n- {_ONE}.\n- {_ONE}, for example\n- {_ONE}.\n", "it goes on", nests=False),
        Good(f"- {_ONE}.\n- {_ONE}.\n- {_ONE}?\n- {_ONE}.\n", "a question", nests=False),
        Good(f"- {_ONE}.\n- {_ONE}.\n- the list of the day is so\n- {_ONE}.\n", "a small letter", nests=False),
        Good(f"> - {_ONE}.\n> - {_ONE}.\n> - {_ONE}\n> - {_ONE}.\n", "the words of somebody else", nests=False),
        Good("今天。" * 9 + "The Lists. Of the days and others here we go on\n", "no language of these"),
    ]
    bad = [
        Bad(
            f"{_MORE}It is so. See all of the list of the day, and\nJo ⟦Kim⟧\n",
            fixed=f"{_MORE}It is so. See all of the list of the day, and\nJo Kim.\n",
            nests=False,
        ),
        Bad(f"{_MORE}{_ONE[:-6]}⟦others⟧\n", fixed=f"{_MORE}{_ONE}.\n", message="no end mark", nests=False),
        Bad(f"{_MORE}{_ONE[:-6]}⟦others⟧\n\n## One\n", fixed=f"{_MORE}{_ONE}.\n\n## One\n", nests=False),
        Bad(f"{_MORE}{_ONE[:-6]}⟦others⟧\n\n{_ONE}.\n", fixed=f"{_MORE}{_ONE}.\n\n{_ONE}.\n", nests=False),
        Bad(f"{_MORE}{_MORE}{_ONE[:-6]}⟦others⟧\n\n{_ONE[:-6]}⟦others⟧\n", nests=False),
        Bad(f"{_MORE}{_MORE}The list of the day is for you and the ⟦others⟧\n", nests=False),
        Bad(f"{_MORE}{_MORE}The list of the day is for the ⟦others⟧\n", "nine words", nests=False),
        Bad(f"{_MORE}The list of the day is for you and me. It is for ⟦others⟧\n", "four words", nests=False),
        Bad(f"## One\n\n{_MORE}{_ONE[:-6]}⟦others⟧\n", "below a heading", nests=False),
        Bad(
            f"- {_ONE}.\n- {_ONE}.\n- {_ONE[:-6]}⟦others⟧\n- {_ONE}.\n",
            fixed=f"- {_ONE}.\n- {_ONE}.\n- {_ONE}.\n- {_ONE}.\n",
            message="the other items",
            nests=False,
        ),
        Bad(f"{_MORE}{_ONE} and ⟦the⟧\n", fixed=None, message="ends in the middle", nests=False),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        yield from self._in_lists(doc)
        blocks = list(doc.blocks)
        slips: list[tuple[Passage, re.Match[str]]] = []
        others = 0
        for at, block in enumerate(blocks):
            if not isinstance(block, nodes.Paragraph):
                continue
            text = block.prose.text.rstrip()
            if text.endswith(_ENDS):
                others += 1
            elif text[-1:].isalpha() and _ends_here(blocks, at) and not _SIGNED.search(text):
                passage = doc.passage(block)
                if match := _last_sentence(passage.text.replace("\n", " ")):
                    slips.append((passage, match))
        alone = [one for one in slips if one[1].start() == 0]
        if len(alone) > 1 or others < _MORE_OTHERS:
            slips = [one for one in slips if one[1].start()]
        if not slips or len(slips) > _MOST or others < max(_OTHERS, _RATIO * len(slips)):
            return
        language = language_of(doc)
        for passage, match in slips if language in _LANGUAGES else ():
            word = match["last"].split()[-1]
            span = passage.span(match.end("last") - len(word), match.end("last"))
            if match.start() or language == "en":
                if word in _CUT_OFF:
                    message = f"the paragraph ends in the middle of a sentence, with “{word}”: finish it"
                    yield self.at(doc, span, message)
                else:
                    yield self._finding(doc, span, _OF_PARAGRAPH)

    def _in_lists(self, doc: Document) -> Iterator[Diagnostic]:
        """The items of lists that alone have no full stop."""
        for list_ in doc.nodes(nodes.List):
            slip = _without_stop(list_) if len(list_.children) >= _ITEMS else None
            if slip is None or language_of(doc) not in _LANGUAGES:
                continue
            passage = doc.passage(slip)
            text = passage.text.rstrip()
            if _ITEM.fullmatch(text) and not doc.is_quoted(list_.span.start):
                word = text.split()[-1]
                yield self._finding(doc, passage.span(len(text) - len(word), len(text)), _OF_ITEM)

    def _finding(self, doc: Document, span: Span, message: str) -> Diagnostic:
        fix = Fix.unsafe(Edit(Span(span.end, span.end), "."), title="Add a full stop", changes=[Change.TEXT])
        return self.at(doc, span, message, fix=fix)


def _without_stop(list_: nodes.List) -> nodes.ProseBlock | None:
    """The one item of a list of sentences, each in one paragraph, that does not end with a full stop as others do."""
    slips: list[nodes.ProseBlock] = []
    for item in list_.children:
        block = item.children[0] if isinstance(item, nodes.Item) and len(item.children) == 1 else None
        if not isinstance(block, nodes.ProseBlock) or len(block.prose.text.split()) < _FEWEST_WORDS:
            return None
        if not block.prose.text.rstrip().endswith("."):
            slips.append(block)
            if len(slips) > 1:
                return None
    return slips[0] if slips else None


def _last_sentence(text: str) -> re.Match[str] | None:
    """The last sentence of a paragraph that has no end mark, if that is one, and goes on nowhere."""
    for expression, fewest in ((_LAST, _FEWEST_WORDS), (_ALONE, _LONG)):
        match = expression.search(text)
        words = match["last"].split() if match else []
        if match and _SHORTENED.search(lookbehind(text, match.start())):
            continue
        if len(words) >= fewest and words[-1] not in _GOES_ON:
            return match
    return None


def _ends_here(blocks: list[nodes.Node], at: int) -> bool:
    """Whether a paragraph leads on to nothing: a heading follows, another paragraph with a capital, or the end."""
    behind = blocks[at + 1] if at + 1 < len(blocks) else None
    if isinstance(behind, nodes.Paragraph):
        return behind.prose.masked.lstrip("*_ \"“‘'(")[:1].isupper()
    return behind is None or isinstance(behind, nodes.Heading | nodes.ThematicBreak)
