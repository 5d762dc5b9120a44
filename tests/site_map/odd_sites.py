"""Sites whose names and settings no file system should have to carry: file by file, for the comparison with Hugo."""
# ruff: noqa: E501 (whole articles stand on one line each)

from __future__ import annotations

BASE = 'baseURL = "https://example.org/"\n'

ARTICLES = {
    "content/UPPER/MiXed.md": "---\ntitle: T\n---\ntext\n",
    "content/files/a  b.md": "---\ntitle: T\n---\ntext\n",
    "content/files/c#.md": "---\ntitle: T\n---\ntext\n",
    "content/files/c++.md": "---\ntitle: T\n---\ntext\n",
    "content/files/a&b'c, d.md": "---\ntitle: T\n---\ntext\n",
    "content/files/percent%20x.md": "---\ntitle: T\n---\ntext\n",
    "content/files/--dashes--.md": "---\ntitle: T\n---\ntext\n",
    "content/files/İstanbul.md": "---\ntitle: T\n---\ntext\n",
    "content/files/file.with.dots.md": "---\ntitle: T\n---\ntext\n",
    "content/files/x.html.md": "---\ntitle: T\n---\ntext\n",
    "content/files/post.fr.md": "---\ntitle: T\n---\ntext\n",
    "content/files/café.md": "---\ntitle: T\n---\ntext\n",
    "content/files/emoji🎉x.md": "---\ntitle: T\n---\ntext\n",
    "content/files/½².md": "---\ntitle: T\n---\ntext\n",
    "content/files/ trail-.md": "---\ntitle: T\n---\ntext\n",
    "content/files/2024-01-15-dated-post.md": "---\ntitle: T\n---\ntext\n",
    "content/essays/_index.md": "---\ntitle: Essays\n---\n",
    "content/essays/Deep Dir/_index.md": "---\ntitle: Deep\n---\n",
    "content/essays/Deep Dir/sub/Leaf Page.md": "---\ntitle: L\ndate: 2021-12-31T23:30:00-05:00\n---\n",
    "content/blog/notitle.md": "---\ndate: 2020-02-03\n---\n",
    "content/blog/nodate.md": "---\ntitle: No date\n---\n",
    "content/blog/a.md": '---\ntitle: "C++ & \\"Quotes\\" — ünï/slash: 日本 100% #hash"\ndate: 2020-02-10 23:30:00 -0500\n---\n',
    "content/blog/slug.md": "---\ntitle: S\nslug: -lead-trail-\ndate: 2020-01-02\n---\n",
    "content/sl/s1.md": "---\ntitle: S\nslug: a/b\n---\n",
    "content/sl/s2.md": "---\ntitle: S\nslug: foo.html\n---\n",
    "content/sl/s3.md": "---\ntitle: S\nslug: c++\n---\n",
    "content/sl/s4.md": "---\ntitle: S\nslug: 007\n---\n",
    "content/sl/s5.md": '---\ntitle: S\nslug: ""\n---\n',
    "content/u/1.md": "---\ntitle: S\nurl: /UPPER/Case/\n---\n",
    "content/u/2.md": "---\ntitle: S\nurl: /url with spaces/\n---\n",
    "content/u/3.md": "---\ntitle: S\nurl: /dots/v1.2\n---\n",
    "content/u/4.md": "---\ntitle: S\nurl: /deep/index.html\n---\n",
    "content/u/5.md": "---\ntitle: S\nurl: /u/:year/:slug/\nslug: zz\ndate: 2020-03-04\n---\n",
    "content/u/6.md": "---\ntitle: S\nurl: no/slash\n---\n",
    "content/u/7/index.md": "---\ntitle: S\nurl: /moved/here.html\n---\n![](img.png)\n",
    "content/u/7/img.png": "x",
    "content/bun/leaf/index.md": "---\ntitle: S\n---\n![](IMG2.PNG) ![](img2.png) [x](sub/other/)\n",
    "content/bun/leaf/IMG2.PNG": "x",
    "content/bun/leaf/spaced name.png": "x",
    "content/bun/leaf/sub/other.md": "---\ntitle: x\n---\n",
    "content/bun/leaf/sub/d.txt": "x",
    "content/bun/slugged/index.md": "---\ntitle: S\nslug: new-slug\n---\n",
    "content/bun/slugged/img.png": "x",
    "content/bun/Upper-Dir/index.md": "---\ntitle: x\n---\n",
    "content/bun/Upper-Dir/A Pic.png": "x",
    "content/bun/noindex/sub/stray.png": "x",
    "content/bun/noindex/sub/page.md": "---\ntitle: x\n---\n![](../stray.png) ![](stray.png)\n",
    "content/bun/headless/index.md": "---\nheadless: true\n---\n",
    "content/bun/headless/h.png": "x",
    "content/bun/norender/index.md": "---\ntitle: x\nbuild: {render: never}\n---\n",
    "content/bun/norender/n.png": "x",
    "content/bun/link/index.md": "---\ntitle: x\nbuild: {render: link}\n---\n",
    "content/bun/nolist.md": "---\ntitle: x\nbuild: {list: never}\n---\n",
    "content/branch/_index.md": "---\ntitle: B\n---\n![](b.png)\n",
    "content/branch/b.png": "x",
    "content/branch/child.md": "---\ntitle: C\n---\n![](b.png) ![](../b.png)\n",
    "content/nosec/sub/p.md": "---\ntitle: P\n---\n[a](/nosec/) [b](/nosec/sub/) [c](../)\n",
    "content/tags/_index.md": "---\ntitle: Tags!\n---\n",
    "content/tagged.md": '---\ntitle: x\ntags: [C#, C++, "a/b", Foo Bar, snake_case, ÜBER]\ncategories: [x]\n---\n',
    "content/al/a.md": "---\ntitle: A\naliases: [old-rel, ../up/old, /Abs/Old Case/, /old.html, /old/x.php, feed.xml]\n---\n",
    "content/al/lb/index.md": "---\ntitle: x\naliases: [old-leaf]\n---\n",
    "content/al/_index.md": "---\ntitle: x\naliases: [old-branch]\n---\n",
    "content/al/z.md": "---\ntitle: x\nurl: /zz/u/\naliases: [old-u]\n---\n",
    "content/draft.md": "---\ntitle: d\ndraft: true\n---\n",
    "content/draftq.md": '---\ntitle: d\ndraft: "true"\n---\n',
    "content/future.md": "---\ntitle: d\ndate: 2031-01-01\n---\n",
    "content/expired.md": "---\ntitle: d\nexpiryDate: 2020-01-01\n---\n",
    "content/onlydraft/x.md": "---\ndraft: true\n---\n",
    "static/file.txt": "x",
    "static/.dot/x": "x",
    "assets/as.png": "x",
    "content/links.md": "---\ntitle: L\n---\n[a](/draft/) [b](/Upper/mixed/) [b](/upper/mixed/) [](/upper/mixed) [c](/index.xml) [d](/tags/c++/) [e](/tags/c%23/) [f](about.md) [g](/as.png) [h](/file.txt) [i](#nope) [j](/blog/) [k](/page/2/) [l](/al/old-rel/) [m](/sitemap.xml) [n](/files/percent%20x/) [o](/files/caf%C3%A9/) [p](/al/old-rel) [q](../links/) [r](?x=1) [s](//x.y/z) [t](/essays/deep-dir/) [u](/bun/noindex/)\n\nhttps://a.example www.b.example x@y.zz\n",
}

