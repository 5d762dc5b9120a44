"""An asterisk or two that a reader sees, because nothing closes or opens them.

Half of an emphasis was lost: the reader sees asterisks, and no emphasis. A single asterisk is told where it begins a
line or ends a paragraph, and no asterisk of the article refers to a note.

## Fix safety
Unsafe: where the markers on the two sides differ, the missing ones are added; perhaps the others were too many. A
single asterisk gets its counterpart where a short text or a link is all there is, and is removed elsewhere.
"""

import re
from collections.abc import Iterator

from postlint import Bad, Change, Diagnostic, Document, Edit, Fix, Good, Rule, Severity, Span
from postlint.emphasis import failed_pairs, literal_runs
from postlint.lone_markers import Lone, lone_asterisks
from postlint.nodes import Emphasis, Prose, Run
from postlint.pattern import pattern

_LEAD = pattern(r"[^\s:*_]+(?: [^\s:*_]+){0,6}:(?=\s)")


class LiteralMarker(Rule):
    severity = Severity.WARNING

    good = [
        Good("A **bold** word, 2**3, `**/*.md` and \\*\\*escaped\\*\\*.\n"),
        Good("All files in src/**/*.md and **/test.\n", "globs"),
        Good("def f(*args, **kwargs) and f(**options)\n", "arguments"),
        Good("The price is 5 euros** without tax.\n\n** Subject to change.\n", "marks of a footnote", nests=False),
        Good("**Note:**text\n", "is a matter of another rule"),
        Good("It costs 5 euros*, or 4.\n\n*Without the tax of the country.\n", "a mark and its note", nests=False),
        Good("*nix systems are many.\n\nA *.yml file, 2 * 3, and an *args of it.\n", nests=False),
        Good("- `*a`\n- **algorithm A*** and more\n", "an asterisk that belongs to a name", nests=False),
    ]
    bad = [
        Bad("⟦**⟧The important thing is that it is done by the morning of the day after the next one.\n"),
        Bad("A ⟦**⟧very important* thing.\n", fixed="A **very important** thing.\n"),
        Bad(
            "⟦**⟧NOTE* this will overwrite it.\n",
            fixed="**NOTE** this will overwrite it.\n",
            message="the markers on both sides",
        ),
        Bad("*NOTE⟦**⟧ this will overwrite it.\n", fixed="**NOTE** this will overwrite it.\n"),
        Bad(
            "⟦*⟧The day begins in the morning, as every day.\n", fixed="The day begins in the morning, as every day.\n"
        ),
        Bad("⟦*⟧[A day and a night](/a/)\n", fixed="*[A day and a night](/a/)*\n", message="nothing closes"),
        Bad("Thanks to all who were there.⟦*⟧\n", fixed="Thanks to all who were there.\n", message="nothing opens"),
        Bad("⟦**⟧Important: do not do that.\n", fixed="**Important:** do not do that.\n"),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        for each in lone_asterisks(doc):
            yield self._single(doc, each)
        for block in doc.marked_prose:
            runs = [run for run in literal_runs(block.prose) if run.length > 1 and run.marker == "*"]
            if not runs:
                continue
            paired = {run.start for pair in failed_pairs(block.prose) for run in (pair.opener, pair.closer)}
            lone = [run for run in runs if run.start not in paired]
            for run in lone:
                message = _message(block.prose, run, lone)
                if message:
                    span = block.prose.span(run.start, run.start + run.length)
                    yield self.at(doc, span, message, fix=_fix(doc, block.prose, run))

    def _single(self, doc: Document, lone: Lone) -> Diagnostic:
        span = lone.prose.span(lone.start, lone.start + 1)
        side = "opens an emphasis that nothing closes" if lone.opens else "closes an emphasis that nothing opens"
        if lone.counterpart is None:
            fix = Fix.unsafe(Edit(span, ""), title="Remove it", changes=[Change.MARKUP])
        else:
            end = lone.prose.span(lone.counterpart - 1, lone.counterpart).end
            fix = Fix.unsafe(Edit(Span(end, end), "*"), title="Close it", changes=[Change.MARKUP])
        return self.at(doc, span, f"this * {side}, so it shows on the page: add the other one or remove it", fix=fix)


def _fix(doc: Document, prose: Prose, run: Run) -> Fix | None:
    """Where a part of the markers made an emphasis, the other side gets as many; a lead is closed behind its colon."""
    missing = run.marker * run.literal
    if run.literal == run.length and (lead := _LEAD.match(prose.text, run.start + run.length)):
        end = prose.span(lead.end() - 1, lead.end()).end
        return Fix.unsafe(Edit(Span(end, end), missing), title="Close it", changes=[Change.MARKUP])
    for node in doc.nodes(Emphasis) if run.literal < run.length else ():
        if node.span.start == prose.at(run.start + run.literal) and run.used_right:
            place = Span(node.span.end, node.span.end)
        elif node.span.end == prose.at(run.start) + run.used_left and run.used_left:
            place = Span(node.span.start, node.span.start)
        else:
            continue
        return Fix.unsafe(Edit(place, missing), title=f"Add “{missing}” on the other side", changes=[Change.MARKUP])
    return None


def _message(prose: Prose, run: Run, lone: list[Run]) -> str:
    if run.literal < run.length and _in_name(prose.text, run):
        return ""
    if run.literal < run.length:
        what = f"“{run.marker * run.length}” is more than stands on the other side, so a part of it shows"
        return f"{what}: make the markers on both sides equal"
    if run.length != 2 or len(lone) != 1 or not _opens_text(prose.text, run):
        return ""
    return "this ** opens a bold text that nothing closes, so the asterisks show on the page: close it or remove it"


def _opens_text(text: str, run: Run) -> bool:
    """Whether bold text of more than one word begins here; one word may be `**kwargs`, a glob or an exponent."""
    before = text[run.start - 1 : run.start]
    after = text[run.start + 2 :].split(None, 2)
    return (
        run.can_open
        and (not before or before.isspace())
        and len(after) > 1
        and after[0][:1].isalpha()
        and _is_word(after[0])
    )


def _in_name(text: str, run: Run) -> bool:
    """Whether the markers that are left over may belong to a text: the algorithm A*, `\\*`, `*.doc`, a row of them."""
    before, after = text[: run.start], text[run.start + run.length :]
    one_letter = run.literal == 1 and re.search(r"(?<!\w)[A-Z]\Z", before) is not None
    return one_letter or before.endswith(("\\*", "#")) or after.startswith((".", "\\*", "/"))


def _is_word(text: str) -> bool:
    return text.rstrip(",.:!?").replace("'", "").replace("’", "").replace("-", "").isalpha()
