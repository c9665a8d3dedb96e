"""Packages of files: zip and tar."""
