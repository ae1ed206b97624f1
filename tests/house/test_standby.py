"""A second machine that follows the server and takes its place, tried on two throw-away copies of this machine."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

SERVER_SCRIPTS = Path(__file__).parents[2] / "installer" / "server"
TWO_MACHINES = """
set -e
mount --make-rprivate /
mount -t proc proc /proc
mount -t tmpfs -o size=1200m tmpfs "$1"
for one in 1 2; do
    mkdir -p "$1/$one/upper" "$1/$one/work" "$1/$one/all"
    mount -t overlay overlay -o "lowerdir=/,upperdir=$1/$one/upper,workdir=$1/$one/work" "$1/$one/all"
    mount -t proc proc "$1/$one/all/proc"
    mount --rbind /dev "$1/$one/all/dev"
    mount -t tmpfs tmpfs "$1/$one/all/run"
    cp "$2"/* "$1/$one/all/srv"
done
unshare --net sleep 600 & second=$!
until [ "$(readlink /proc/$second/ns/net)" != "$(readlink /proc/self/ns/net)" ]; do sleep 0.05; done
ip link set lo up
ip link add lan type veth peer name other
ip link set other netns $second
ip addr add 192.168.77.5/24 dev lan
ip link set lan up
nsenter -t $second -n sh -c "ip link set lo up; ip link set other name lan; ip addr add 192.168.77.6/24 dev lan
    ip link set lan up"
here=$1
on1() { chroot "$here/1/all" sh -c "cd /srv; $1"; }
on2() { nsenter -t $second -n chroot "$here/2/all" sh -c "cd /srv; $1"; }
rows="cd /; runuser -u postgres -- psql -X -A -t -d ilp -c"
shown="SELECT count(*), pg_is_in_recovery() FROM coba"
door="user=ilp_harian dbname=ilp sslmode=verify-full sslrootcert=/etc/ilp-desktop/sertifikat-server.crt"
version=$(ls /usr/lib/postgresql | tail -n 1)
set +e
"""
A_SERVER_DIES = """
on1 "sh setup.sh" >/dev/null 2>&1
on2 "sh setup.sh" >/dev/null 2>&1
daily=$(sed -n 's/^daily_password=//p' "$here/1/all/etc/ilp-desktop/server.conf")
word=$(on1 "sh standby.sh --siapkan 192.168.77.6" | sed -n 's/^Kata sandi: //p')
cp -r "$here/1/all/etc/ilp-desktop/siaga" "$here/2/all/etc/ilp-desktop/"
on2 "echo $word | sh standby.sh --dari 192.168.77.5"
on1 "$rows \\"CREATE TABLE coba (n int); INSERT INTO coba VALUES (1)\\""
for _ in 1 2 3 4 5 6 7 8 9 10; do
    on2 "$rows \\"$shown\\"" 2>/dev/null | grep -q . && break
    sleep 0.5
done
echo "followed: $(on2 "$rows \\"$shown\\"")"
on1 "ilp-cadangan"
cp "$here"/1/all/var/backups/ilp-desktop/*.kunci "$here/2/all/srv/"
on1 "pg_ctlcluster $version main stop -m immediate; ip addr flush dev lan"
on2 "sh standby.sh --naik"
on2 "$rows \\"INSERT INTO coba VALUES (2)\\""
echo "took over: $(on2 "$rows \\"$shown\\"")"
on2 "ip addr add 192.168.77.5/24 dev lan; sh setup.sh" >/dev/null 2>&1
on1 "ip addr add 192.168.77.4/24 dev lan"
told=$(on1 "PGPASSWORD=$daily psql -X -A -t -c 'SELECT 7' 'host=192.168.77.5 $door'")
echo "a workstation comes in as before: $told"
echo "an old copy opens: $(on2 "ilp-cadangan --buka /srv/ilp-*.kunci | head -c 5")"
word=$(on2 "sh standby.sh --siapkan 192.168.77.4" | sed -n 's/^Kata sandi: //p')
rm -rf "$here/1/all/etc/ilp-desktop/siaga"
cp -r "$here/2/all/etc/ilp-desktop/siaga" "$here/1/all/etc/ilp-desktop/"
on1 "echo $word | sh standby.sh --dari 192.168.77.5"
echo "the old server follows: $(on1 "$rows \\"$shown\\"")"
on1 "pg_ctlcluster $version main stop"
on2 "pg_ctlcluster $version main stop"
kill $second
"""


@pytest.mark.faults
def test_a_second_machine_takes_the_place_of_a_dead_server_which_then_follows_it(tmp_path: Path) -> None:
    if os.geteuid() != 0 or not all(map(shutil.which, ("unshare", "nsenter", "ip", "pg_lsclusters"))):
        pytest.skip("only root may try this, where PostgreSQL is installed as a server has it")
    script = ["sh", "-c", f"({TWO_MACHINES}{A_SERVER_DIES}) 2>&1", "sh", str(tmp_path), str(SERVER_SCRIPTS)]
    apart = ["unshare", "--mount", "--net", "--pid", "--fork", *script]
    done = subprocess.run(apart, capture_output=True, text=True, check=False)
    told = done.stdout + done.stderr
    if "Operation not permitted" in told or "only root can do that" in told:
        pytest.skip("this machine lets nobody make copies of it")
    assert "followed: 1|t" in told, told
    assert "took over: 2|f" in told, told
    assert "a workstation comes in as before: 7" in told, told
    assert "an old copy opens: PGDMP" in told, told
    assert "the old server follows: 2|t" in told, told
