"""Bytes → Document: plain text, HTML and PDF, from files, folders, standard input or an address."""

from karvan.documents.find import find_documents
from karvan.documents.load import from_bytes, from_text, open_document

__all__ = ["find_documents", "from_bytes", "from_text", "open_document"]
