"""Markdown with spans: mistune's blocks and goldmark's inline grammar, made into nodes that know their places."""
