"""The direction of a language, for every template: `dir` stands wherever the `lang` of a text does."""

from django import template

from archive.text.languages import text_direction

register = template.Library()


@register.filter
def direction(language: str | None) -> str:
    return text_direction(language or "")
