"""Routes of saved searches."""

from flask import Blueprint

saved = Blueprint("saved", __name__)
