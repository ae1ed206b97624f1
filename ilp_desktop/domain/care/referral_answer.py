"""What the answer to a referral (rujuk balik) may say: its days in order, and all that the programme PRB needs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ilp_desktop.domain.calendar_dates import indonesian_date


@dataclass(frozen=True)
class AnswerWords:
    """The answer as it is told.

    Attributes:
        answered_on: the day on the answer.
        answered_by: who answered there.
        codes: ICD-10 codes of its diagnoses.
        control_on: when the patient comes back here.
        prb: whether the patient comes under the back-referral programme.
    """

    answered_on: date | None
    answered_by: str = ""
    codes: Sequence[str] = ()
    therapy: str = ""
    advice: str = ""
    control_on: date | None = None
    prb: bool = False


def answer_problems(said: AnswerWords, letter_day: date | None, today: date, prb_disease: str) -> Mapping[str, str]:
    """Return what is wrong with an answer: field to message; ``letter_day`` is None where it answers no letter of ours.

    ``prb_disease`` is the disease of the programme among its diagnoses, empty where there is none.
    """
    found: dict[str, str] = {}
    if said.answered_on is None:
        found["answered_on"] = "Isi tanggal jawaban."
    elif letter_day is not None and said.answered_on < letter_day:
        found["answered_on"] = f"Jawaban bertanggal sebelum suratnya ({indonesian_date(letter_day)})."
    elif said.answered_on > today:
        found["answered_on"] = "Tanggal jawaban belum terjadi."
    if not said.answered_by.strip():
        found["answered_by"] = "Isi siapa yang menjawab."
    if not (said.codes or said.therapy.strip() or said.advice.strip()):
        found["advice"] = "Isi diagnosis, terapi, atau anjuran."
    early = said.control_on is not None and said.answered_on is not None and said.control_on < said.answered_on
    if early:
        found["control_on"] = "Tanggal kontrol sebelum tanggal jawaban."
    return found | (_prb_problems(said, prb_disease) if said.prb else {})


def _prb_problems(said: AnswerWords, prb_disease: str) -> dict[str, str]:
    found = {}
    if not said.codes:
        found["diagnoses"] = "PRB memerlukan diagnosis."
    elif not prb_disease:
        found["diagnoses"] = "Tidak ada diagnosis yang termasuk PRB."
    if not said.therapy.strip():
        found["therapy"] = "PRB memerlukan terapi yang dilanjutkan."
    if said.control_on is None:
        found["control_on"] = "PRB memerlukan tanggal kontrol."
    return found
