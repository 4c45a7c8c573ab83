from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from cms.second_factor import factors
from cms.users.models import User


class Command(BaseCommand):
    help = "Remove the second factor of somebody who has lost it and whom no administrator can help."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="The name with which they sign in.")

    def handle(self, *, name: str, **_options: Any) -> None:
        user = User.objects.filter(username=name).first()
        if user is None:
            raise CommandError(f"Nobody is called {name}.")
        if not factors.remove(user, by=None, at=timezone.now()):
            raise CommandError(f"{name} has no second factor.")
        self.stdout.write(f"Removed the second factor of {name}.")
