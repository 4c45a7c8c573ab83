from django.apps import AppConfig
from django.db.models.signals import post_migrate


class SearchConfig(AppConfig):
    name = "api.search"
    label = "search"

    def ready(self) -> None:
        from api.documents.signals import change_appended
        from api.search import receivers

        change_appended.connect(receivers.index_what_changed)
        post_migrate.connect(receivers.index_what_is_missing, sender=self)
