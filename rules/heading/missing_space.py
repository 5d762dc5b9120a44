"""A heading without a space after its `#`.

`##Install` is no heading: the reader sees the number signs, and the table of contents misses it. A single `#` is
left alone, as it begins hashtags and numbers, unless a whole title stands behind it.

## Fix safety
Safe: two and more `#` at the beginning of a line mean nothing else.
"""

import re
from collections.abc import Iterator

from postlint import Bad, Change, Diagnostic, Document, Edit, Fix, Good, Rule, Severity, nodes, pattern, quoted

_HEADING = pattern(
    r"(?:\A|(?<=\n)) {0,3}(#{2,6})(?P<space>[\xa0\u3000]*)(?![#\s]|[-=~]{2}|\[\w+\][^(\[])(?P<text>[^\n]*?)"
    r"(?P<closing>#*)[ \t]*(?=\n(?!\$ )|\Z)"
)
_TITLE = pattern(
    r"(#)(?!(?:End|Region|If|Else|ElseIf|Const)\b)(?P<space>[\xa0\u3000]*)"
    r"(?P<text>[^\W\d_a-z][^\W\d_A-Z]+(?: [^\s#]+){1,9})(?P<closing>)(?<![.!?,;:…])"
)
# Above a whole article stands its title.
_FIRST = pattern(
    r"(#)(?P<space>[\xa0\u3000]*)(?P<text>[^\W\d_a-z][^\s#=(){}<>\"]*(?P<more>(?: [^\s#=(){}<>\"]+){1,9})?)"
    r"(?P<closing>)(?<![.!?,;:…。！？，；：])[ \t]*(?=\n|\Z)"
)
_MARKER = pattern(r"[_:\[]|\A[A-Z0-9]+\Z")
_MENTION = pattern(r"@\w|[，。；]|[:,] |\([^\w\s]")


# "setenforce 0##then": lines of a program, with its remarks.
_REMARK = pattern(r"\w##(?=[^#\s])")


# "##Test deb http://…": of the lines of a program that lost their ends.
_LOST_LINES = pattern(r"#[^\n]* (?:deb|wget|curl|sudo|git clone)(?: -\S+)* (?:https?://|\w+ -)")


