"""All pages of the desk, for the application to register."""

from webui.pages.desk import (
    annotation_routes,
    authority_routes,
    batch_routes,
    cite_routes,
    collection_routes,
    correction_routes,
    export_routes,
    receipt_routes,
)
from webui.pages.desk.account_routes import account_pages
from webui.pages.desk.feed_routes import feeds
from webui.pages.desk.opensearch_routes import opensearch
from webui.pages.desk.saved_routes import saved

DESK = (
    account_pages,
    annotation_routes.blueprint,
    authority_routes.blueprint,
    batch_routes.blueprint,
    cite_routes.blueprint,
    collection_routes.blueprint,
    correction_routes.blueprint,
    export_routes.blueprint,
    feeds,
    opensearch,
    receipt_routes.blueprint,
    saved,
)
