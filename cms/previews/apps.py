from django.apps import AppConfig


class PreviewsConfig(AppConfig):
    name = "cms.previews"
    label = "cms_previews"

    def ready(self) -> None:
        from cms.previews import checks, signals  # noqa: F401 - the checks register themselves

        signals.connect()
