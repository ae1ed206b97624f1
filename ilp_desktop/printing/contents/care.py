"""What the mother of a sick child takes home: the classes, the medicines, what to do and when to come again."""

from dataclasses import dataclass

from ilp_desktop.printing.contents.form_sheet import SheetHeading


@dataclass(frozen=True)
class CareMedicine:
    """A medicine; ``problem`` says why no amount is told."""

    name: str
    amount: str
    how: str
    problem: str = ""


@dataclass(frozen=True)
class CareSheet:
    """The sheet.

    Attributes:
        classes: each class in words.
        referred_to: where the child goes at once; empty where it goes home.
        medicines: for home, or those given before the child is referred.
        home, back: what to do, and what brings the child back at once.
        again: when to come again, a line each.
        title: what stands above.
        to_see: who else is to see the child, without hurry.
    """

    heading: SheetHeading
    classes: tuple[str, ...]
    medicines: tuple[CareMedicine, ...]
    home: tuple[str, ...]
    back: tuple[str, ...]
    again: tuple[str, ...]
    source: str
    referred_to: str = ""
    title: str = "Nasihat untuk ibu"
    to_see: str = ""
