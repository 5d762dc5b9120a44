"""A marker of an emphasis that a letter on its outer side keeps from opening or closing.

In `**Note:**text` the closing marker stands between a colon and a letter. By the rules of CommonMark such a marker can
only open, so the reader sees the asterisks. It is common in Chinese, Japanese and Korean, where no space follows.
Where the generator does not read CommonMark, as Jekyll does not, only underscores are judged.

## Fix safety
Unsafe: a space is put outside of the marker, and the reader sees it.
"""

from collections.abc import Iterator

from postlint import Bad, Change, Diagnostic, Document, Fix, Good, Rule, Severity, pattern
from postlint.helpers.emphasis_pairs import failed_pairs, resolves
from postlint.helpers.marker_pairs import State

# "$*", and "的*，第一个…加*表示": what begins with a comma is the rest of a sentence that speaks of the sign.
_SPOKEN_OF = pattern(r"(?<=\$)\*|\*(?=[，。、；,;])")
_JEKYLL = {"_config.yml": "title: A\n", "_posts/_a.md": ""}


class CannotClose(Rule):
    severity = Severity.WARNING

    good = [
        Good("绑定到类属性 __instance 上。如果cls.__instance 为空。\n", "names"),
        Good("**Note:** text and **text**s.\n"),
        Good("这是**重要**的。\n", "between letters an asterisk opens and closes"),
        Good("See my_file_name and _other_file.\n"),
        Good("在__init__函数中，重命名为***1、***2、……。\n", "a name, and stars for any letters"),
        Good("语音广告_叫卖录音_在线配音软件\\_促销配音\n", "they part the words of a name"),
        Good("着重论述_沟通_和_学习_。\n", "which of them belong together is not known"),
        Good("[拒绝建立新的连接: [WinError 10060]_requests 10060_李的博客](/a/)\n", "the title of a page"),
        Good("[函数 reset_index ()：重置索引_reset index_*Snow * 的博客](/a/)\n", "the title of a page"),
        Good("请看[新建空间_快速入门_对象存储](/a/)。\n", "the title of a page"),
        Good("写成f(a::_2, a::_1)(x)就行。\n", "names"),
        Good("A **word**, and (**more**).\n"),
        Good("和$*不加引号，把$*当作整体。\n", "a variable"),
        Good("前面的*，第一个参数加*表示指针。\n", "speaks of the sign"),
        Good("**Note:**text.\n", "Jekyll closes at any letter", path="_posts/2026-01-02-a.md", site=_JEKYLL),
        Good("GET _snapshot/_all and ('_key', '_rev') of the __asm__(x) and /a/*b or /c/*d.\n", "names and routes"),
    ]
    bad = [
        Bad("⟦**Note:**⟧text.\n", fixed="**Note:** text.\n", message="closing **"),
        Bad("* ⟦**调度：**⟧对于任务\n", fixed="* **调度：** 对于任务\n", nests=False),
        Bad("前面的⟦**，第一个参数加**⟧表示指针。\n"),
        Bad("每个[⟦_release_⟧를](/a/)가지게\n", fixed="每个[_release_ 를](/a/)가지게\n"),
        Bad("每个⟦_release_⟧를 가지게\n", fixed="每个 _release_ 를 가지게\n"),
        Bad("请看⟦_快速入门_⟧对象[存储](/a/)。\n", fixed="请看 _快速入门_ 对象[存储](/a/)。\n"),
        Bad("A word⟦**. The next one**⟧ is here.\n", fixed="A word. **The next one** is here.\n"),
        Bad("A ⟦**name (**⟧of old) is here.\n", fixed="A **name** (of old) is here.\n"),
        Bad("Read it⟦**(twice)**⟧ now.\n", fixed="Read it **(twice)** now.\n", message="opening **"),
        Bad("Such as *that *is, and ⟦**Note:**⟧text.\n", fixed=None),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        commonmark = doc.dialect.is_commonmark
        for block in doc.marked_prose:
            for pair in failed_pairs(block.prose):
                if State.SPACE in (pair.opening, pair.closing) or not (commonmark or "_" in pair.markers):
                    continue
                if pair.markers == "*" and _SPOKEN_OF.match(block.prose.text, pair.opener.start):
                    continue
                span = block.prose.span(pair.opener.start, pair.closer.start + pair.closer.length)
                closing = pair.closing is State.FLANKED
                which, side = ("closing", "after") if closing else ("opening", "before")
                message = (
                    f"the {which} {pair.markers} shows on the page because of the letter right {side} it: "
                    "put a space there"
                )
                fix = Fix.unsafe(*pair.edits(), title=f"Put a space {side} the emphasis", changes=[Change.MARKUP])
                yield self.at(doc, span, message, fix=fix if resolves(pair) else None)
