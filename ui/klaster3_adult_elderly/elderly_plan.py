"""The card of the plan of care, as it was written, with its days, and the visits at home."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ilp_desktop.domain.calendar_dates import indonesian_date, short_year
from ilp_desktop.services.elderly.elderly_care import HOME_VISIT, PLAN, ElderlyPicture, PlanItem
from ui.klaster3_adult_elderly.told import Told
from ui.palette import Tone
from ui.widgets.buttons import inline_button
from ui.widgets.card import Card
from ui.widgets.labels import Pill

PLAN_TITLE, HOME_TITLE = "Rencana asuhan", "Perawatan di rumah"
NO_PLAN, NO_HOME = "Belum ada rencana asuhan.", "Belum pernah dikunjungi."
PLAN_SHARE, HOME_SHARE = 3, 2


class PlanCard(Card):
    """The plan beside the care at home.

    Signals:
        form_wanted(str): the form of this code is to be opened.
    """

    form_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.plan, self.home = Told(PLAN_TITLE, NO_PLAN), Told(HOME_TITLE, NO_HOME)
        row = QHBoxLayout()
        row.setSpacing(24)
        for part, form, name, share in (
            (self.plan, PLAN, "Isi rencana asuhan", PLAN_SHARE),
            (self.home, HOME_VISIT, "Isi kunjungan rumah", HOME_SHARE),
        ):
            button = inline_button("Isi")
            button.setAccessibleName(name)
            button.clicked.connect(lambda _checked=False, form=form: self.form_wanted.emit(form))
            part.add_action(button)
            row.addWidget(part, share)
        self.body.addLayout(row)

    def show_picture(self, picture: ElderlyPicture) -> None:
        """Show plan and visits."""
        self.plan.show_lines(_plan_lines(picture))
        self.home.show_lines(_home_lines(picture))


def _plan_lines(picture: ElderlyPicture) -> list[tuple[Pill | None, str]]:
    plan = picture.plan
    if plan is None:
        return []
    head = f"Ditulis {indonesian_date(plan.day)}. Tempat: {plan.place or 'tidak ditulis'}. Pelaku rawat: {plan.carer}."
    lines: list[tuple[Pill | None, str]] = [(None, head), *(_item(one, picture.day) for one in plan.items)]
    if plan.evaluated_on is not None:
        lines.append(_dated("Evaluasi", plan.evaluated_on, picture.day))
    return lines


def _item(one: PlanItem, today: date) -> tuple[Pill | None, str]:
    by = f" ({one.by})" if one.by else ""
    words = f"{one.problem}: {one.action}{by}. Tujuan: {one.aim}"
    if one.target is None:
        return None, words
    if one.target < today:
        return Pill(f"Lewat {short_year(one.target)}", Tone.WARN), words
    return Pill(short_year(one.target), Tone.INFO), words


def _dated(what: str, day: date, today: date) -> tuple[Pill | None, str]:
    passed = day < today
    return Pill("Lewat" if passed else "Nanti", Tone.WARN if passed else Tone.INFO), f"{what} {indonesian_date(day)}"


def _home_lines(picture: ElderlyPicture) -> list[tuple[Pill | None, str]]:
    home = picture.home
    lines: list[tuple[Pill | None, str]] = []
    if home.needed_by:
        lines.append((Pill("Perlu", Tone.WARN), f"AKS: {home.needed_by}"))
    if home.last is not None:
        day = home.last.day
        told = f"Terakhir {indonesian_date(day)} ({picture.age_of(day)}): {home.last.conclusion}"
        lines.append((None, told))
    elif lines:
        lines.append((None, NO_HOME))
    if home.agreed_on is not None:
        lines.append(_dated("Kunjungan berikutnya", home.agreed_on, picture.day))
    return lines
