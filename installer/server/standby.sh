#!/bin/sh
# Makes a second machine the standby of a server, and lets it take over: sudo sh installer/server/standby.sh
#   --siapkan ALAMAT   on the server: let the standby at this address read along; prints what to run there
#   --dari ALAMAT      on the second machine: copy the server and follow it from now on; asks for the password printed
#   --naik             on the second machine, when the server is gone: take its place
set -eu
PATH=/usr/sbin:/usr/bin:/sbin:/bin
follower=ilp_siaga
slot=ilp_siaga
certificate=/etc/ilp-desktop/sertifikat-server.crt
authority=/etc/ilp-desktop/ca
bundle=/etc/ilp-desktop/siaga
days=3650
secrets="/etc/ilp-desktop/server.conf /etc/ilp-desktop/cadangan.kunci"

stop() {
    printf 'Berhenti: %s\n' "$*" >&2
    exit 1
}
[ "$(id -u)" = 0 ] || stop "jalankan dengan sudo"
line=$(pg_lsclusters -h | awk '$2 == "main"' | tail -n 1)
version=$(echo "$line" | awk '{ print $1 }')
port=$(echo "$line" | awk '{ print $3 }')
data=$(echo "$line" | awk '{ print $6 }')
[ -n "$version" ] || stop "jalankan setup.sh lebih dulu di komputer ini"
as_postgres() { (cd / && runuser -u postgres -- "$@"); }

# A certificate for the second machine by the same authority, for its own address and those of the server whose place
# it may take: the workstations go on trusting what they have. The authority, the passwords and the key of the backups
# go along, since the second machine may be the server tomorrow, and make the next second machine.
certify() {
    (
        umask 077
        mkdir -p "$bundle"
        printf '%s,IP:%s\n' "$(cat "$authority/names")" "$1" >"$bundle/names"
        openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout "$bundle/ilp-server.key" \
            -out "$bundle/csr" -subj "/CN=siaga" 2>/dev/null
        openssl x509 -req -in "$bundle/csr" -out "$bundle/ilp-server.crt" -CA "$certificate" -CAkey "$authority/ca.key" \
            -CAcreateserial -extfile "$bundle/names" -days $days 2>/dev/null
        # shellcheck disable=SC2086
        cp "$certificate" "$authority/ca.key" $secrets "$bundle/"
        rm -f "$bundle/csr"
    )
}

prepare() {
    [ -s "$authority/ca.key" ] || stop "jalankan setup.sh lebih dulu di server ini"
    certify "$1"
    password=$(LC_ALL=C tr -dc 'abcdefghjkmnpqrstuvwxyz23456789' </dev/urandom | head -c 24)
    as_postgres psql -X -q -v ON_ERROR_STOP=1 -p "$port" -d postgres >/dev/null <<END
SELECT 'CREATE ROLE $follower LOGIN REPLICATION' WHERE NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '$follower') \\gexec
ALTER ROLE $follower LOGIN REPLICATION PASSWORD '$password';
SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = '$slot' AND NOT active;
END
    rules=/etc/postgresql/$version/main/pg_hba.conf
    entry="hostssl replication $follower $1/32 scram-sha-256"
    grep -qxF "$entry" "$rules" || sed -i "1i $entry" "$rules"
    as_postgres psql -X -q -p "$port" -d postgres -c 'SELECT pg_reload_conf()' >/dev/null
    echo "Salin folder $bundle ke komputer kedua (tempat yang sama; rahasia), lalu jalankan di sana:"
    echo "  sudo sh standby.sh --dari <alamat server ini>"
    echo "Kata sandi: $password"
}

follow() {
    [ -s "$bundle/ilp-server.key" ] || stop "salin dulu folder $bundle dari server"
    install -m 644 "$bundle/sertifikat-server.crt" "$certificate"
    for one in $secrets; do install -m 600 "$bundle/$(basename "$one")" "$one"; done
    for one in ca.key names; do install -D -m 600 "$bundle/$one" "$authority/$one"; done
    for one in key crt; do
        install -o postgres -g postgres -m 600 "$bundle/ilp-server.$one" "/etc/postgresql/$version/main/ilp-server.$one"
    done
    printf 'Kata sandi dari server: ' >&2
    read -r password
    pg_ctlcluster "$version" main stop 2>/dev/null || true
    [ ! -e "$data" ] || mv "$data" "$data.sebelum-$(date +%Y%m%d-%H%M%S)"
    keys=$(getent passwd postgres | cut -d: -f6)/.ilp-siaga
    (umask 077 && printf '*:*:*:%s:%s\n' "$follower" "$password" >"$keys")
    chown postgres:postgres "$keys"
    as_postgres pg_basebackup -D "$data" -X stream -R -C -S "$slot" --checkpoint=fast \
        -d "host=$1 port=5432 user=$follower passfile=$keys sslmode=verify-full sslrootcert=$certificate"
    pg_ctlcluster "$version" main start
    echo "Komputer ini mengikuti server $1. Periksa di server: SELECT state, replay_lag FROM pg_stat_replication;"
}

take_over() {
    as_postgres psql -X -A -t -q -p "$port" -d postgres -c 'SELECT pg_promote(true, 60)' | grep -q t ||
        stop "komputer ini tidak mengikuti server mana pun"
    echo "Komputer ini sekarang server. JANGAN nyalakan lagi server lama di jaringan ini."
    echo "Beri komputer ini alamat server lama, atau isi alamatnya pada «Server lain» di setiap komputer."
}

case ${1:-} in
    --siapkan) prepare "${2:?alamat komputer kedua}" ;;
    --dari) follow "${2:?alamat server}" ;;
    --naik) take_over ;;
    *) stop "pilih --siapkan, --dari, atau --naik" ;;
esac
