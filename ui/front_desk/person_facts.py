"""What the card of a person tells of them, fact by fact."""

from ilp_desktop.services.person.person_reads import PersonFile
from ui.front_desk.facts import Facts
from ui.front_desk.wording import BPJS_TONES, place_text
from ui.palette import Tone
from ui.widgets.date_field import date_text

IDENTITY = ("NIK", "Lahir", "Ibu", "Pekerjaan", "Gol. darah", "Telepon", "Alergi")
DOMICILE = ("Alamat", "Domisili", "Posyandu", "Alamat KTP", "Penjamin", "No. BPJS", "FKTP", "Persetujuan")
SAME_HOME = "sama dengan domisili"


def show_identity(facts: Facts, file: PersonFile) -> None:
    """Show who somebody is."""
    data = file.data
    if data.nik:
        checked = ("terverifikasi", Tone.GOOD) if file.nik_verified else ("belum terverifikasi", Tone.WARN)
        facts.set("NIK", data.nik, *checked)
    else:
        facts.set("NIK", file.nik_by_mother, "NIK menyusul", Tone.WARN)
    born = ", ".join(part for part in (data.birth_place, date_text(data.birth_date) if data.birth_date else "") if part)
    facts.set("Lahir", born, "perkiraan" if data.birth_date_estimated else "", Tone.WARN)
    order = f"anak ke-{data.birth_order}" if data.birth_order else ""
    facts.set("Ibu", " · ".join(part for part in (data.mother_name, order) if part))
    facts.set("Pekerjaan", data.occupation)
    facts.set("Gol. darah", data.blood_type)
    facts.set("Telepon", data.phone)
    facts.set("Alergi", ", ".join(f"{one} ({reaction})" if reaction else one for one, reaction in file.allergies))


def show_domicile(facts: Facts, file: PersonFile) -> None:
    """Show where somebody lives and who pays."""
    data = file.data
    facts.set("Alamat", data.address)
    outside = data.village_id is None
    facts.set("Domisili", place_text(file.village, data.rw, data.rt), "luar wilayah" if outside else "", Tone.INFO)
    served = [file.posyandu, file.pustu and f"Pustu {file.pustu}"]
    facts.set("Posyandu", " · ".join(part for part in served if part))
    facts.set("Alamat KTP", ", ".join(part for part in (data.ktp_address, data.ktp_area) if part) or SAME_HOME)
    facts.set("Penjamin", data.payer.value.capitalize() if data.payer and not data.payer.is_bpjs else "")
    if data.payer and data.payer.is_bpjs:
        facts.set("Penjamin", data.payer.value, data.bpjs_status.value, BPJS_TONES[data.bpjs_status])
    facts.set("No. BPJS", data.bpjs)
    facts.set("FKTP", data.registered_fktp)
    if file.consent_on:
        facts.set("Persetujuan", f"diberikan {date_text(file.consent_on)}")
    else:
        facts.set("Persetujuan", "", "belum ada persetujuan", Tone.WARN)
