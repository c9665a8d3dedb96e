"""Application factory: Flask with our pages, filters, headers and error pages."""

import hashlib
from functools import lru_cache
from http import HTTPStatus
from pathlib import Path

from flask import Flask, Response, make_response, request, url_for
from flask.json.provider import DefaultJSONProvider
from jinja2 import StrictUndefined
from werkzeug import Response as AnyResponse
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from archive.errors import BackfileError, ForbiddenError
from archive.facts.language_tags import language_name
from archive.settings import Settings
from archive.store.store import Store
from indexer.search.service import SearchService
from webui.access import (
    LOGIN,
    Policy,
    csrf_token,
    guard,
    here,
    is_for_programs,
    is_too_old,
    login_instead,
    may_edit,
    may_send,
    policy,
    policy_of,
    typed_fields,
    visitor,
)
from webui.api import api_routes
from webui.api.health import health
from webui.api.openapi import openapi_document
from webui.api.problems import problem
from webui.bounds import LARGEST_FORM, LARGEST_RECEIPT, LONGEST_ADDRESS, bound
from webui.formatting import (
    by_role,
    clipped,
    counted,
    date_text,
    date_why_text,
    direction,
    duration,
    file_name,
    merge_command,
    moment_text,
    number_text,
    origin_of,
    size_text,
    total_text,
    unlisted_origins,
    web_address,
    why_text,
    wire_facts,
)
from webui.links import (
    address_of,
    api_link,
    article_link,
    choice_link,
    cite_link,
    export_link,
    feed_link,
    gather_link,
    list_link,
    receipt_link,
)
from webui.pages import routes
from webui.pages.browsing.browsing_routes import browsing
from webui.pages.contexts import ErrorContext, render
from webui.pages.desk.account_contexts import RefusedContext
from webui.pages.desk.blueprints import DESK
from webui.security import protect
from webui.services import Backend, attach

# A static file's address changes with its content: a browser's copy never goes stale.
_STATIC_MAX_AGE_S = 365 * 24 * 3600

# Statuses of what can be asked again in a moment.
_PASSING = {429, 503}
_RETRY_AFTER_S = "5"

_TITLES = {
    400: "That request makes no sense here",
    401: "Only for users",
    403: "Not done",
    404: "Not on file",
    405: "Nothing can be sent here",
    413: "Too much to read at once",
    414: "Too long an address",
    429: "Too many at once",
    431: "Too much to read at once",
    503: "The archive cannot answer now",
}
_MESSAGES = {
    400: "The request could not be read: go back to the list of articles and try again.",
    404: "There is no page at this address: it may have been mistyped.",
    405: "This address can be read, but nothing can be sent to it.",
    413: f"What was sent is too large: a form has {LARGEST_FORM // 1_000_000} MB at most, and the "
    f"file of a receipt {LARGEST_RECEIPT // 1_000_000} MB. Send less at once.",
    414: f"This address is longer than {LONGEST_ADDRESS:,} characters, of which one that is not a "
    "plain letter takes three to twelve: search for fewer words, or choose fewer values.",
    429: "Your network asks for many pages at once: wait a few seconds and load this page again.",
    431: "Your browser sent more about itself than can be read: delete its cookies for this site.",
    503: "Many long searches are under way: wait a few seconds and load this page again.",
    500: "Something went wrong here: the server’s log has the details.",
}


def create_app(
    settings: Settings, *, store: Store, service: SearchService, access: Policy | None = None
) -> Flask:
    """WSGI application that shows the articles of a store and searches them with a service.

    The caller keeps both open as long as the application runs. `access` says whom it serves; by
    default what the settings say, for an archive without users.
    """
    app = Flask(__name__)
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = _STATIC_MAX_AGE_S
    app.json = _plain_json(app)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    attach(app, Backend(settings, store, service), openapi_document)
    add_filters(app)
    _version_static_files(app)
    protect(app)
    bound(app)
    guard(app, settings, access or policy_of(settings, has_users=False))
    for blueprint in (routes.blueprint, browsing, *DESK, api_routes.blueprint, health):
        app.register_blueprint(blueprint)
    app.register_error_handler(BackfileError, _refused)
    app.register_error_handler(HTTPException, _failed)
    return app


def _plain_json(app: Flask) -> DefaultJSONProvider:
    """JSON provider that keeps keys in order and writes every script as it is."""
    provider = DefaultJSONProvider(app)
    provider.ensure_ascii = False
    provider.sort_keys = False
    return provider


def _version_static_files(app: Flask) -> None:
    """Give the templates `static(name)`: the address of a file, with a hash of its content."""
    folder = Path(app.static_folder or "")
    versions = {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()[:12] for file in folder.iterdir()
    }

    @lru_cache(maxsize=64)
    def address(name: str, _root: str) -> str:
        return url_for("static", filename=name, v=versions[name])

    def static(name: str) -> str:
        return address(name, request.script_root)

    app.add_template_global(static)


def _refused(error: BackfileError) -> AnyResponse:
    return login_instead(error) or _error(error.http_status, str(error))


def _failed(error: HTTPException) -> Response:
    status = error.code or 500
    response = _error(status, _MESSAGES.get(status, f"{HTTPStatus(status).phrase}."))
    if status in _PASSING:
        response.headers["Retry-After"] = _RETRY_AFTER_S
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        response.headers["Allow"] = ", ".join(sorted(error.valid_methods))
    return response


def _error(status: int, message: str) -> Response:
    if is_for_programs():
        return problem(status, message)
    title = _TITLES.get(status, "Something went wrong")
    if status == ForbiddenError.http_status and request.method == "POST":
        return make_response(render(_refused_form(title, message)), status)
    return make_response(render(ErrorContext(status, title, message)), status)


def _refused_form(title: str, message: str) -> RefusedContext:
    known = visitor().user is not None or policy().is_open
    return RefusedContext(
        status=ForbiddenError.http_status,
        title=title,
        message=message,
        fields=tuple(typed_fields()),
        again=here() if known and is_too_old() else "",
        login=address_of(LOGIN) if policy().users and not known else "",
    )


def add_filters(app: Flask) -> None:
    """Register the filters and globals with the templates of an application."""
    app.add_template_global(address_of)
    app.add_template_global(csrf_token)
    app.add_template_global(may_edit)
    app.add_template_global(may_send)
    app.add_template_global(policy)
    app.add_template_global(visitor)
    for template_filter in (
        api_link,
        article_link,
        by_role,
        choice_link,
        cite_link,
        clipped,
        counted,
        date_text,
        direction,
        duration,
        export_link,
        feed_link,
        file_name,
        gather_link,
        language_name,
        list_link,
        merge_command,
        moment_text,
        number_text,
        origin_of,
        receipt_link,
        size_text,
        total_text,
        unlisted_origins,
        web_address,
        date_why_text,
        why_text,
        wire_facts,
    ):
        app.add_template_filter(template_filter)
