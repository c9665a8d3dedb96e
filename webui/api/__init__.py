"""JSON API, version 1: operations with typed answers, and their description in OpenAPI 3.1."""
