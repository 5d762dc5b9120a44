"""A Hugo site built of its pages and of the files on disk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from postlint.facts.page import Page
from postlint.site.hugo import cascade, content_tree, generated, output, publication, urls
from postlint.site.hugo.built_tables import BuiltTables
from postlint.site.hugo.content_tree import ContentTree
from postlint.site.hugo.contents import Item
from postlint.site.hugo.hugo import Hugo
from postlint.site.hugo.inputs import HugoInputs
from postlint.site.recorder import Recorder


def build(
    inputs: HugoInputs, items: list[Item], pages: Iterable[Page], today: date, recorder: Recorder
) -> tuple[Hugo, BuiltTables]:
    """What Hugo makes of a site; `items` are the files of the content."""
    adapters = content_tree.adapters(items)
    made = [inputs.languages[item.language].spelling.logical(item.folder) for item in adapters]
    files = [item for item in items if item not in adapters]
    by_path: Mapping[str, Page] = {page.path: page for page in pages}
    tree = content_tree.build(files, by_path, inputs.languages)
    cascade.apply(tree, inputs.languages, inputs.environment)
    _judge(tree, inputs, today)
    made_of = output.publish(tree, inputs.layout, inputs.languages, str(inputs.root))
    redirected = bool(inputs.templates.of_redirects())
    tables = BuiltTables(tree, made_of, inputs.languages, inputs.is_content, redirected)
    return Hugo(inputs, sorted(made), recorder, tables.values), tables


def _judge(tree: ContentTree, inputs: HugoInputs, today: date) -> None:
    """Give every page its state and its URL, and add those that Hugo makes by itself."""
    languages = inputs.languages
    for entry in tree:
        publication.judge(entry, languages[entry.language], today)
    generated.add_sections(tree, languages)
    generated.add_terms(tree, languages)
    cascade.apply(tree, languages, inputs.environment, made=True)
    for entry in tree:
        if entry.page is None:
            publication.judge(entry, languages[entry.language], today)
    urls.place(tree, languages)
