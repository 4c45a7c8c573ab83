from django.apps import AppConfig


class ImagesConfig(AppConfig):
    name = "cms.images"
    label = "cms_images"
