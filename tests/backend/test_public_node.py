"""A node that only serves the public API: no CMS, no Wagtail, not even installed."""

import json
import os
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from api.documents.schemas import KINDS
from tests.api.documents.publishing import example, publish, withdraw
from tests.builders import article
from tests.servers import serve

pytestmark = pytest.mark.django_db(transaction=True)
WITHOUT_THE_CMS = """
import sys

class Refusal:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"cms", "wagtail", "modelcluster", "taggit", "treebeard", "willow", "django_tasks_db"}:
            raise ImportError(f"{name} is not installed on this node")

sys.meta_path.insert(0, Refusal())
"""


@pytest.fixture
def node(tmp_path: Path):
    (tmp_path / "sitecustomize.py").write_text(WITHOUT_THE_CMS)
    path = os.pathsep.join([str(tmp_path), *filter(None, [os.environ.get("PYTHONPATH")])])
    with serve(CMS_ENABLED="False", PYTHONPATH=path) as (host, port):
        yield f"http://{host}:{port}"


def test_it_answers_everything_that_is_public(node):
    for kind in KINDS:
        publish(example(kind))
    gone = article(slug="gone")
    publish(gone)
    withdraw(gone)

    for path in (
        "/api/v1/",
        "/api/v1/openapi.json",
        "/api/v1/articles/",
        "/api/v1/articles/sprained-ankle/",
        "/api/v1/topics/ankle/",
        "/api/v1/clinicians/rosa-delgado/",
        "/api/v1/clinic/",
        "/api/v1/resolve/?path=/en/ankle/sprained-ankle",
    ):
        with urlopen(node + path) as response:
            assert json.load(response), path
    for path in ("/api/docs/", "/api/problems/", "/static/http/docs.js"):
        with urlopen(node + path) as response:
            assert response.status == 200, path
    assert refused(f"{node}/api/v1/articles/gone/") == 410
    assert refused(f"{node}/api/v1/nothing/") == 404
    assert refused(f"{node}/admin/") == 404


def refused(url: str) -> int:
    with pytest.raises(HTTPError) as refusal:
        urlopen(url)
    refusal.value.close()
    return refusal.value.code
