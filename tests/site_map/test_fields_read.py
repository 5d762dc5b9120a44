"""Which fields the templates of a site read."""

import pytest

from postlint.site.hugo.template_fields import fields_read


def read(text: str, *, is_shortcode: bool = False) -> frozenset[str] | None:
    return fields_read([(text, is_shortcode)])


@pytest.mark.parametrize(
    "text",
    [
        "{{ .Params.cover }}",
        "{{ .Params.Cover.image }}",
        '{{ .Param "cover" }}',
        '{{ index .Params "cover" }}',
        "{{ $page.Params.cover }}",
        "{{ with .Cover }}{{ . }}{{ end }}",
    ],
)
def test_what_a_template_names_may_be_read(text: str) -> None:
    assert "cover" in (read(text) or ())


@pytest.mark.parametrize(
    "text",
    [
        "<meta name='cover'>",
        "{{ .Site.Params.cover }}",
        "{{ site.Params.cover }}",
        "{{/* .Params.cover */}}",
        "{{- /* {{ .Params.cover }} */ -}}",
    ],
)
def test_what_is_no_field_of_an_article_is_not(text: str) -> None:
    names = read(text)
    assert names is not None
    assert "cover" not in names


@pytest.mark.parametrize(
    "text",
    [
        "{{ range $k, $v := .Params }}{{ end }}",
        "{{ .Params | jsonify }}",
        "{{ .Param $name }}",
        "{{ index .Page.Params $name }}",
        '{{ resources.Get "a.js" | resources.ExecuteAsTemplate "b.js" . }}',
    ],
)
def test_a_template_may_read_any_field(text: str) -> None:
    assert read(text) is None


def test_a_shortcode_has_parameters_of_its_own() -> None:
    assert read("{{ len .Params }}{{ index .Params 0 }}", is_shortcode=True) is not None
    assert read("{{ range .Page.Params }}{{ end }}", is_shortcode=True) is None


@pytest.mark.parametrize("call", ['template "_internal/opengraph.html" .', 'partial "twitter_cards.html" .'])
def test_the_templates_that_hugo_brings_show_images(call: str) -> None:
    names = read(f"{{{{ {call} }}}}") or ()
    assert "images" in names
    assert "description" not in names


@pytest.mark.parametrize(
    ("text", "is_read"),
    [
        ("{{ with .Description }}{{ . }}{{ end }}", True),
        ("{{ or .Description .Summary }}", False),
        ("{{ .Description | default .Summary }}", False),
        ("{{ if .Description }}{{ .Description }}{{ else }}{{ .Summary }}{{ end }}", False),
        ("{{ if .Description }}{{ .Description }}{{ end }}{{ else }}{{ .Summary }}", True),
        ("{{ or .Description .Summary }}{{ .Description }}", True),
    ],
)
def test_a_description_in_whose_place_the_summary_is_shown_is_not_missed(text: str, is_read: bool) -> None:
    assert ("description" in (read(text) or ())) is is_read
