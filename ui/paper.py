"""A finished sheet on its way to preview and printer."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Paper:
    """A sheet to show, and then to print or save; ``kind`` chooses the printer, ``file_name`` names no person."""

    title: str
    file_name: str
    pdf: bytes
    kind: str = "surat"
