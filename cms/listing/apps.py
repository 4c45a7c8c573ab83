from django.apps import AppConfig


class ListingConfig(AppConfig):
    name = "cms.listing"
    label = "cms_listing"
