from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    name = "cms.articles"
    label = "cms_articles"

    def ready(self) -> None:
        from cms.articles import translating

        translating.connect()
