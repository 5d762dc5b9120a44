"""A link or an emphasis without a space between it and the word beside it.

`see the[list](…)` and `**the list of it**and more` show two words as one: a space was lost when the markup was put
around them. Parts of words in bold or as a link are meant (`**un**known`, `the [tweet](…)ed text`), so a link or an
emphasis of one word counts only beside a small word of English that is no part of others, such as “the” or “with”.

## Fix safety
Unsafe: the word may be a part of the other one.
"""

from collections.abc import Iterator

from postlint import Bad, Change, Diagnostic, Document, Edit, Fix, Good, Rule, Severity, Span, nodes, pattern, quoted

_SMALL = frozenset(
    "the of to in for and or with from by this that these those is are was were be my his our your their its which who "
    "when where while but not it we you they has have had see about between through".split()
)
_PARTS = frozenset(
    "ing ings ed ers er est ized ised izing ising ize ise able ible ish like ness ment ments ful less ally ly ese ian "
    "ians ic ism ist ists ity ize hood ship wise ping ted ting ded ding led ling ned ning red ring".split()
)
_LONG = 3
# Of languages that part words with spaces: with the letters of Latin.
_LETTER = "[A-Za-zÀ-ÖØ-öø-ɏ]"
_BEFORE = pattern(rf"(?<![\w'’/.@#=&%$*_-]){_LETTER}+\Z")
_BEHIND = pattern(rf"{_LETTER}+(?=[\s,.;:!?)]|\Z)(?!\.\w)")
_FIRST = pattern(rf"[*_]*{_LETTER}{{2}}")


class JoinedWords(Rule):
    severity = Severity.WARNING

    good = [
        Good("See the [list](/a/) of it, **the list of it** and more.\n"),
        Good("It is **un**known, **O**nce, soft*ware*, and we [tweet](/a/)ed and [Docker](/a/)ized it.\n", "parts"),
        Good("A soft[ware](/a/), a back[*ground*](/a/) and **the big tweet**ing of it.\n", "parts"),
        Good("L'[une des listes](/a/) d’**une des listes** et qu'*une des listes*.\n", "an apostrophe"),
        Good("Of the[^1] list[1](/a/), the[#12](/a/) one, and the[](/a/).\n\n[^1]: A.\n", "numbers", nests=False),
        Good("See the[ list](/a/), and [the list ](/a/)of it.\n", "the space is within"),
        Good("TEN*THE\nTO*LIST\n", "signs of a row"),
        Good("See [our list](/a/)up, and [our list of it.](/a/)and more.\n", "two letters, and a stop"),
        Good("A[the list](/a/)b, x[the list](/a/), `the`[the list](/a/), and/of[the list](/a/).\n", "letters"),
        Good("![the list](/a.png)the list of it, [![the list](/a.png)](/a/)the list.\n", "pictures"),
        Good(
            "Call x.of[the list](/a/), [the list](/a/)and.x and 今天[the list](/a/)今天，the[今天 今天](/a/)\n",
            "code, other letters",
        ),
    ]
    bad = [
        Bad("See ⟦the[list⟧](/a/) of it.\n", fixed="See the [list](/a/) of it.\n", message="“the” and “list”"),
        Bad("⟦The[list⟧](/a/) of it.\n"),
        Bad("See [it](/a/), *A*, TEN*THE*, and ⟦the[list⟧](/a/) of ⟦the**best⟧** it has.\n"),
        Bad("See [our ⟦list](/a/)shows⟧ it.\n", message="“list” and “shows”"),
        Bad("See [our ⟦list](/a/)now⟧, [our ⟦top-5](/a/)shows⟧ it.\n"),
        Bad("So it ⟦goes**on⟧ and away**.\n", fixed="So it goes **on and away**.\n", message="“goes” and “on”"),
        Bad("See [the ⟦list](/a/)and⟧ more.\n", fixed="See [the list](/a/) and more.\n"),
        Bad("See [our ⟦list](/a/)shows⟧ it all.\n", fixed="See [our list](/a/) shows it all.\n"),
        Bad("So it ⟦goes**on⟧ and on**.\n", fixed="So it goes **on and on**.\n"),
        Bad("So **it ⟦goes**until⟧, well, now.\n", fixed="So **it goes** until, well, now.\n"),
        Bad("So it ⟦is**good⟧**.\n", fixed="So it is **good**.\n"),
        Bad("See ⟦the[API⟧](/a/) of it, ⟦the**Best⟧**.\n"),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        for node in (*doc.nodes(nodes.Link), *doc.nodes(nodes.Emphasis)):
            start, end = node.span
            if not (doc.text[start - 1 : start].isalpha() or doc.text[end : end + 1].isalpha()):
                continue
            text = node.text
            # "TEN*DAY": a row of a table or a puzzle, in which the star is a sign.
            if text.isupper() and isinstance(node, nodes.Emphasis):
                continue
            pictured = any(isinstance(child, nodes.Image) for child in node.children)
            if text.strip() == text and _FIRST.match(text) and not pictured:
                yield from self._beside(doc, node.span, text)

    def _beside(self, doc: Document, span: Span, text: str) -> Iterator[Diagnostic]:
        words = text.split()
        before = _BEFORE.search(doc.text, max(0, span.start - 24), span.start)
        if before and _is_word(before[0], words):
            at = doc.text.find(words[0].strip("*_"), span.start, span.end)
            yield self._finding(doc, Span(before.start(), at + len(words[0])), span.start, before[0], words[0])
        behind = _BEHIND.match(doc.text, span.end)
        if behind and behind[0] not in _PARTS and _is_word(behind[0], words) and words[-1][-1:].isalnum():
            at = doc.text.rfind(words[-1].strip("*_"), span.start, span.end)
            yield self._finding(doc, Span(at, behind.end()), span.end, words[-1], behind[0])

    def _finding(self, doc: Document, span: Span, at: int, first: str, second: str) -> Diagnostic:
        message = f"{quoted(first)} and {quoted(second)} show as one word: add a space"
        fix = Fix.unsafe(Edit(Span(at, at), " "), title="Add a space", changes=[Change.MARKUP])
        return self.at(doc, span, message, fix=fix)


def _is_word(beside: str, words: list[str]) -> bool:
    """Whether what stands beside a link or an emphasis is a word by itself."""
    return beside.lower() in _SMALL or (len(words) > 1 and len(beside) >= _LONG)
