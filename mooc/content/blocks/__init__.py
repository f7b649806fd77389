"""The table of the blocks that are not questions. One line adds one."""

from __future__ import annotations

from mooc.content.role import Role

BLOCKS = ()
ROLES: dict[str, Role] = {}
