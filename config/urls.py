from django.contrib import admin
from django.urls import include, path

from archive.accounts.passwords import password_urls
from archive.alerts.urls import alert_urls
from archive.operations.metrics.views import metrics

urlpatterns = [
    path("admin/", include(password_urls(admin.site))),
    path("admin/", admin.site.urls),
    path("alerts/", include(alert_urls())),
    path("metrics", metrics, name="metrics"),
    path("", include("archive.web.urls")),
]

handler500 = "archive.web.serving.errors.server_error"
handler400 = "archive.web.serving.errors.bad_request"
