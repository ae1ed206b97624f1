"""The command that makes a server, run as root on a throw-away copy of this machine with networks of its own."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

SETUP = Path(__file__).parents[2] / "installer" / "server" / "setup.sh"
COPY_OF_THIS_MACHINE = """
set -e
mount --make-rprivate /
mount -t tmpfs -o size=600m tmpfs "$1"
mkdir "$1/upper" "$1/work" "$1/all"
mount -t overlay overlay -o "lowerdir=/,upperdir=$1/upper,workdir=$1/work" "$1/all"
mount -t proc proc "$1/all/proc"
mount --rbind /dev "$1/all/dev"
mount -t tmpfs tmpfs "$1/all/run"
cp "$(dirname "$2")"/* "$1/all/srv"
ip link set lo up
ip link add lan type veth peer name internet
ip addr add 10.9.0.2/24 dev internet
ip addr add 192.168.77.5/24 dev lan
ip link set internet up
ip link set lan up
"""
QUESTION = "SELECT format('tls %s, checksums %s', current_setting('ssl'), current_setting('data_checksums'))"
ASK = f'cd /; runuser -u postgres -- psql -X -A -t -c \\"{QUESTION}\\"; cd /srv'
COPIES = "/var/backups/ilp-desktop/*"
LOOK = f"head -c 8 {COPIES}; echo; ilp-cadangan --buka {COPIES} | head -c 5; echo"
Run = Callable[[str], str]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Return what a command says there, wrong or right."""
    if os.geteuid() != 0 or not all(map(shutil.which, ("unshare", "ip", "pg_lsclusters"))):
        pytest.skip("only root may try this, where PostgreSQL is installed as a server has it")

    def said(command: str) -> str:
        stop = "for one in $(ls /usr/lib/postgresql); do pg_ctlcluster $one main stop; done"
        inside = f'chroot "$1/all" sh -c "cd /srv; {command}; {stop}"'
        script = ["sh", "-c", f"{COPY_OF_THIS_MACHINE}\n{inside} 2>&1", "sh", str(tmp_path), str(SETUP)]
        done = subprocess.run(
            ["unshare", "--mount", "--net", "--pid", "--fork", *script], capture_output=True, text=True, check=False
        )
        if "Operation not permitted" in done.stderr:
            pytest.skip("this machine lets nobody make a copy of it")
        return done.stdout + done.stderr

    return said


@pytest.mark.faults
def test_one_command_makes_a_server_that_lets_the_daily_user_in_and_may_be_repeated(run: Run) -> None:
    told = run(f"sh setup.sh; sh setup.sh; {ASK}; ilp-cadangan; ilp-cadangan --uji; {LOOK}")
    assert told.count("Server siap.") == 2
    passwords = [line for line in told.splitlines() if "Kata sandi server" in line]
    assert passwords[:2] == passwords[2:]
    assert "di jaringan lain: " in told
    assert "tls on, checksums on" in told
    assert "Sertifikat server  /etc/ilp-desktop/sertifikat-server.crt" in told
    assert "Pemulihan berhasil dicoba: " in told or "cadangan kosong" in told  # nobody has set a Puskesmas up yet
    assert "Salted__\nPGDMP" in told, told  # encrypted on the disk, a dump behind its key
    assert "Cadangan tersimpan: /var/backups/ilp-desktop/ilp-" in told


@pytest.mark.faults
def test_on_a_machine_with_two_networks_the_address_is_that_of_the_network_let_in(run: Run) -> None:
    for network, address in (("10.9.0.0/24", "10.9.0.2"), ("192.168.77.0/24", "192.168.77.5")):
        told = run(f"sh setup.sh --jaringan {network}")
        assert f"Alamat server      {address}\n" in told
        assert "di jaringan lain" not in told


@pytest.mark.faults
def test_a_machine_without_a_network_and_a_zone_nobody_knows_are_said_before_anything_is_done(run: Run) -> None:
    told = run("sh setup.sh --zona Asia; ip addr flush dev lan; ip addr flush dev internet; sh setup.sh")
    assert "zona waktu Asia tidak dikenal" in told
    assert "belum tersambung ke jaringan" in told
    assert "Server siap." not in told
