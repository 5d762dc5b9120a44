"""A link to a domain without `https://` in front of it.

`[Scrum.org](Scrum.org)` is a relative link: on `/articles/agile/` it leads to `/articles/agile/Scrum.org`, which does
not exist, and the reader gets a 404. Only names below a public suffix that exists are taken for domains, and none that
could be a file: `README.md` and `main.py` end in top-level domains too.

## Fix safety
Unsafe: the site may be served over `http://` alone. Where the article links it elsewhere, its scheme is taken.
"""

from collections.abc import Iterator

from postlint import Bad, Change, Diagnostic, Document, Edit, Fix, Good, Rule, Severity, Span
from postlint.domains import host_in
from postlint.nodes import Image
from postlint.targets import targets
from postlint.wording import quoted


class BareDomain(Rule):
    severity = Severity.ERROR

    good = [
        Good("See [Scrum.org](https://www.scrum.org/) and [it](//scrum.org/a).\n"),
        Good("See [README.md](README.md), [`main.py`](main.py) and [a script](run.sh).\n", "files, not domains"),
        Good("See [the index](index.html), [the readme](README.org) and [a film](talk.mov).\n"),
        Good("See [setup](docs/example.com/setup.md) and [more](../example.com).\n", "only the first part can be one"),
        Good("See [it](kubectl.md#verify) and [ASP.NET](asp.net/start/).\n"),
        Good("Mail [us](mailto:us@example.com) or [call](tel:123).\n"),
        Good('See [it]({{< relref "example.com" >}}) and [that]({{ site.com }}/a).\n', nests=False),
        Good("![A plot](example.org) and ![another](plot.png)\n", "an image has a path on a domain"),
        Good("See [v1.18](v1.18) and [it](example.unknowntld).\n", "no public suffix"),
    ]
    bad = [
        Bad("See [Scrum.org](⟦Scrum.org⟧).\n", fixed="See [Scrum.org](https://Scrum.org).\n", message="“Scrum.org”"),
        Bad("See [it](⟦www.example.co.uk/a#b⟧).\n", fixed="See [it](https://www.example.co.uk/a#b).\n"),
        Bad("See [crates](⟦docs.rs/tokio⟧).\n", fixed="See [crates](https://docs.rs/tokio).\n"),
        Bad("See [it](<⟦example.com/a b⟧>).\n", fixed="See [it](<https://example.com/a b>).\n"),
        Bad("See [it][1].\n\n[1]: ⟦github.com/a/b⟧\n", fixed="See [it][1].\n\n[1]: https://github.com/a/b\n"),
        Bad("![A chart](⟦i.example.com/chart.png⟧)\n", fixed="![A chart](https://i.example.com/chart.png)\n"),
        Bad(
            "[a](⟦example.com/a⟧), [b](http://example.com/b)\n",
            fixed="[a](http://example.com/a), [b](http://example.com/b)\n",
            why="the article knows the scheme of this site",
        ),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        for target in targets(doc):
            host = host_in(target.url, image=isinstance(target.node, Image))
            if not host:
                continue
            edit = Edit(Span(target.span.start, target.span.start), _scheme(doc, host))
            yield self.at(
                doc,
                target.span,
                f"{quoted(target.url)} has no “https://” in front, so it leads to a page that this site does not have",
                fix=Fix.unsafe(edit, title=f"Add “{edit.text}”", changes=[Change.LINKS]),
            )


def _scheme(doc: Document, host: str) -> str:
    """The scheme with which the article links this host elsewhere: `http://` only where it never has the other."""
    known = {target.url.lower().partition(host.lower())[0] for target in targets(doc, autolinks=True)}
    return "http://" if "http://" in known and "https://" not in known else "https://"
