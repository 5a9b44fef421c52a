"""Lays a Document out in pages as Word does: where every line stands. Plain Python, no Qt."""
