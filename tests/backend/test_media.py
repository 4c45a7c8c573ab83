"""Pictures are served, for ever cacheable; nothing else of the media folder is."""

from pathlib import Path

import pytest


@pytest.fixture
def media(settings):
    folder = Path(settings.MEDIA_ROOT)
    for name in ("images/knee.webp", "documents/contract.pdf", "export/en.ndjson"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"content")
    (folder.parent / "secret.txt").write_text("outside")
    return folder


def test_a_picture_is_served_and_may_be_kept_for_ever(client, media):
    response = client.get("/media/images/knee.webp", headers={"Origin": "https://app.example"})
    assert (response.status_code, response.getvalue()) == (200, b"content")
    assert response["Content-Type"] == "image/webp"
    assert set(response["Cache-Control"].split(", ")) == {"public", "max-age=31536000", "immutable"}
    assert response["Access-Control-Allow-Origin"] == "*"


def test_a_file_that_claims_to_be_a_page_runs_nothing(client, media):
    (media / "images" / "page.html").write_text("<script>alert(1)</script>")
    response = client.get("/media/images/page.html")
    assert "sandbox" in response["Content-Security-Policy"]
    assert response.getvalue()


@pytest.mark.parametrize(
    "path",
    [
        "documents/contract.pdf",
        "export/en.ndjson",
        "images/../documents/contract.pdf",
        "images/../../secret.txt",
        "images/",
        "images/none.png",
    ],
)
def test_nothing_but_pictures_is_served(client, media, path):
    assert client.get(f"/media/{path}").status_code == 404


def test_a_picture_can_not_be_sent_here(client, media):
    assert client.post("/media/images/knee.webp").status_code == 405