class MissingSpace(Rule):
    severity = Severity.ERROR

    good = [
        Good("> stop 0##so that it does\n> ##start 1 as before\n", "remarks of a program"),
        Good("##Test deb http://a.example/ a deb-src http://a.example/ a\n", "lines of a program in one", nests=False),
        Good("## Install\n\n###\tUse it\n\n####### Seven\n\n#######Seven\n"),
        Good(
            "#hashtag #another\n\n#1 in the charts\n\n#TBT\n\n#include the file\n", "one sign is a hashtag or a number"
        ),
        Good(
            "#Rstats users who travel to @example\n\n#End Region\n\n#设置 A,B，提高\n", "a message, code and a remark"
        ),
        Good("#Hugo #Zola\n\n## Set up\n\nText.\n\n#Hugo\n\n## Use\n\nText.\n", "words of a message"),
        Good("##[error]No agent found\n", "a line of a log"),
        Good("##105\n", "the number of an issue"),
        Good("`a = 1<br />\n##--- Then b ----<br />\nb = 2\n", "a remark in code", nests=False),
        Good("> #Prints ('a','b') here\n", "a remark in code"),
        Good("###USER_NAME###\n> The name.\n\n###ERROR###\n\n###value_[field]###\n", "what a program replaces"),
        Good("##Set up\n$ make\n", "a remark above a command, in code that lacks its fence"),
        Good("```\n##Install\n```\n\n    ##Install\n\nUse `##Install`.\n", nests=False),
        Good("<div>\n##Install\n</div>\n\n\\##Install\n"),
        Good('{{< listing lang="nasm" >}}\n##Install\n{{< /listing >}}\n', "code in a language of code", nests=False),
        Good(
            "{{< output >}}\n##Install\n{{< /output >}}\n", "what a shortcode shows need not be Markdown", nests=False
        ),
        Good("#Hugo\n\nText.\n", "a hashtag above a text"),
        Good("#Set up now\nand wait\n\n## Next\n\nText.\n", "a remark over lines", nests=False),
        Good("###A_B###\n", "what a program replaces"),
    ]
    bad = [
        Bad("⟦##⟧Install\n", fixed="## Install\n", message="“##Install” is not a heading: put a space after “##”"),
        Bad("Text.\n\n⟦####⟧**Bold** words\n\nMore.\n", fixed="Text.\n\n#### **Bold** words\n\nMore.\n"),
        Bad("⟦##⟧Install##\n", fixed="## Install ##\n"),
        Bad("Text.\n⟦##⟧Install\nMore.\n", fixed="Text.\n## Install\nMore.\n"),
        Bad("⟦##⟧\xa0Install\n", fixed="## Install\n", why="a no-break space does not count"),
        Bad("⟦#⟧Hugo\n\n## Set up\n\nText.\n", fixed="# Hugo\n\n## Set up\n\nText.\n", nests=False),
        Bad("⟦#⟧与 Hugo 对比\n\nText.\n", fixed="# 与 Hugo 对比\n\nText.\n", nests=False),
        Bad("⟦#⟧Getting started with Hugo\n\nText.\n", fixed="# Getting started with Hugo\n\nText.\n"),
        Bad("⟦##⟧A_B##\n"),
        Bad("⟦##⟧-d and -e\n", fixed="## -d and -e\n"),
        Bad("##105\n\n⟦##⟧Install\n", fixed="##105\n\n## Install\n"),
        Bad("⟦##⟧\xa0Install\n", message="put a plain space after “##” for the no-break one"),
        Bad("##105\n⟦##⟧Install\n", fixed="##105\n## Install\n"),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        for block in doc.nodes(nodes.Paragraph):
            text = block.prose.text
            if "#" not in text or ("##" not in text and text[0] != "#"):
                continue
            if _REMARK.search(text) or _LOST_LINES.search(text):
                continue
            single = _title(doc, block)
            for match in (single,) if single else _HEADING.finditer(text):
                around = doc.shortcode_around(block.prose.span(*match.span()))
                if match["text"].isdigit() or _is_marker(match):
                    continue
                if around is None or around.markup == "%":
                    yield self._found(doc, block, match)

    def _found(self, doc: Document, block: nodes.Paragraph, match: re.Match[str]) -> Diagnostic:
        prose = block.prose
        edits = [Edit(prose.span(match.end(1), match.start("text")), " ")]
        if match["closing"] and match["text"]:
            edits.append(Edit(prose.span(match.start("closing"), match.start("closing")), " "))
        changes = [Change.HEADINGS, Change.MARKUP]
        if "\n" in prose.text:
            changes.append(Change.BLOCKS)
        fix = Fix.safe(*edits, title="Add the space", changes=changes)
        how = f"put a space after “{match[1]}”"
        if prose.text[match.end(1) : match.end(1) + 1].isspace():
            how = f"put a plain space after “{match[1]}” for the no-break one"
        message = f"{quoted(match[0])} is not a heading: {how}"
        return self.at(doc, prose.span(*match.span(1)), message, fix=fix)


def _is_marker(match: re.Match[str]) -> bool:
    """Whether it is a name between signs, which a program replaces: `###USER_NAME###`."""
    text, signs = match["text"], match["closing"]
    return (
        len(match[1]) > 2
        and signs.strip() == match[1]
        and not re.search(r"\s", text)
        and _MARKER.search(text) is not None
    )


def _title(doc: Document, block: nodes.Paragraph) -> re.Match[str] | None:
    """The title behind a single `#`; a single word, or one that Latin letters do not begin, only above the article."""
    text = block.prose.text
    if _MENTION.search(text):
        return None
    if block is doc.blocks[0] and (first := _FIRST.match(text)):
        followed = isinstance(next(iter(doc.blocks[1:]), None), nodes.Heading)
        if text.startswith("\n##", first.end()) or (first.end() == len(text) and (followed or first["more"])):
            return first
    return _TITLE.fullmatch(text)
