"""The description of the JSON that the public pages have, for programs: OpenAPI 3.1."""

import json
from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import JsonResponse
from django.views.decorators.http import require_safe

from archive.web.citations import base_url

DESCRIPTION = Path(__file__).with_name("openapi.json")


@cache
def load_description() -> dict:
    return json.loads(DESCRIPTION.read_text("utf-8"))


@require_safe
def openapi(request):
    description = load_description()
    info = description["info"] | {"version": settings.VERSION}
    return JsonResponse(description | {"info": info, "servers": [{"url": base_url(request)}]})
