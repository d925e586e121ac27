"""Which requests are those of the public: the same answer for everybody."""

from functools import cache

from django.conf import settings
from django.urls import reverse

from archive.models.base.urls import permanent_path


def is_public(request) -> bool:
    """Whether the request is for a public page and has no session."""
    return settings.SESSION_COOKIE_NAME not in request.COOKIES and is_for_public_page(request)


def is_for_public_page(request) -> bool:
    return request.method in {"GET", "HEAD"} and not request.path_info.startswith(private_addresses())


@cache
def private_addresses() -> tuple[str, ...]:
    names = ("admin:index", "healthz", "readyz", "policy_report", "metrics")
    private = *map(reverse, names), f"{reverse('home')}alerts/"  # there are none where no mail is sent
    return tuple(map(permanent_path, private))
