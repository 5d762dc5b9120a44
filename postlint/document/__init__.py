"""One article as parsed: its text, front matter, shortcodes and Markdown nodes, each with its place."""
