"""A comment for postlint that names no rule, or is no comment that postlint knows.

A name with a slip silences nothing: the finding stays, or will come back unnoticed.
"""

from collections.abc import Iterator

from postlint import Bad, Diagnostic, Good, Severity, Suppressed, SuppressionRule, did_you_mean, unknown_rule


class UnknownRule(SuppressionRule):
    severity = Severity.WARNING

    good = [
        Good("<!-- postlint-disable-file link/padded-destination -->\n\ntext\n"),
        Good("<!-- postlint-disable-file link, emphasis/stray-space -->\n\ntext\n"),
        Good("<!-- a comment that speaks of postlint -->\n\ntext\n"),
    ]
    bad = [
        Bad("<!-- postlint-disable-line ⟦link/padded-destinaton⟧ -->\n", message="'link/padded-destination'"),
        Bad("⟦<!-- postlint-disable-nextline -->⟧\n", message="postlint-disable-next-line"),
        Bad('+++\n[params.postlint]\nignore = [⟦"lnik"⟧]\n+++\n\ntext\n', message="'link'"),
    ]

    def check(self, outcome: Suppressed) -> Iterator[Diagnostic]:
        for directive in outcome.directives:
            if directive.problem:
                yield self.at(outcome, directive.place, directive.problem)
            elif directive.rule and unknown_rule(directive.rule, outcome.known):
                families = {name.split("/")[0] for name in outcome.known}
                hint = did_you_mean(directive.rule, [*outcome.known, *families])
                yield self.at(
                    outcome, directive.place, f"{directive.rule!r} is not a rule, so this silences nothing{hint}"
                )
