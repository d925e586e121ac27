"""An address may be long, as that of a search with hundreds of chosen values, but not without end."""

from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

# A query of ten thousand characters, of nine in an address each, gets a page that says it is too long.
MAX_CHARACTERS = 131_072


class AddressLengthMiddleware:
    """Middleware: 414 in the look of the site."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if len(request.META.get("QUERY_STRING", "")) + len(request.path_info) <= MAX_CHARACTERS:
            return self.get_response(request)
        if request.path_info.endswith(".json"):
            return JsonResponse({"message": _("The address is too long.")}, status=414)
        return HttpResponse(render_to_string("414.html"), status=414)
