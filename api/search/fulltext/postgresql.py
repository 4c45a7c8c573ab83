"""PostgreSQL's `tsvector` in two columns of the entry: `terms` decides what matches, `ranking` in which order.

`ranking` holds only what decides that, and so few terms that the row keeps it beside its other columns: to unpack the
whole document for every match took five times as long.
"""

from collections import Counter
from collections.abc import Iterable

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from api.search.fulltext.expressions import WEIGHTS, Matching, Parameters, Terms

FROM_BODY = 30
"""How many of a body's terms take part in the ranking: the most frequent ones."""
SATURATION = 1.2
"""BM25's k1."""
LONGEST = 20_000
"""Terms of a text that are indexed; PostgreSQL refuses a vector of more than 1 MB."""


def create(database: BaseDatabaseWrapper) -> None:
    """Statistics are off for `terms`: the planner does not know that every vector must be unpacked for it, and would
    read the whole table for a frequent word. Without them it takes the index always."""
    with database.cursor() as cursor:
        cursor.execute("ALTER TABLE search_entry ADD COLUMN terms tsvector, ADD COLUMN ranking tsvector")
        cursor.execute("ALTER TABLE search_entry ALTER COLUMN terms SET STATISTICS 0")
        cursor.execute("ALTER TABLE search_entry ALTER COLUMN ranking SET STORAGE MAIN")
        cursor.execute("CREATE INDEX search_entry_terms ON search_entry USING gin (terms) WITH (fastupdate = off)")
        for table in ("search_word", "search_name"):  # read by range, which is by character only in this collation
            cursor.execute(f'ALTER TABLE {table} ALTER COLUMN key TYPE varchar(100) COLLATE "C"')


def drop(database: BaseDatabaseWrapper) -> None:
    with database.cursor() as cursor:
        cursor.execute("ALTER TABLE search_entry DROP COLUMN terms, DROP COLUMN ranking")
        for table in ("search_word", "search_name"):
            cursor.execute(f'ALTER TABLE {table} ALTER COLUMN key TYPE varchar(100) COLLATE "default"')


def put(rows: Iterable[Terms]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE search_entry SET terms = %s::tsvector, ranking = %s::tsvector WHERE document_id = %s",
            [(_terms(row), _ranking(row), row.entry) for row in rows],
        )


def _terms(row: Terms) -> str:
    text = " ".join((row.title, row.also_known_as, row.outline, row.body))
    return _vector([(term, "") for term in dict.fromkeys(text.split()[:LONGEST] + row.labels.split())])


def _ranking(row: Terms) -> str:
    frequent = [term for term, _times in Counter(row.body.split()).most_common(FROM_BODY)]
    fields = ((row.title.split(), "A"), (row.also_known_as.split(), "B"), (row.outline.split(), "C"), (frequent, "D"))
    return _vector([(term, weight) for terms, weight in fields for term in terms])


def _vector(terms: list[tuple[str, str]]) -> str:
    """In the notation of PostgreSQL, as 'term':1A,4C."""
    positions: dict[str, list[str]] = {}
    for place, (term, weight) in enumerate(terms, start=1):
        positions.setdefault(term, [])
        if weight:
            positions[term].append(f"{place}{weight}")
    return " ".join(f"'{term}':{','.join(found)}" if found else f"'{term}'" for term, found in positions.items())


def condition(matching: Matching) -> tuple[str, Parameters]:
    labels = [f"locale={matching.locale}", *matching.labels]
    expression = matching.expression(labels, quote="'", conjunction=" & ", disjunction=" | ")
    return "search_entry AS entry WHERE terms @@ %s::tsquery", [expression]


def score(matching: Matching) -> tuple[str, Parameters]:
    """`ts_rank` knows nothing of how rare a term is, so each is ranked by itself and counts by its rarity. The weights
    are dampened as BM25 does it: a title with one of the words does not beat a summary with both."""
    weights = ",".join(str(weight / (weight + SATURATION)) for weight in reversed(WEIGHTS))
    parameters: Parameters = []
    for term, rarity in matching.rarity.items():
        parameters += [rarity, f"{{{weights}}}", f"'{term}'"]
    return "-(" + " + ".join(
        ["%s * ts_rank(%s::float4[], ranking, %s::tsquery, 1)"] * len(matching.rarity)
    ) + ")", parameters
