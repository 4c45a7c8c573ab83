"""Where everything is."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from api import urls as api_urls
from backend.media import serve_picture

urlpatterns: list[URLPattern | URLResolver] = [*api_urls.urlpatterns]

if settings.SERVE_MEDIA:
    urlpatterns += [path("media/<path:path>", serve_picture)]

if settings.CMS_ENABLED:
    from wagtail.admin import urls as admin_urls

    urlpatterns += [path("admin/", include(admin_urls))]
