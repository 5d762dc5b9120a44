"""An empty item at the end of a list that takes in the fields below it.

In YAML, a list may stand in the same column as its key. Where its last item is empty, Hugo reads all fields below as
parts of that item: the article loses its title, its date, its `slug` or whatever stands there, and no build says so.

```yaml
tags:
- one
-
title: A title
```

Hugo has read it so since its version 0.152; earlier ones took the fields for those of the article.

## Fix safety
Unsafe: the article gets its fields back, and with them perhaps another address.
"""

from collections.abc import Iterator

from postlint import Bad, Change, Diagnostic, Document, Edit, Fix, Good, Rule, Severity, Span


class EmptyItem(Rule):
    severity = Severity.ERROR

    good = [
        Good("---\ntags:\n- one\n- two\ntitle: A title\n---\n"),
        Good("---\ntags:\n  - one\n  -\ntitle: A title\n---\n", "indented"),
        Good("---\ntags:\n-\n- two\ntitle: A title\n---\n", "not the last one"),
        Good('---\ntags:\n- one\n- ""\ntitle: A title\n---\n'),
        Good("---\ntitle: A title\ntags:\n- one\n-\n---\n", "nothing follows"),
        Good("---\ntags:\n-\ntitle: {{ .Name }}\n---\n", "a template", path="archetypes/default.md"),
        Good("No front matter.\n"),
        Good('+++\ntags = [""]\ntitle = "A"\n+++\n', "no list of YAML"),
    ]
    bad = [
        Bad(
            "---\ntags:\n- one\n⟦-⟧ \ntitle: A title\nslug: title\n---\n",
            fixed="---\ntags:\n- one\ntitle: A title\nslug: title\n---\n",
            message="“title” and “slug” belong to this empty item, as Hugo reads it: delete the item",
        ),
        Bad(
            "---\nparams:\n  links:\n  ⟦-⟧\n  logo: a.png\n---\n",
            fixed="---\nparams:\n  links:\n  logo: a.png\n---\n",
        ),
        Bad(
            "---\ntags:\n- one\n⟦-⟧ \na: 1\nb: 2\nc: 3\n---\n",
            fixed="---\ntags:\n- one\na: 1\nb: 2\nc: 3\n---\n",
            message="“a” and “b” and “c” belong to",
        ),
        Bad(
            "---\ntags:\n- one\n⟦-⟧ \na: 1\nb: 2\nc: 3\nd: 4\n---\n",
            fixed="---\ntags:\n- one\na: 1\nb: 2\nc: 3\nd: 4\n---\n",
            message="“a” and “b” and “c” and more belong to",
        ),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        front = doc.front_matter
        if front is None or front.format != "yaml" or doc.dialect.is_archetype(doc.path):
            return
        for field in front.fields:
            if isinstance(field.value, dict) and field.span.start == field.span.end:
                hyphen = Span(field.span.start - 1, field.span.start)
                names = [f"“{name}”" for name in field.value]
                shown = " and ".join(names[:3]) + (" and more" if len(names) > 3 else "")
                number = doc.lines.number(hyphen.start)
                line = Span(doc.lines.starts[number - 1], doc.lines.starts[number])
                fix = Fix.unsafe(Edit(line, ""), title="Delete the empty item", changes=[Change.FRONT_MATTER])
                yield self.at(
                    doc, hyphen, f"{shown} belong to this empty item, as Hugo reads it: delete the item", fix=fix
                )
