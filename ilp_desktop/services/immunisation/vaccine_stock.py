"""The vaccines of a Puskesmas: received, opened, used, wasted, expired."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from db.models import VaccineLot, VaccineMove, VaccineVial
from ilp_desktop.domain.errors import StaleRecord, WrongAnswers
from ilp_desktop.domain.immunisation.vaccine import vaccines_on
from ilp_desktop.domain.immunisation.vaccine_stock import StockRules, stock_rules_on
from ilp_desktop.domain.permissions import Act
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork, Work
from ilp_desktop.services.immunisation.dose_giving import LONGEST_BATCH
from ilp_desktop.services.immunisation.vaccine_stock_reading import Offer, Stock, read_stock, recent_batches
from ilp_desktop.services.immunisation.vaccine_supply import close_vial, stock_of, usable_supplies

MOST_VIALS, MOST_DOSES = 10_000, 50
LONGEST_NOTE = 120
RECEIVED = "terima"
CHOOSE = "Pilih dari daftar."


@dataclass(frozen=True)
class ReceivedVials:
    """Vials that came."""

    client_id: UUID
    vaccine: str
    batch: str
    expires_on: date | None
    doses_per_vial: int | None
    vials: int | None
    vvm: str = ""
    received_on: date | None = None
    note: str = ""


@dataclass(frozen=True)
class RemovedVials:
    """Closed vials that leave the stock, and why."""

    client_id: UUID
    lot_id: UUID
    vials: int | None
    reason: str
    note: str = ""


class VaccineStock:
    """The stock of vaccines; a Puskesmas that keeps none here gives doses without it."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow

    def stock(self, user: SignedIn) -> Stock:
        """Return what is left, by vaccine and batch, the first to expire first."""
        with self._uow.reading(user, Act.SEE_RECORD) as session:
            return read_stock(session, user, self._uow.clock.now())

    def offer(self, user: SignedIn, antigen: str) -> Offer:
        """Return what a dose may be taken from now."""
        with self._uow.reading(user, Act.SEE_RECORD) as session:
            today = self._uow.today(user)
            vaccine = vaccines_on(today).of_antigen(antigen)
            if vaccine is None:
                return Offer(None, (), ())
            now = self._uow.clock.now()
            supplies = usable_supplies(session, user.facility_id, vaccine, now, user.time_zone)
            return Offer(vaccine, supplies, recent_batches(session, user.facility_id, vaccine, today))

    def receive(self, user: SignedIn, wanted: ReceivedVials) -> UUID:
        """Take vials in, into the batch of that number and expiry; raises ``WrongAnswers``."""
        try:
            with self._uow.writing(user, Act.KEEP_STOCK) as work:
                earlier = work.saved_before(wanted.client_id)
                if earlier is not None:
                    work.touch("vaccine", earlier, repeated=True)
                    return earlier
                problems = _received_problems(wanted, work.today)
                if problems:
                    raise WrongAnswers(problems)
                return _receive(work, wanted)
        except IntegrityError as error:
            raise StaleRecord("Batch ini baru saja diterima orang lain.", "Simpan sekali lagi.") from error

    def remove(self, user: SignedIn, wanted: RemovedVials) -> None:
        """Take closed vials out; raises ``WrongAnswers`` where there are not so many."""
        with self._uow.writing(user, Act.KEEP_STOCK) as work:
            lot = work.own(VaccineLot, wanted.lot_id, locked=True)
            work.touch("vaccine", lot.id, keluar=wanted.vials, alasan=wanted.reason)
            if work.saved_before(wanted.client_id) is not None:
                return
            left = stock_of(work.session, work.facility_id, lot_id=lot.id)[0].closed_vials
            problems = _removed_problems(wanted, left, stock_rules_on(work.today))
            if problems or wanted.vials is None:
                raise WrongAnswers(problems)
            work.session.add(_move(work, lot.id, -wanted.vials, wanted.reason, wanted.note))
            work.remember(wanted.client_id, lot.id)

    def set_vvm(self, user: SignedIn, lot_id: UUID, vvm: str) -> None:
        """Note what the vial monitors of a batch show; raises ``WrongAnswers``."""
        with self._uow.writing(user, Act.KEEP_STOCK) as work:
            lot = work.own(VaccineLot, lot_id, locked=True)
            if vvm not in stock_rules_on(work.today).vvm:
                raise WrongAnswers({"vvm": CHOOSE})
            work.touch("vaccine", lot.id, vvm=vvm, sebelumnya=lot.vvm)
            lot.vvm = vvm

    def discard(self, user: SignedIn, vial_id: UUID, why: str) -> None:
        """Throw an opened vial away; raises ``WrongAnswers``. One that was put away already stays so."""
        with self._uow.writing(user, Act.KEEP_STOCK) as work:
            vial = work.own(VaccineVial, vial_id, locked=True)
            if why not in stock_rules_on(work.today).discards:
                raise WrongAnswers({"why": CHOOSE})
            work.touch("vaccine", vial.lot_id, vial=why)
            if vial.closed_at is None:
                close_vial(work, vial, why)


