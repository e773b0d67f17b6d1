"""Summarises a folder of documents overnight."""
