"""Characters that the typeface lacks are seen as missing, never lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase import pdfmetrics

from ilp_desktop.printing.fonts import FILES, fitting_size, printable, register_fonts, text_width
from ilp_desktop.resources import resource_path


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Siti Nurhaliza", "Siti Nurhaliza"),
        ("suhu ≥ 37,5 °C, IMT 18,5\u201324,9 kg/m²", "suhu ≥ 37,5 °C, IMT 18,5\u201324,9 kg/m²"),
        ("Muḥammad", "Muhammad"),
        ("Mu\u0301hammad", "Múhammad"),
        ("陳 Contoh", "? Contoh"),
        ("محمد", "????"),
        ("sudah ✓", "sudah ?"),
        ("kontrol → poli", "kontrol ? poli"),
        ("anak 👶", "anak ?"),
        ("a\u202fb\u3000c\td", "a b c d"),
        ("nol\u200blebar\u00ad", "nollebar"),
        ("bel\x07nol\x00", "belnol"),
        ("satu\r\ndua\u2028tiga", "satu\ndua\ntiga"),
        ("\ud800", "?"),
        ("", ""),
    ],
)
def test_text_is_printed_as_it_can_be_seen(typed: str, printed: str) -> None:
    assert printable(typed) == printed


@given(st.text(alphabet=st.characters()))
def test_every_printed_character_has_a_glyph_in_every_face(text: str) -> None:
    register_fonts()
    for name in FILES:
        glyphs = pdfmetrics.getFont(name).face.charToGlyph
        assert all(ord(char) in glyphs for char in printable(text) if char != "\n")


@given(st.text(alphabet=st.characters()))
def test_what_is_printable_stays_as_it_is(text: str) -> None:
    assert printable(printable(text)) == printable(text)


def test_fitting_size_shrinks_only_what_is_too_wide() -> None:
    register_fonts()
    assert fitting_size("A-014", "Roboto", 10, 500) == 10
    size = fitting_size("A-014" * 20, "Roboto", 10, 50)
    assert text_width("A-014" * 20, "Roboto", size) == pytest.approx(50)


def test_every_font_file_lies_beside_its_licence() -> None:
    assert {path.name for path in resource_path("fonts").iterdir()} == {*FILES.values(), "LICENSE.md"}
