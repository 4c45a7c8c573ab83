from django.apps import AppConfig


class PreviewsConfig(AppConfig):
    name = "api.previews"
    label = "previews"
