from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    name = "cms.desk"
    label = "cms_desk"
    verbose_name = _("Enquiries")

    def ready(self) -> None:
        from cms.desk import recipients

        recipients.connect()
