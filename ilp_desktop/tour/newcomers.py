"""A family that was never here before."""

FATHER = {
    "nik": "3299011203850001",
    "name": "Danar Wicaksana",
    "birth_place": "Bumi Wening",
    "mother_name": "Sulastri",
    "kk_number": "3299010101200009",
    "relation": "kepala",
    "village": "#1",
    "rw": "#1",
    "rt": "#1",
    "address": "Dusun Krajan No. 12",
    "payer": "Umum",
    "phone": "08000000123",
    "occupation": "Petani",
    "substance_1": "Amoksisilin",
    "reaction_1": "gatal",
    "consent": "Danar Wicaksana",
}
WIFE = {
    "nik": "3299015508880001",
    "name": "Ratri Puspaningrum",
    "mother_name": "Wagiyem",
    "relation": "pasangan",
    "payer": "Umum",
    "occupation": "Mengurus rumah tangga",
    "consent": "Ratri Puspaningrum",
}
