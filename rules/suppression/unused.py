"""A comment that silences nothing.

The defect was repaired, or never there. Left in the article, the comment would hide the next one.

## Fix safety
Safe: a comment that silences nothing at all goes; no finding changes and no reader sees it.
"""

from collections.abc import Iterator

from postlint import Bad, Change, Diagnostic, Directive, Edit, Fix, Good, Severity, Suppressed, SuppressionRule


class Unused(SuppressionRule):
    severity = Severity.WARNING

    good = [
        Good(
            "<!-- postlint-disable-next-line link/padded-destination -->\n[a]( /b)\n",
            beside=["link/padded-destination"],
        ),
        Good("[a]( /b) <!-- postlint-disable-line link -->\n", "a family", beside=["link/padded-destination"]),
        Good("<!-- postlint-disable-file heading/empty -->\n\ntext\n", "a rule that did not run"),
        Good(
            "[//]: # (postlint-disable link/padded-destination)\n\n[a]( /b)\n\n[c]( /d)\n\n[//]: # (postlint-enable)\n",
            beside=["link/padded-destination"],
        ),
        Good(
            '+++\n[params.postlint]\nignore = ["link/padded-destination"]\n+++\n[a]( /b)\n',
            beside=["link/padded-destination"],
        ),
    ]
    bad = [
        Bad(
            "<!-- postlint-disable-next-line ⟦link/padded-destination⟧ -->\n[a](/b)\n",
            beside=["link/padded-destination"],
            fixed="[a](/b)\n",
            nests=False,
        ),
        Bad(
            "[a](/b) <!-- postlint-disable-line ⟦link/padded-destination⟧ -->\n",
            beside=["link/padded-destination"],
            fixed="[a](/b) \n",
            nests=False,
        ),
        Bad(
            "<!-- postlint-disable-line ⟦link/padded-destination⟧ -->\n[a]( /b)\n",
            "a comment that has the line to itself",
            message="write postlint-disable-next-line",
            beside=["link/padded-destination"],
            nests=False,
        ),
        Bad(
            "⟦<!-- postlint-disable -->⟧\n\n[a](/b)\n\n<!-- postlint-enable -->\n\n[a](/b)\n",
            fixed="\n[a](/b)\n\n<!-- postlint-enable -->\n\n[a](/b)\n",
            nests=False,
        ),
    ]

    def check(self, outcome: Suppressed) -> Iterator[Diagnostic]:
        for directive in outcome.unused:
            what = directive.rule or "any rule"
            message = f"this silences {what}, which finds nothing here: remove it"
            if _only_itself(directive):
                message = f"this silences {what} in its own line only: write postlint-disable-next-line"
                yield self.at(outcome, directive.place, message)
            else:
                yield self.at(outcome, directive.place, message, fix=_fix(directive))


def _only_itself(directive: Directive) -> bool:
    """Whether a comment for its own line has that line to itself."""
    own, removal = directive.comment, directive.removal
    return (directive.first, directive.last) == (own.line, own.end_line) and bool(removal and removal.end > own.end)


def _fix(directive: Directive) -> Fix | None:
    if not directive.alone or directive.removal is None:
        return None
    edit = Edit(directive.removal, "")
    return Fix.safe(edit, title="Remove the comment", changes=[Change.BLOCKS])
