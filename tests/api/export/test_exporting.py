"""An export writes only what changed, becomes visible as a whole, and may be killed at any moment."""

import os
import re
import signal
import subprocess
import sys
from datetime import date

import boto3
import pytest
import time_machine
from django.core.management import CommandError, call_command
from moto.server import ThreadedMotoServer

from api.documents.models import Change, Follower, FormerPath
from api.export.exporting import differences, export
from api.export.following import export_what_changed
from api.export.targets import InvalidTargetError, TargetBusyError, directory, target_at
from api.sync import snapshots, views
from backend.checks import check_settings
from tests.api.documents.publishing import publish, withdraw
from tests.builders import article, clinic, review, topic
from tests.servers import ROOT, database_url

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _another_process(monkeypatch):
    monkeypatch.setattr(views, "SNAPSHOTS", snapshots.Snapshots())


@pytest.fixture(autouse=True)
def _few_explanations(monkeypatch):
    """The pages for people are the same in every test, and take most of the time."""
    monkeypatch.setattr("api.export.groups.LINK", re.compile(b"^$"))


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "library"


def public(folder):
    return folder / "current" / "public"


def files(folder):
    """Every file with the time of its last change and its place on the disk."""
    found = (path for path in public(folder).rglob("*") if path.is_file())
    return {str(path.relative_to(public(folder))): (path.stat().st_mtime_ns, path.stat().st_ino) for path in found}


def written(before, after):
    return {name for name, stamp in after.items() if before.get(name) != stamp}


def changed(content, **fields):
    return type(content).model_validate({**content.model_dump(), **fields})


def is_right(target):
    return list(differences(target)) == []


def test_only_what_changed_is_written_again(folder):
    publish(clinic())
    publish(one := article(slug="one"))
    publish(two := article(slug="two"))
    target = target_at(str(folder))
    first = export(target)
    before = files(folder)
    assert (first.written, first.kept, first.removed) == (len(before), 0, 0)

    publish(changed(one, title="Another title"))
    second = export(target)
    after = files(folder)
    touched = written(before, after)
    assert second.written == len(touched)
    assert second.kept == len(after) - len(touched)
    documents = {name.split("/")[3] for name in touched if name.startswith("api/v1/articles/") and name.count("/") > 3}
    assert documents == {"one", str(one.id)}
    assert not any("clinic" in name or "problems" in name for name in touched)
    assert {name for name in touched if "editions/1/" in name} == set()  # what was published once stays as it was
    assert after[f"api/v1/articles/{two.slug}/index.json"] == before[f"api/v1/articles/{two.slug}/index.json"]
    assert is_right(target)


def test_nothing_is_written_when_nothing_changed(folder):
    publish(article())
    target = target_at(str(folder))
    export(target)
    version = (folder / "current").resolve()
    assert export(target).written == 0
    assert (folder / "current").resolve() == version


def test_what_was_withdrawn_leaves_only_its_problem(folder):
    publish(content := article(slug="risky"))
    publish(article(slug="safe"))
    target = target_at(str(folder))
    export(target)
    withdraw(content, reason=Change.Reason.SAFETY)
    export(target)
    left = {path.name for path in (public(folder) / "api/v1/articles/risky").rglob("*") if path.is_file()}
    assert left
    assert all(".410.json" in name for name in left)
    assert b"risky" not in (public(folder) / "api/v1/articles/index.json").read_bytes()
    assert is_right(target)


def test_a_slug_of_another_language_answers_as_the_api_redirects(folder, client):
    publish(english := article(slug="knee-pain"))
    publish(spanish := article(slug="dolor-de-rodilla", id=english.id, locale="es", path="/es/dolor-de-rodilla/"))
    target = target_at(str(folder))
    export(target)
    moved = client.get("/api/v1/articles/dolor-de-rodilla/?locale=en")
    assert moved.status_code == 308
    filed = public(folder) / "api/v1/articles/dolor-de-rodilla"
    assert (filed / "index@locale=en.json").read_bytes() == client.get(moved["Location"]).content
    assert b'"locale":"es"' in (public(folder) / "api/v1/articles/knee-pain/index@locale=es.json").read_bytes()

    publish(changed(spanish, slug="rodilla", path="/es/rodilla/"))  # the English article stays as it was
    export(target)
    assert b'"locale":"en"' in (public(folder) / "api/v1/articles/rodilla/index.json").read_bytes()
    assert is_right(target)

    withdraw(english)
    export(target)
    left = {path.name for path in (public(folder) / "api/v1/articles/rodilla").glob("*.json")}
    assert left == {"index@locale=es.json"}
    assert is_right(target)


