"""Where drafts are, below `/api/v1/`."""

from django.urls import path

from api.previews import endpoints

urlpatterns = [path("previews/<str:pass>/", endpoints.GetPreview.as_view(), name="preview-detail")]
