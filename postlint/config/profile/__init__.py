"""The profile of a site: what its own articles show of its rules, and the configuration that says so."""
