"""Pictures as public JSON. Nothing here opens a file: only what is prepared is presented."""

from collections.abc import Iterable

from api.documents.schemas import media
from cms.images.models import Image, Rendition
from cms.images.renditions import MEDIA_TYPES, all_filter_specs

# A browser takes the first type that it knows: the smallest comes first.
PREFERENCE = ("image/avif", "image/webp", "image/jpeg", "image/png")


def present_image(image: Image, locale: str, *, caption: str = "") -> media.Image:
    return present_images([image], locale)[image.pk].model_copy(update={"caption": caption or image.caption})


def present_images(images: Iterable[Image], locale: str) -> dict[int, media.Image]:
    """Each image by its primary key; one query for any number of them."""
    by_key = {image.pk: image for image in images}
    sources: dict[int, list[media.ImageSource]] = {key: [] for key in by_key}
    prepared = Rendition.objects.filter(image_id__in=by_key, filter_spec__in=all_filter_specs(by_key.values()))
    for rendition in prepared:
        sources[rendition.image_id].append(_source(rendition.file.name, rendition.width, rendition.height))
    return {key: _present(image, sources[key], locale) for key, image in by_key.items()}


def _present(image: Image, prepared: list[media.ImageSource], locale: str) -> media.Image:
    sources = prepared
    if not sources and _media_type(image.file.name):
        sources = [_source(image.file.name, image.width, image.height)]
    return media.Image(
        alt="" if image.is_decorative else image.alt_in(locale),
        decorative=image.is_decorative,
        caption=image.caption,
        credit=image.credit,
        width=image.width,
        height=image.height,
        focal_point=_focal_point(image),
        thumbhash=image.thumbhash or None,
        dominant_color=image.dominant_color or None,
        sources=sorted(sources, key=lambda source: (PREFERENCE.index(source.type), source.width)),
    )


def _source(name: str, width: int, height: int) -> media.ImageSource:
    return media.ImageSource.model_validate(
        {"type": _media_type(name), "width": width, "height": height, "url": f"media:{name}"}
    )


def _media_type(name: str) -> str | None:
    return MEDIA_TYPES.get(name.rpartition(".")[2].lower())


def _focal_point(image: Image) -> media.FocalPoint | None:
    if image.focal_point_x is None or image.focal_point_y is None:
        return None
    share = (min(1.0, image.focal_point_x / image.width), min(1.0, image.focal_point_y / image.height))
    return media.FocalPoint(x=round(share[0], 4), y=round(share[1], 4))
