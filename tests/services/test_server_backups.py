"""What the server's own timer wrote about its backups is told to those who keep them."""

from datetime import timedelta
from pathlib import Path

import pytest

from ilp_desktop.services.backup.backup_rows import ServerBackup
from ilp_desktop.services.entrance import Entered
from tests.house_fixtures import MORNING, PASSWORD
from tests.server_fixtures import Served
from tests.services.test_server_opening import Computer
from ui.klaster1_management.backup_words import server_text

ZONE = "Asia/Jakarta"


@pytest.fixture
def entered(settled: Served, tmp_path: Path) -> Entered:
    here = Computer(tmp_path / "satu")
    here.join(settled.daily)
    return here.entrance.enter("kepala", PASSWORD)


def write(settled: Served, words: str) -> None:
    """Write what the script of the server writes, the way it does."""
    settled.run(
        f"INSERT INTO house_state (name, value, at) VALUES ('backup', {words}, now())"  # noqa: S608
        " ON CONFLICT (name) DO UPDATE SET value = house_state.value || excluded.value, at = excluded.at"
    )


def made(at: object, size: int) -> str:
    """Return what is written after a copy."""
    return f"jsonb_build_object('made_at', timestamptz '{at}', 'size', {size}, 'fault', '')"


def test_last_copy_its_size_and_the_restore_tried_are_told(settled: Served, entered: Entered) -> None:
    backups, head = entered.house.backups, entered.user
    overview = backups.overview(head)
    assert overview.server == ServerBackup()
    assert overview.alert == backups.alert(head) == "Data ini belum pernah dicadangkan."
    write(settled, made(MORNING - timedelta(hours=3), 12_582_912))
    write(settled, f"jsonb_build_object('drilled_at', timestamptz '{MORNING}', 'drill_rows', 12345, 'drill_fault', '')")
    overview = backups.overview(head)
    assert overview.server is not None
    assert (overview.here, overview.alert) == (False, "")
    assert overview.server.made_at == MORNING - timedelta(hours=3)
    told = server_text(overview.server, ZONE)
    assert "12,0 MB" in told
    assert "berhasil; 12.345 baris" in told
    entered.lock()


def test_an_old_copy_a_failed_one_and_one_that_cannot_be_restored_are_said(settled: Served, entered: Entered) -> None:
    backups, head = entered.house.backups, entered.user
    write(settled, made(MORNING - timedelta(days=3), 1))
    write(settled, "jsonb_build_object('fault', 'penyalinan berhenti', 'fault_at', now())")
    assert backups.alert(head) == "Sudah 3 hari tanpa cadangan data. Penyebab: penyalinan berhenti."
    write(settled, made(MORNING, 1))
    assert backups.alert(head) == ""
    write(settled, "jsonb_build_object('drill_fault', 'cadangan kosong', 'drill_fault_at', now())")
    assert backups.alert(head) == "Cadangan server tidak dapat dipulihkan: cadangan kosong."
    overview = backups.overview(head)
    assert overview.server is not None
    assert "GAGAL: cadangan kosong" in server_text(overview.server, ZONE)
    entered.lock()
