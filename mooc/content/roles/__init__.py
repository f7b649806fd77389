"""The table of the roles: ``{name}`text` ``. One line adds one."""

from __future__ import annotations

from mooc.content.role import Role
from mooc.content.roles.term import ROLE as TERM

ROLES: dict[str, Role] = {role.name: role for role in (TERM,)}