SITES: dict[str, dict[str, str]] = {
    "plain": {**ARTICLES, "hugo.toml": 'baseURL="https://example.org/"\n'},
    "permalinks": {
        **ARTICLES,
        "hugo.toml": 'baseURL="https://example.org/"\n[permalinks]\nblog = "/:year/:month/:slug/"\nessays = "/e/:sections[1:]/:contentbasename/"\n[permalinks.section]\nessays = "/essays-home/"\n[permalinks.term]\ncategories = "/c/:slug/"\n',
    },
    "ugly": {**ARTICLES, "hugo.toml": 'baseURL="https://example.org/"\nuglyURLs=true\n'},
    "ugly-by-section": {**ARTICLES, "hugo.toml": 'baseURL="https://example.org/"\n[uglyURLs]\nfiles=true\nbun=true\n'},
    "case-and-accents": {
        **ARTICLES,
        "hugo.toml": 'baseURL="https://example.org/"\ndisablePathToLower=true\nremovePathAccents=true\n[permalinks]\nblog = "/:year/:month/:slug/"\nessays = "/e/:sections[1:]/:contentbasename/"\n[permalinks.section]\nessays = "/essays-home/"\n[permalinks.term]\ncategories = "/c/:slug/"\n',
    },
    "dates-in-names": {
        **ARTICLES,
        "hugo.toml": 'baseURL="https://example.org/"\n[frontmatter]\ndate=[":filename",":default"]\n',
    },
    "outputs": {
        **ARTICLES,
        "hugo.yaml": "baseURL: https://example.org/\noutputs:\n  home: [html, json]\n  page: [html]\n  section: [html]\noutputFormats:\n  RSS: {baseName: feed}\ndisableKinds: [taxonomy, term]\n",
        "layouts/home.json": "{}",
    },
    "array": {
        "hugo.yaml": 'baseURL: https://example.org/\npermalinks:\n  - pattern: /k/:slug/\n    target: {kind: page, path: "/a/**"}\n  - pattern: /sec/:slug/\n    target: {kind: section}\n',
        "content/a/x.md": "---\ntitle: A X\n---\n",
        "content/b/x.md": "---\ntitle: B X\n---\n",
        "content/b/_index.md": "---\ntitle: B Sec\n---\n",
    },
    "dis-taxonomy": {
        "hugo.toml": 'baseURL="https://example.org/"\ndisableKinds=["taxonomy"]\n',
        "content/a/x.md": "---\ntitle: x\ntags: [t]\n---\n",
        "content/a/_index.md": "---\ntitle: x\n---\n",
        "content/b/c/x.md": "---\ntitle: x\n---\n",
        "content/b/i.png": "x",
        "content/a/i.png": "x",
    },
    "dis-term": {
        "hugo.toml": 'baseURL="https://example.org/"\ndisableKinds=["term"]\n',
        "content/a/x.md": "---\ntitle: x\ntags: [t]\n---\n",
        "content/a/_index.md": "---\ntitle: x\n---\n",
        "content/b/c/x.md": "---\ntitle: x\n---\n",
        "content/b/i.png": "x",
        "content/a/i.png": "x",
    },
    "dis-section": {
        "hugo.toml": 'baseURL="https://example.org/"\ndisableKinds=["section"]\n',
        "content/a/x.md": "---\ntitle: x\ntags: [t]\n---\n",
        "content/a/_index.md": "---\ntitle: x\n---\n",
        "content/b/c/x.md": "---\ntitle: x\n---\n",
        "content/b/i.png": "x",
        "content/a/i.png": "x",
    },
    "dis-home": {
        "hugo.toml": 'baseURL="https://example.org/"\ndisableKinds=["home"]\n',
        "content/a/x.md": "---\ntitle: x\ntags: [t]\n---\n",
        "content/a/_index.md": "---\ntitle: x\n---\n",
        "content/b/c/x.md": "---\ntitle: x\n---\n",
        "content/b/i.png": "x",
        "content/a/i.png": "x",
    },
    "dis-page": {
        "hugo.toml": 'baseURL="https://example.org/"\ndisableKinds=["page"]\n',
        "content/a/x.md": "---\ntitle: x\ntags: [t]\n---\n",
        "content/a/_index.md": "---\ntitle: x\n---\n",
        "content/b/c/x.md": "---\ntitle: x\n---\n",
        "content/b/i.png": "x",
        "content/a/i.png": "x",
    },
    "dis-robotsTXT": {
        "hugo.toml": 'baseURL="https://example.org/"\ndisableKinds=["robotsTXT"]\n',
        "content/a/x.md": "---\ntitle: x\ntags: [t]\n---\n",
        "content/a/_index.md": "---\ntitle: x\n---\n",
        "content/b/c/x.md": "---\ntitle: x\n---\n",
        "content/b/i.png": "x",
        "content/a/i.png": "x",
    },
    "dis-404": {
        "hugo.toml": 'baseURL="https://example.org/"\ndisableKinds=["404"]\n',
        "content/a/x.md": "---\ntitle: x\ntags: [t]\n---\n",
        "content/a/_index.md": "---\ntitle: x\n---\n",
        "content/b/c/x.md": "---\ntitle: x\n---\n",
        "content/b/i.png": "x",
        "content/a/i.png": "x",
    },
    "ignore": {
        "hugo.toml": 'baseURL="https://example.org/"\nignoreFiles=["\\\\.skip\\\\.md$","^foo"]\ndisableAliases=true\n',
        "content/a.skip.md": "---\ntitle: x\n---\n",
        "content/b.md": "---\ntitle: x\naliases: [/old/]\n---\n[](/a.skip/) [](/old/)\n",
    },
    "lonely": {
        "hugo.toml": 'baseURL="https://example.org/"\ndefaultContentLanguageInSubdir=true\n',
        "content/a.md": "---\ntitle: x\naliases: [/o/, r]\n---\n[](/a/) [](/en/a/) [](/)\n",
    },
    "nolang": {
        "hugo.toml": 'baseURL="https://example.org/"\ndefaultContentLanguage="de"\n',
        "content/a.md": "---\ntitle: x\n---\n",
        "content/b.de.md": "---\ntitle: x\n---\n",
        "content/c.en.md": "---\ntitle: x\n---\n",
    },
    "expired": {
        "hugo.toml": 'baseURL="https://example.org/"\nbuildDrafts=true\nbuildFuture=true\n',
        "content/a.md": "---\ntitle: x\ndraft: true\n---\n",
        "content/b.md": "---\ntitle: x\npublishDate: 2030-01-01\n---\n",
        "content/c.md": "---\ntitle: x\nexpiryDate: 2026-06-01\n---\n",
        "content/d.md": "---\ntitle: x\nexpiryDate: 2026-06-02\n---\n",
        "content/e.md": "---\ntitle: x\nunpublishdate: 2020-01-01\n---\n",
        "content/f.md": "---\ntitle: x\npubdate: 2020-01-01\n---\n",
    },
    "today": {
        "hugo.toml": 'baseURL="https://example.org/"\n',
        "content/b.md": "---\ntitle: x\npublishDate: 2026-06-01\n---\n",
        "content/c.md": "---\ntitle: x\ndate: 2026-06-02\n---\n",
        "content/d.md": "---\ntitle: x\nlastmod: 2027-06-02\n---\n",
        "content/e.md": "---\ntitle: x\ndate: 2027-01-01\npublishDate: 2020-01-01\n---\n",
    },
    "hook": {
        "hugo.toml": 'baseURL="https://example.org/"\n',
        "layouts/_markup/render-link.html": '<a href="{{ .Destination | safeURL }}">{{ .Text }}</a>',
        "layouts/_markup/render-heading.html": '<h{{ .Level }} id="{{ .Anchor }}">{{ .Text }}</h{{ .Level }}>',
        "content/a.md": "---\ntitle: x\n---\n## One\n\n[](/nope/) [](b.md) [](/b/) [w](word)\n",
        "content/b.md": "---\ntitle: x\n---\n",
    },
    "loose-files": {
        "hugo.toml": 'baseURL="https://example.org/"\n[security]\nallowContent=[".*"]\n',
        "content/Qq/img.png": "x",
        "content/Qq/p.md": "---\ntitle: x\n---\n",
        "content/Ww/Xx/I.png": "x",
        "content/Root.png": "x",
        "content/Vv/_index.md": "---\ntitle: x\nslug: sluggy\n---\n",
        "content/Vv/Yy/Zz.png": "x",
        "content/Vv/Yy/p.md": "---\ntitle: x\n---\n",
        "content/.hidden.md": "---\ntitle: x\n---\n",
        "content/x~": "x",
        "content/data.json": "{}",
        "content/Aa/b.html": '---\ntitle: x\n---\n<h2 id=q>x</h2><a href="/nope/">x</a><h3>y</h3>',
        "content/archive.txt": "x",
    },
    "dates": {
        "hugo.toml": BASE + '[permalinks]\nd = "/:year/:month/:day/:contentbasename/"\n',
        **{
            f"content/d/{number}.md": f"---\ntitle: x\ndate: {written}\n---\n"
            for number, written in enumerate(
                (
                    "2011-11-28 8:32:24 -0400",
                    "2011-11-28T8:32:24",
                    "12 Feb 2020",
                    "Mon, 02 Jan 2006 15:04:05 MST",
                    "Mon, 03 Feb 2020 23:00:00 -0800",
                    "Monday, 03-Feb-69 10:00:00 UTC",
                    "03 Feb 20 10:00 +0800",
                    '"Mon Jan 2 15:04:05 2006"',
                    "2020-02-03 10:00:00 +0800 CST",
                    "2020-02-03 10:00:00.5 -0700",
                    "2020-02-03T23:30:00-0500",
                    '"2020-02-03 10:00:00 +08:00"',
                    "1580000000",
                )
            )
        },
    },
    "dates-after-fields": {
        "hugo.toml": BASE + '[frontmatter]\ndate = ["date", ":filename"]\n[permalinks]\nb = "/:year/:month/:slug/"\n',
        "content/b/2022-02-16-own-date/index.md": "---\ntitle: Title a\ndate: 2022-03-17\n---\n",
        "content/b/2022-02-16-no-date/index.md": "---\ntitle: Title b\n---\n",
        "content/b/2022-02-18-own.md": "---\ntitle: Title c\ndate: 2022-03-17\n---\n",
        "content/b/2022-02-19-none.md": "---\ntitle: Title d\npublishDate: 2021-01-01\n---\n",
        "content/c/2022-02-20-own.md": "---\ntitle: Title e\ndate: 2021-01-01\n---\n",
        "content/c/2022-02-21-none.md": "---\ntitle: Title f\n---\n",
        "content/c/2022-02-22.md": "---\ntitle: Title g\n---\n",
    },
    "no-texts": {
        "hugo.toml": BASE + '[permalinks]\np = "/:slug/"\n',
        "content/p/1.md": "---\nurl: 12523\n---\n",
        "content/p/2.md": '---\nurl: "x\u3000"\n---\n',
        "content/p/3.md": '---\nurl: "  a b  "\n---\n',
        "content/p/4.md": "---\nurl: 1.5\n---\n",
        "content/p/5.md": "---\nslug: 2.5\n---\n",
        "content/p/6.md": "---\nslug: true\n---\n",
        "content/p/7.md": "---\ntitle: 12.0\n---\n",
        "content/p/8.md": '---\nslug: "b\u3000"\n---\n',
        "content/q/1.md": "---\ntitle: x\ntags: [2024, 1.0, 1.50, true]\naliases: [2.0]\n---\n",
    },
    "languages-in-names": {
        "hugo.toml": BASE + "[languages.en]\n[languages.fr]\n",
        "content/a/_index.en.md.md": "---\ntitle: x\n---\n",
        "content/a/_index.fr.md.md": "---\ntitle: x\n---\n",
        "content/a/b.en.md.md": "---\ntitle: x\n---\n",
        "content/a/c.fr.x.md": "---\ntitle: x\n---\n",
        "content/a/d.x.en.md": "---\ntitle: x\n---\n",
        "content/a/e.html.fr.md": "---\ntitle: x\n---\n",
        "content/a/f.md.md": "---\ntitle: x\n---\n",
        "content/a/g.fr.en.md": "---\ntitle: x\n---\n",
        "content/b/index.de.fr.md": "---\ntitle: x\n---\n",
    },
    "marks": {
        "hugo.toml": BASE,
        "content/a.md": "\n\n".join(
            f"## {text}"
            for text in (
                "**a_b_c**",
                "**_x y**",
                r"**x\_y z**",
                "__init_subclass__ and x",
                "[a [b c](/x/)",
                "[x*y z](/x/)",
                "**a ~b c**",
                "**a ~~b c**",
                "**a [b] c**",
                "**[b] c**",
                "**a ![b c**",
                "**a `b c**",
                "**a:b:c d_e**",
                "**a <b c**",
                r"**a \* b * c**",
                "*x _y z_ w*",
                '_"Why did you..."_ sounds',
                '_"..."_',
                "_--x_ y",
                "x {#a!b}",
                "y {#a!b c}",
                "z {#a.b:c-d_e}",
                "a {#a/b}",
                "b {#f()}",
                "c {#\u00e4\u00f6}",
                "d {.a!b}",
                'e {id="x y!"}',
                "f {#a'b}",
                "g { #aa }",
            )
        ),
    },
    "typography": {
        "hugo.toml": BASE + "[markup.goldmark.extensions.typographer]\n"
        "enDash = '--'\nemDash = ''\nellipsis = '&hellip;z'\nleftDoubleQuote = 'Q'\napostrophe = '&rsquo;'\n",
        "content/a.md": '## a -- b --- c ... "d" it\'s\n\n## _"Why did"_ sounds\n\n## _--x_ y\n\n## **it\'s** y\n',
    },
    "files-beside-pages": {
        "hugo.toml": BASE,
        "content/a/_index.md": "---\ntitle: x\n---\n",
        "content/a/b.md": "---\ntitle: x\nslug: other\n---\n![](../b/pic.png) ![](/a/other/pic.png)\n",
        "content/a/b/pic.png": "x",
        "content/a/b/deep/pic.png": "x",
        "content/c/d.md": "---\ntitle: x\n---\n![](pic.png) ![](../d/pic.png)\n",
        "content/c/d/pic.png": "x",
        "content/e.md": "---\ntitle: x\n---\n![](pic.png)\n",
        "content/e/pic.png": "x",
    },
    "files-beside-translations": {
        "hugo.toml": BASE + "[languages.en]\n[languages.fr]\n",
        "content/a/_index.md": "---\ntitle: x\n---\n",
        "content/a/b.md": "---\ntitle: x\nslug: other\n---\n![](pic.png) ![](deep/pic.png) ![](b/pic.png) [](pic.png)\n",
        "content/a/b.fr.md": "---\ntitle: x\nslug: autre\n---\n![](/a/autre/pic.png) ![](/a/other/pic.png)\n",
        "content/a/b/pic.png": "x",
        "content/a/b/deep/pic.png": "x",
    },
    "spaced-parameters": {
        "hugo.toml": BASE + "[markup.goldmark.renderer]\nunsafe = true\n",
        "content/a.md": 'x\n\n{{< figure src = "/a.png" >}}\n\n{{< figure src= "/b.png" >}}\n\n{{< figure src ="/c.png" >}}\n\n'
        '{{< figure "src" = "/d.png" >}}\n\n{{< figure src = /e.png >}}\n\n{{< figure src\n=\n"/f.png" >}}\n\n'
        '{{< figure src = `/g.png` alt = "x y" >}}\n\n{{< figure src="/h.png"alt="x" >}}\n',
        "static/a.png": "x",
        "static/h.png": "x",
    },
    "folders-left-out-of-mounts": {
        "hugo.toml": BASE + '[[module.mounts]]\nsource = "content"\ntarget = "content"\n'
        'files = ["! docs/v?", "! _draft.md"]\n'
        '[[module.mounts]]\nsource = "content/docs/v1"\ntarget = "content/docs"\nfiles = ["! _*"]\n',
        "content/_draft.md": "---\ntitle: x\n---\n",
        "content/docs/_index.md": "---\ntitle: x\n---\n[](/docs/1.2/a/) [](/docs/v1/1.2/a/) [](/docs/next/)\n",
        "content/docs/v1/_index.md": "---\ntitle: x\n---\n",
        "content/docs/v1/_next/b.md": "---\ntitle: x\n---\n",
        "content/docs/v1/1.2/_index.md": "---\ntitle: x\n---\n",
        "content/docs/v1/1.2/a.md": "---\ntitle: x\n---\n",
        "content/docs/v10/c.md": "---\ntitle: x\n---\n",
    },
    "front-matter-beside-its-fence": {
        "hugo.toml": BASE,
        "content/a.md": '+++ title="b"\naliases=["/old/"]\n+++\n## A\n',
        "content/b.md": '+++\ttitle="c" # x\nslug="d"\n+++\n[](/old/)\n',
    },
    "slugs-of-terms": {
        "hugo.toml": BASE,
        "content/tags/a-b/_index.md": "---\ntitle: x\nslug: Own Slug\n---\n",
        "content/categories/_index.md": "---\ntitle: x\nslug: kinds\n---\n",
        "content/p.md": "---\ntitle: x\nslug: /deep/er\ntags: [A B, c]\ncategories: [k]\n---\n[](/tags/own-slug/)\n",
        "content/s/q.md": "---\ntitle: x\nslug: /s/q2/\n---\n",
    },
    "general-content-folder-of-a-language": {
        "hugo.toml": BASE + "contentDir = 'content/cn'\ndefaultContentLanguage = 'en'\n[languages.cn]\nweight = 1\n"
        "contentDir = 'content/cn'\n[languages.en]\ncontentDir = 'content/en'\n",
        "content/cn/a.md": "---\ntitle: cn\n---\n[](/a/) [](/cn/a/) [](/b/)\n",
        "content/en/a.md": "---\ntitle: en\n---\ntext\n",
        "content/en/b.md": "---\ntitle: en\n---\ntext\n",
    },
    "languages-without-a-content-folder": {
        "hugo.toml": BASE + "[languages.fr]\n[languages.en]\ncontentDir = 'content/en'\n",
        "content/fr/a.md": "---\ntitle: fr\n---\ntext\n",
        "content/en/b.md": "---\ntitle: en\n---\n[](/fr/a/) [](/en/b/) [](/b/)\n",
    },
    "empty-items-of-lists": {
        "hugo.toml": BASE,
        "content/a.md": "---\nurl: /first/\ntags:\n- a\n- \nslug: own\n---\n",
        "content/b.md": "---\ntags:\n- b\n-\n\nslug: own\ncategories:\n- c\n-\ntitle: x\n---\n",
        "content/c.md": "---\nparams:\n  tags:\n  -\n  x: y\nslug: third\n---\n",
        "content/d.md": "---\ncategories:\n  - d\n  -\nslug: fourth\n---\n",
    },
    "declarations-in-headings": {
        "hugo.toml": BASE + "[markup.goldmark.renderer]\nunsafe = true\n",
        "content/a.md": "## a <!DOCTYPE HTML> b\n\n## a <!doctype html> c\n\n## a <?php x ?> d\n\n## a <![CDATA[x]]> e\n\n## a <!-- x --> f\n\n## a </b> g\n",
    },
    "bare-addresses": {
        "hugo.toml": BASE + "[markup.goldmark.renderer]\nunsafe = true\n",
        "content/a.md": '"https://a1.org" \'https://a2.org\' ("https://a3.org") x"https://a4.org" <b>https://a5.org</b> `c`https://a6.org &amp;https://a7.org\n\n'
        'x>https://b1.org **https://b2.org** :https://b3.org "**https://b5.org**" —https://b6.org --https://b7.org ...https://b8.org <https://c0.org>https://c1.org\n\n'
        '"a1@b.org" \'a2@b.org\' ("a3@b.org") x"a4@b.org" <b>a5@b.org</b> `c`a6@b.org [l](/x)a7@b.org &amp;a8@b.org\n\n'
        "x>b1@b.org **b2@b.org** :b3@b.org /b4@b.org \"**b5@b.org**\" —b6@b.org --b7@b.org ...b8@b.org 中b9@b.org _c0@b.org_ *c1*@b.org .c2@b.org #c3@b.org o'c4@b.org (c5@b.org) ,c6@b.org mailto:c7@b.org {c8@b.org} [c9@b.org] d0@b.org's\n",
    },
    "tables-of-languages": {
        "hugo.toml": BASE
        + """
[permalinks]
posts = "/p/:slug/"
[taxonomies]
tag = "tags"
[outputs]
home = ["html", "json"]
section = ["html"]
[frontmatter]
date = ["lastmod"]
[markup.goldmark.renderer]
unsafe = true
[uglyURLs]
ugly = true
[languages.en]
[languages.fr.permalinks]
blog = "/articles/:year/:slug/"
[languages.fr.taxonomies]
mot = "mots"
[languages.fr.outputs]
home = ["html"]
[languages.fr.frontmatter]
publishDate = ["date"]
[languages.fr.markup.goldmark.parser]
autoIDType = "github-ascii"
[languages.fr.uglyURLs]
blog = true
""",
        "layouts/all.json": "{}",
        "content/posts/a.md": "---\ntitle: One\ntags: [t]\n---\n## Été\n\n<a id=here></a>\n",
        "content/posts/a.fr.md": "---\ntitle: Un\ntags: [t]\nmots: [m]\n---\n## Été\n\n<a id=here></a>\n",
        "content/blog/b.fr.md": "---\ntitle: Deux\ndate: 2020-01-01\nlastmod: 2021-01-01\n---\n[](/fr/mots/m/) [](/fr/tags/t/)\n",
        "content/ugly/c.fr.md": "---\ntitle: Trois\n---\n[](/fr/posts/a/) [](/fr/p/un/)\n",
    },
    "one-language-with-a-host": {
        "hugo.toml": BASE + "[languages.en]\n[languages.fr]\nbaseURL = 'https://exemple.example/'\n",
        "content/a.md": "---\ntitle: x\naliases: [old]\n---\n## One\n",
        "content/a.fr.md": "---\ntitle: x\n---\n",
        "content/b.fr.md": "---\ntitle: x\n---\n",
        "static/own.png": "x",
    },
    "formats-of-pages": {
        "hugo.toml": BASE
        + """
[outputs]
page = ["html", "json"]
section = ["html", "json"]
[outputFormats.json]
ugly = true
[outputFormats.txt]
mediaType = "text/plain"
baseName = "plain"
path = "t"
[languages.en]
[languages.fr]
""",
        "layouts/all.json": "{}",
        "layouts/all.txt": "x",
        "layouts/all.amp.html": "x",
        "content/a.md": "---\ntitle: x\n---\n[](/a.json) [](/a/index.json) [](/s/index.json) [](/s.json)\n",
        "content/c.md": "---\ntitle: x\noutputs: [html, txt, amp]\n---\n[](/t/c/plain.txt) [](/amp/c/) [](/c/amp/)\n",
        "content/c.fr.md": "---\ntitle: x\noutputs: [html, txt, amp]\n---\n[](/fr/t/c/plain.txt) [](/fr/amp/c/)\n",
        "content/s/_index.md": "---\ntitle: x\n---\n",
    },
    "formats-of-ugly-pages": {
        "hugo.toml": BASE
        + "uglyURLs = true\n[outputFormats.nu]\nmediaType = 'text/html'\npath = 'nu'\nnoUgly = true\n",
        "layouts/all.amp.html": "x",
        "layouts/all.nu.html": "x",
        "layouts/all.json": "x",
        "content/a.md": "---\ntitle: x\noutputs: [html, amp, nu, json]\n---\n[](/a.json) [](/amp/a.html) [](/nu/a/)\n",
        "content/s/_index.md": "---\ntitle: x\noutputs: [html, nu, json]\n---\n",
    },
    "disabled-languages": {
        "hugo.toml": BASE
        + 'disableLanguages = ["fr"]\n[languages.en]\n[languages.fr]\n[languages.de]\ndisabled = true\n',
        "content/a.md": "---\ntitle: x\n---\n[](/fr/a/) [](b.md) [](/a.fr/)\n",
        "content/a.fr.md": "---\ntitle: x\n---\n",
        "content/b.md": "---\ntitle: x\n---\n",
        "content/b.de.md": "---\ntitle: x\n---\n",
        "content/l/index.md": "text\n",
        "content/l/i.fr.png": "x",
        "content/l/j.png": "x",
    },
    "names-of-the-sitemap": {
        "hugo.toml": BASE + "defaultContentLanguageInSubdir = true\ndisableDefaultLanguageRedirect = true\n"
        "[sitemap]\nfilename = 'map.xml'\n[languages.en]\n[languages.fr]\n",
        "content/a.md": "[](/map.xml) [](/sitemap.xml) [](/en/map.xml) [](/) [](/en/)\n",
    },
    "attributes-of-blocks": {
        "hugo.toml": BASE + "[markup.goldmark.parser.attribute]\nblock = true\n",
        "content/a.md": "a\n{#a}\n\nb\n{#b}\nb\n\n> c\n{#c}\n\n- d\n{#d}\n\n| e |\n|---|\n| e |\n{#e}\n\n> | f | f |\n> |---|---|\n> | f | f |\n> {#f .x}\n",
        "content/b.md": "# C\n{#a}\n\n1. x\n\n{#b}\n\n> x\n\n{#c}\n\n```\nx\n```\n{#d}\n\nx\n===\n{#e}\n\n| a |\n|---|\n| b |\n\n{#f}\n\n[](#a)\n",
    },
    "split-configuration": {
        "config/_default/hugo.toml": BASE,
        "config/_default/languages.yaml": "en:\n  weight: 1\nfr:\n  weight: 2\n  contentDir: contenu\n",
        "config/_default/taxonomies.fr.toml": 'mot = "mots"\n',
        "config/_default/permalinks.fr.toml": '[permalinks]\nposts = "/x/:slug/"\n',
        "content/posts/a.md": "---\ntitle: A\n---\n",
        "contenu/posts/a.md": "---\ntitle: B\nmots: [a]\n---\n[](/fr/x/b/) [](/fr/mots/a/)\n",
    },
    "bundle-of-all-content": {
        "hugo.toml": BASE + "[languages.en]\n[languages.fr]\n",
        "content/index.md": "---\ntitle: x\ntags: [q]\n---\n[](/a/) [](p.png) [](/s/)\n",
        "content/_index.md": "---\ntitle: home\n---\n",
        "content/a.md": "text\n",
        "content/a.fr.md": "text\n",
        "content/p.png": "x",
        "content/s/_index.md": "text\n",
        "content/s/q.png": "x",
    },
    "terms-among-the-parameters": {
        "hugo.toml": BASE,
        "content/c.md": "---\nparams:\n  tags: [z]\n---\n[](/tags/z/) [](/tags/w/)\n",
        "content/d.md": "---\nparams:\n  Tags: [z]\ntags: [w]\n---\n",
    },
    "wrong-fences-that-hugo-reads": {
        "hugo.toml": BASE,
        "content/a.md": "------\ntitle: x\nslug: own\n---\n## A\n",
        "content/b.md": "---\ntitle: x\nslug: other\n---and on\n---\n\n[](/own/)\n",
        "content/c.md": "+++\ntitle = 'x'\nslug = 'third'\n+++++\n\n## C\n",
        "content/d.md": "---\ntitle: x\nslug: fourth\n-----\n## D\n",
    },
    "html-that-ends-in-other-letters": {
        "hugo.toml": BASE + "[markup.goldmark.renderer]\nunsafe = true\n",
        "content/a.md": "<STYLE>\n\nb {}\n</STYLE>\n\n## A\n\n<script>\n\n</SCRIPT>\n## B\n\n<pre>\n\n</TextArea> x\n## C\n",
    },
    "sections-without-a-page-between": {
        "hugo.toml": BASE + '[permalinks]\nd = "/x/:sections[1:]/:contentbasename/"\ne = "/y/:sectionslugs/:slug/"\n'
        '[permalinks.section]\nd = "/s/:sections/"\n',
        "content/d/_index.md": "---\ntitle: D\n---\n",
        "content/d/Mid dle/a.md": "---\ntitle: a\n---\n",
        "content/d/Mid dle/in/_index.md": "---\ntitle: In\n---\n",
        "content/d/Mid dle/in/b.md": "---\ntitle: b\n---\n[](/x/mid-dle/in/b/) [](/x/in/b/)\n",
        "content/d/Mid dle/in/deep/c.md": "---\ntitle: c\n---\n",
        "content/d/Mid dle/in/leaf/index.md": "---\ntitle: l\n---\n",
        "content/e/_index.md": "---\ntitle: E\nslug: own\n---\n",
        "content/e/mid/in/_index.md": "---\ntitle: In\nslug: inner\n---\n",
        "content/e/mid/in/b.md": "---\ntitle: b\n---\n",
        "content/e/mid/a.md": "---\ntitle: a\n---\n",
    },
    "canonical": {
        "hugo.toml": 'baseURL = "https://example.org/docs/"\ncanonifyURLs = true\n[markup.goldmark.renderer]\nunsafe = true\n',
        "content/a.md": "---\naliases: [/old/]\n---\n[](/b/) [](/docs/b/) [](../b/) [](/nope/) [](/pic.png) <a href='/b/'>x</a> ![](/pic.png) [](//example.org/b/) [](/old/) [](/docs/) [](/docs) [](/docsx/) [](/docs/docs/b/)\n",
        "content/b.md": "---\ntitle: x\n---\n[x]({{< relref a >}})\n",
        "static/pic.png": "x",
    },
    "relative": {
        "hugo.toml": 'baseURL = "https://example.org/docs/"\nrelativeURLs = true\n[markup.goldmark.renderer]\nunsafe = true\n',
        "content/s/a.md": "---\ntitle: x\n---\n[](/b/) [](/docs/b/) [](../../b/) [](/nope/) [](/pic.png) <a href='/b/'>x</a> ![](/pic.png)\n",
        "content/b.md": "---\ntitle: x\n---\nx\n",
        "static/pic.png": "x",
    },
    "canonical-and-relative": {
        "hugo.toml": 'baseURL = "https://example.org/docs/"\nrelativeURLs = true\ncanonifyURLs = true\n',
        "content/s/a.md": "---\ntitle: x\n---\n[](/b/) [](/docs/b/) [](../../b/) [](/nope/) [](/pic.png) ![](/pic.png)\n",
        "content/b.md": "---\ntitle: x\n---\n[x]({{< relref a >}})\n",
        "static/pic.png": "x",
    },
    "org": {
        "hugo.toml": BASE + "[security]\nallowContent = ['.*']\n",
        "content/a.org": "#+TITLE: One\n#+DATE: <2024-03-01 Fri>\n#+SLUG: own\n#+TAGS[]: x y\n#+ALIASES: /old/ /older/\n\nText\n",
        "content/b.org": "#+title: Two\n#+filetags: :p:q:\n#+tags: r\n#+tags: s\n#+categories: c\n\n#+slug: no\n",
        "content/c.org": "#+title: Three\n#+draft: true\n",
        "content/d.org": "Four\n#+slug: no\n",
        "content/e.md": "---\naliases: /m/ /n/\n---\n[](/own/) [](/a/) [](/old/) [](/b/) [](/c/) [](/d/) [](/tags/x/) [](/tags/s/) [](/n/)\n",
    },
    "static-html": {
        "hugo.toml": BASE,
        "static/s.html": "<h1 id='one'>1</h1><p id=two>2</p><a name='three'>3</a><!-- <i id='four'> -->",
        "content/a.md": "[](/s.html#one) [](/s.html#two) [](/s.html#three) [](/s.html#four) [](/s.html#One)\n",
    },
}
