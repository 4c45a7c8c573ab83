from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebhooksConfig(AppConfig):
    name = "api.webhooks"
    label = "webhooks"
    verbose_name = _("Webhooks")

    def ready(self) -> None:
        from api.enquiries.signals import enquiry_received
        from api.webhooks import queueing

        enquiry_received.connect(queueing.on_enquiry)
