"""A paragraph whose last sentence has no end mark, in an article whose others have one.

The full stop was forgotten, or the end of the sentence was deleted with it. Only paragraphs of several sentences are
looked at that another paragraph or a heading follows, and only where nearly all others of the article end with a mark.
What leads on to a list, a quotation, code or a picture is left alone, and so are captions, addresses and titles.

## Fix safety
Unsafe: words may be missing too.
"""

from collections.abc import Iterator

from postlint import Bad, Change, Diagnostic, Document, Edit, Fix, Good, Passage, Rule, Severity, Span, nodes, pattern
from postlint.helpers.languages import language_of

_LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "nl")
_ENDS = (".", "!", "?", "…", ":", ".”", "!”", "?”", '."', ".)", "!)", "?)", ".’", ".'", "”.", ".»")
_LAST = pattern(r"[.!?][”\"’)»]? (?P<last>[A-ZÀ-Ý][^.!?:;|/@=&<>\ufffc]*[a-zA-ZÀ-ÖØ-öø-ɏ]{2}) *\Z")
_FEWEST_WORDS, _OTHERS, _RATIO, _MOST = 4, 5, 5, 2
# With these no sentence ends; behind others it may go on below.
_CUT_OFF = frozenset("the a an and or my your our their its but because if although".split())
_GOES_ON = frozenset("of to with for from by as that is are was were which who on in at this these like".split())

_ONE = "The list of the day is for you and me. It is not as long as it was, and we have to see that with the others"
_MORE = f"{_ONE}.\n\n" * 5


class MissingStop(Rule):
    severity = Severity.WARNING

    good = [
        Good(f"{_MORE}{_ONE}.\n"),
        Good(f"{_ONE}.\n\n{_ONE}.\n\n{_ONE}.\n\n{_ONE}.\n\n{_ONE}\n", "four others are few"),
        Good(f"{_MORE}{_ONE}\n\n{_MORE}{_ONE}\n\n{_MORE}{_ONE}\n", "three of them"),
        Good(f"{_MORE}{_ONE}\n\n{_ONE}\n", "two of seven"),
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
        Good(f"{_MORE}The list of the day is for you and me and for the others too\n", "one sentence may be a caption"),
        Good(f"{_MORE}The list of the day is for you and me. By Jo Doe\n", "a name"),
        Good(f"{_MORE}- {_ONE}\n\n> {_ONE}\n", "an item, and the words of somebody else", nests=False),
        Good(
            f"{_MORE}The list of the day is for you and me. It is not as long as it was and is made of\n", "it goes on"
        ),
        Good(f"{_MORE}The list of the day is for you and me. It is the old value & 今天的值\n", "other letters"),
        Good("今天。" * 9 + "The Lists. Of the days and others here we go on\n", "no language of these"),
    ]
    bad = [
        Bad(f"{_MORE}{_ONE[:-6]}⟦others⟧\n", fixed=f"{_MORE}{_ONE}.\n", message="no full stop", nests=False),
        Bad(f"{_MORE}{_ONE[:-6]}⟦others⟧\n\n## One\n", fixed=f"{_MORE}{_ONE}.\n\n## One\n", nests=False),
        Bad(f"{_MORE}{_ONE[:-6]}⟦others⟧\n\n{_ONE}.\n", fixed=f"{_MORE}{_ONE}.\n\n{_ONE}.\n", nests=False),
        Bad(f"{_MORE}{_MORE}{_ONE[:-6]}⟦others⟧\n\n{_ONE[:-6]}⟦others⟧\n", nests=False),
        Bad(f"{_MORE}{_ONE} and ⟦the⟧\n", fixed=None, message="ends in the middle", nests=False),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        blocks = list(doc.blocks)
        slips: list[tuple[Passage, int, str]] = []
        others = 0
        for at, block in enumerate(blocks):
            if not isinstance(block, nodes.Paragraph):
                continue
            text = block.prose.text.rstrip()
            if text.endswith(_ENDS):
                others += 1
            elif text[-1:].isalpha() and _ends_here(blocks, at):
                passage = doc.passage(block)
                match = _LAST.search(passage.text.replace("\n", " "))
                words = match["last"].split() if match else []
                if match and len(words) >= _FEWEST_WORDS and words[-1] not in _GOES_ON:
                    slips.append((passage, match.end("last"), words[-1]))
        if not slips or len(slips) > _MOST or others < max(_OTHERS, _RATIO * len(slips)):
            return
        if language_of(doc) not in _LANGUAGES:
            return
        within = [node.span for kind in (nodes.Item, nodes.Quote) for node in doc.nodes(kind)]
        for passage, end, word in slips:
            span = passage.span(end - len(word), end)
            if not any(outer.contains(span) for outer in within):
                yield self._finding(doc, span, word)

    def _finding(self, doc: Document, span: Span, word: str) -> Diagnostic:
        if word in _CUT_OFF:
            return self.at(doc, span, f"the paragraph ends in the middle of a sentence, with “{word}”: finish it")
        fix = Fix.unsafe(Edit(Span(span.end, span.end), "."), title="Add a full stop", changes=[Change.TEXT])
        return self.at(doc, span, "the last sentence of the paragraph has no full stop: add it", fix=fix)


def _ends_here(blocks: list[nodes.Node], at: int) -> bool:
    """Whether a paragraph leads on to nothing: a heading follows, another paragraph with a capital, or the end."""
    behind = blocks[at + 1] if at + 1 < len(blocks) else None
    if isinstance(behind, nodes.Paragraph):
        return behind.prose.masked.lstrip("*_ \"“‘'(")[:1].isupper()
    return behind is None or isinstance(behind, nodes.Heading | nodes.ThematicBreak)
