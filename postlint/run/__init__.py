"""A run over articles: found, inspected, judged against their site, repaired, cached."""
