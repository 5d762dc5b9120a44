"""The language server: findings and completion in an editor; the only place that imports pygls."""
