"""Access: who uses the archive, what they may, and whether a request is really theirs."""

from webui.access.host_names import is_local
from webui.access.identification import visitor
from webui.access.permission import changes_nothing, csrf_token, editor, may_edit, may_read
from webui.access.policy import Policy, policy, policy_of

__all__ = [
    "Policy",
    "changes_nothing",
    "csrf_token",
    "editor",
    "is_local",
    "may_edit",
    "may_read",
    "policy",
    "policy_of",
    "visitor",
]
