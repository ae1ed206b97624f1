"""People written in one line for the reference cases: name, birth date, sex, then what else is known of them."""

from datetime import date

from ilp_desktop.domain.search.same_person import Traits
from ilp_desktop.domain.sex import Sex


def person(text: str) -> Traits:
    """Return the person of a line such as ``Siti|1990-05-17|P|ibu=Kartini|kk=1|rt=Sukamaju 1/2``."""
    name, born, sex, *more = text.split("|")
    known = dict(one.partition("=")[::2] for one in more)
    village, _, place = known.get("rt", "").rpartition(" ")
    return Traits(
        name=name,
        birth_date=date.fromisoformat(born) if born else None,
        sex=Sex(sex) if sex else None,
        estimated="kira" in known,
        mother_name=known.get("ibu", ""),
        mother=known.get("idibu", ""),
        niks=frozenset({known["nik"]} if "nik" in known else ()),
        bpjs=frozenset({known["bpjs"]} if "bpjs" in known else ()),
        card=known.get("kk", ""),
        phone=known.get("telp", ""),
        village=village,
        place=place,
        order=int(known["lahir"]) if known.get("lahir") else None,
    )
