"""Who reads the database alone can compute nobody's codes."""

import importlib
from base64 import b32decode, b32encode, b64encode
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from cms.second_factor.models import AuthenticatorApp
from tests.cms.second_factor.conftest import CHECK, HOME, OWN, SETUP, errors

pytestmark = pytest.mark.django_db
moving = importlib.import_module("cms.second_factor.migrations.0003_encrypt_keys")
MISSING = "Codes of apps can't be checked now: a key is missing on the server."


def new_ring_key():
    return Fernet.generate_key().decode()


def rotate():
    call_command("rotate_enquiry_keys", stdout=StringIO())


def rows_of_all_tables():
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            yield from (str(row) for row in cursor.fetchall())


def spellings(key):
    """As django-otp keeps it, and as an app is told."""
    return [key.hex(), b32encode(key).decode(), b64encode(key).decode()]


def files():
    """The file of the database and its log."""
    if connection.vendor != "sqlite":
        pytest.skip("the files of this database belong to its server")
    file = Path(connection.settings_dict["NAME"])
    return b"".join(part.read_bytes() for part in file.parent.glob(f"{file.name}*"))


def sign_in_later(wanda, clock):
    clock.shift(60)
    wanda.sign_in()
    return wanda.answer(wanda.app())


def test_no_table_tells_the_key(wanda, clock):
    wanda.set_up()
    held = "\n".join(rows_of_all_tables())
    assert "wanda@clinic.example" in held
    assert not any(spelling in held for spelling in spellings(wanda.key))
    assert sign_in_later(wanda, clock).url == HOME


def test_nor_does_a_session_while_the_app_is_being_set_up(wanda):
    shown = wanda.read(SETUP).select_one(".second-factor__key").text.replace(" ", "")
    kept = str(wanda.client.session.items())
    assert "second_factor_key" in kept
    assert not any(spelling in kept for spelling in spellings(b32decode(shown)))


@pytest.mark.django_db(transaction=True)
def test_nor_does_the_file_of_the_database(wanda):
    wanda.set_up()
    found = files()
    assert b"wanda@clinic.example" in found
    assert not any(spelling.encode() in found for spelling in spellings(wanda.key))


class TestUpgrading:
    """From the time when keys stood in clear in django-otp's table."""

    KEY = "0123456789abcdef0123456789abcdef01234567"

    def upgrade(self, function=moving.encrypt):
        function(apps, type("Editor", (), {"connection": connection}))

    def before(self, wanda):
        set_up = timezone.now() - timedelta(days=90)
        device = TOTPDevice.objects.create(user=wanda.user, key=self.KEY, name="app", drift=1, last_t=7)
        TOTPDevice.objects.update(created_at=set_up)
        wanda.key = bytes.fromhex(self.KEY)
        return device, set_up

    def test_keys_are_encrypted_and_sign_in_goes_on_as_before(self, wanda, clock):
        _device, set_up = self.before(wanda)
        self.upgrade()
        assert not TOTPDevice.objects.exists()
        assert self.KEY not in "\n".join(rows_of_all_tables())
        app = AuthenticatorApp.objects.get()
        assert (app.drift, app.last_t, app.created_at) == (1, 7, set_up)
        AuthenticatorApp.objects.update(drift=0)
        wanda.sign_in()
        assert wanda.client.get(HOME).url.startswith(CHECK)
        assert sign_in_later(wanda, clock).url == HOME

    @pytest.mark.django_db(transaction=True)
    def test_what_stood_in_clear_is_overwritten_in_the_file(self, wanda):
        self.before(wanda)
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)") if connection.vendor == "sqlite" else None
        assert self.KEY.encode() in files()
        self.upgrade()
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        assert self.KEY.encode() not in files()

    def test_the_way_back_is_open(self, wanda):
        self.before(wanda)
        self.upgrade()
        self.upgrade(moving.decrypt)
        assert TOTPDevice.objects.get().key == self.KEY
        assert not AuthenticatorApp.objects.exists()


class TestChangingKeys:
    def test_after_a_rotation_the_old_key_is_not_needed_any_more(self, wanda, clock, settings):
        old, new = new_ring_key(), new_ring_key()
        settings.ENQUIRY_KEYS = [old]
        wanda.set_up()
        settings.ENQUIRY_KEYS = [new, old]
        assert sign_in_later(wanda, clock).url == HOME
        rotate()
        settings.ENQUIRY_KEYS = [new]
        assert sign_in_later(wanda, clock).url == HOME

    def test_a_key_taken_out_too_early_is_named_and_a_recovery_code_still_opens(self, wanda, clock, settings, caplog):
        settings.ENQUIRY_KEYS = [new_ring_key()]
        first, *_rest = wanda.set_up()
        settings.ENQUIRY_KEYS = [new_ring_key()]
        assert wanda.opens()
        assert MISSING in errors(sign_in_later(wanda, clock))
        assert "put the key back" in caplog.text
        assert not wanda.opens()
        assert wanda.answer(first).url == HOME
        assert wanda.read(OWN).select_one("form")

    def test_whoever_has_no_code_is_helped_without_the_key(self, wanda, settings):
        settings.ENQUIRY_KEYS = [new_ring_key()]
        wanda.set_up()
        settings.ENQUIRY_KEYS = [new_ring_key()]
        call_command("remove_second_factor", "wanda", stdout=StringIO())
        assert wanda.sign_in() == HOME

    def test_a_key_that_is_being_set_up_when_the_ring_changes_is_made_anew(self, wanda, settings):
        settings.ENQUIRY_KEYS = [new_ring_key()]
        first = wanda.read(SETUP).select_one(".second-factor__key").text
        settings.ENQUIRY_KEYS = [new_ring_key()]
        assert wanda.read(SETUP).select_one(".second-factor__key").text != first
        wanda.set_up()
        assert wanda.opens()

    def test_it_is_refused_where_the_apps_are_not_known(self, settings):
        settings.CMS_ENABLED = False
        with pytest.raises(CommandError, match="CMS_ENABLED"):
            rotate()
