"""The fixed parts of an XLSX file (ECMA-376, Office Open XML, SpreadsheetML): its list of sheets and its styles."""

from collections.abc import Mapping, Sequence
from xml.sax.saxutils import quoteattr

PLAIN, WORD, HEAD, DAY = range(4)
"""The styles of cells, by their numbers in the list of styles."""
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
SHEET_END = "</sheetData></worksheet>"
ALPHABET = 26
FROZEN = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
STYLES = (
    f'{XML}<styleSheet xmlns="{MAIN}">'
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="dd-mm-yyyy"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1"/>'
    '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1"'
    ' applyFont="1"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def sheet_part(number: int) -> str:
    """Return where a sheet lies within the file."""
    return f"xl/worksheets/sheet{number}.xml"


def workbook_parts(titles: Sequence[str]) -> Mapping[str, str]:
    """Return all parts of a file but its sheets, by where they lie."""
    numbers = range(1, len(titles) + 1)
    listed = "".join(
        f'<sheet name={quoteattr(title)} sheetId="{number}" r:id="rId{number}"/>'
        for number, title in enumerate(titles, 1)
    )
    sheets = [(number, "worksheet", f"worksheets/sheet{number}.xml") for number in numbers]
    return {
        "[Content_Types].xml": _types(numbers),
        "_rels/.rels": _relations([(1, "officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": (
            f'{XML}<workbook xmlns="{MAIN}" xmlns:r="{RELATED}">'
            f"<bookViews><workbookView/></bookViews><sheets>{listed}</sheets></workbook>"
        ),
        "xl/_rels/workbook.xml.rels": _relations([*sheets, (len(titles) + 1, "styles", "styles.xml")]),
        "xl/styles.xml": STYLES,
    }


def sheet_start(widths: Sequence[float], *, frozen: bool) -> str:
    """Return what stands before the rows of a sheet; ``frozen`` lets its heading stay when it scrolls."""
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{width:g}" customWidth="1"/>'
        for number, width in enumerate(widths, 1)
    )
    view = f'<sheetView workbookViewId="0">{FROZEN if frozen else ""}</sheetView>'
    return f'{XML}<worksheet xmlns="{MAIN}"><sheetViews>{view}</sheetViews><cols>{columns}</cols><sheetData>'


def column_letters(number: int) -> str:
    """Return what a column is called, the first being A."""
    found = ""
    while number:
        number, place = divmod(number - 1, ALPHABET)
        found = chr(ord("A") + place) + found
    return found


def _types(numbers: Sequence[int]) -> str:
    kinds = [("/xl/workbook.xml", "sheet.main"), ("/xl/styles.xml", "styles")]
    kinds += [(f"/{sheet_part(number)}", "worksheet") for number in numbers]
    told = "".join(f'<Override PartName="{part}" ContentType="{TYPE}.{kind}+xml"/>' for part, kind in kinds)
    return (
        f'{XML}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{told}</Types>'
    )


def _relations(rows: Sequence[tuple[int, str, str]]) -> str:
    told = "".join(
        f'<Relationship Id="rId{number}" Type="{RELATED}/{kind}" Target="{target}"/>' for number, kind, target in rows
    )
    return f'{XML}<Relationships xmlns="{PACKAGE}/relationships">{told}</Relationships>'
