"""An editor gives somebody without an account a link to a draft, sees whether it was used, and takes it back."""

import re

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission, PageLogEntry

from api.previews.models import Pass
from cms.users.models import User
from tests.factories import article, publish, topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    return article()


def person(name, page=None):
    """Somebody who may open the admin, and edit below `page`."""
    user = User.objects.create_user(name, f"{name}@clinic.example", "secret")
    group = Group.objects.create(name=name)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    if page:
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename="change_page")
        GroupPagePermission.objects.create(group=group, page=page, permission=permission)
    user.groups.add(group)
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def eva(page):
    return person("eva", page)


def address(page):
    return reverse("previews:share", args=[page.pk])


def share(editor, page, **data):
    response = editor.post(address(page), {"note": "Dr. Brown", "days": "7", **data})
    found = BeautifulSoup(response.content, "html.parser").find("input", id="link-1")
    return found["value"] if found else None


def test_the_link_opens_the_draft_for_somebody_without_an_account(eva, page):
    link = share(eva, page)
    response = Client().get(link)
    assert response.status_code == 200
    assert page.title in response.text
    assert "Draft, not published." in response.text
    assert "no-store" in response["Cache-Control"]


def test_it_shows_the_draft_as_saved_when_it_was_shared_until_it_is_brought_up_to_date(eva, page):
    link = share(eva, page)
    page.title = "A later title"
    page.save_revision()
    assert "A later title" not in Client().get(link).text
    eva.post(address(page), {"renew": Pass.objects.get().pk})
    assert "A later title" in Client().get(link).text


def test_the_list_tells_whom_it_is_for_and_how_often_it_was_seen(eva, page):
    link = share(eva, page)
    Client().get(link)
    Client().get(link)
    row = BeautifulSoup(eva.get(address(page)).content, "html.parser").select_one("table.listing tbody tr")
    cells = [cell.get_text(strip=True) for cell in row.find_all("td")]
    assert (cells[0], cells[3], cells[5]) == ("Dr. Brown", "2", "eva")
    assert cells[2].startswith("Works until")
    assert cells[4] != "Never"


def test_the_link_is_told_once(eva, page):
    secret = share(eva, page).rstrip("/").rpartition("/")[2]
    assert secret not in eva.get(address(page)).text


def test_a_link_that_is_taken_back_shows_nothing_any_more(eva, page):
    link = share(eva, page)
    response = eva.post(address(page), {"revoke": Pass.objects.get().pk}, follow=True)
    assert "The link shows nothing any more." in response.text
    assert "Taken back by eva" in response.text
    assert Client().get(link).status_code == 410
    eva.post(address(page), {"renew": Pass.objects.get().pk})
    assert Client().get(link).status_code == 410


def test_publishing_ends_what_was_shared(eva, page):
    link = share(eva, page)
    publish(page)
    response = Client().get(link)
    assert response.status_code == 410
    assert "The article has been published since" in response.text
    assert "Over: the article has been published" in eva.get(address(page)).text


def test_deleting_the_article_ends_what_was_shared(eva, page):
    link = share(eva, page)
    page.delete()
    assert Client().get(link).status_code == 410


def test_only_who_may_edit_the_article_shares_or_sees_its_links(page):
    elsewhere = article(under=topic("Knee"), title="Knee pain")
    other = person("max", elsewhere)
    assert share(person("eva", page), page)
    for response in (other.get(address(page)), other.post(address(page), {"days": "7"})):
        assert response.status_code == 302
    mine = Pass.objects.get()
    assert other.post(address(elsewhere), {"revoke": mine.pk}).status_code == 404
    mine.refresh_from_db()
    assert (Pass.objects.count(), mine.reason) == (1, "")
    assert "/login/" in Client().get(address(page))["Location"]


def test_what_is_no_article_has_nothing_to_share():
    admin = Client()
    admin.force_login(User.objects.create_superuser("root", "root@clinic.example", "secret"))
    assert admin.get(address(topic())).status_code == 404


def test_how_long_it_works_is_one_of_the_choices(eva, page):
    assert share(eva, page, days="3650") is None
    assert not Pass.objects.exists()
    share(eva, page, days="1")
    row = Pass.objects.get()
    assert (row.expires_at - row.created_at).days == 1


def test_with_frontends_each_has_its_link(eva, page, settings):
    settings.PREVIEW_FRONTENDS = {"Website": "https://www.clinic.example{path}?preview={token}"}
    response = eva.post(address(page), {"days": "7"})
    links = [found["value"] for found in BeautifulSoup(response.content, "html.parser").select("input[id^=link-]")]
    assert re.fullmatch(r"https://www\.clinic\.example/en/back/running-with-back-pain/\?preview=[-\w]{43}", links[0])
    assert re.fullmatch(r"http://testserver/previews/[-\w]{43}/", links[1])


def test_the_history_of_the_page_says_who_shared_it_with_whom(eva, page):
    share(eva, page)
    eva.post(address(page), {"revoke": Pass.objects.get().pk})
    actions = list(PageLogEntry.objects.filter(page=page.pk, action__startswith="vertebra").order_by("pk"))
    assert [entry.action for entry in actions] == ["vertebra.preview_shared", "vertebra.preview_revoked"]
    assert {entry.user.username for entry in actions} == {"eva"}
    assert "Preview shared: Dr. Brown" in eva.get(reverse("wagtailadmin_pages:history", args=[page.pk])).text


def test_the_button_stands_on_the_edit_page(eva, page):
    html = eva.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).text
    assert f'href="{address(page)}"' in html
