"""A `**` that a reader sees, because nothing closes it or opens it.

Half of a bold text was lost: the reader sees two asterisks, and no bold.

## Fix safety
Unsafe: where the markers on the two sides differ, the missing ones are added; perhaps the others were too many.
"""

from collections.abc import Iterator

from postlint import Bad, Change, Diagnostic, Document, Edit, Fix, Good, Rule, Severity, Span
from postlint.emphasis import failed_pairs, literal_runs
from postlint.nodes import Emphasis, Prose, Run


class LiteralMarker(Rule):
    severity = Severity.WARNING

    good = [
        Good("A **bold** word, 2**3, `**/*.md` and \\*\\*escaped\\*\\*.\n"),
        Good("All files in src/**/*.md and **/test.\n", "globs"),
        Good("def f(*args, **kwargs) and f(**options)\n", "arguments"),
        Good("The price is 5 euros** without tax.\n\n** Subject to change.\n", "marks of a footnote", nests=False),
        Good("**Note:**text\n", "is a matter of another rule"),
    ]
    bad = [
        Bad("⟦**⟧Important thing: do not do that.\n"),
        Bad("A ⟦**⟧very important* thing.\n", fixed="A **very important** thing.\n"),
        Bad(
            "⟦**⟧NOTE* this will overwrite it.\n",
            fixed="**NOTE** this will overwrite it.\n",
            message="the markers on both sides",
        ),
        Bad("*NOTE⟦**⟧ this will overwrite it.\n", fixed="**NOTE** this will overwrite it.\n"),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        for block in doc.prose:
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


def _fix(doc: Document, prose: Prose, run: Run) -> Fix | None:
    """Where a part of the markers made an emphasis, the other side gets as many."""
    missing = run.marker * run.literal
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


def _is_word(text: str) -> bool:
    return text.rstrip(",.:;!?").replace("'", "").replace("’", "").replace("-", "").isalpha()
