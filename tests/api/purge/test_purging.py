"""Shared caches forget what a change makes stale."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import boto3
import pytest
from moto.server import ThreadedMotoServer

from api.documents.models import Follower
from api.purge import services
from api.purge.following import purge_what_changed
from api.purge.services import Cloudflare, CloudFront, Fastly, Proxy, PurgeError, configured
from tests.api.documents.publishing import publish
from tests.builders import article

pytestmark = pytest.mark.django_db


class Neighbour(BaseHTTPRequestHandler):
    """A real server that writes down what it was told."""

    def do_POST(self):
        length = int(self.headers.get("Content-Length", 0))
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.server.told.append((self.command, self.path, headers, self.rfile.read(length)))
        self.send_response(self.server.status)
        self.end_headers()
        self.wfile.write(self.server.answer)

    do_PURGE = do_BAN = do_POST  # noqa: N815 - the names that the standard library looks for

    def log_message(self, *arguments):
        pass


@pytest.fixture
def neighbour():
    with ThreadingHTTPServer(("127.0.0.1", 0), Neighbour) as server:
        server.told, server.status, server.answer = [], 200, b'{"success": true}'
        server.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_cloudflare_is_told_the_tags(neighbour):
    Cloudflare("zone", "secret", api=neighbour.url).purge(["a", "b"])
    ((method, path, headers, body),) = neighbour.told
    assert (method, path, headers["authorization"]) == ("POST", "/zones/zone/purge_cache", "Bearer secret")
    assert json.loads(body) == {"tags": ["a", "b"]}


def test_a_refusal_of_cloudflare_is_a_failure(neighbour):
    neighbour.answer = b'{"success": false, "errors": [{"code": 10000}]}'
    with pytest.raises(PurgeError, match="10000"):
        Cloudflare("zone", "secret", api=neighbour.url).purge(["a"])


def test_fastly_is_told_the_tags(neighbour):
    Fastly("service", "secret", api=neighbour.url).purge(["a", "b"])
    ((method, path, headers, _body),) = neighbour.told
    assert (method, path) == ("POST", "/service/service/purge")
    assert (headers["fastly-key"], headers["surrogate-key"]) == ("secret", "a b")


@pytest.mark.parametrize("method", ["PURGE", "BAN"])
def test_a_proxy_is_told_the_tags(neighbour, method):
    Proxy(neighbour.url, method).purge(["a", "b"])
    ((told, _path, headers, _body),) = neighbour.told
    assert (told, headers["cache-tag"], headers["surrogate-key"]) == (method, "a,b", "a b")


@pytest.fixture
def cloudfront(monkeypatch):
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    _host, port = server.get_host_and_port()
    monkeypatch.setenv("AWS_ENDPOINT_URL_CLOUDFRONT", f"http://127.0.0.1:{port}")
    for name, value in (("ACCESS_KEY_ID", "test"), ("SECRET_ACCESS_KEY", "test"), ("DEFAULT_REGION", "us-east-1")):
        monkeypatch.setenv(f"AWS_{name}", value)
    yield boto3.client("cloudfront")
    server.stop()


def test_cloudfront_is_told_the_tags(cloudfront):
    origin = {"Id": "o", "DomainName": "example.s3.amazonaws.com", "S3OriginConfig": {"OriginAccessIdentity": ""}}
    forwarded = {"QueryString": True, "Cookies": {"Forward": "none"}}
    behaviour = {"TargetOriginId": "o", "ViewerProtocolPolicy": "allow-all", "MinTTL": 0, "ForwardedValues": forwarded}
    config = {"CallerReference": "r", "Origins": {"Quantity": 1, "Items": [origin]}, "DefaultCacheBehavior": behaviour}
    created = cloudfront.create_distribution(DistributionConfig={**config, "Comment": "", "Enabled": True})
    distribution = created["Distribution"]["Id"]
    CloudFront(distribution).purge(["a", "b"])
    listed = cloudfront.list_invalidations(DistributionId=distribution)["InvalidationList"]["Items"]
    told = cloudfront.get_invalidation(DistributionId=distribution, Id=listed[0]["Id"])["Invalidation"]
    assert sorted(told["InvalidationBatch"]["Paths"]["Items"]) == ["#a", "#b"]
    with pytest.raises(PurgeError, match="NoSuchDistribution"):
        CloudFront("unknown").purge(["a"])


def test_a_service_that_is_away_or_refuses_is_a_failure(neighbour):
    neighbour.status = 403
    with pytest.raises(PurgeError, match="403"):
        Proxy(neighbour.url).purge(["a"])
    with pytest.raises(PurgeError, match="failed"):
        Proxy("http://127.0.0.1:9").purge(["a"])


def test_a_change_is_told_with_the_tags_of_every_answer_that_it_makes_stale(neighbour, settings, client):
    settings.PURGE_URLS = [neighbour.url]
    publish(content := article())
    assert purge_what_changed() == 1
    told = set(neighbour.told[0][2]["cache-tag"].split(","))
    for path in (f"articles/{content.slug}/", "articles/", "changes/", ""):
        assert set(client.get(f"/api/v1/{path}")["Cache-Tag"].split(",")) <= told, path
    assert purge_what_changed() == 0


def test_many_changes_are_told_in_few_requests(neighbour, settings, monkeypatch):
    settings.PURGE_URLS = [neighbour.url]
    monkeypatch.setattr(services.Proxy, "most_tags", 4)
    for number in range(6):
        publish(article(slug=f"article-{number}"))
    assert purge_what_changed() == 6
    assert [len(headers["cache-tag"].split(",")) for _m, _p, headers, _b in neighbour.told] == [4, 4]


def test_what_one_service_did_not_take_is_told_again_and_hinders_no_other(neighbour, settings, caplog):
    settings.PURGE_URLS = ["http://127.0.0.1:9", neighbour.url]
    publish(article())
    assert purge_what_changed() == 1
    assert len(neighbour.told) == 1
    assert "holds answers that are out of date" in caplog.text
    assert sorted(Follower.objects.values_list("serial", flat=True)) == [0, 1]


def test_the_settings_say_which_services_there_are(settings):
    assert configured() == []
    settings.CLOUDFLARE_ZONE, settings.FASTLY_SERVICE, settings.CLOUDFRONT_DISTRIBUTION = "z", "s", "d"
    assert [service.name for service in configured()] == ["cloudflare", "fastly", "cloudfront"]
