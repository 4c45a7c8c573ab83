from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationsConfig(AppConfig):
    name = "cms.translations"
    label = "cms_translations"
    verbose_name = _("translations")

    def ready(self) -> None:
        from cms.translations import hiding

        hiding.connect()