def test_what_took_an_address_from_another_leaves_nothing_of_it(folder):
    """The path that an article had before becomes that of a topic, and its former slug means nothing any more."""
    publish(content := article(slug="knee"))
    publish(changed(content, slug="sore-knee", path="/en/back/sore-knee/"))
    target = target_at(str(folder))
    export(target)
    assert (public(folder) / "api/v1/articles/knee/index.json").exists()
    publish(topic(path="/en/back/knee/"))
    assert not FormerPath.objects.exists()
    export(target)
    assert not (public(folder) / "api/v1/articles/knee").exists()
    assert is_right(target)


def test_a_review_that_became_overdue_is_written_without_a_publication(folder):
    publish(article(slug="due", review=review(next_review_on="2027-01-05")))
    publish(article(slug="later"))
    target = target_at(str(folder))
    with time_machine.travel(date(2027, 1, 5)):
        export(target)
    before = files(folder)
    with time_machine.travel(date(2027, 1, 6)):
        export(target)
        assert is_right(target)
    touched = written(before, files(folder))
    assert "api/v1/articles/due/index.json" in touched
    assert "api/v1/articles/later/index.json" not in touched
    assert b'"overdue"' in (public(folder) / "api/v1/articles/due/index.json").read_bytes()


def test_what_is_published_while_it_is_written_is_in_it_too(folder, monkeypatch):
    publish(article(slug="one"))
    write = directory.Directory.write
    waiting = [article(slug="two"), article(slug="three")]

    def publish_meanwhile(self, file):
        write(self, file)
        if waiting:
            publish(waiting.pop())

    monkeypatch.setattr(directory.Directory, "write", publish_meanwhile)
    target = target_at(str(folder))
    assert export(target).serial == 3
    assert is_right(target)


def test_a_check_names_what_is_missing_outdated_and_left_over(folder, capsys):
    publish(article(slug="one"))
    call_command("export_library", str(folder))
    call_command("export_library", str(folder), "--check")
    detail = public(folder) / "api/v1/articles/one"
    (detail / "index.json").unlink()
    (detail / "index.json.gz").write_bytes(b"old")
    (detail / "index@locale=fr.json").write_bytes(b"{}")
    capsys.readouterr()
    with pytest.raises(CommandError, match="3 files differ"):
        call_command("export_library", str(folder), "--check")
    told = capsys.readouterr().out.splitlines()
    assert sorted(told) == [
        "left over: api/v1/articles/one/index@locale=fr.json",
        "missing: api/v1/articles/one/index.json",
        "outdated: api/v1/articles/one/index.json.gz",
    ]


def test_under_other_settings_everything_is_asked_anew(folder, settings):
    publish(article())
    target = target_at(str(folder))
    export(target)
    settings.PUBLIC_URL = "http://localhost:8000"
    assert export(target).written > 0
    assert b"http://localhost:8000/" in (public(folder) / "api/v1/index.json").read_bytes()
    assert is_right(target)


def test_two_exports_do_not_write_to_one_folder(folder):
    target, other = target_at(str(folder)), target_at(str(folder))
    with target.writing(), pytest.raises(TargetBusyError):
        export(other)


@pytest.mark.parametrize("address", ["library", "", "s3://", "https://example.org/"])
def test_a_target_is_a_folder_or_a_bucket(address, settings):
    with pytest.raises(InvalidTargetError):
        target_at(address)
    with pytest.raises(CommandError, match="neither the absolute path"):
        call_command("export_library", address)
    settings.EXPORT_TARGET = address
    found = [finding.id for finding in check_settings(None)]
    assert ("vertebra.E010" in found) == bool(address)


def test_the_worker_follows_the_log_and_the_day(folder, settings):
    assert export_what_changed() == 0
    settings.EXPORT_TARGET = str(folder)
    publish(article(slug="one", review=review(next_review_on="2027-01-05")))
    with time_machine.travel(date(2027, 1, 5)):
        assert export_what_changed() == 1
        assert export_what_changed() == 0
        assert Follower.objects.get().name.startswith("export-")
    with time_machine.travel(date(2027, 1, 6)):
        assert export_what_changed() == 1
        assert b'"overdue"' in (public(folder) / "api/v1/articles/one/index.json").read_bytes()
        assert export_what_changed() == 0


