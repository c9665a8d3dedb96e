"""Serving: connections, the turns of requests, and the slow lane."""
