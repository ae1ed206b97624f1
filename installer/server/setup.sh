#!/bin/sh
# Makes a Debian or Ubuntu machine the server of a Puskesmas: sudo sh installer/server/setup.sh
# Safe to repeat: passwords and data stay as they are, settings are written anew.
#   --jaringan 192.168.1.0/24   let only this network in (otherwise: every network the machine stands in)
#   --zona Asia/Makassar        time zone of the server's own log (otherwise: the machine's)
set -eu
PATH=/usr/sbin:/usr/bin:/sbin:/bin
here=$(cd "$(dirname "$0")" && pwd)

database=ilp
admin=ilp_admin
daily=ilp_harian
oldest=15
secrets=/etc/ilp-desktop/server.conf
backup_key=/etc/ilp-desktop/cadangan.kunci
authority=/etc/ilp-desktop/ca
certificate=/etc/ilp-desktop/sertifikat-server.crt
certificate_days=3650
network=samenet
zone=$(readlink -f /etc/localtime 2>/dev/null | sed -n 's|^/usr/share/zoneinfo/||p')
zone=${zone:-Asia/Jakarta}

say() { printf '%s\n' "$*"; }

stop() {
    printf 'Pemasangan berhenti: %s\n' "$*" >&2
    exit 1
}

read_options() {
    while [ $# -gt 0 ]; do
        [ $# -ge 2 ] || stop "pilihan $1 memerlukan nilai"
        case $1 in
            --jaringan) network=$2 ;;
            --zona) zone=$2 ;;
            *) stop "pilihan $1 tidak dikenal" ;;
        esac
        shift 2
    done
    case $network in
        samenet | [0-9]*.[0-9]*/[0-9]*) ;;
        *) stop "tulis jaringan seperti 192.168.1.0/24" ;;
    esac
    [ -f "/usr/share/zoneinfo/$zone" ] || stop "zona waktu $zone tidak dikenal"
}

newest() { find /usr/lib/postgresql -mindepth 1 -maxdepth 1 -name '[0-9]*' -printf '%f\n' 2>/dev/null | sort -n | tail -n 1; }

is_enough() { [ "${1:-0}" -ge "$oldest" ]; }

# Ubuntu 22.04 has PostgreSQL 14; the package postgresql-common knows the archive of newer ones.
install_postgres() {
    if is_enough "$(newest)" && [ -x "/usr/lib/postgresql/$(newest)/bin/postgres" ]; then return; fi
    export DEBIAN_FRONTEND=noninteractive
    say "Memasang PostgreSQL ..."
    apt-get update -qq
    offered=$(apt-cache show postgresql | sed -n 's/^Version: \([0-9]*\).*/\1/p' | sort -n | tail -n 1)
    if ! is_enough "$offered"; then
        apt-get install -y -qq postgresql-common ca-certificates >/dev/null
        /usr/share/postgresql-common/pgdg/apt.postgresql.org.sh -y >/dev/null
    fi
    apt-get install -y -qq postgresql postgresql-contrib openssl >/dev/null
    is_enough "$(newest)" || stop "PostgreSQL $oldest atau lebih baru tidak tersedia untuk sistem ini"
}

# A cluster that the package made and nobody has used is made anew with checksums of every page, so that a disk that
# forgets is found; one in use gets them while it rests.
make_cluster() {
    version=$(newest)
    settings=/etc/postgresql/$version/main
    if [ ! -d "$settings" ]; then
        pg_createcluster "$version" main -- --encoding UTF8 --locale C.UTF-8 --data-checksums >/dev/null
        return
    fi
    data=$(pg_lsclusters -h | awk -v version="$version" '$1 == version && $2 == "main" { print $6 }')
    programs=/usr/lib/postgresql/$version/bin
    if runuser -u postgres -- "$programs/pg_controldata" -D "$data" | grep -q '^Data page checksum version: *0$'; then
        say "Menghitung jumlah periksa setiap halaman data ..."
        pg_ctlcluster "$version" main stop >/dev/null 2>&1 || true
        (cd / && runuser -u postgres -- "$programs/pg_checksums" --enable -D "$data" >/dev/null)
    fi
}

random_password() { LC_ALL=C tr -dc 'abcdefghjkmnpqrstuvwxyz23456789' </dev/urandom | head -c 20; }

# Passwords are made once; root alone reads them.
keep_passwords() {
    umask 077
    mkdir -p "$(dirname "$secrets")"
    if [ ! -s "$secrets" ]; then
        printf 'admin_password=%s\ndaily_password=%s\n' "$(random_password)" "$(random_password)" >"$secrets.baru"
        mv "$secrets.baru" "$secrets"
    fi
    . "$secrets"
    [ -s "$backup_key" ] || { random_password >"$backup_key.baru" && mv "$backup_key.baru" "$backup_key"; }
    umask 022
}