def _receive(work: Work, wanted: ReceivedVials) -> UUID:
    batch = wanted.batch.strip().upper()
    lot = work.session.scalar(
        select(VaccineLot).where(
            VaccineLot.facility_id == work.facility_id,
            VaccineLot.vaccine == wanted.vaccine,
            VaccineLot.batch == batch,
            VaccineLot.expires_on == wanted.expires_on,
        )
    )
    if lot is None:
        lot = VaccineLot(
            **work.stamp(),
            vaccine=wanted.vaccine,
            batch=batch,
            expires_on=wanted.expires_on,
            doses_per_vial=wanted.doses_per_vial,
            vvm=wanted.vvm,
        )
        work.session.add(lot)
        work.session.flush()
    elif lot.doses_per_vial != wanted.doses_per_vial:
        raise WrongAnswers({"doses_per_vial": f"Batch ini tercatat berisi {lot.doses_per_vial} dosis tiap vial."})
    elif wanted.vvm:
        lot.vvm = wanted.vvm
    work.session.add(_move(work, lot.id, wanted.vials or 0, RECEIVED, wanted.note, wanted.received_on))
    work.remember(wanted.client_id, lot.id)
    work.touch("vaccine", lot.id, terima=wanted.vials)
    return lot.id


def _move(work: Work, lot_id: UUID, vials: int, reason: str, note: str, day: date | None = None) -> VaccineMove:
    return VaccineMove(
        **work.stamp(), lot_id=lot_id, day=day or work.today, vials=vials, reason=reason, note=note.strip()
    )


def _received_problems(wanted: ReceivedVials, today: date) -> dict[str, str]:
    rules, batch, expires_on = stock_rules_on(today), wanted.batch.strip(), wanted.expires_on
    asked = {
        "vaccine": (vaccines_on(today).of_code(wanted.vaccine) is not None, "Pilih vaksin."),
        "batch": (
            0 < len(batch) <= LONGEST_BATCH,
            f"Isi nomor batch pada label, paling panjang {LONGEST_BATCH} huruf.",
        ),
        "expires_on": (expires_on is not None, "Isi tanggal kedaluwarsa pada label."),
        "doses_per_vial": (
            _is_between(wanted.doses_per_vial, MOST_DOSES),
            f"Isi dosis tiap vial, 1 sampai {MOST_DOSES}.",
        ),
        "vials": (_is_between(wanted.vials, MOST_VIALS), f"Isi jumlah vial, 1 sampai {MOST_VIALS}."),
        "vvm": (wanted.vvm in ("", *rules.usable_vvm), "VVM C atau D tidak diterima sebagai stok."),
        "received_on": (wanted.received_on is None or wanted.received_on <= today, "Tanggal ini belum tiba."),
        "note": (len(wanted.note) <= LONGEST_NOTE, f"Catatan paling panjang {LONGEST_NOTE} huruf."),
    }
    wrong = {name: text for name, (is_right, text) in asked.items() if not is_right}
    if expires_on is not None and expires_on < today:
        wrong["expires_on"] = "Sudah kedaluwarsa; kembalikan, jangan diterima sebagai stok."
    return wrong


def _is_between(number: int | None, most: int) -> bool:
    return number is not None and 1 <= number <= most


def _removed_problems(wanted: RemovedVials, left: int, rules: StockRules) -> dict[str, str]:
    wrong = {}
    if wanted.reason not in rules.reasons:
        wrong["reason"] = "Pilih alasannya."
    if wanted.vials is None or wanted.vials < 1:
        wrong["vials"] = "Isi jumlah vial."
    elif wanted.vials > left:
        wrong["vials"] = f"Tinggal {left} vial tertutup."
    if len(wanted.note) > LONGEST_NOTE:
        wrong["note"] = f"Catatan paling panjang {LONGEST_NOTE} huruf."
    return wrong
