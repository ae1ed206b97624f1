"""The inner tabs of klaster 1 that are pictured, and the names of the pictures."""

MANAGEMENT_PANELS = (
    ("Puskesmas", "puskesmas"),
    ("Layar, suara && tiket", "layar-suara-tiket"),
    ("Data ganda", "data-ganda"),
    ("Impor keluarga", "impor-keluarga"),
    ("Kematian", "kematian"),
    ("Rekam medis", "rekam-medis"),
    ("Petugas", "petugas"),
    ("Hak pasien", "hak-pasien"),
    ("Jejak", "jejak"),
    ("Kunci", "kunci"),
)
