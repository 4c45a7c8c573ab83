from django.apps import AppConfig
from django.core.checks import Tags, register


class BackendConfig(AppConfig):
    name = "backend"
    label = "backend"

    def ready(self) -> None:
        from backend.checks import check_settings

        register(check_settings, Tags.security)
