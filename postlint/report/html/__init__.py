"""The report on a whole site as one HTML file, which asks nothing of anyone; made with Jinja2."""
