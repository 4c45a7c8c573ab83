"""Pictures, where no other server stands in front to serve them."""

from posixpath import normpath

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe
from django.views.static import serve

FOLDERS = ("images/", "original_images/")
"""Where Wagtail keeps pictures. Whatever else lies below MEDIA_ROOT isn't public."""


@require_safe
def serve_picture(request: HttpRequest, path: str) -> HttpResponseBase:
    """A file below MEDIA_ROOT. Its name changes whenever its content does, so that caches may keep it for ever."""
    path = normpath(path)  # as `serve` does, and before looking where it leads
    if not path.startswith(FOLDERS):
        raise Http404
    response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    patch_cache_control(response, public=True, max_age=31_536_000, immutable=True)
    response["Access-Control-Allow-Origin"] = "*"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"  # whatever the file claims to be
    return response
