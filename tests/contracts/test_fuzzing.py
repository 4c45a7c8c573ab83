"""Schemathesis: everything that the contract allows is accepted, nothing else is, and every answer has its shape."""

import subprocess
import sys
from pathlib import Path

import orjson
import pytest
from django.utils import timezone

from api.documents.schemas import KINDS
from api.http.openapi import description
from tests.api.documents.publishing import example, publish, withdraw
from tests.api.previews.sharing import WEEK, share
from tests.builders import article
from tests.servers import serve

CONFIGURATION = Path(__file__).with_name("schemathesis.toml")
RUN = [
    *(sys.executable, "-m", "schemathesis.cli", "--config-file", str(CONFIGURATION), "run", "--checks", "all"),
    *("--max-examples", "20", "--seed", "20261122", "--continue-on-failure", "--no-color"),
]
OUT_OF_THE_BLUE = {"cursor", "after", "min_serial"}
pytestmark = pytest.mark.django_db(transaction=True)


def test_schemathesis_finds_nothing(tmp_path: Path):
    for kind in KINDS:
        publish(example(kind))
    for number in range(5):
        publish(article(slug=f"article-{number}"))
    gone = article(slug="gone")
    publish(gone)
    withdraw(gone)
    secret = share(expires_at=timezone.now() + WEEK).secret
    contract = tmp_path / "openapi.json"
    contract.write_bytes(orjson.dumps(with_a_pass(without_what_the_service_gives_out(description()), secret)))

    with serve() as (host, port):
        run = subprocess.run(
            [*RUN, str(contract), "--url", f"http://{host}:{port}"],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )

    assert run.returncode == 0, run.stdout


def without_what_the_service_gives_out(contract):
    """Places and serials can't be made up, only handed back, and no schema can say so. Other tests hand them back."""
    for path in contract["paths"].values():
        for operation in path.values():
            found = operation.get("parameters", ())
            operation["parameters"] = [parameter for parameter in found if parameter["name"] not in OUT_OF_THE_BLUE]
    return contract


def with_a_pass(contract, secret):
    """Nobody guesses one."""
    parameters = contract["paths"]["/api/v1/previews/{pass}/"]["get"]["parameters"]
    (parameter,) = [found for found in parameters if found["in"] == "path"]
    parameter["examples"] = {"shared": {"value": secret}}
    return contract
