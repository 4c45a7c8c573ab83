"""Bulk actions on accounts, in the place of Wagtail's."""

from wagtail import hooks

from cms.users.accounts import AssignRole, SetActiveState

hooks.register("register_bulk_action", SetActiveState, order=1)
hooks.register("register_bulk_action", AssignRole, order=1)
