"""What an operator asks a visitor for: the id of the request, and the version that answered."""

from django import template
from django.conf import settings

from archive.tracing.trace import current_id

register = template.Library()
register.simple_tag(current_id, name="request_id")


@register.simple_tag
def program_version() -> str:
    return settings.VERSION
