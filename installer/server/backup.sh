#!/bin/sh
# Copies the database of this server into /var/backups/ilp-desktop, encrypted; keeps the last fourteen.
#   --uji           restore the newest copy into a scratch database, count its rows, and throw it away again
#   --buka BERKAS   write a copy as pg_restore reads it to the standard output
# A copy opens with the key in /etc/ilp-desktop/cadangan.kunci alone, which setup.sh makes and prints.
# What came of it is written into the database, where the program shows it: 1 Manajemen > Cadangan.
set -eu
PATH=/usr/sbin:/usr/bin:/sbin:/bin
umask 077
folder=/var/backups/ilp-desktop
key=/etc/ilp-desktop/cadangan.kunci
database=${ILP_DATABASE:-ilp}
scratch=${database}_uji
kept=14

[ "$(id -u)" = 0 ] || { echo "Jalankan dengan sudo." >&2; exit 1; }
port=$(pg_lsclusters -h | awk '$2 == "main" { version = $1; port = $3 } END { print port }')
as_postgres() { (cd / && runuser -u postgres -- "$@"); }
ask() { as_postgres psql -X -q -A -t -v ON_ERROR_STOP=1 -p "$port" "$@"; }

seal() { openssl enc -e -aes-256-cbc -md sha256 -pbkdf2 -iter 100000 -salt -pass "file:$key"; }
unseal() { openssl enc -d -aes-256-cbc -md sha256 -pbkdf2 -iter 100000 -pass "file:$key" <"$1"; }

# The copies of a folder that are whole, the oldest first.
copies() { find "$folder" -name 'ilp-*.dump.kunci' | sort; }

# Adds to what the database says of its backups; a database of an older program has no place for it.
note() {
    ask -d "$database" >/dev/null 2>&1 <<END || true
INSERT INTO house_state (name, value, at) VALUES ('backup', $1, now())
    ON CONFLICT (name) DO UPDATE SET value = house_state.value || excluded.value, at = excluded.at;
END
}

fail() {
    note "jsonb_build_object('$1', '$2', '$1_at', date_trunc('second', now()))"
    echo "Gagal: $2" >&2
    exit 1
}

# Copies of a release that did not encrypt them yet are encrypted, and gone once that is on the disk.
seal_old() {
    find "$folder" -name 'ilp-*.dump' | while read -r old; do
        seal <"$old" >"$old.kunci.baru" && sync "$old.kunci.baru" && mv "$old.kunci.baru" "$old.kunci" && rm "$old"
    done
}

# What is copied goes through the key before it reaches the disk, and is read back whole before it has its name.
back_up() {
    [ -s "$key" ] || fail fault "kunci cadangan tidak ada; jalankan setup.sh"
    mkdir -p "$folder"
    trap 'rm -f "$folder"/*.baru' EXIT
    file=$folder/ilp-$(date +%Y%m%d-%H%M%S).dump.kunci
    { as_postgres pg_dump -p "$port" -Fc "$database" || : >"$folder/gagal.baru"; } | seal >"$file.baru" ||
        fail fault "penyalinan berhenti"
    [ ! -e "$folder/gagal.baru" ] || fail fault "penyalinan berhenti"
    { unseal "$file.baru" || : >"$folder/gagal.baru"; } | as_postgres pg_restore -f /dev/null ||
        fail fault "salinan tidak dapat dibaca"
    [ ! -e "$folder/gagal.baru" ] || fail fault "salinan tidak dapat dibuka"
    sync "$file.baru"
    mv "$file.baru" "$file"
    seal_old
    copies | head -n -$kept | xargs -r rm --
    note "jsonb_build_object('made_at', date_trunc('second', now()), 'size', $(stat -c %s "$file"), 'fault', '')"
    echo "Cadangan tersimpan: $file"
}

# Rows of all tables, counted one by one.
count_rows() {
    ask -d "$1" <<'END'
SELECT coalesce(sum((xpath('/row/c/text()', query_to_xml(format('SELECT count(*) AS c FROM %I.%I', schemaname, tablename),
    false, true, '')))[1]::text::bigint), 0) FROM pg_tables WHERE schemaname = 'public';
END
}

try_restoring() {
    newest=$(copies | tail -n 1)
    [ -n "$newest" ] || fail drill_fault "belum ada cadangan"
    trap 'as_postgres dropdb -p "$port" --if-exists --force "$scratch"' EXIT
    as_postgres dropdb -p "$port" --if-exists --force "$scratch"
    as_postgres createdb -p "$port" -T template0 -E UTF8 "$scratch"
    unseal "$newest" | as_postgres pg_restore -p "$port" --exit-on-error --no-owner --no-privileges -d "$scratch" ||
        fail drill_fault "cadangan tidak dapat dipulihkan"
    rows=$(count_rows "$scratch")
    [ "$rows" -gt 0 ] || fail drill_fault "cadangan kosong"
    note "jsonb_build_object('drilled_at', date_trunc('second', now()), 'drill_rows', $rows, 'drill_fault', '')"
    echo "Pemulihan berhasil dicoba: $newest, $rows baris"
}

case ${1:-} in
    --uji) try_restoring ;;
    --buka) unseal "${2:?berkas cadangan}" ;;
    *) back_up ;;
esac
