"""Choosing desa, RW and RT from the working area."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from PySide6.QtCore import QObject

from ilp_desktop.services.facility.facilities import VillageArea
from ui.jobs import Jobs
from ui.widgets.area_fields import AreaChoice, AreaLookUp
from ui.widgets.field_form import FieldForm
from ui.widgets.text_fields import TextField

OUTSIDE = "luar"
LONGEST_OUTSIDE = 80


@dataclass(frozen=True)
class Domicile:
    """Where somebody lives; ``outside`` names the village when it is not in the working area."""

    village_id: UUID | None
    outside: str
    rw: str
    rt: str
    address: str
    outside_code: str = ""

    def is_blank(self) -> bool:
        """Tell whether nothing is known."""
        return not any((self.village_id, self.outside, self.rw, self.rt, self.address))


class DomicileFields(QObject):
    """Desa, RW, RT and address, which depend on each other, with the Posyandu they lead to.

    Attributes:
        outside_area, outside: a village elsewhere: looked up by its code or words, or typed as it is.
    """

    def __init__(self, form: FieldForm, jobs: Jobs, today: Callable[[], date]) -> None:
        super().__init__(form)
        self._area: tuple[VillageArea, ...] = ()
        self.village = AreaChoice("village", "Desa atau kelurahan domisili", required=True)
        self.rw = AreaChoice("rw", "RW")
        self.rt = AreaChoice("rt", "RT")
        self.address = TextField("address", "Alamat", hint="Jalan, nomor, dusun", max_length=200)
        self.outside_area = AreaLookUp("outside_area", "Cari desa di luar wilayah", jobs, today, LONGEST_OUTSIDE)
        self.outside = TextField("outside_village", "Desa di luar wilayah", max_length=LONGEST_OUTSIDE)
        form.add_all(self.village, self.rw, self.rt)
        form.add_all(self.outside_area, self.outside)
        form.add(self.address, span=2)
        self.village.changed.connect(self._on_village_changed)
        self.rw.changed.connect(self._on_rw_changed)
        self.rt.changed.connect(self._show_posyandu)
        self.outside_area.changed.connect(self._on_area_chosen)

    def set_area(self, area: Sequence[VillageArea]) -> None:
        """Offer the villages of the working area."""
        self._area = tuple(area)
        self.outside_area.near = next((village.code for village in area if village.code), "")
        villages = [(str(village.id), village.name) for village in area]
        self.village.offer([*villages, (OUTSIDE, "Luar wilayah")])
        self._offer_rw()

    def is_outside(self) -> bool:
        """Tell whether the person lives outside the working area."""
        return self.village.value() == OUTSIDE

    def current(self) -> Domicile:
        """Return what is chosen and typed."""
        code, outside = self.village.value(), self.is_outside()
        return Domicile(
            village_id=None if code is None or outside else UUID(code),
            outside=self.outside.text() if outside else "",
            rw="" if outside else self.rw.value() or "",
            rt="" if outside else self.rt.value() or "",
            address=self.address.text(),
            outside_code=self._outside_code() if outside else "",
        )

    def fill(self, domicile: Domicile) -> None:
        """Show a domicile."""
        village = str(domicile.village_id) if domicile.village_id else OUTSIDE if domicile.outside else None
        self.village.set_value(village)
        self.outside.set_value(domicile.outside)
        self.outside_area.show_code(domicile.outside_code, domicile.outside)
        self.rw.set_value(domicile.rw or None)
        self.rt.set_value(domicile.rt or None)
        self.address.set_value(domicile.address)
        for field in (self.village, self.outside, self.rw, self.rt, self.address):
            field.set_error("")
        self.refresh()

    def refresh(self) -> None:
        """Offer what fits the village and RW shown."""
        self._offer_rw()

    def _blocks(self) -> tuple[tuple[str, str, str], ...]:
        chosen = self.current().village_id
        return next((village.neighbourhoods for village in self._area if village.id == chosen), ())

    def _on_village_changed(self) -> None:
        for field in (self.rw, self.rt):
            field.set_value(None)
        self._offer_rw()

    def _outside_code(self) -> str:
        """Return the code of the village looked up, unless another name was typed since."""
        return self.outside_area.code() if self.outside_area.text() == self.outside.text() else ""

    def _on_area_chosen(self) -> None:
        if self.outside_area.code():
            self.outside.set_value(self.outside_area.text())
            self.outside.set_error("")

    def _on_rw_changed(self) -> None:
        here = self.rw.value()
        if self.rt.value() not in {rt for rw, rt, _ in self._blocks() if rw == here}:
            self.rt.set_value(None)
        self._offer_rt()

    def _offer_rw(self) -> None:
        numbers = dict.fromkeys(rw for rw, _, _ in self._blocks())
        self.rw.offer([(rw, rw) for rw in numbers])
        self._offer_rt()

    def _offer_rt(self) -> None:
        here = self.rw.value()
        self.rt.offer([(rt, rt) for rw, rt, _ in self._blocks() if rw == here])
        self._show_posyandu()

    def _show_posyandu(self) -> None:
        here = (self.rw.value(), self.rt.value())
        name = next((posyandu for rw, rt, posyandu in self._blocks() if (rw, rt) == here), "")
        self.rt.set_note(f"Posyandu {name}" if name else "")