# The authority is made once, so that what the workstations trust stays; the server's own certificate is made anew
# every time, for the addresses and the name the machine has then.
make_certificates() {
    umask 077
    mkdir -p "$authority"
    new_key="-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes"
    if [ ! -s "$authority/ca.key" ] || [ ! -s "$certificate" ]; then
        # shellcheck disable=SC2086
        openssl req -x509 $new_key -keyout "$authority/ca.key" -out "$certificate" -days $certificate_days \
            -subj "/CN=Server ILP Desktop $(hostname)" 2>/dev/null
    fi
    names="DNS:$(hostname),DNS:localhost"
    for one in $addresses; do names="$names,IP:$one"; done
    printf 'subjectAltName=%s\n' "$names" >"$authority/names"
    # shellcheck disable=SC2086
    openssl req -new $new_key -keyout "$authority/server.key" -out "$authority/server.csr" -subj "/CN=$(hostname)" 2>/dev/null
    openssl x509 -req -in "$authority/server.csr" -out "$authority/server.crt" -CA "$certificate" \
        -CAkey "$authority/ca.key" -CAcreateserial -extfile "$authority/names" -days $certificate_days 2>/dev/null
    install -o postgres -g postgres -m 600 "$authority/server.key" "$settings/ilp-server.key"
    install -o postgres -g postgres -m 644 "$authority/server.crt" "$settings/ilp-server.crt"
    rm -f "$authority/server.key" "$authority/server.csr"
    chmod 755 "$(dirname "$certificate")"
    chmod 644 "$certificate"
    umask 022
}

# For 4 to 8 GB of memory, of which the desktop of the machine may need a part: a quarter is PostgreSQL's own, half of
# it may be the system's cache of files. Saves are short and many, reads are short and many: nothing runs in parallel.
tuning() {
    cat <<END
shared_buffers = '$((memory_mb / 4))MB'
effective_cache_size = '$((memory_mb / 2))MB'
work_mem = '$((memory_mb >= 6000 ? 12 : 8))MB'
maintenance_work_mem = '$((memory_mb / 32))MB'
random_page_cost = 1.1
effective_io_concurrency = 16
jit = off
max_parallel_workers_per_gather = 0
min_wal_size = '256MB'
max_wal_size = '2GB'
checkpoint_timeout = '15min'
checkpoint_completion_target = 0.9
autovacuum_vacuum_scale_factor = 0.05
autovacuum_analyze_scale_factor = 0.02
END
}

write_settings() {
    memory_mb=$(awk '/^MemTotal/ { print int($2 / 1024) }' /proc/meminfo)
    mkdir -p "$settings/conf.d"
    cat >"$settings/conf.d/ilp.conf" <<END
# Written by ILP Desktop's installer/server/setup.sh; changes here are lost when it is run again.
listen_addresses = '*'
max_connections = 200
password_encryption = 'scram-sha-256'
ssl = on
ssl_cert_file = '$settings/ilp-server.crt'
ssl_key_file = '$settings/ilp-server.key'
ssl_min_protocol_version = 'TLSv1.2'
$(tuning)
wal_compression = on
wal_level = replica
max_wal_senders = 5
max_replication_slots = 5
max_slot_wal_keep_size = '4GB'
hot_standby = on
timezone = '$zone'
log_timezone = '$zone'
lc_messages = 'C'
log_error_verbosity = 'terse'
log_parameter_max_length_on_error = 0
END
    chmod 644 "$settings/conf.d/ilp.conf"
}

# The block stands first, since the first line that fits decides.
write_access() {
    rules=$settings/pg_hba.conf
    fresh=$rules.baru
    {
        say "# ILP Desktop: awal"
        say "host $database $daily,$admin 127.0.0.1/32 scram-sha-256"
        say "hostssl $database $daily,$admin $network scram-sha-256"
        say "host $database all all reject"
        say "# ILP Desktop: akhir"
        sed '/^# ILP Desktop: awal$/,/^# ILP Desktop: akhir$/d' "$rules"
    } >"$fresh"
    chown postgres:postgres "$fresh"
    chmod 640 "$fresh"
    mv "$fresh" "$rules"
}

restart() {
    pg_ctlcluster "$version" main stop >/dev/null 2>&1 || true
    if [ -d /run/systemd/system ]; then
        systemctl enable -q "postgresql@$version-main" 2>/dev/null || true
        systemctl restart "postgresql@$version-main"
    else
        pg_ctlcluster "$version" main start
    fi
    port=$(pg_lsclusters -h | awk -v version="$version" '$1 == version && $2 == "main" { print $3 }')
    for _ in 1 2 3 4 5 6 7 8 9 10; do
        if as_postgres -c 'SELECT 1' >/dev/null 2>&1; then return; fi
        sleep 1
    done
    stop "PostgreSQL tidak mau menyala; lihat /var/log/postgresql"
}

as_postgres() { (cd / && runuser -u postgres -- psql -X -q -v ON_ERROR_STOP=1 -p "$port" "$@"); }

