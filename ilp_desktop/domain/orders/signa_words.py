"""The short words of a signa, and what they mean to whoever takes the medicine."""

HALF, QUARTER, THREE_QUARTERS = 0.5, 0.25, 0.75
FRACTIONS = {"½": HALF, "¼": QUARTER, "¾": THREE_QUARTERS, "setengah": HALF, "seperempat": QUARTER}
SIGNS = {HALF: "½", QUARTER: "¼", THREE_QUARTERS: "¾"}

UNITS = {
    "tablet": ("tab", "tabl", "tablet", "tb"),
    "kaplet": ("kaplet", "kapl"),
    "kapsul": ("kaps", "kap", "kapsul", "caps", "cap"),
    "bungkus": ("bks", "bungkus", "sachet", "saset", "pulv", "puyer"),
    "sendok teh": ("sdt", "cth", "sendok teh"),
    "sendok makan": ("sdm", "sendok makan"),
    "sendok takar": ("c orig", "c.orig", "corig", "sendok takar", "sdk takar", "takar", "sendok"),
    "ml": ("ml", "cc"),
    "tetes": ("gtt", "tts", "tetes", "drop", "drops"),
    "semprot": ("puff", "semprot", "hisap", "hirup"),
    "supositoria": ("supp", "sup", "supositoria"),
    "ampul": ("amp", "ampul"),
    "vial": ("vial", "flakon"),
    "kolf": ("kolf", "flabot", "flab", "botol infus"),
    "unit": ("unit", "iu", "ui"),
    "ovula": ("ovula", "ov"),
    "mg": ("mg",),
    "mcg": ("mcg", "ug", "\u00b5g", "\u03bcg", "mikrogram"),
    "g": ("gram", "gr", "g"),
}
MILLILITRES = {"ml": 1.0, "sendok teh": 5.0, "sendok takar": 5.0, "sendok makan": 15.0}
"""How much a measure holds; a spoon of a syrup bottle is taken for 5 ml.

A bare C is read as no spoon: some mean 5 ml by it and others 15.
"""

TIMING = {
    "sesudah makan": ("pc", "p.c", "sesudah makan", "setelah makan", "habis makan"),
    "sebelum makan": ("ac", "a.c", "sebelum makan"),
    "bersama makan": ("dc", "d.c", "bersama makan", "saat makan", "waktu makan"),
    "sebelum tidur": ("hs", "h.s", "sebelum tidur", "menjelang tidur"),
    "pagi": ("m", "mane", "pagi", "pagi hari"),
    "siang": ("siang", "siang hari"),
    "sore": ("sore", "sore hari"),
    "malam": ("v", "vesp", "vespere", "malam", "malam hari", "n", "noctis"),
    "pagi dan malam": ("m et v", "mv", "pagi malam", "pagi-malam", "pagi dan malam"),
    "pagi dan sore": ("pagi sore", "pagi-sore", "pagi dan sore"),
    "perut kosong": ("perut kosong", "pk"),
}
PLACES = {
    "obat luar": ("ue", "u.e", "obat luar"),
    "dioleskan": ("oles", "dioles", "dioleskan", "ung"),
    "dioleskan tipis": ("oles tipis", "tipis"),
    "mata kanan": ("od", "mata kanan"),
    "mata kiri": ("os", "mata kiri"),
    "kedua mata": ("ods", "kedua mata"),
    "telinga kanan": ("ad", "telinga kanan"),
    "telinga kiri": ("as", "telinga kiri"),
    "kedua telinga": ("ads", "kedua telinga"),
    "di bawah lidah": ("sl", "sublingual", "di bawah lidah"),
    "dikunyah": ("kunyah", "dikunyah"),
    "lewat dubur": ("pr", "rektal", "lewat dubur"),
    "lewat vagina": ("pv", "vaginal", "lewat vagina"),
    "suntik di otot": ("im", "i.m"),
    "suntik di pembuluh darah": ("iv", "i.v"),
    "suntik di bawah kulit": ("sc", "s.c", "subkutan"),
    "dihirup": ("inhalasi", "inh", "uap"),
    "kumur": ("kumur", "dikumur"),
}
OTHERS = {
    "bila perlu": ("prn", "p.r.n", "kp", "k/p", "bila perlu", "jika perlu", "kalau perlu"),
    "dihabiskan": ("habiskan", "dihabiskan", "sampai habis"),
    "dosis tunggal": ("dosis tunggal", "sekali saja", "single dose"),
}
MOMENTS = ("pagi", "siang", "malam")


def told_by(words: dict[str, tuple[str, ...]]) -> dict[str, str]:
    """Return each short word with what it means."""
    return {short: meaning for meaning, shorts in words.items() for short in shorts}
