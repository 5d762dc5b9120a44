"""A backslash that a reader sees, or that makes Markdown show which was to work.

A backslash at the end of a line breaks it, but not at the end of a paragraph or a heading, nor with a space behind
it: there it shows. Before a letter or a curly quote it shows too, as only signs of ASCII are escaped; what may be a
command, a path or a formula is left alone. Converters put it before Markdown that was to be a link or bold text.

## Fix safety
Unsafe: the backslash may be what the text is about. It is removed.
"""

import re
from collections.abc import Iterator
from unicodedata import category

from postlint import Bad, Change, Diagnostic, Document, Edit, Fix, Good, Prose, Rule, Severity, nodes, pattern, quoted
from postlint.helpers.addresses import ADDRESS
from postlint.helpers.formulas import in_formula, is_about_markdown

# Markdown between escaped signs: what an exporter took for text.
_ESCAPED = pattern(
    rf"\\\[(?P<text>[^\[\]\n]+?(?:\n[^\[\]\n]+?)?)\\?\]\\?\((?P<address>{ADDRESS})\\?\)|"
    r"(?<![\w)\]])\\\*\\\*(?=[^\s*\\])(?P<bold>(?:[^*\n]*\n)?[^*\n]*[^\s*\\])\\\*\\\*(?!\w)"
)
# A slash is meant between two plain words, and nothing before one: no command or path is called so.
_PAIRS = (
    "and/or he/she she/he his/her him/her her/his yes/no either/or on/off true/false male/female input/output "
    "und/oder er/sie sie/er et/ou il/elle y/o"
)
_PAIR = pattern(rf"(?<![\w\\/:.-])(?:{_PAIRS.replace('/', chr(92) * 2).replace(' ', '|')})(?![\w\\/.-])", re.I)
_BEFORE_WORD = pattern(
    r"(?<![^\s(“\"'‘*_])\\(?=(?:the|and|that|this|with|from|have|which|when|what|your|you|they|there|for|are|was|not)"
    r"(?![\w{\[\\(^_/=.-]))|(?<=[^\W\d_]['’ ])\\(?=[^\W\d_\x00-\x7f])"
)
_PATH = pattern(
    r"(?:\\(?=[\w\\])|(?<![A-Za-z0-9])[A-Za-z]:|//|[\"'])\S*\\\Z|(?:\A|[\s(])[/\\(|!]+\\\Z|\A\W*\\\Z|[:：=] ?\\\Z|"
    r"\b[A-Z]:\\[^\n]*\\\Z|> ?cd\\\Z|\+ ?\\\Z|"
    # A command, or a macro, that goes on in the next line.
    r"(?:\A|\s)-{1,2}[A-Za-z][^\n]* \\\Z|\A#? ?define [^\n]* \\\Z"
)

# The sign itself: `在引号前面加\`.
_SPOKEN_OF = pattern(
    r"(?:[加用写写]|输入|添加|符号|字符|换行符)\s?\Z|(?<!\w)(?:add|type|write|press|use|an?|the|called|with)\s\Z", re.I
)


