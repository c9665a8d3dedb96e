"""Routes of receipts: one of a list, as a page or as JSON, and the verdict on one that is sent."""

import re

from flask import Blueprint, Response, request

from archive.errors import ReceiptError
from indexer.desk.receipt import from_json, receipt_of, to_json, verify
from indexer.desk.told_articles import told
from webui.access import changes_nothing, takes_form
from webui.bounds import BESIDES_A_FILE, LARGEST_RECEIPT
from webui.links import receipt_link
from webui.pages.contexts import render
from webui.pages.desk.receipt_contexts import ReceiptContext, VerdictContext
from webui.pages.list_names import list_name
from webui.parameters import first_value, refuse_ignored, values_of
from webui.query_string import read_page
from webui.services import backend

blueprint = Blueprint("receipt", __name__)

_JSON = "json"
_NOT_IN_NAMES = re.compile(r"[^0-9]+")


@blueprint.get("/receipt")
def receipt() -> str | Response:
    """Receipt of the list that a query string asks for; with `format=json` as a file."""
    reading = read_page(request.query_string)
    store, service = backend().store, backend().service
    is_file = first_value(values_of(request.query_string), "format") == _JSON
    if is_file:
        refuse_ignored(reading.notices, runs_backwards=reading.state.runs_backwards)
    made = receipt_of(store, service, reading.question)
    if is_file:
        response = Response(to_json(made), mimetype="application/json")
        name = f"receipt-{_NOT_IN_NAMES.sub('-', made.made.utc[:19])}.json"
        response.headers["Content-Disposition"] = f"attachment; filename={name}"
        response.headers["Cache-Control"] = "no-store"
        return response
    return render(
        ReceiptContext(
            state=reading.state.bare(),
            name=list_name(reading.state),
            receipt=made,
            download=receipt_link(reading.state, _JSON),
            limit_bytes=LARGEST_RECEIPT,
            warnings=reading.notices,
        )
    )


@blueprint.post("/receipt")
@changes_nothing
@takes_form(LARGEST_RECEIPT + BESIDES_A_FILE)
def verified() -> str:
    """Verdict on the receipt that a form sends; nothing is kept of it."""
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        raise ReceiptError("no receipt was sent: choose its file first")
    content = sent.stream.read(LARGEST_RECEIPT + 1)
    if len(content) > LARGEST_RECEIPT:
        raise ReceiptError(
            "the receipt is too large for this page: use 'backfile receipt --verify'"
        )
    store = backend().store
    verdict = verify(store, backend().service, from_json(content))
    return render(
        VerdictContext(
            verdict=verdict,
            came=told(store, verdict.came),
            gone=told(store, verdict.gone),
            changed=told(store, verdict.changed),
            limit_bytes=LARGEST_RECEIPT,
        )
    )
