"""The fields a person is registered and changed with."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.queue.triage import may_be_mother
from ilp_desktop.domain.queue.visit_words import BpjsStatus, Payer
from ilp_desktop.domain.sex import Sex
from ilp_desktop.services.person.person_data import PersonData
from ui.context import PageContext
from ui.front_desk.area_choice import Domicile, DomicileFields
from ui.front_desk.birth_field import BirthField
from ui.front_desk.newcomer_fields import NewcomerFields
from ui.front_desk.wording import PAYER_CHOICES, is_minor, place_text, short_age
from ui.widgets.area_fields import AreaLookUp
from ui.widgets.choice_field import ChoiceButtons, ChoiceField, TickField
from ui.widgets.field_form import FieldForm
from ui.widgets.look_up import LookUp
from ui.widgets.number_field import NumberField
from ui.widgets.suggestion_popup import Suggestion
from ui.widgets.text_fields import TextField

BLOOD_TYPES = [(blood, blood) for blood in ("A", "B", "AB", "O", "A+", "A-", "B+", "B-", "AB+", "AB-", "O+", "O-")]
OF_BPJS = frozenset({"bpjs_status", "registered_fktp"})
OF_CHILDREN = frozenset({"mother", "birth_order"})
LONGEST_KTP = 160
NO_ORDER = "Isi dengan angka 1, 2, 3 dan seterusnya."


class PersonFields:
    """Builds the fields into a form, and reads and fills them.

    Attributes:
        nik, name, birth, sex, mother, phone, bpjs: the fields that others watch.
        domicile: desa, RW, RT and address.
    """

    def __init__(self, form: FieldForm, context: PageContext, newcomer: NewcomerFields | None = None) -> None:
        self.form = form
        self._context = context
        self._newcomer = newcomer
        self._hidden: set[str] = set()
        self._identity()
        form.add_section("Keluarga dan domisili" if newcomer else "Domisili")
        if newcomer:
            newcomer.add_family()
        self.domicile = DomicileFields(form, context.jobs, context.today)
        self._payer()
        self._particulars()
        if newcomer:
            newcomer.add_rest()
        form.changed.connect(lambda _name: self.show_what_applies())
        self.show_what_applies()

    def data(self) -> PersonData:
        """Return what is typed, numbers as they stand."""
        home = self.domicile.current()
        mother = self.mother.chosen()
        sex, payer, status = self.sex.value(), self.payer.value(), self.status.value()
        return PersonData(
            name=self.name.text(),
            sex=Sex(sex) if sex else None,
            birth_date=self.birth.birth_date(),
            birth_date_estimated=self.birth.is_estimated(),
            nik=self.nik.text(),
            bpjs=self.bpjs.text(),
            birth_place=self.birth_place.text(),
            mother_id=mother.value if mother and isinstance(mother.value, UUID) else None,
            mother_name=self.mother_name.text(),
            birth_order=self._order(),
            occupation=self.occupation.text(),
            phone=self.phone.text(),
            blood_type=self.blood.value() or "",
            disability=self.disability.value(),
            address=home.address,
            village_id=home.village_id,
            outside_village=home.outside,
            outside_code=home.outside_code,
            ktp_address=self.ktp_address.text(),
            ktp_code=self.ktp_area.code(),
            ktp_area=self.ktp_area.text() if self.ktp_area.code() else "",
            rw=home.rw,
            rt=home.rt,
            payer=Payer(payer) if payer else None,
            bpjs_status=BpjsStatus(status) if status else BpjsStatus.UNCHECKED,
            registered_fktp=self.fktp.text(),
        )

    def fill(self, data: PersonData) -> None:
        """Show a person."""
        mother = Suggestion(data.mother_id, data.mother_name) if data.mother_id else None
        self.form.set_values(
            {
                "nik": data.nik,
                "name": data.name,
                "birth_date": data.birth_date,
                "sex": data.sex.value if data.sex else None,
                "birth_place": data.birth_place,
                "mother_name": data.mother_name,
                "mother": mother,
                "birth_order": data.birth_order,
                "payer": data.payer.value if data.payer else None,
                "bpjs": data.bpjs,
                "bpjs_status": data.bpjs_status.value if data.payer and data.payer.is_bpjs else None,
                "registered_fktp": data.registered_fktp,
                "phone": data.phone,
                "occupation": data.occupation,
                "blood_type": data.blood_type or None,
                "disability": data.disability,
                "ktp_address": data.ktp_address,
                "ktp_area": Suggestion(data.ktp_code, data.ktp_area) if data.ktp_code else None,
            }
        )
        self.birth.set_estimated(estimated=data.birth_date_estimated)
        self.domicile.fill(
            Domicile(data.village_id, data.outside_village, data.rw, data.rt, data.address, data.outside_code)
        )
        self.show_what_applies()

    def problems(self) -> dict[str, str]:
        """Return what the fields themselves know to be wrong: field name to message."""
        shown = self.form.shown_fields()
        found = {field.name: field.problem() for field in shown if field.problem()}
        if not self.birth_order.isHidden() and self.birth_order.text() and self._order() is None:
            found["birth_order"] = NO_ORDER
        return found | (self._newcomer.problems() if self._newcomer else {})

    def show_what_applies(self) -> None:
        """Hide what does not concern this person."""
        born, payer = self.birth.birth_date(), self.payer.value()
        minor = born is not None and is_minor(born, self._context.today())
        hidden = set() if minor else set(OF_CHILDREN)
        if payer is None or not Payer(payer).is_bpjs:
            hidden |= OF_BPJS
        hidden |= {"rw", "rt"} if self.domicile.is_outside() else {"outside_village", "outside_area"}
        if self._newcomer:
            hidden |= self._newcomer.hidden(minor=minor)
        if hidden != self._hidden:
            self._hidden = hidden
            self.form.hide_fields(hidden)

    def _order(self) -> int | None:
        value = self.birth_order.value()
        return value if isinstance(value, int) and value > 0 else None

    def _identity(self) -> None:
        form, today = self.form, self._context.today
        self.nik = TextField("nik", "NIK", hint="16 angka; kosong bila menyusul", max_length=24)
        self.name = TextField("name", "Nama lengkap", required=True, max_length=120)
        self.birth = BirthField("birth_date", "Tanggal lahir atau umur", today)
        self.sex = ChoiceButtons("sex", "Jenis kelamin", [(sex.value, sex.word) for sex in Sex], required=True)
        self.birth_place = TextField("birth_place", "Tempat lahir", max_length=80)
        self.mother_name = TextField("mother_name", "Nama ibu kandung", max_length=120)
        self.mother = LookUp(
            "mother", "Ibu yang sudah terdaftar", self._find_mothers, self._context.jobs, hint="Cari ibu"
        )
        self.birth_order = NumberField("birth_order", "Anak ke-")
        form.add_section("Identitas")
        form.add_all(self.nik, self.name, self.birth, self.sex, self.birth_place, self.mother_name)
        form.add_all(self.mother, self.birth_order)

    def _payer(self) -> None:
        form = self.form
        form.add_section("Penjamin")
        self.payer = ChoiceButtons("payer", "Penjamin", PAYER_CHOICES, required=True)
        self.bpjs = TextField("bpjs", "No. BPJS", hint="13 angka", max_length=20)
        statuses = [(status.value, status.value.capitalize()) for status in BpjsStatus]
        self.status = ChoiceButtons("bpjs_status", "Status kartu BPJS", statuses)
        self.fktp = TextField(
            "registered_fktp", "FKTP terdaftar", hint="Puskesmas atau klinik pada kartu", max_length=120
        )
        form.add(self.payer, span=2)
        form.add(self.bpjs)
        form.add(self.status)
        form.add(self.fktp, span=2)

    def _particulars(self) -> None:
        form = self.form
        form.add_section("Keterangan lain")
        self.phone = TextField("phone", "Telepon", hint="08…", max_length=24)
        self.occupation = TextField("occupation", "Pekerjaan", max_length=60)
        self.blood = ChoiceField("blood_type", "Golongan darah", BLOOD_TYPES)
        self.disability = TickField("disability", "Disabilitas", statement="Penyandang disabilitas")
        self.ktp_area = AreaLookUp(
            "ktp_area", "Desa pada KTP, bila lain dari domisili", self._context.jobs, self._context.today, LONGEST_KTP
        )
        self.ktp_address = TextField("ktp_address", "Alamat KTP, bila lain dari domisili", max_length=200)
        form.add_all(self.phone, self.occupation, self.blood, self.disability)
        form.add(self.ktp_area, new_row=True)
        form.add(self.ktp_address, span=2)

    def _find_mothers(self, typed: str) -> Sequence[Suggestion]:
        found = self._context.house.registration.search(self._context.user, typed)
        today: date = self._context.today()
        return [
            Suggestion(
                person.id,
                person.name,
                f"{short_age(person.birth_date, today)} · No. RM {person.record_number}"
                f" · {place_text(person.village, person.rw)}",
            )
            for person in found
            if may_be_mother(person.sex, age_on(person.birth_date, today))
        ]
