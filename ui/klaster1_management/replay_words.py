"""The words of the list of Mode darurat."""

from ilp_desktop.services.stand_in.conflict_rows import Conflict, Decision

BUTTONS = {
    Decision.SAME: "Orang yang sama",
    Decision.OTHER: "Orang lain, tanpa nomor itu",
    Decision.SECOND: "Buka sebagai kunjungan kedua",
    Decision.NEW_NUMBER: "Beri nomor baru",
    Decision.AGAIN: "Coba lagi",
    Decision.JOIN: "Gabungkan dengan yang di server",
    Decision.MINE: "Pakai isian Mode darurat",
    Decision.SEEN: "Sudah diketahui",
    Decision.DROP: "Batalkan catatan",
}
DONE = {
    Decision.SAME: "Catatannya sekarang milik orang yang sudah terdaftar.",
    Decision.OTHER: "Terdaftar tanpa NIK/BPJS itu; lengkapi nomornya setelah dicocokkan.",
    Decision.SECOND: "Kunjungan kedua dibuka.",
    Decision.NEW_NUMBER: "Nomor baru diberikan; beri tahu pasiennya.",
    Decision.AGAIN: "Tersimpan di server.",
    Decision.JOIN: "Catatan digabung per bagian; periksa lalu tanda tangani.",
    Decision.MINE: "Isian Mode darurat dipakai; yang lain tetap seperti di server.",
    Decision.SEEN: "Dicatat sebagai diketahui.",
    Decision.DROP: "Catatan dibatalkan; alasannya tersimpan.",
}


def explained(conflict: Conflict) -> str:
    """Return what the decisions would do, a sentence each."""
    said = {
        Decision.SAME: f"«{BUTTONS[Decision.SAME]}»: kunjungan dan tiketnya menjadi milik {conflict.same_name}.",
        Decision.OTHER: f"«{BUTTONS[Decision.OTHER]}»: didaftarkan tersendiri, NIK dan BPJS dikosongkan.",
        Decision.SECOND: f"«{BUTTONS[Decision.SECOND]}»: nomornya tetap berlaku di samping yang sudah ada.",
        Decision.NEW_NUMBER: f"«{BUTTONS[Decision.NEW_NUMBER]}»: nomor yang sudah dicetak tidak berlaku lagi.",
        Decision.JOIN: f"«{BUTTONS[Decision.JOIN]}»: bagian yang berbeda ditaruh berurutan, tidak ada yang ditimpa.",
        Decision.MINE: f"«{BUTTONS[Decision.MINE]}»: untuk yang bertabrakan; batalkan bila yang di server benar.",
        Decision.SEEN: "Tersimpan satu kali; hanya nomornya yang berbeda dari yang diberikan kepada orangnya.",
        Decision.DROP: "Membatalkan memerlukan alasan; catatannya tetap tersimpan di daftar keputusan.",
    }
    return "\n".join(said[one] for one in conflict.may if one in said)
