"""A space between the text of a link and its address.

`[the guide] (https://example.com)` is no link: the reader sees the brackets and the bare address. A text in brackets
followed by a remark in parentheses is left alone: what stands in the parentheses has to be an address.

## Fix safety
Unsafe: the brackets may be meant as such, with an address beside them.
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
    Prose,
    Rule,
    Severity,
    Span,
    lookbehind,
    nodes,
    pattern,
    quoted,
)
from postlint.helpers.domains import host_in
from postlint.helpers.scripts import is_cjk

_AFTER = pattern(
    r"(?P<gap>[ \t\xa0]+|[ \t]*\n[ \t]*)\(\s*<?(?P<address>(?:[^\s()<>]|\([^\s()<>]*\))+)>?(?:\s+\"[^\"\n]*\")?\s*\)"
)
_ADDRESS = pattern(
    r"[\ue000\ue001]+(?:#\S*)?|(?:https?://|mailto:|www\.)\S+|\.{0,2}/[\w.~%#/-]*|#[^\W\d]\S*|[\w./-]+\.(?:md|html?|pdf)(?:#\S*)?",
    re.I,
)
_DOMAIN = pattern(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?:[/?#]\S*)?", re.I)
_SLUG = pattern(r"[a-z0-9][a-z0-9_/-]*")
_SENTENCE = pattern(r"\[[^\[\]\n]+ [^\[\]\n]+\] \([a-z0-9][a-z0-9_/-]*\) [^\W\d_]+ [^\W\d_]+ ")
_ITEMS = 50
"""How many items of a list are looked at for how it is written."""
# A box of a task list, a number of a source, a letter of a list.
_MARK = pattern(r"[ xX]?|\d{1,3}|[a-z]|\^.*", re.S)
_PICTURE = pattern(r"\S+\.(?:png|jpe?g|gif|svg|webp|avif)(?:\?\S*)?", re.I)


# What makes a picture of it, with a space too many.
_MARKED = pattern(r"(?<!\S)! \Z")


class Gap(Rule):
    severity = Severity.WARNING

    good = [
        Good("See [the guide](https://example.com) (in English).\n"),
        Good("The [ABI] (gnu) and [optional] (see below).\n", "a remark in parentheses is no address"),
        Good("The [ABI] (https://example.com)\n\n[ABI]: /abi/\n", "a link already", nests=False),
        Good("- [ ] (https://example.com)\n- [x] (/a/)\n- [1] (https://example.com)\n"),
        Good("Write `[text] (https://example.com)`, or \\[text] (/a/).\n"),
        Good("The [module] (main.py), the [notes] (todo.txt) and the [value] (e.g. five).\n", "files and remarks"),
        Good("- [Kim Park] (chair)\n- [Sam Lee] (treasurer)\n", "a word may be a remark"),
        Good("The call f(x)[the key] (https://a.b) and list[the key] (https://a.b)\n", "code"),
    ]
    bad = [
        Bad("See [the guide]⟦ ⟧(https://example.com).\n", fixed="See [the guide](https://example.com).\n"),
        Bad('See [the *guide*]⟦  ⟧(/guide/ "A title").\n', fixed='See [the *guide*](/guide/ "A title").\n'),
        Bad("See [it]⟦ ⟧(#set-up) or [that]⟦ ⟧(a.md#b)\n", fixed="See [it](#set-up) or [that](a.md#b)\n"),
        Bad("在[说明]⟦ ⟧(/guide/)中\n", fixed="在[说明](/guide/)中\n"),
        Bad(
            "Use [the portal]⟦ ⟧(civil.example.gov) now.\n", fixed="Use [the portal](https://civil.example.gov) now.\n"
        ),
        Bad("See [the guide]⟦ ⟧(<https://a.b/c>).\n", fixed="See [the guide](<https://a.b/c>).\n"),
        Bad("! [A plot]⟦ ⟧(/a.png)\n", fixed="![A plot](/a.png)\n"),
        Bad("See [a long\ntext]⟦ ⟧(https://a.b/c_(d)).\n", fixed="See [a long\ntext](https://a.b/c_(d)).\n"),
        Bad(
            "- [The tutorials]⟦ ⟧(intro) first\n- [The guides](howto) then\n",
            fixed="- [The tutorials](intro) first\n- [The guides](howto) then\n",
            why="another item of the list links to a word",
        ),
        Bad(
            "- [The tutorials]⟦ ⟧(intro) lead you on.\n- [The guides]⟦ ⟧(topics) explain every part.\n",
            fixed="- [The tutorials](intro) lead you on.\n- [The guides](topics) explain every part.\n",
        ),
        Bad("Wow! [A plot]⟦ ⟧(/a.png)\n", fixed="Wow! [A plot](/a.png)\n"),
        Bad("So ! [A plot]⟦ ⟧(/a.png)\n", message="“A plot” and its address", fixed="So ![A plot](/a.png)\n"),
        Bad("! [A plot]⟦ ⟧(/a/)\n", fixed="! [A plot](/a/)\n"),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        for block in doc.bracketed_prose:
            for start, end in block.prose.brackets:
                after = _AFTER.match(block.prose.text, end)
                if after and self._is_link(doc, block, start, end, after):
                    yield self._found(doc, block.prose, start, end, after)

    def _is_link(self, doc: Document, block: nodes.ProseBlock, start: int, end: int, after: re.Match[str]) -> bool:
        text, address = block.prose.text, after["address"]
        before = text[start - 1 : start]
        if (
            _MARK.fullmatch(text, start + 1, end - 1)
            or before in (")", "]")
            or (before.isalnum() and not is_cjk(before))
        ):
            return False
        if "\n" in after["gap"]:
            return "://" in address
        return bool(_ADDRESS.fullmatch(address) or _is_host(address)) or (
            start == 0 and _SLUG.fullmatch(address) is not None and _siblings_link_words(doc, block)
        )

    def _found(self, doc: Document, prose: Prose, start: int, end: int, after: re.Match[str]) -> Diagnostic:
        gap = prose.span(*after.span("gap"))
        edits = [Edit(gap, "")]
        if _PICTURE.fullmatch(after["address"]) and _MARKED.search(lookbehind(prose.text, start)):
            edits.append(Edit(prose.span(start - 1, start), ""))
        if _is_host(after["address"]) and not _ADDRESS.fullmatch(after["address"]):
            at = prose.at(after.start("address"))
            edits.append(Edit(Span(at, at), "https://"))
        fix = Fix.unsafe(*edits, title="Remove the space", changes=[Change.LINKS, Change.TEXT])
        text = quoted(prose.text[start + 1 : end - 1])
        return self.at(doc, gap, f"{text} and its address show as plain text: remove the space between them", fix=fix)


def _is_host(address: str) -> bool:
    """Whether an address begins with the name of a host on the internet, without `https://`."""
    return _DOMAIN.fullmatch(address) is not None and bool(host_in(address))


def _siblings_link_words(doc: Document, block: nodes.ProseBlock) -> bool:
    """Whether another item of the same list begins with a link, made or missed in the same way, to a single word."""
    parent = next((node for node in reversed(doc.nodes(nodes.List)) if node.span.contains(block.span)), None)
    for item in parent.children[:_ITEMS] if parent else ():
        first = item.children[0] if item.children else None
        if isinstance(first, nodes.ProseBlock) and first is not block and _links_word(first):
            return True
    return False


def _links_word(block: nodes.ProseBlock) -> bool:
    link = block.children[0] if block.children else None
    if isinstance(link, nodes.Link) and _SLUG.fullmatch(link.url):
        return True
    # Brackets around a name with a remark behind it are a whole item; a sentence that goes on had a link in it.
    return _SENTENCE.match(block.prose.text) is not None
