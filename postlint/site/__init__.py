"""All articles of one site together: what is at a URL, where a link leads, which article has a title."""