class LiteralBackslash(Rule):
    severity = Severity.WARNING
    signs = ("\\",)

    good = [
        Good("Where it is: D:\\Program Files (x86)\\Microsoft Office\\\n", "a path"),
        Good("A break\\\nof a line, C:\\dir\\ and \\\\server\\\n"),
        Good("The path C:\\Users\\me, a \\n, \\d+, \\alpha and \\o/.\n", "code in a text"),
        Good("Use \\the in TeX\\and\\or, DOMAIN\\and, ~\\this\\that and \\end{the}.\n", "commands and paths"),
        Good("The set $A \\ B$ and \\[a\\] and \\*b\\*, snake\\_case, 1\\. 2\n", "a formula, and escapes"),
        Good("Markdown: \\*\\*bold\\*\\* and \\[text\\](/address/)\n", "an article about it"),
        Good("## /!\\ Be careful! /!\\\n\nFor example, c:\\fruit> cd\\\n", "a sign, and a command"),
        Good("移动到D:\\\n\nCtrl + Shift + \\\n", "a path, and a key"),
        Good("iptables -A INPUT \\\n\n# define DONE(m) \\\n", "code without a fence"),
        Good("命令行下输入mklink\\？，也可以。\n", "a command"),
        Good("- `%27` : '\n- `%5C` : \\\n", "what is meant by it"),
        Good("`a\\` and\n\n```\nb\\\n```\n"),
        Good("| a |\n|---|\n| \\ |\n", "the sign itself"),
        Good("The path C:\\“data” is here.\n", "a path"),
        Good("The \\d of it stands for a digit`\n", "another sign"),
        Good("It is $a \\ \nb$ of it.\n", "a formula"),
        Good("在引号前面加\\\n\nIn front of each quote, add \\\n", "spoken of"),
    ]
    bad = [
        Bad("在引号前面⟦\\⟧\n\nIt is an instance of add⟦\\⟧\n", fixed="在引号前面\n\nIt is an instance of add\n"),
        Bad("It ends here.⟦\\⟧\n\nMore.\n", fixed="It ends here.\n\nMore.\n", message="at the end of a paragraph"),
        Bad("It is well-known. ⟦\\⟧\n", fixed="It is well-known.\n"),
        Bad("## What a day!⟦\\⟧\n", fixed="## What a day!\n"),
        Bad("## A heading ⟦\\⟧\n", fixed="## A heading\n", message="at the end of a heading"),
        Bad("One line ⟦\\⟧ \nand another\n", fixed="One line \\\nand another\n", message="space behind"),
        Bad("He said ⟦\\⟧“so⟦\\⟧” to me.\n", fixed="He said “so” to me.\n", message="““” needs no backslash"),
        Bad("It is ⟦and\\or⟧ so.\n", fixed="It is and/or so.\n", message="before a letter shows: write “and/or”"),
        Bad("It is ⟦\\⟧the end of it.\n", fixed="It is the end of it.\n", message="shows: remove it"),
        Bad("See ⟦\\[the guide\\](https://a.example/b)⟧.\n", fixed="See [the guide](https://a.example/b).\n"),
        Bad("See ⟦\\[the\nguide\\](https://a.example/b)⟧.\n", fixed="See [the\nguide](https://a.example/b).\n"),
        Bad("It is ⟦\\*\\*very\nbold\\*\\*⟧.\n", fixed="It is **very\nbold**.\n"),
        Bad("It is ⟦\\*\\*very bold\\*\\*⟧.\n", fixed="It is **very bold**.\n", message="“**very bold**”"),
        Bad("It is $a \\ \nb$, and well-known. ⟦\\⟧\n"),
        Bad("Write `and\\or`, and it is ⟦and\\or⟧ so.\n", fixed="Write `and\\or`, and it is and/or so.\n"),
        Bad(
            "It is $\\*\\*a\\*\\*$ and ⟦\\*\\*very bold\\*\\*⟧.\n",
            "a formula",
            fixed="It is $\\*\\*a\\*\\*$ and **very bold**.\n",
        ),
        Bad("It is ⟦\\*\\*a C:\\dir here\\*\\*⟧.\n", "a path in it", fixed="It is **a C:\\dir here**.\n"),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        if "\\" not in doc.running_text:
            return
        for block in doc.leftover_prose:
            if "\\" in block.prose.text:
                yield from self._shown(doc, block)
                yield from self._before_letters(doc, block.prose)
        escaped = "\\[" in doc.running_text or "\\*\\*" in doc.running_text
        for block in doc.prose if escaped else ():
            if "\\" in block.prose.text and not is_about_markdown(doc, block.prose.text):
                yield from self._escaped(doc, block.prose)

    def _shown(self, doc: Document, block: nodes.ProseBlock) -> Iterator[Diagnostic]:
        prose, text = block.prose, block.prose.text
        for start, end in prose.leftovers:
            if text[start] != "\\" or in_formula(prose, start):
                continue
            span = prose.span(start, end)
            rest = text[end:]
            if not rest:
                spoken_of = _SPOKEN_OF.search(text, max(0, start - 12), start)
                if not isinstance(block, nodes.Cell) and not _PATH.search(text) and not spoken_of:
                    where = "heading" if isinstance(block, nodes.Heading) else "paragraph"
                    edit = Edit(prose.span(len(text[:start].rstrip()), end), "")
                    fix = Fix.unsafe(edit, title="Remove it", changes=[Change.TEXT])
                    message = f"a backslash breaks no line at the end of a {where}, and shows: remove it"
                    yield self.at(doc, span, message, fix=fix)
            elif rest[0] in " \t" and rest.lstrip(" \t").startswith("\n"):
                edit = Edit(prose.span(end, end + len(rest) - len(rest.lstrip(" \t"))), "")
                fix = Fix.unsafe(edit, title="Remove the space", changes=list(Change))
                message = "with a space behind it this backslash breaks no line, and shows: remove the space"
                yield self.at(doc, span, message, fix=fix)
            elif (sign := rest[0]) > "\x7f" and category(sign).startswith("P") and not _is_meant(text, start):
                fix = Fix.unsafe(Edit(span, ""), title="Remove it", changes=[Change.TEXT])
                yield self.at(doc, span, f"“{sign}” needs no backslash, which shows: remove it", fix=fix)

    def _before_letters(self, doc: Document, prose: Prose) -> Iterator[Diagnostic]:
        """Backslashes before a letter: where a slash was meant, or nothing."""
        text, shown = prose.text, {start for start, _ in prose.leftovers}
        for match in (*_PAIR.finditer(text), *_BEFORE_WORD.finditer(text)):
            at = text.index("\\", match.start())
            if at not in shown or in_formula(prose, at):
                continue
            pair = match[0] != "\\"
            better = match[0].replace("\\", "/") if pair else ""
            span = prose.span(*match.span())
            title = f"Write {better}" if pair else "Remove it"
            fix = Fix.unsafe(Edit(span, better), title=title, changes=[Change.TEXT, Change.MARKUP])
            what = f"write {quoted(better)}" if pair else "remove it"
            yield self.at(doc, span, f"a backslash before a letter shows: {what}", fix=fix)

    def _escaped(self, doc: Document, prose: Prose) -> Iterator[Diagnostic]:
        escapes = {start for start, _ in prose.unwritten}
        for match in _ESCAPED.finditer(prose.text):
            if match.start() not in escapes or (match["bold"] and in_formula(prose, match.start())):
                continue
            edits = [
                Edit(prose.span(at, at + 1), "")
                for at in range(*match.span())
                if prose.text[at] == "\\" and (at in escapes or prose.text[at + 1] in "[]()*")
            ]
            unescaped_text = match[0].replace("\\", "")
            fix = Fix.unsafe(*edits, title=f"Write “{unescaped_text}”", changes=list(Change))
            message = (
                f"backslashes make {quoted(unescaped_text)} show as it is written: remove them where it was to work"
            )
            yield self.at(doc, prose.span(*match.span()), message, fix=fix)


def _is_meant(text: str, start: int) -> bool:
    """Whether a backslash before a sign is the end of a path, or stands in quotes as the sign itself."""
    before, after = text[start - 1 : start], text[start + 1]
    if after == "？" and before.isascii() and before.isalnum():
        # "command\\？" asks a command for its help.
        return True
    return _PATH.search(text[: start + 1]) is not None or before + after in (
        "“”",
        "‘’",
        "「」",
        "（）",
        "『』",
        "《》",
        "«»",
    )
