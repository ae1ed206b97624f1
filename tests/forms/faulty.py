"""One fault at a time in the sample definition."""

Change = tuple[str, str]
Place = tuple[str, str]

LIMITS = ("hard = [1, 100]\n", "")
BATUK = "Gejala", "batuk"
BATANG = "Kebiasaan", "batang"
MEROKOK = "Kebiasaan", "merokok"
NOWHERE = "", ""
SCORES = "scoring", ""

FAULTS: dict[str, tuple[Change, Place, str]] = {
    "unknown kind": (('"choice"', '"tebakan"'), BATUK, 'kind "tebakan" tidak dikenal'),
    "no kind": (('kind = "boolean"\n', ""), MEROKOK, '"kind" tidak ada'),
    "no label": (('label = "Batuk"\n', ""), BATUK, '"label" tidak ada'),
    "blank label": (('label = "Batuk"', 'label = "  "'), BATUK, '"label" kosong'),
    "no section": (('section = "Gejala"\n', ""), ("", "batuk"), '"section" tidak ada'),
    "no code": (('code = "batuk"\n', ""), ("Gejala", "pertanyaan ke-3"), '"code" tidak ada'),
    "duplicate code": (('code = "batang"', 'code = "merokok"'), MEROKOK, "sudah dipakai"),
    "badly written code": (('code = "batuk"', 'code = "Batuk-1"'), ("Gejala", "Batuk-1"), "huruf kecil"),
    "code of a fact": (('code = "batuk"', 'code = "hamil"'), ("Gejala", "hamil"), "sudah berarti lain"),
    "unknown key": (("required = true", "wajib = true"), MEROKOK, '"wajib" tidak dikenal'),
    "text for a flag": (("required = true", 'required = "ya"'), MEROKOK, '"required" harus true atau false'),
    "unknown unit": (('unit = "batang"', 'unit = "biji"'), BATANG, 'satuan "biji" tidak dikenal'),
    "no hard limits": (LIMITS, BATANG, '"hard"'),
    "limits turned round": (("hard = [1, 100]", "hard = [100, 1]"), BATANG, "yang kecil dahulu"),
    "one limit only": (("hard = [1, 100]", "hard = [1]"), BATANG, "harus dua angka"),
    "limit that is no number": (("hard = [1, 100]", "hard = [nan, 100]"), BATANG, "harus dua angka"),
    "soft outside hard": (("soft = [1, 40]", "soft = [0, 40]"), BATANG, "di luar batas keras"),
    "soft above hard": (("soft = [1, 40]", "soft = [1, 101]"), BATANG, "di luar batas keras"),
    "date of another age": (
        (
            'kind = "choice"\nchoices = [["0", "Tidak", 0], ["1", "Kadang", 1], ["2", "Sering", 2]]',
            'kind = "date"\nhard = [0, 40000]',
        ),
        BATUK,
        "batas tanggal",
    ),
    "true for a number": (("soft = [1, 40]", "decimals = true"), BATANG, '"decimals" harus bilangan bulat'),
    "limits of a choice": (('label = "Batuk"', 'label = "Batuk"\nhard = [1, 2]'), BATUK, "batas tidak berlaku"),
    "limit for nobody": (
        ("soft = [1, 40]", "soft = [1, 40]\nsoft_for = [{ range = [1, 2] }]"),
        BATANG,
        '"when" tidak ada',
    ),
    "decimals of a whole number": (("soft = [1, 40]", "decimals = 1"), BATANG, '"decimals" harus 0'),
    "condition on a later question": (
        ("merokok = ya and", "batuk = 1 and"),
        BATANG,
        '"batuk" bukan pertanyaan sebelumnya',
    ),
    "condition on itself": (("merokok = ya and", "batang > 1 and"), BATANG, '"batang" bukan pertanyaan sebelumnya'),
    "condition on nothing known": (("umur_tahun", "umur_abad"), BATANG, '"umur_abad" bukan pertanyaan'),
    "condition on no choice": (("merokok = ya", "merokok = mungkin"), BATANG, '"mungkin" bukan pilihan'),
    "condition unfinished": ((">= 10", ">="), BATANG, "belum selesai"),
    "one choice": ((', ["1", "Kadang", 1], ["2", "Sering", 2]', ""), BATUK, "sedikitnya dua pilihan"),
    "choices with one value": (('["1", "Kadang"', '["0", "Kadang"'), BATUK, "nilai sama: 0"),
    "choices with one text": (('"Kadang"', '"Sering"'), BATUK, "kata-kata sama: Sering"),
    "choice without words": (('["0", "Tidak", 0]', '["0"]'), BATUK, "harus"),
    "choice of two words": (('["0", "Tidak"', '["tidak ada", "Tidak"'), BATUK, "satu kata"),
    "choice without a score": (('["1", "Kadang", 1]', '["1", "Kadang"]'), BATUK, "pilihan tanpa skor: 1"),
    "choices of a yes or no": (
        ('label = "Merokok"', 'label = "Merokok"\nchoices = [["a", "A"], ["b", "B"]]'),
        MEROKOK,
        "pilihan tidak berlaku",
    ),
    "exclusive of one choice": (('label = "Batuk"', 'label = "Batuk"\nexclusive = "0"'), BATUK, '"exclusive"'),
    "strange code system": (('label = "Batuk"', 'label = "Batuk"\ncoding = "XYZ 1"'), BATUK, 'coding "XYZ 1"'),
    "check beside nothing": (
        ('question = "batuk"\nmessage', 'question = "demam"\nmessage'),
        ("", "demam"),
        "tidak ada pertanyaan",
    ),
    "check without a message": (('message = "Periksa lagi."\n', ""), BATUK, '"message" tidak ada'),
    "check that cannot be read": (("batuk = 2", "batuk > 2"), BATUK, "berisi pilihan"),
    "unknown rule of a reading": (('rule = "hitung"', 'rule = "terka"'), BATANG, 'aturan "terka" tidak dikenal'),
    "score of no question": (('["merokok", "batuk"]', '["merokok", "demam"]'), SCORES, '"demam" yang tidak ada'),
    "score of a number": (('["merokok", "batuk"]', '["merokok", "batang"]'), BATANG, "integer tidak dapat dinilai"),
    "nothing scored": (('["merokok", "batuk"]', "[]"), SCORES, '"questions" kosong'),
    "unknown method": (('method = "sum"', 'method = "mean"'), SCORES, 'method "mean" tidak dikenal'),
    "unknown domain rule": (
        ('method = "sum"', 'method = "rule"\nrule = "terka"'),
        SCORES,
        'aturan "terka" tidak dikenal',
    ),
    "gap between bands": (("at_least = 2", "at_least = 2.5"), SCORES, "skor 2 sampai 2.5 tidak masuk"),
    "bands that overlap": (("at_least = 2", "at_least = 1"), SCORES, '"low" dan "high" bertumpang tindih'),
    "gap at the bottom": (("below = 2", "at_least = 1\nbelow = 2"), SCORES, "skor 0 sampai 1 tidak masuk"),
    "gap at the top": (("at_least = 2", "at_least = 2\nbelow = 3"), SCORES, "skor 3 sampai 3 tidak masuk"),
    "band out of reach": (("below = 2", "below = 4"), SCORES, '"high"'),
    "band above every score": (
        (
            "at_least = 2",
            'at_least = 9\ncode = "x"\nconclusion = "X"\nurgency = "none"\n\n[[scoring.band]]\nat_least = 2\nbelow = 9',
        ),
        SCORES,
        'pita "x" tidak dapat dicapai',
    ),
    "band turned round": (("at_least = 2", "at_least = 2\nbelow = 2"), SCORES, '"high" tidak dapat dicapai'),
    "band of unknown urgency": (('"watch"', '"besok"'), SCORES, 'urgency "besok" tidak dikenal'),
    "band of a condition after one without": (
        ("at_least = 2", 'at_least = 2\nwhen = "umur_tahun > 3"'),
        SCORES,
        "harus mendahului",
    ),
    "no source": (('source = "Pedoman contoh 2024"\n', ""), NOWHERE, '"source" tidak ada'),
    "no date": (("valid_from = 2024-01-01\n", ""), NOWHERE, '"valid_from" tidak ada'),
    "text for a date": (("valid_from = 2024-01-01", 'valid_from = "2024"'), NOWHERE, '"valid_from" harus tanggal'),
    "version too long": (('version = "1"', 'version = "edisi pertama 2024"'), NOWHERE, "versi paling panjang"),
    "unknown sensitivity": (('sensitivity = "umum"', 'sensitivity = "rahasia"'), NOWHERE, "rahasia"),
    "audience by an answer": (('version = "1"', 'version = "1"\naudience = "merokok = ya"'), NOWHERE, "audience"),
    "not TOML": (('version = "1"', "version = "), NOWHERE, "bukan TOML"),
}
"""Name of the fault: words to replace, where it must be reported, what the message must say."""
