"""Beside the editor, the draft is seen where readers would see it, as it is being written."""

from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from api.previews.models import Pass
from cms.previews.checks import check_frontends
from cms.users.models import User
from tests.factories import article, publish

pytestmark = pytest.mark.django_db
WEBSITE = "https://www.clinic.example{path}?preview={token}&lang={locale}"


@pytest.fixture
def editor(client):
    client.force_login(User.objects.create_superuser("eva", "eva@clinic.example", "secret"))
    return client


@pytest.fixture
def page():
    return article()


def write(editor, page, **changes):
    """What the form sends while somebody types; nothing is saved."""
    form = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).context["form"]
    data = {}
    for bound in [form, *form.formsets.values()]:
        for field in getattr(bound, "management_form", bound):
            data[field.html_name] = field.value()
    data = {name: value for name, value in data.items() if value is not None and not name.startswith("body")}
    data |= {"body-count": "0", "topics": [page.topics.first().pk], "audience": ["adults"]}
    for inline in form.formsets.values():
        for row in inline.forms:
            data |= {field.html_name: field.value() for field in row if field.value() is not None}
    data |= changes
    return editor.post(reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk]), data)


def look(editor, page, **query):
    return editor.get(reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk]), query)


def test_the_frame_leads_to_the_draft_as_it_is_being_written(editor, page):
    assert write(editor, page, title="Half a tit").json() == {"is_valid": True, "is_available": True}
    response = look(editor, page, mode="reading-view")
    assert response.status_code == 302
    assert response["Cache-Control"].startswith("no-store")
    reader = Client()
    shown = reader.get(response["Location"])
    assert "Half a tit" in shown.text
    assert "Draft" in shown.text
    page.refresh_from_db()
    assert page.title == "Running with back pain"


def test_what_is_written_next_replaces_it_under_the_same_address(editor, page):
    write(editor, page, title="One")
    first = look(editor, page)["Location"]
    write(editor, page, title="Two", summary="")
    second = look(editor, page)["Location"]
    assert first == second
    told = Client().get(first.replace("/previews/", "/api/v1/previews/")).json()
    assert told["title"] == "Two"
    assert {"field": "summary", "detail": "Write a summary: lists and search engines show it."} in told["preview"][
        "missing"
    ]
    assert Pass.objects.count() == 1


def test_another_session_has_another_address(editor, page):
    write(editor, page)
    own = look(editor, page)["Location"]
    other = Client()
    other.force_login(User.objects.create_superuser("max", "max@clinic.example", "secret"))
    write(other, page)
    assert look(other, page)["Location"] != own


def test_it_opens_at_the_real_path_in_each_configured_frontend(editor, page, settings):
    settings.PREVIEW_FRONTENDS = {"Website": WEBSITE, "Our app": "https://app.clinic.example/preview/{token}"}
    write(editor, page, slug="a-new-address")
    website = urlsplit(look(editor, page, mode="website")["Location"])
    assert (website.netloc, website.path) == ("www.clinic.example", "/en/back/a-new-address/")
    secret = website.query.removeprefix("preview=").removesuffix("&lang=en")
    assert look(editor, page, mode="our-app")["Location"] == f"https://app.clinic.example/preview/{secret}"
    response = Client().get(f"/api/v1/previews/{secret}/", headers={"origin": "https://www.clinic.example"})
    assert response.json()["path"] == "/en/back/a-new-address/"
    assert response["Access-Control-Allow-Origin"] == "*"


def test_the_editor_offers_every_frontend_in_two_sizes(editor, page, settings):
    settings.PREVIEW_FRONTENDS = {"Website": WEBSITE}
    html = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).text
    for choice in ('<option value="website" selected>Website', '<option value="reading-view">Plain page'):
        assert choice in html
    assert 'data-device-width="390"' in html
    assert 'data-device-width="1280"' in html


def test_the_draft_of_a_published_article_changes_nothing_for_readers(editor, page):
    publish(page)
    write(editor, page, title="Not for readers")
    look(editor, page)
    assert Client().get(f"/api/v1/articles/{page.slug}/").json()["title"] == "Running with back pain"


def test_a_stranger_sees_no_preview(client, page):
    assert look(client, page).status_code == 302
    assert "/login/" in look(client, page)["Location"]
    assert not Pass.objects.exists()


@pytest.mark.parametrize(
    "frontends", [{"Website": "https://www.clinic.example/"}, {"": WEBSITE}, {"App": "app://{token}"}]
)
def test_a_frontend_that_could_show_nothing_is_found_by_a_check(settings, frontends):
    settings.PREVIEW_FRONTENDS = frontends
    assert [found.id for found in check_frontends()] == ["previews.E001"]
    settings.PREVIEW_FRONTENDS = {"Website": WEBSITE}
    assert check_frontends() == []
