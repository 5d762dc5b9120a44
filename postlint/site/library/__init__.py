"""The library: which article of a site is about some words."""
