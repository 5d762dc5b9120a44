"""A reference to a definition that the article does not have.

`[the guide][guide]` needs a line `[guide]: https://example.com` in the same article. Without it the reader sees
both pairs of brackets. A single pair is left alone, as brackets may be just that.
"""

import re
from collections.abc import Iterator
from functools import cached_property

from postlint import Bad, Diagnostic, Document, Good, Prose, Rule, Severity, Span, is_within, nodes, pattern, quoted

_WORD = pattern(r"[^\W\d_]{2}")
_LABEL = pattern(r"[\w(`*][^\[\]{}=;|]*")
_DEFINITION = pattern(r"^[ \t>]*\[([^\[\]\n]+)\]:(.*)", re.M)
# Two tags side by side, as before an entry of a list of changes: `[Studio][Tests]`.
_TAG = pattern(r"-?[\w.-]+")
_ADDRESS = pattern(r"https?://|www\.|/|#|\.{1,2}/", re.I)
_RANGES = pattern(r"a-z|A-Z|0-9")
_JOINED = pattern(r"[\w)\]\[\\/]")
_LABELS = pattern(r"[A-Z]{2,}[\w. -]{0,12}")


class UndefinedReference(Rule):
    severity = Severity.WARNING

    good = [
        Good("Read [the guide][guide] or [guide][] or [guide].\n\n[Guide]: /guide/\n", nests=False),
        Good("- [ ] a\n- [x][ ] b\n\n> [!NOTE]\n> Text[^1].\n\n[^1]: A note.\n", nests=False),
        Good("Write **[Value(A=1)][text]$path** for it.\n", "code"),
        Good("Write vault://[VAULT NAME][VAULT URI]/[KEY].\n", "a pattern of addresses"),
        Good("The call list[key][0], matrix[row][col], [0][1] and `[a][b]`.\n", "indexes"),
        Good("See [[PATCH v2][PR 12] the fix](/x/) and [a fix of [the list][list]](/x/).\n", "within a link"),
        Good("[PATCH v2][RFC 12] The fix of the list.\n", "tags before a title"),
        Good("A link is written <code>[the text][label]</code>.\n", "code"),
        Good("See [kaniko][https://example.com/kaniko].\n", "other brackets are missing, which another rule says"),
        Good("A name is ^[a-zA-Z][a-zA-Z0-9_]{4,15}$ or so.\n", "sets of characters"),
        Good("[sic] and [text] [more] and \\[text][more]\n"),
        Good('{{% include "links.md" %}}\n\nRead [the guide][guide].\n', "what is included may define it", nests=False),
        Good("- docker login [host]\n- docker tag [your image][host]\n", "what the reader fills in", nests=False),
        Good("The list:\n[Studio][Tests] It is new.\n", "tags before a title"),
        Good(f"Read [the guide][{'a' * 100}] first.\n", "too long"),
        Good("Read [the guide][guide](a remark) first.\n", "what it is, is not known"),
        Good("Read [!the guide][guide] first.\n", "a sign of its own"),
        Good("Read [the guide][] first.\n\n[the guide]: {{ site.url }}/b\n", "filled in by a template", nests=False),
        Good("See [[the list][list] of it](/x/).\n", "within a link"),
        Good("A name is [one of a-z][the rest] or [the rest][a-z] or so.\n", "sets of characters"),
    ]
    bad = [
        Bad("See ⟦[the guide][1]⟧ of it, and [1] as well.\n", why="a number may be the source", nests=False),
        Bad(
            "See ⟦[the guide][a]⟧ and [the rest][b].\n\n[b]: {{ site.url }}/b\n", "filled in by a template", nests=False
        ),
        Bad("Read ⟦[the guide][guide]⟧ first.\n", message="[guide]:"),
        Bad("Read ⟦[the guide][]⟧ first.\n"),
        Bad(
            "Read ⟦[the guide][1]⟧.\n\n[1]: /files/the guide.pdf\n",
            message="the line “[1]: …” defines nothing: its address may have no spaces, and the line above it no text",
            nests=False,
        ),
        Bad("Read ⟦[the guide][giude]⟧ first.\n\n[guide]: /guide/\n", message="“guide”"),
        Bad("In the ⟦[Studio][Tests]⟧ it is.\n", message="there is no definition of “Tests”: add"),
        Bad(f"Read ⟦[the guide][{'a' * 99}]⟧ first.\n"),
        Bad("A good [guide] of it.\n\nRead ⟦[the guide][]⟧ first.\n"),
        Bad("See [the rest][b] and ⟦[the guide][a]⟧.\n\n[b]: {{ site.url }}/b\n", nests=False),
        Bad("⟦[PATCH v2][rfc 12]⟧ The fix of the list.\n"),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        if "][" not in doc.running_text or any(call.markup == "%" for call in doc.shortcodes.calls):
            return
        definitions = _Definitions(doc)
        for block in doc.bracketed_prose:
            prose = block.prose
            if "][" not in prose.text:
                continue
            ends = {end: start for start, end in prose.brackets}
            for start, end in prose.brackets:
                if start in ends and _is_reference(prose, ends[start], start, end):
                    label = prose.text[start + 1 : end - 1] or prose.text[ends[start] + 1 : start - 1]
                    if " ".join(label.lower().split()) in definitions.possible or _is_blank(doc, label):
                        continue
                    span = prose.span(ends[start], end)
                    if doc.shortcode_around(span) is None and not definitions.is_linked(span):
                        message = _message(definitions, prose.text[ends[start] : start], prose.text[start:end])
                        yield self.at(doc, span, message)


class _Definitions:
    """What an article says of its labels; found out once something asks for it."""

    def __init__(self, doc: Document) -> None:
        self._doc = doc
        self._near: dict[str, str] = {}

    @cached_property
    def possible(self) -> set[str]:
        """What looks like a definition, and may be one when a template is filled in, or when a fence is closed."""
        code = sorted((block.span.start, block.span.end) for block in self._doc.nodes(nodes.CodeBlock))
        return {
            match[1].lower()
            for match in _DEFINITION.finditer(self._doc.text)
            if "{" in match[2] or is_within(match.start(), code)
        }

    @cached_property
    def shown(self) -> set[str]:
        """The labels of lines that were meant to define them and are read as text."""
        texts = (block.prose.text for block in self._doc.prose)
        return {match[1].lower() for text in texts for match in _DEFINITION.finditer(text)}

    def near(self, label: str) -> str:
        """The defined label that is most like one; "" where none is."""
        if label not in self._near:
            labels = [node.label for node in self._doc.nodes(nodes.LinkDefinition)]
            from difflib import get_close_matches

            self._near[label] = next(iter(get_close_matches(label, labels, cutoff=0.8)), "")
        return self._near[label]

    @cached_property
    def _links(self) -> list[Span]:
        return sorted(link.span for link in self._doc.nodes(nodes.Link))

    def is_linked(self, span: Span) -> bool:
        """Whether a place is within the text of a link, which can hold no other."""
        return is_within(span.start, self._links)


def _is_blank(doc: Document, label: str) -> bool:
    """Whether a label stands in brackets alone too, as what the reader fills in does: “push [host]/[your image]”."""
    return not label.isdigit() and re.search(rf"(?<![\]\w])\[{re.escape(label)}\](?![\[(:])", doc.text) is not None


def _is_reference(prose: Prose, first: int, second: int, end: int) -> bool:
    """Whether two pairs of brackets side by side can be nothing but a link with its reference."""
    text = prose.text
    shown, label = text[first + 1 : second - 1], text[second + 1 : end - 1]
    if first and _JOINED.match(text[first - 1]):
        return False
    if _ADDRESS.match(label) or _RANGES.search(shown) or _RANGES.search(label):
        # An address in the wrong brackets, and sets of characters as in a regular expression.
        return False
    if text[end : end + 1] in ("[", "(", "$") or shown.startswith(("^", "!", "[")) or not _WORD.search(shown):
        return False
    if (
        _TAG.fullmatch(shown)
        and _TAG.fullmatch(label)
        and not label.isdigit()
        and (not first or text[first - 1] in "[\n")
    ):
        return False
    if _LABELS.fullmatch(shown) and _LABELS.fullmatch(label):
        return False
    return not label or (_LABEL.fullmatch(label) is not None and len(label) < 100)


def _message(definitions: _Definitions, shown: str, label: str) -> str:
    wanted = label if label != "[]" else shown
    if wanted[1:-1].lower() in definitions.shown:
        return (
            f"{quoted(shown + label)} shows as it is written, as the line “{wanted}: …” defines nothing: its address "
            "may have no spaces, and the line above it no text"
        )
    near = definitions.near(wanted[1:-1])
    hint = f"did you mean {quoted(near)}?" if near else f"add a line “{wanted}: address”"
    return (
        f"{quoted(shown + label)} shows as it is written, as there is no definition of {quoted(wanted[1:-1])}: {hint}"
    )
