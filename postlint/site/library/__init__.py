"""The librarian: which article of a site is about some words."""
