from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "cms.publishing"
    label = "cms_publishing"

    def ready(self) -> None:
        from cms.publishing import signals

        signals.connect()
