"""The villages of the working area: their Kemendagri codes and the Pustu that serve them."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete, select

from db.models import Pustu, PustuVillage, Village
from ilp_desktop.domain.errors import WrongAnswers
from ilp_desktop.domain.identity.areas import VILLAGE_DIGITS, area_by_code
from ilp_desktop.domain.permissions import Act
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork, Work
from ilp_desktop.services.facility.facility_checks import tidy

LONGEST_PUSTU = 80


@dataclass(frozen=True)
class VillageTerritory:
    """A village with its code and its Pustu; either may be empty."""

    village_id: UUID
    code: str = ""
    pustu: str = ""


class Territory:
    """What the head of the Puskesmas says about the villages."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow

    def describe(self, user: SignedIn, wanted: VillageTerritory) -> None:
        """Store code and Pustu of a village; a Pustu that serves none any more is gone. Raises ``WrongAnswers``."""
        problems = _problems(wanted, self._uow, user)
        if problems:
            raise WrongAnswers(problems)
        with self._uow.writing(user, Act.MANAGE_FACILITY) as work:
            village = work.own(Village, wanted.village_id, locked=True)
            old = village.code
            village.code = wanted.code.strip().replace(".", "")
            _serve(work, village.id, tidy(wanted.pustu))
            work.touch("facility", village.id, old=old, code=village.code, pustu=tidy(wanted.pustu))


def _problems(wanted: VillageTerritory, uow: UnitOfWork, user: SignedIn) -> dict[str, str]:
    problems = {}
    code = wanted.code.strip().replace(".", "")
    if code and (len(code) != VILLAGE_DIGITS or area_by_code(code, uow.today(user)) is None):
        problems["code"] = "Kode desa ini tidak ada dalam daftar Kemendagri."
    if len(wanted.pustu.strip()) > LONGEST_PUSTU:
        problems["pustu"] = f"Nama Pustu paling panjang {LONGEST_PUSTU} huruf."
    return problems


def _serve(work: Work, village_id: UUID, name: str) -> None:
    session = work.session
    session.execute(delete(PustuVillage).where(PustuVillage.village_id == village_id))
    if name:
        known = session.scalars(select(Pustu).where(Pustu.facility_id == work.facility_id)).all()
        pustu = next((one for one in known if one.name.casefold() == name.casefold()), None)
        if pustu is None:
            pustu = Pustu(id=work.new_id(), facility_id=work.facility_id, name=name)
            session.add(pustu)
            session.flush()
        session.add(PustuVillage(village_id=village_id, pustu_id=pustu.id, facility_id=work.facility_id))
        session.flush()
    idle = select(Pustu.id).where(Pustu.facility_id == work.facility_id, Pustu.id.not_in(select(PustuVillage.pustu_id)))
    session.execute(delete(Pustu).where(Pustu.id.in_(idle)))
