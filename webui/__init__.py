"""What a person or a program sees: pages, an API, and the command line."""

from webui.app import create_app

__all__ = ["create_app"]
