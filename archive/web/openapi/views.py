"""The description of the JSON that the public pages have, for programs: OpenAPI 3.1.

The file beside this module has all but the facets of the search, which are those of `archive.search.facets`.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import JsonResponse
from django.views.decorators.http import require_safe

from archive.search.facets import FACETS
from archive.web.citations import base_url

DESCRIPTION = Path(__file__).with_name("openapi.json")
SEARCHES = ("/search.json", "/search/count.json", "/search/values/{facet}.json")


@cache
def load_description() -> dict[str, Any]:
    """The OpenAPI document without version and servers; read and completed once."""
    description = json.loads(DESCRIPTION.read_text("utf-8"))
    names = [facet.name for facet in FACETS]
    parameters = [
        facet_parameter(name, f"Values of the facet {name}, of which a result has one.") for name in names
    ]
    parameters += [
        facet_parameter(f"not-{name}", f"Values of the facet {name} that no result has.") for name in names
    ]
    components, paths = description["components"], description["paths"]
    components["parameters"] |= {parameter["name"]: parameter for parameter in parameters}
    for path in SEARCHES:
        paths[path]["get"]["parameters"] += [
            {"$ref": f"#/components/parameters/{parameter['name']}"} for parameter in parameters
        ]
    values = {"type": "array", "items": {"$ref": "#/components/schemas/FacetValue"}}
    components["schemas"]["Search"]["properties"]["facets"] |= {
        "properties": dict.fromkeys(names, values),
        "required": names,
    }
    paths["/search/values/{facet}.json"]["get"]["parameters"][0]["schema"]["enum"] = names
    return description


def facet_parameter(name: str, description: str) -> dict[str, Any]:
    return {
        "name": name,
        "in": "query",
        "description": description,
        "schema": {"type": "array", "items": {"type": "string"}},
    }


@require_safe
def openapi(request):
    description = load_description()
    info = description["info"] | {"version": settings.VERSION}
    return JsonResponse(description | {"info": info, "servers": [{"url": base_url(request)}]})
