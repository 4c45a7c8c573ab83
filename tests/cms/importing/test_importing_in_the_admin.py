"""Editors hand files in, the worker reads them, and the report tells what became of them."""

from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.files.storage import FileSystemStorage, storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from wagtail.models import GroupPagePermission

from backend.worker import EDITORIAL_JOBS
from cms.articles.models import ArticlePage
from cms.images.models import Image
from cms.importing import runs
from cms.importing.models import ImportFile, ImportOutcome, ImportRun
from tests import factories
from tests.cms.importing.files import as_docx, as_html, as_text, post, wxr
from tests.cms.importing.running import ENGLISH, SPANISH

pytestmark = pytest.mark.django_db
NEW = "/admin/imports/new/"


@pytest.fixture(autouse=True)
def homes(monkeypatch, tmp_path):
    storage = FileSystemStorage(location=tmp_path / "imports")
    monkeypatch.setattr(ImportFile._meta.get_field("upload"), "storage", storage)
    factories.home("en")
    factories.home("es")


@pytest.fixture
def writer(client):
    """Somebody who may write below one topic, and may bring articles in."""
    user = get_user_model().objects.create_user("writer", "writer@clinic.example", "a long password")
    group = Group.objects.create(name="Importers")
    codenames = ["access_admin", "add_importrun"]
    group.permissions.set(Permission.objects.filter(codename__in=codenames))
    GroupPagePermission.objects.create(
        group=group, page=factories.topic("Back"), permission=Permission.objects.get(codename="add_page")
    )
    user.groups.add(group)
    client.force_login(user)
    return client


def upload(name, data):
    return SimpleUploadedFile(name, data)


def hand_in(client, *files, **fields):
    return client.post(NEW, {"uploads": list(files), "topic": "", "language": "", **fields}, follow=True)


def let_the_worker_read():
    while runs.work_on_uploads():
        pass


def test_files_are_only_stored_by_the_request_and_read_by_the_worker(admin_client):
    answer = hand_in(admin_client, upload("running.docx", as_docx(ENGLISH)), upload("correr.txt", as_text(SPANISH)))
    run = ImportRun.objects.get()
    assert answer.redirect_chain == [(f"/admin/imports/{run.pk}/", 302)]
    assert "Waiting" in answer.content.decode()
    assert not ArticlePage.objects.exists()
    let_the_worker_read()
    assert {page.locale.language_code for page in ArticlePage.objects.all()} == {"en", "es"}
    report = admin_client.get(f"/admin/imports/{run.pk}/").content.decode()
    assert "Everything has been read." in report
    assert "Running with back pain: can I keep going?" in report
    assert "When to see a doctor: “When to see a doctor”" in report
    assert f'href="/admin/pages/{ArticlePage.objects.first().pk}/edit/"' in report


def test_the_worker_has_a_job_for_it():
    names = [job.name for job in EDITORIAL_JOBS if job.run.__name__ == "read_handed_in_articles"]
    assert names == ["read old articles that were handed in"]


def test_what_was_handed_in_is_never_public_and_gone_once_it_is_read(admin_client, settings):
    hand_in(admin_client, upload("a.html", as_html(ENGLISH)))
    [file] = ImportFile.objects.all()
    stored = Path(file.upload.path)
    assert stored.exists()
    assert not Path(storages["imports"].location).is_relative_to(settings.MEDIA_ROOT)
    let_the_worker_read()
    assert not stored.exists()


def test_pictures_come_in_with_the_articles_that_show_them(admin_client):
    page = b"<h1>Knees</h1><p>Bend.</p><img src='https://old.example/uploads/knee.png' alt='A knee'>"
    hand_in(admin_client, upload("a.html", page), upload("knee.png", factories.image_file().read()))
    let_the_worker_read()
    assert Image.objects.get().alt_text == "A knee"
    assert ImportOutcome.objects.count() == 1


def test_a_file_that_cannot_be_read_says_why_and_keeps_no_other_out(admin_client):
    hand_in(admin_client, upload("bad.docx", b"no zip"), upload("a.txt", as_text(ENGLISH)))
    let_the_worker_read()
    report = admin_client.get(f"/admin/imports/{ImportRun.objects.get().pk}/").content.decode()
    assert "This is no Word file (DOCX), or it was cut off." in report
    assert ArticlePage.objects.count() == 1
    assert "Finished, with errors" in admin_client.get("/admin/imports/").content.decode()


