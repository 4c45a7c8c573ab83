"""A client that keeps a copy of the library, as the documentation tells it to."""

from typing import Any

Key = tuple[str, str, str]


class Mirror:
    """What is stored, and where synchronisation goes on."""

    def __init__(self, client: Any, **filters: str) -> None:
        self.client, self.filters = client, filters
        self.after: str | None = None
        self.documents: dict[Key, dict[str, Any]] = {}
        self.tombstones: list[dict[str, Any]] = []

    def ask(self, limit: int = 100) -> bool:
        """Fetch and apply one page; returns whether there is more."""
        query = {"include": "documents", "limit": limit}
        query |= {"after": self.after} if self.after else self.filters
        response = self.client.get("/api/v1/changes/", query)
        assert response.status_code == 200, response.content
        page = response.json()
        for entry in page["results"]:
            key = (entry["kind"], entry["id"], entry["locale"])
            if entry["action"] == "withdraw":
                self.documents.pop(key, None)
                self.tombstones.append(entry)
            else:
                self.documents[key] = entry["document"]
        self.after = page["after"]
        return page["more"]

    def synchronise(self, limit: int = 100) -> "Mirror":
        while self.ask(limit):
            pass
        return self
