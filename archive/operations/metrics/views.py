"""The address that Prometheus reads."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from .access import may_read


@require_safe
@never_cache
def metrics(request):
    """The metrics; 404 for whoever may not read them, which does not reveal whether they are on."""
    if not (settings.METRICS and may_read(request)):
        raise Http404
    from .exposition import CONTENT_TYPE, exposition

    return HttpResponse(exposition(), content_type=CONTENT_TYPE)
