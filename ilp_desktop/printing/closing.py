"""Documents that end with a place to sign, which never stands on a page by itself."""

from collections.abc import Callable, Sequence

from reportlab.platypus import Flowable, PageBreak, Table

from ilp_desktop.printing.blocks import kept, torn

LAST_ROWS = 2
Build = Callable[[Sequence[Flowable]], bytes]


class _Mark(Flowable):  # type: ignore[misc] # ReportLab carries no types
    """Notes the page that it comes to stand on, and takes no room."""

    def __init__(self) -> None:
        super().__init__()
        self.width = self.height = 0
        self.page = 0

    def draw(self) -> None:
        """Note the page."""
        self.page = self.canv.getPageNumber()


def build_closed(body: Callable[[], Sequence[Flowable]], closing: Callable[[], Flowable], build: Build) -> bytes:
    """Return what ``build`` makes of a body and its closing, which takes the end of the body along to its page.

    Both are asked for again for a second try, since parts that were laid out once are not laid out anew.
    """
    last, closed = _Mark(), _Mark()
    pdf = build([*body(), last, kept(closing(), closed)])
    if closed.page == last.page:
        return pdf
    *story, end = body()
    parts = torn(end, LAST_ROWS) if isinstance(end, Table) else None
    stays, moves = ([parts[0]], parts[1]) if parts else ([], end)
    return build([*story, *stays, PageBreak(), moves, closing()])
