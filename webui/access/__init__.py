"""Access: who uses the archive, and whether they may change it."""

from webui.access.permission import csrf_token, editor, may_edit

__all__ = ["csrf_token", "editor", "may_edit"]
