from django.apps import AppConfig


class SecondFactorConfig(AppConfig):
    name = "cms.second_factor"
    label = "cms_second_factor"

    def ready(self) -> None:
        from cms.second_factor import checks  # noqa: F401 - the checks register themselves
