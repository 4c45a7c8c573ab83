"""The redirects that editors make in the admin reach readers."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect

from api.documents.models import Change, Document
from cms.headless import PublicationRefusedError
from tests import factories
from tests.cms.publishing.library import assert_sound

pytestmark = pytest.mark.django_db


def resolve(client, path):
    answer = client.get("/api/v1/resolve/", {"path": path})
    return answer.json() if answer.status_code == 200 else answer.status_code


def test_a_redirect_that_an_editor_makes_is_what_readers_get(client, admin_client):
    article = factories.publish(factories.article(title="Running"))
    form = {"old_path": "/old/running.html", "is_permanent": "on", "redirect_page": article.pk, "redirect_link": ""}
    admin_client.post(reverse("wagtailredirects:add"), form)
    found = resolve(client, "/old/running.html")
    assert (found["type"], found["path"], found["permanent"]) == ("redirect", "/en/back/running/", True)
    assert Document.objects.get(kind="redirect").current.by == "admin"
    assert_sound()

    row = Redirect.objects.get()
    admin_client.post(reverse("wagtailredirects:edit", args=[row.pk]), form | {"old_path": "/other/"})
    assert resolve(client, "/old/running.html") == 404
    assert resolve(client, "/other/")["path"] == "/en/back/running/"
    assert_sound()

    admin_client.post(reverse("wagtailredirects:delete", args=[row.pk]))
    assert resolve(client, "/other/") == 404
    assert_sound()


def test_a_redirect_to_another_website_is_elsewhere(client):
    Redirect.add_redirect("/old/", "https://www.example.org/knee", is_permanent=False)
    assert resolve(client, "/old/") == {"type": "elsewhere", "url": "https://www.example.org/knee", "permanent": False}


def test_an_address_of_this_website_is_followed_to_its_end(client, settings):
    factories.publish(factories.article(title="Running"))
    Redirect.add_redirect("/a/", f"{settings.PUBLIC_URL}/b/")
    Redirect.add_redirect("/b/", "/en/back/running/")
    assert resolve(client, "/a/")["path"] == "/en/back/running/"


def test_a_circle_is_refused_with_a_clear_word(admin_client):
    Redirect.add_redirect("/a/", "/b/")
    form = {"old_path": "/b/", "is_permanent": "on", "redirect_page": "", "redirect_link": "http://127.0.0.1:8000/a"}
    answer = admin_client.post(reverse("wagtailredirects:add"), form, follow=True)
    assert "It would lead in a circle: /b/ → /a/ → /b/. Choose another destination." in answer.content.decode()
    assert Redirect.objects.count() == 1
    assert Change.objects.count() == 1


@pytest.mark.parametrize("old_path", ["/old/?page=2", "/same/"])
def test_what_could_lead_nobody_anywhere_is_refused(old_path):
    with pytest.raises(PublicationRefusedError):
        Redirect.add_redirect(old_path, "/same/")


def test_a_redirect_to_its_own_page_is_a_circle():
    article = factories.publish(factories.article(title="Running"))
    with pytest.raises(PublicationRefusedError, match="in a circle"):
        Redirect.add_redirect("/en/back/running/", article)


def test_a_redirect_waits_while_a_page_is_at_its_path(client):
    article = factories.publish(factories.article(title="Running"))
    other = factories.publish(factories.article(title="Walking"))
    Redirect.add_redirect("/en/back/running/", other)
    assert resolve(client, "/en/back/running/")["type"] == "document"
    assert_sound()
    article.unpublish()
    assert resolve(client, "/en/back/running/")["path"] == "/en/back/walking/"
    assert_sound()
    article.change_kind, article.change_note = "editorial", "Back again."
    factories.publish(article)
    assert resolve(client, "/en/back/running/")["type"] == "document"
    assert_sound()


def test_a_redirect_goes_with_the_page_that_it_leads_to(client):
    article = factories.publish(factories.article(title="Running"))
    Redirect.add_redirect("/old/", article)
    article.delete()
    assert resolve(client, "/old/") == 404
    assert_sound()


def test_a_renamed_page_needs_no_redirect_in_the_admin(client, django_capture_on_commit_callbacks):
    article = factories.publish(factories.article(title="Running", slug="running"))
    with django_capture_on_commit_callbacks(execute=True):
        article.slug, article.change_kind, article.change_note = "jogging", "editorial", "Another name."
        factories.publish(article)
    assert not Redirect.objects.exists()
    assert resolve(client, "/en/back/running/")["path"] == "/en/back/jogging/"


def test_reconcile_finds_and_mends_what_came_in_behind_wagtails_back(client):
    Redirect.objects.bulk_create([Redirect(old_path="/old", redirect_link="https://www.example.org/")])
    output = StringIO()
    with pytest.raises(CommandError):
        call_command("reconcile", stdout=output)
    assert "missing: /old/" in output.getvalue()
    call_command("reconcile", "--repair", stdout=output)
    assert resolve(client, "/old/")["type"] == "elsewhere"
    Redirect.objects.all()._raw_delete("default")
    call_command("reconcile", "--repair", stdout=output)
    assert "left over: /old/" in output.getvalue()
    assert resolve(client, "/old/") == 404
    assert_sound()
