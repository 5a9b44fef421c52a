"""Soạn Công Văn: drafts Vietnamese official letters, offline."""

__version__ = "0.1.0"
