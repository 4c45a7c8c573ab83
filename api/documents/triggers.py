"""The database itself refuses to rewrite the record, whoever asks."""

from collections.abc import Sequence

from django.db.backends.base.base import BaseDatabaseWrapper

TABLES = ("documents_edition", "documents_change", "documents_safetynotice")
VERBS = ("UPDATE", "DELETE")


def install(connection: BaseDatabaseWrapper, tables: Sequence[str] = TABLES) -> None:
    """Create the triggers, on PostgreSQL and SQLite."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "CREATE OR REPLACE FUNCTION documents_refuse() RETURNS trigger LANGUAGE plpgsql AS "
                "$$ BEGIN RAISE EXCEPTION '% rows are never changed or deleted', TG_TABLE_NAME "
                "USING ERRCODE = 'restrict_violation'; END $$"
            )
        for table in tables:
            for verb in VERBS:
                body = (
                    "FOR EACH ROW EXECUTE FUNCTION documents_refuse()"
                    if connection.vendor == "postgresql"
                    else f"BEGIN SELECT RAISE(ABORT, '{table} rows are never changed or deleted'); END"
                )
                cursor.execute(f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} {body}")


def remove(connection: BaseDatabaseWrapper, tables: Sequence[str] = TABLES) -> None:
    """Drop the triggers: for the reversal of the migration, and for tests that empty the tables."""
    with connection.cursor() as cursor:
        for table in tables:
            for verb in VERBS:
                on_table = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{verb.lower()}{on_table}")
