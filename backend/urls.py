"""Where everything is."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from backend.media import serve_picture

urlpatterns: list[URLPattern | URLResolver] = [path("", include("api.urls"))]

if settings.SERVE_MEDIA:
    urlpatterns += [path("media/<path:path>", serve_picture)]

if settings.CMS_ENABLED:
    from wagtail.admin import urls as admin_urls

    urlpatterns += [path("admin/", include(admin_urls))]