# What may be changed and removed in which table, the program says itself when it makes or upgrades the tables.
# Passwords go in by the standard input, since every user of the machine may read command lines.
make_database() {
    as_postgres -d postgres <<END
SELECT format('CREATE ROLE %I LOGIN', name) FROM unnest(ARRAY['$admin', '$daily']) AS name
    WHERE NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = name) \\gexec
ALTER ROLE $admin LOGIN PASSWORD '$admin_password';
ALTER ROLE $daily LOGIN PASSWORD '$daily_password';
SELECT 'CREATE DATABASE $database OWNER $admin TEMPLATE template0 ENCODING ''UTF8'' LC_COLLATE ''C.UTF-8'' LC_CTYPE ''C.UTF-8'''
    WHERE NOT EXISTS (SELECT 1 FROM pg_database WHERE datname = '$database') \\gexec
REVOKE ALL ON DATABASE $database FROM PUBLIC;
GRANT CONNECT ON DATABASE $database TO $daily;
END
    as_postgres -d "$database" <<END
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT CREATE, USAGE ON SCHEMA public TO $admin;
GRANT USAGE ON SCHEMA public TO $daily;
ALTER DEFAULT PRIVILEGES FOR ROLE $admin IN SCHEMA public GRANT SELECT, INSERT ON TABLES TO $daily;
ALTER DEFAULT PRIVILEGES FOR ROLE $admin IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO $daily;
END
}

# A backup after closing time each day, and each Sunday a restore into a scratch database; a server that was off at
# that hour does it when it is on again.
install_backup() {
    install -m 755 "$here/backup.sh" /usr/local/sbin/ilp-cadangan
    units=/etc/systemd/system
    [ -d "$units" ] || return 0
    for name in cadangan cadangan-uji; do install -m 644 "$here/ilp-$name.service" "$here/ilp-$name.timer" "$units"; done
    [ -d /run/systemd/system ] || return 0
    systemctl daemon-reload
    systemctl enable -q --now ilp-cadangan.timer ilp-cadangan-uji.timer
}

# The address by which the other computers reach this one: on a machine with several, the one in the network let in.
find_address() {
    addresses=$(hostname -I 2>/dev/null | tr ' ' '\n' | grep -v : || true)
    address=$(say "$addresses" | head -n 1)
    if [ "$network" != samenet ] && command -v ip >/dev/null; then
        address=$(ip -o -4 route get "${network%/*}" 2>/dev/null | sed -n 's/.* src \([0-9.]*\).*/\1/p')
    fi
    [ -n "$address" ] || stop "komputer ini belum tersambung ke jaringan; sambungkan kabelnya, lalu ulangi"
    others=$(say "$addresses" | grep -vxF "$address" | tr '\n' ' ' || true)
    [ "$network" = samenet ] || others=
}

check_door() {
    PGPASSWORD=$daily_password psql -X -q -c 'SELECT 1' >/dev/null \
        "host=$address port=$port user=$daily dbname=$database sslmode=verify-full sslrootcert=$certificate" ||
        stop "server menyala, tetapi tidak menerima sambungan lewat $address"
}

tell() {
    place=$address
    [ "$port" = 5432 ] || place=$address:$port
    say ""
    say "Server siap. Di setiap komputer, pilih «Sambung ke server» dan isi:"
    say ""
    say "  Alamat server      $place"
    [ -z "$others" ] || say "                     (di jaringan lain: $others)"
    say "  Nama basis data    $database"
    say "  Pengguna server    $daily"
    say "  Kata sandi server  $daily_password"
    say ""
    say "  Sertifikat server  $certificate"
    say "                     (salin dengan USB ke setiap komputer; bukan rahasia)"
    say ""
    say "Untuk menyiapkan Puskesmas di komputer pertama dan memutakhirkan data, isi sebagai admin:"
    say ""
    say "  Pengguna server    $admin"
    say "  Kata sandi server  $admin_password"
    say ""
    say "Cadangan dibuat sendiri dan terenkripsi (dengan tangan: sudo ilp-cadangan). Yang membukanya di komputer lain:"
    say ""
    say "  Kunci cadangan     $(cat "$backup_key")"
    say ""
    say "Simpan lembar ini di amplop tertutup."
    say "Alamat server harus tetap: minta pengelola jaringan mengunci $address untuk komputer ini."
    if command -v ufw >/dev/null && ufw status 2>/dev/null | grep -q '^Status: active'; then
        say "Dinding api menyala: izinkan port $port dari jaringan Puskesmas (ufw allow from <jaringan> to any port $port)."
    fi
}

[ "$(id -u)" = 0 ] || stop "jalankan dengan sudo"
command -v apt-get >/dev/null || stop "hanya untuk Debian dan Ubuntu"
read_options "$@"
find_address
install_postgres
make_cluster
keep_passwords
make_certificates
write_settings
write_access
restart
make_database
install_backup
check_door
tell