KILLED = """
import os, signal, sys, django
django.setup()
from api.export.exporting import export
from api.export.targets import directory, target_at

write, count = directory.Directory.write, []

def dying(self, file):
    write(self, file)
    count.append(file.name)
    if len(count) == 60:
        os.kill(os.getpid(), signal.SIGKILL)

if sys.argv[2] == "writing":
    directory.Directory.write = dying
else:
    os.sync = lambda: os.kill(os.getpid(), signal.SIGKILL)
export(target_at(sys.argv[1]))
"""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("moment", ["writing", "finishing"])
def test_killed_at_any_moment_it_leaves_what_was_there_and_goes_on_the_next_time(folder, moment):
    publish(article(slug="one"))
    target = target_at(str(folder))
    export(target)
    before = files(folder)
    publish(article(slug="two"))
    environment = {**os.environ, "ENV_FILE": os.devnull, "DATABASE_URL": database_url()}
    environment["DJANGO_SETTINGS_MODULE"] = "backend.settings"
    process = subprocess.run(
        [sys.executable, "-c", KILLED, str(folder), moment], cwd=ROOT, env=environment, check=False
    )
    assert process.returncode == -signal.SIGKILL
    assert (folder / "versions" / "building").exists()
    assert files(folder) == before
    export(target)
    assert is_right(target)
    assert len(list((folder / "versions").iterdir())) == 2  # nothing half-made is left


@pytest.fixture
def bucket(monkeypatch):
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    _host, port = server.get_host_and_port()
    monkeypatch.setenv("AWS_ENDPOINT_URL_S3", f"http://127.0.0.1:{port}")
    for name, value in (("ACCESS_KEY_ID", "test"), ("SECRET_ACCESS_KEY", "test"), ("DEFAULT_REGION", "us-east-1")):
        monkeypatch.setenv(f"AWS_{name}", value)
    client = boto3.client("s3")
    client.create_bucket(Bucket="clinic")
    client.put_object(Bucket="clinic", Key="media/picture.avif", Body=b"a picture")
    yield client
    server.stop()


def objects(client):
    return {found["Key"]: found["ETag"] for found in client.list_objects_v2(Bucket="clinic")["Contents"]}


def test_a_bucket_holds_the_same_files_and_says_what_they_are(bucket):
    publish(content := article(slug="one"))
    target = target_at("s3://clinic/library")
    export(target)
    found = bucket.get_object(Bucket="clinic", Key="library/api/v1/articles/one/index.json.br")
    assert (found["ContentType"], found["ContentEncoding"]) == ("application/json", "br")
    assert found["CacheControl"].startswith("public")
    assert is_right(target)
    withdraw(content)
    publish(article(slug="two"))
    second = export(target)
    assert second.kept > 0
    assert "library/api/v1/articles/one/index.json" not in objects(bucket)
    assert "library/api/v1/articles/one/index.410.json" in objects(bucket)
    assert "media/picture.avif" in objects(bucket)
    assert is_right(target)
    assert export(target).written == 0


def test_a_bucket_whose_export_was_stopped_half_way_is_made_whole(bucket, monkeypatch):
    publish(article(slug="one"))
    target = target_at("s3://clinic/library")
    export(target)
    publish(content := article(slug="two"))
    put, count = type(target)._put, []

    def fail(self, name, *arguments):
        count.append(name)
        if len(count) == 30:
            raise ConnectionError
        put(self, name, *arguments)

    with monkeypatch.context() as patch:
        patch.setattr(type(target), "_put", fail)
        with pytest.raises(ConnectionError):
            export(target)
    assert not target.is_whole()
    withdraw(content)
    export(target)
    assert target.is_whole()
    assert is_right(target)


def test_in_a_bucket_no_list_leads_to_a_document_that_is_not_there_yet(bucket, monkeypatch):
    publish(article(slug="one"))
    target = target_at("s3://clinic/library")
    put, order = type(target)._put, []

    def note(self, name, *arguments):
        put(self, name, *arguments)
        order.append(name)

    monkeypatch.setattr(type(target), "_put", note)
    export(target)
    detail, page, index = (order.index(f"api/v1/{name}index.json") for name in ("articles/one/", "articles/", ""))
    assert detail < page < index
    assert order[0] == ".export/unfinished"
    assert order[-1] == ".export/manifest.json"
