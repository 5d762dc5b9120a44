"""The language server: what editors ask of a site while somebody writes; the only place that imports pygls."""
