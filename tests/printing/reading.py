"""Reading printed PDFs back: their text, their fonts, their pictures."""

import re
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any

import zxingcpp
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import DictionaryObject


def page_texts(pdf: bytes) -> list[str]:
    """Return the text of each page with every run of white space as one space."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]


def text_of(pdf: bytes) -> str:
    """Return the text of all pages."""
    return " ".join(page_texts(pdf))


def squeezed(text: str) -> str:
    """Return the text without any white space, for words that may be broken over lines."""
    return re.sub(r"\s+", "", text)


def bold_text(pdf: bytes) -> str:
    """Return what is set in the bold font."""
    found: list[str] = []

    def visit(text: str, _user: list[float], _text: list[float], font: Any, _size: float) -> None:
        if font and "Bold" in font["/BaseFont"]:
            found.append(text)

    for page in PdfReader(BytesIO(pdf)).pages:
        page.extract_text(visitor_text=visit)
    return " ".join(" ".join(found).split())


def highest_text(pdf: bytes) -> float:
    """Return how far below the upper edge of the first page its text begins, in points."""
    page = PdfReader(BytesIO(pdf)).pages[0]
    heights: list[float] = []

    def visit(text: str, user: list[float], matrix: list[float], _font: Any, _size: float) -> None:
        if text.strip():
            heights.append(user[5] + matrix[5] * user[3])

    page.extract_text(visitor_text=visit)
    return float(page.mediabox.height) - max(heights)


def fonts_without_file(pdf: bytes) -> set[str]:
    """Return the names of fonts that are used but not carried inside the document."""
    reader = PdfReader(BytesIO(pdf))
    bare: set[str] = set()
    for number in range(1, len(reader.xref_objStm) + sum(map(len, reader.xref.values())) + 1):
        thing = reader.get_object(number)
        if isinstance(thing, DictionaryObject) and thing.get("/Type") == "/Font":
            descriptor = thing.get("/FontDescriptor")
            if descriptor is None or "/FontFile2" not in descriptor.get_object():
                bare.add(str(thing["/BaseFont"]))
    return bare


def pictures(pdf: bytes, folder: Path, dots_per_inch: int = 150) -> list[Image.Image]:
    """Return each page as a picture, drawn by poppler."""
    file = folder / "page.pdf"
    file.write_bytes(pdf)
    command = ["pdftoppm", "-r", str(dots_per_inch), "-gray", "-png", str(file), str(folder / "page")]
    subprocess.run(command, check=True)
    found = []
    for path in sorted(folder.glob("page*.png")):
        with Image.open(path) as picture:
            found.append(picture.copy())
    return found


def codes(picture: Image.Image) -> list[str]:
    """Return the text of every QR code in a picture."""
    return [code.text for code in zxingcpp.read_barcodes(picture)]
