"""Below /admin/previews/."""

from django.urls import URLPattern, path

from cms.previews.views import ShareView

app_name = "previews"
urlpatterns: list[URLPattern] = [path("<int:page_id>/", ShareView.as_view(), name="share")]
