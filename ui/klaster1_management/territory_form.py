"""The code and the Pustu of one village, typed beneath the working area."""

from collections.abc import Sequence
from uuid import UUID

from ilp_desktop.domain.identity.areas import area_by_code
from ilp_desktop.services.facility.facilities import VillageArea
from ilp_desktop.services.facility.territory import LONGEST_PUSTU, VillageTerritory
from ui.context import PageContext
from ui.klaster1_management.entry_form import EntryForm, Raw, words
from ui.widgets.area_fields import AreaChoice, AreaLookUp
from ui.widgets.text_fields import TextField

LONGEST_NAME = 120


class TerritoryForm(EntryForm):
    """Asks for a village of the area, and shows what is known of it as soon as it is chosen."""

    def __init__(self, context: PageContext) -> None:
        self.village = AreaChoice("village", "Desa atau kelurahan", required=True)
        self.code = AreaLookUp("code", "Kode Kemendagri", context.jobs, context.today, LONGEST_NAME)
        self.pustu = TextField("pustu", "Pustu yang melayani", max_length=LONGEST_PUSTU)
        self._area: dict[str, VillageArea] = {}
        self._day = context.today
        territory, user = context.house.territory, context.user
        fields = [(self.village, 1), (self.pustu, 1), (self.code, 2)]
        super().__init__(context, fields, 2, lambda raw: territory.describe(user, _wanted(raw)))
        self.village.changed.connect(self._on_village_changed)

    def set_area(self, area: Sequence[VillageArea]) -> None:
        """Offer the villages of the working area."""
        self._area = {str(village.id): village for village in area}
        self.code.near = next((village.code for village in area if village.code), "")
        self.village.offer([(str(village.id), village.name) for village in area])

    def _on_village_changed(self) -> None:
        """Show the code and the Pustu of the village chosen."""
        village = self._area.get(self.village.value() or "")
        code = village.code if village else ""
        known = area_by_code(code, self._day()) if code else None
        self.code.show_code(code, known.full_name if known else code)
        self.pustu.set_value(village.pustu if village else "")


def _wanted(raw: Raw) -> VillageTerritory:
    return VillageTerritory(UUID(words(raw, "village")), words(raw, "code"), words(raw, "pustu"))
