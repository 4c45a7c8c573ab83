"""/metrics tells what every process counted, to whoever has the token."""

import os
import re
import subprocess
import sys
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from api.documents.models import Follower
from tests.api.documents.publishing import publish
from tests.builders import article
from tests.servers import ROOT, database_url, serve

pytestmark = pytest.mark.django_db(transaction=True)
TOKEN = "open sesame"


def ask(url, **headers):
    try:
        with urlopen(Request(url, headers=headers)) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as error:
        with error:
            return error.code, error.read().decode()


def figures(url):
    status, text = ask(f"{url}/metrics", Authorization=f"Bearer {TOKEN}")
    assert status == 200
    return {name: float(value) for name, value in re.findall(r"^([^#\s]\S*(?: [^\s]+)*?) (\S+)$", text, re.MULTILINE)}


def test_it_counts_what_all_processes_did(tmp_path):
    publish(article(slug="back-pain"))
    Follower.objects.create(name="export", serial=0)
    environment = {"METRICS_TOKEN": TOKEN, "VAR_DIR": str(tmp_path), "CMS_ENABLED": "1"}
    with serve(**environment, WEB_PROCESSES="2") as (host, port):
        url = f"http://{host}:{port}"
        for _time in range(20):
            ask(f"{url}/api/v1/articles/back-pain/")
        ask(f"{url}/api/v1/articles/chlamydia/")
        subprocess.run(
            [sys.executable, "manage.py", "worker", "--once"],
            cwd=ROOT,
            env={**os.environ, "ENV_FILE": os.devnull, "DATABASE_URL": database_url(), **environment},
            check=True,
        )
        assert ask(f"{url}/metrics")[0] == 401
        assert ask(f"{url}/metrics", Authorization="Bearer guess")[0] == 401
        told = figures(url)
    detail = 'vertebra_requests_total{cache="%s",route="api/v1/articles/<str:key>/",status="%s"}'
    hits, misses = told[detail % ("hit", "200")], told[detail % ("miss", "200")]
    assert hits + misses == 20
    assert 1 <= misses <= 2  # each process computed it once
    assert told[detail % ("miss", "404")] == 1
    assert told['vertebra_request_seconds_count{route="api/v1/articles/<str:key>/"}'] == 21
    assert told["vertebra_cache_bytes"] > 1000
    assert told["vertebra_cache_evictions"] == 0
    assert told["vertebra_library_serial"] == 1
    assert told['vertebra_follower_behind{follower="export"}'] == 1
    assert told['vertebra_worker_jobs_total{job="tell shared caches what to forget",outcome="idle"}'] >= 1
    assert not any("chlamydia" in name for name in told)


def test_without_a_token_there_is_no_such_address(tmp_path):
    with serve(VAR_DIR=str(tmp_path)) as (host, port):
        assert ask(f"http://{host}:{port}/metrics", Authorization="Bearer ")[0] == 404