@pytest.mark.parametrize(
    ("files", "word"),
    [
        ([("a.pdf", b"%PDF")], "Files that end in .pdf can&#x27;t be imported"),
        ([("a.png", b"x")], "These are pictures only"),
        ([("a.txt", b"")], "The submitted file is empty"),
        ([], "This field is required"),
    ],
)
def test_what_can_be_told_at_once_is_told_at_once(admin_client, files, word):
    answer = hand_in(admin_client, *(upload(*file) for file in files))
    assert word in answer.content.decode()
    assert not ImportRun.objects.exists()


def test_a_long_export_is_read_in_turns_and_its_progress_shown(admin_client, monkeypatch):
    monkeypatch.setattr(runs, "TURN", -1.0)
    posts = [post(f"Post {n}", "Text.", number=n) for n in range(3)]
    hand_in(admin_client, upload("site.xml", wxr(posts)))
    run = ImportRun.objects.get()
    assert runs.work_on_uploads() == 1
    part = admin_client.get(f"/admin/imports/{run.pk}/?only=progress").content.decode()
    assert 'value="1"' in part
    assert 'max="3"' in part
    assert 'data-finished="false"' in part
    let_the_worker_read()
    part = admin_client.get(f"/admin/imports/{run.pk}/?only=progress").content.decode()
    assert 'data-finished="true"' in part
    assert "New draft: 3" in part


def test_a_worker_that_died_loses_its_claim_after_a_while(admin_client):
    hand_in(admin_client, upload("a.txt", as_text(ENGLISH)))
    ImportFile.objects.update(claimed_until=timezone.now() + runs.CLAIM)
    assert runs.work_on_uploads() == 0
    ImportFile.objects.update(claimed_until=timezone.now() - runs.CLAIM)
    assert runs.work_on_uploads() == 1


def test_the_report_can_show_only_what_somebody_should_look_at(admin_client):
    posts = [post("Fine", "", number=1), post("Odd", "<iframe src='https://video.example/x'></iframe>Text.", number=2)]
    hand_in(admin_client, upload("site.xml", wxr(posts)))
    let_the_worker_read()
    ImportOutcome.objects.filter(title="Fine").update(needs_a_person=False)
    report = admin_client.get(f"/admin/imports/{ImportRun.objects.get().pk}/?check").content.decode()
    assert "An embedded video or page was left out: https://video.example/x." in report
    assert "Fine" not in report


def test_a_long_report_has_pages(admin_client):
    run = ImportRun.objects.create(region="US", by_worker=True)
    file = run.files.create(name="a.xml", articles=60, finished_at=timezone.now())
    for number in range(60):
        file.outcomes.create(key=str(number), title=f"Article {number}", result="created")
    assert "Article 10" in admin_client.get(f"/admin/imports/{run.pk}/").content.decode()
    assert "Article 59" in admin_client.get(f"/admin/imports/{run.pk}/?p=2").content.decode()


class TestSomebodyWhoMayBringArticlesIn:
    def test_is_offered_the_topics_that_they_may_write_below(self, writer):
        factories.topic("Knees")
        form = writer.get(NEW).content.decode()
        assert "Back (English)" in form
        assert "Knees" not in form

    def test_puts_drafts_there_in_their_name(self, writer):
        topic = factories.topic("Back")
        hand_in(writer, upload("a.txt", as_text(ENGLISH)), topic=topic.pk)
        let_the_worker_read()
        page = ArticlePage.objects.get()
        assert page.get_parent().pk == topic.pk
        assert page.owner.username == "writer"
        assert page.latest_revision.user.username == "writer"

    def test_finds_it_in_the_menu(self, writer):
        assert "/admin/imports/" in writer.get("/admin/").content.decode()


def test_somebody_who_may_not_bring_articles_in_gets_nowhere_near_it(client):
    user = get_user_model().objects.create_user("other", "other@clinic.example", "a long password")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    run = ImportRun.objects.create(region="US")
    for path in ("/admin/imports/", NEW, f"/admin/imports/{run.pk}/", f"/admin/imports/{run.pk}/?only=progress"):
        assert client.get(path).status_code == 302, path
    assert "/admin/imports/" not in client.get("/admin/").content.decode()
