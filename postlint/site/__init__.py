"""The site: all its pages, and what stands at each of its URLs."""

from postlint.site.page import Page as Page


class Site:
    """All pages of one site."""
