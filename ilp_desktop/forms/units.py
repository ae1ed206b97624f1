"""The units a question or a computed value may have."""

UNITS = frozenset(
    (
        *("mmHg", "kali/menit", "kali", "°C", "%", "kg", "gram", "kg/m²", "m", "cm", "mm", "ml"),
        *("g/dL", "mg/dL", "mmol/L", "IU", "U/L", "fL", "pg", "10^3/µL", "mL/menit/1,73m²"),
        *("mg", "mcg", "kkal", "tablet", "bungkus", "batang", "batang/hari", "bungkus-tahun"),
        *("langkah", "orang", "x/minggu", "jari", "dpt", "dB", "m/detik"),
        *("tahun", "bulan", "minggu", "hari", "jam", "menit", "detik"),
    )
)
