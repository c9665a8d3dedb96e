"""Access: who uses the archive, what they may, and whether a request is really theirs."""

from webui.access.gate import (
    LOGIN,
    TypedField,
    guard,
    is_for_programs,
    is_too_old,
    login_instead,
    typed_fields,
)
from webui.access.host_names import is_local
from webui.access.identification import visitor
from webui.access.own_paths import here, own_path
from webui.access.permission import (
    changes_nothing,
    csrf_token,
    editor,
    may_edit,
    may_read,
    may_send,
    takes_form,
)
from webui.access.policy import Policy, policy, policy_of

__all__ = [
    "LOGIN",
    "Policy",
    "TypedField",
    "changes_nothing",
    "csrf_token",
    "editor",
    "guard",
    "here",
    "is_for_programs",
    "is_local",
    "is_too_old",
    "login_instead",
    "may_edit",
    "may_read",
    "may_send",
    "own_path",
    "policy",
    "policy_of",
    "takes_form",
    "typed_fields",
    "visitor",
]
