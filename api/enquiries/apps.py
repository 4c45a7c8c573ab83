from django.apps import AppConfig


class EnquiriesConfig(AppConfig):
    name = "api.enquiries"
    label = "enquiries"

    def ready(self) -> None:
        from api.enquiries import checks  # noqa: F401 - it registers itself
