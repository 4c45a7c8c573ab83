"""Pictures: described, prepared, presented."""

import gc
import warnings
from contextlib import contextmanager
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from PIL import Image as Pillow

from cms.images.models import Image, Rendition
from cms.images.presenters import present_image, present_images
from cms.images.renditions import filter_specs, prepare, prepare_due
from tests import factories as make

pytestmark = pytest.mark.django_db


def upload(name="back.png"):
    stream = BytesIO()
    Pillow.new("RGB", (40, 30), "#336699").save(stream, "PNG")
    return SimpleUploadedFile(name, stream.getvalue(), "image/png")


@contextmanager
def leaving_files_open():
    """Wagtail's view does not close the file that was uploaded before its description."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        yield
        gc.collect()


class TestDescribing:
    @pytest.mark.parametrize(("alt", "decorative"), [("", False), ("  ", False), ("A runner", True)])
    def test_a_picture_is_described_or_decorative_and_never_both(self, alt, decorative):
        image = Image(title="Back", alt_text=alt, is_decorative=decorative)
        with pytest.raises(ValidationError) as refused:
            image.clean()
        assert set(refused.value.message_dict) == {"alt_text"}

    @pytest.mark.parametrize(("alt", "decorative"), [("", False), ("A runner", True)])
    def test_the_database_holds_to_it_too(self, alt, decorative):
        with pytest.raises(IntegrityError), transaction.atomic():
            make.image(alt_text=alt, is_decorative=decorative)

    def test_uploading_asks_for_a_description(self, admin_client):
        url = reverse("wagtailimages:add")
        data = {"title": "Back", "alt_text": "", "caption": "", "credit": "", "tags": ""}
        refused = admin_client.post(url, {**data, "file": upload()})
        assert "Say what the picture shows" in str(refused.context["form"].errors["alt_text"])
        assert not Image.objects.exists()
        told = {**data, "alt_text": "A runner", "alt_text_es": "Un corredor", "file": upload()}
        assert admin_client.post(url, told).status_code == 302
        assert Image.objects.get().alt_in("es") == "Un corredor"

    def test_several_at_once_wait_until_each_is_described(self, admin_client):
        response = admin_client.post(reverse("wagtailimages:add_multiple"), {"title": "Back", "files[]": upload()})
        assert response.json()["success"] is True
        assert not Image.objects.exists()
        url = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[response.json()["uploaded_file_id"]])
        prefix = f"uploaded-image-{response.json()['uploaded_file_id']}-"
        data = {f"{prefix}title": "Back", f"{prefix}alt_text": "A runner", f"{prefix}tags": "", f"{prefix}caption": ""}
        with leaving_files_open():
            assert admin_client.post(url, data).json()["success"] is True
        image = Image.objects.get()
        assert image.alt_text == "A runner"
        assert image.dominant_color == "#336699"

    def test_the_chooser_s_upload_asks_as_well(self, admin_client):
        data = {"image-chooser-upload-title": "Back", "image-chooser-upload-file": upload()}
        admin_client.post(reverse("wagtailimages_chooser:create"), data)
        assert not Image.objects.exists()
        told = {**data, "image-chooser-upload-alt_text": "A runner", "image-chooser-upload-file": upload()}
        admin_client.post(reverse("wagtailimages_chooser:create"), told)
        assert Image.objects.get().alt_text == "A runner"

    def test_another_language_falls_back_on_the_first_one_and_says_that_it_lacks_its_own(self):
        image = make.image(translated_alt_texts={})
        assert image.alt_in("es") == "A runner on a beach"
        assert image.lacks_alt_in("es")
        assert not image.lacks_alt_in("en")

    def test_a_picture_stays_decorative_when_it_is_loaded_again(self):
        image = make.image(alt_text="", translated_alt_texts={}, is_decorative=True)
        assert Image.objects.get(pk=image.pk).is_decorative


class TestAppearance:
    def test_colour_and_hash_come_with_the_file_and_change_with_it(self):
        image = make.image(file=make.image_file(color="#336699"))
        assert image.dominant_color == "#336699"
        before = image.thumbhash
        image.file = make.image_file("other.png", color="#cc3300")
        image.save()
        image = Image.objects.get(pk=image.pk)
        assert image.dominant_color == "#cc3300"
        assert image.thumbhash != before

    def test_saving_without_a_new_file_opens_none(self, monkeypatch):
        image = make.image()
        image.file.storage.delete(image.file.name)
        image = Image.objects.get(pk=image.pk)
        image.title = "Other"
        image.save()
        assert Image.objects.get(pk=image.pk).thumbhash


class TestRenditions:
    def test_widths_go_up_to_the_picture_s_own_and_no_further(self):
        assert filter_specs(Image(width=1000, height=10))[:4] == [
            f"width-{width}|format-avif" for width in (320, 640, 960, 1000)
        ]
        assert len(filter_specs(Image(width=4000, height=10))) == 15
        assert filter_specs(Image(width=100, height=10)) == [
            f"width-100|format-{name}" for name in ("avif", "webp", "jpeg")
        ]

    def test_what_is_missing_is_made_once(self):
        image = make.image(file=make.image_file(size=(400, 300)))
        assert prepare(image) is True
        assert prepare(image) is False
        assert sorted(image.renditions.values_list("width", flat=True)) == [320, 320, 320, 400, 400, 400]

    def test_the_worker_takes_what_waits_a_few_at_a_time(self):
        first, second, told = make.image(), make.image(), []
        assert prepare_due(limit=1, when_ready=told.append) == 1
        assert prepare_due(limit=5, when_ready=told.append) == 1
        assert prepare_due(limit=5, when_ready=told.append) == 0
        assert told == [first, second]

    def test_what_another_worker_has_claimed_is_left_to_it(self):
        image = make.image()
        Image.objects.update(renditions_claimed_until=timezone.now() + timedelta(minutes=1))
        assert prepare_due(limit=5, when_ready=print) == 0
        assert not Rendition.objects.filter(image=image).exists()

    def test_a_new_file_gets_new_renditions(self):
        image = make.image()
        prepare_due(limit=1, when_ready=print)
        old = set(image.renditions.values_list("file", flat=True))
        image = Image.objects.get(pk=image.pk)
        image.file = make.image_file("other.png", size=(50, 30))
        image.save()
        assert not image.renditions.exists()
        assert prepare_due(limit=1, when_ready=print) == 1
        assert not old & set(image.renditions.values_list("file", flat=True))


class TestPresenting:
    def test_before_any_rendition_is_ready_the_original_is_shown(self):
        (source,) = present_image(make.image(), "en").sources
        assert (source.type, source.url) == ("image/png", "media:original_images/back.png")

    def test_then_the_renditions_best_format_first_and_growing(self):
        image = make.image(file=make.image_file(size=(400, 300)))
        prepare(image)
        sources = present_image(image, "en").sources
        assert [(source.type, source.width) for source in sources] == [
            ("image/avif", 320), ("image/avif", 400),
            ("image/webp", 320), ("image/webp", 400),
            ("image/jpeg", 320), ("image/jpeg", 400),
        ]  # fmt: skip
        assert sources[0].height == 240

    def test_any_number_of_pictures_takes_one_query_and_opens_no_file(self, django_assert_num_queries):
        images = [make.image() for _n in range(3)]
        prepare_due(limit=2, when_ready=print)
        for image in images:
            image.file.storage.delete(image.file.name)
        images = list(Image.objects.all())
        with django_assert_num_queries(1):
            presented = present_images(images, "es")
        assert {image.alt for image in presented.values()} == {"Un corredor en la playa"}

    def test_the_focal_point_is_a_share_of_width_and_height(self):
        image = make.image(focal_point_x=10, focal_point_y=15, focal_point_width=4, focal_point_height=4)
        assert present_image(image, "en").focal_point.model_dump() == {"x": 0.25, "y": 0.5}

    def test_a_caption_of_the_place_goes_before_the_picture_s_own(self):
        image = make.image(caption="Beach")
        assert present_image(image, "en").caption == "Beach"
        assert present_image(image, "en", caption="Here").caption == "Here"
