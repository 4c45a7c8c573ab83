import pytest

from cms.articles import gate
from cms.images.models import Image
from cms.importing.pictures import Folder
from tests import factories
from tests.cms.importing.conftest import draft
from tests.cms.importing.files import OFFICE, docx, post, word_paragraph, wxr

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def homes():
    factories.home("en")
    factories.home("es")


@pytest.fixture
def folder(tmp_path):
    uploads = tmp_path / "uploads" / "2020" / "05"
    uploads.mkdir(parents=True)
    (uploads / "runner.jpg").write_bytes(factories.image_file("runner.jpg", (80, 60)).read())
    (uploads / "runner-30x20.jpg").write_bytes(factories.image_file("runner.jpg", (30, 20)).read())
    (uploads / "knee.png").write_bytes(factories.image_file("knee.png", color="#aa3322").read())
    (tmp_path / "secret.png").write_bytes(factories.image_file("secret.png", color="#000000").read())
    return tmp_path / "uploads"


def export(content, **fields):
    return wxr([post("A post", content, **fields)])


def codes(outcome):
    return [note["code"] for note in outcome.notes]


def test_a_picture_that_lies_in_the_folder_comes_with_its_alternative_text(bring_in, folder):
    content = "<p>Run.</p><img src='https://old.example/wp-content/uploads/2020/05/runner-30x20.jpg' alt='A runner' />"
    [outcome] = bring_in("a.xml", export(content), pictures=folder)
    image = Image.objects.get()
    assert (image.alt_text, image.width, image.needs_description) == ("A runner", 80, False)
    [block] = [child for child in draft(outcome).body if child.block_type == "image"]
    assert block.value["image"] == image


def test_one_without_an_alternative_text_waits_for_somebody_to_describe_it(bring_in, folder):
    [outcome] = bring_in("a.xml", export("<p>Bend.</p><img src='/uploads/2020/05/knee.png' />"), pictures=folder)
    image = Image.objects.get()
    assert image.needs_description
    assert "picture_without_alt" in codes(outcome)
    assert any("alternative" in reason.text for reason in gate.reasons(draft(outcome), published_before=False))
    image.alt_text = "A bent knee"
    image.full_clean()
    image.save()
    assert not Image.objects.get().needs_description


def test_one_with_a_spanish_text_is_described_in_spanish_only(bring_in, folder):
    bring_in("a.xml", export("<img src='knee.png' alt='Una rodilla'>"), pictures=folder / "2020" / "05", language="es")
    image = Image.objects.get()
    assert not image.lacks_alt_in("es")
    assert image.alt_in("es") == "Una rodilla"
    assert image.lacks_alt_in("en")


def test_the_alternative_text_may_stand_in_the_list_of_attachments(bring_in, folder):
    attachment = post(
        "runner",
        "",
        number=9,
        post_type="attachment",
        attachment_url="https://old.example/uploads/2020/05/runner.jpg",
        extra="<wp:postmeta><wp:meta_key>_wp_attachment_image_alt</wp:meta_key>"
        "<wp:meta_value>Somebody runs</wp:meta_value></wp:postmeta>",
    )
    article = post("A", "<img src='https://old.example/uploads/2020/05/runner.jpg'>", number=8)
    bring_in("a.xml", wxr([article, attachment]), pictures=folder)
    assert Image.objects.get().alt_text == "Somebody runs"


def test_the_featured_picture_stands_at_the_top(bring_in, folder):
    thumbnail = "<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>9</wp:meta_value></wp:postmeta>"
    attachment = post(
        "r", "", number=9, post_type="attachment", attachment_url="https://old.example/2020/05/runner.jpg"
    )
    [outcome] = bring_in("a.xml", wxr([post("A", "Text.", number=8, extra=thumbnail), attachment]), pictures=folder)
    assert draft(outcome).hero_image == Image.objects.get()


def test_a_picture_that_is_not_there_is_told_with_what_it_showed(bring_in, folder):
    [outcome] = bring_in("a.xml", export("<p>x</p><img src='/gone.jpg' alt='A lost picture'>"), pictures=folder)
    assert {"code": "picture_missing", "params": {"name": "/gone.jpg", "alt": "A lost picture"}} in outcome.notes
    assert not Image.objects.exists()


def test_the_same_picture_is_kept_once(bring_in, folder):
    content = "<img src='/2020/05/runner.jpg' alt='A runner'>"
    posts = [post(f"Post {n}", content, number=n) for n in range(3)]
    bring_in("a.xml", wxr(posts), pictures=folder)
    bring_in("b.xml", wxr(posts), pictures=folder)
    assert Image.objects.count() == 1


@pytest.mark.parametrize(
    "name",
    ["../secret.png", "/../../secret.png", "..%2fsecret.png", "%2e%2e/secret.png", "..\\secret.png", "a\0b.png", ""],
)
def test_nothing_outside_the_folder_is_taken(folder, name):
    assert Folder(folder).data(name) is None


def test_a_link_that_leads_out_of_the_folder_is_not_followed(folder):
    (folder / "link.png").symlink_to(folder.parent / "secret.png")
    assert Folder(folder).data("link.png") is None


@pytest.mark.parametrize("data", [b"not a picture", b"\x89PNG\r\n\x1a\n broken", b"GIF89a" + b"\0" * 40, b"<svg/>"])
def test_what_is_no_usable_picture_is_left_out(bring_in, folder, data):
    (folder / "bad.png").write_bytes(data)
    [outcome] = bring_in("a.xml", export("<p>x</p><img src='bad.png' alt='Bad'>"), pictures=folder)
    assert "picture_unreadable" in codes(outcome)
    assert not Image.objects.exists()


def test_a_picture_inside_a_word_file_comes_with_it(bring_in):
    drawing = (
        '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
        '<wp:docPr id="1" descr="A knee from the side"/><a:graphic '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        '<a:graphicData><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill>'
        '<a:blip r:embed="rId9"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )
    relationship = f'<Relationship Id="rId9" Type="{OFFICE}/image" Target="media/image1.png"/>'
    data = docx(
        word_paragraph("A knee.") + word_paragraph("", runs=drawing),
        parts={"word/media/image1.png": factories.image_file().read()},
        relationships=relationship,
    )
    [outcome] = bring_in("a.docx", data)
    assert Image.objects.get().alt_text == "A knee from the side"
    assert [child.block_type for child in draft(outcome).body] == ["text", "image"]
