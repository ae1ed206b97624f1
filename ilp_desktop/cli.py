"""The command line: which command is meant, and where its data lies."""

# ruff: noqa: PLC0415 - each command loads only what it needs
import argparse
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from platformdirs import user_data_dir

from ilp_desktop import VERSION
from ilp_desktop.settings import SettingsFile

DEMO_PEOPLE = 300
DEMO_SEED = 1
OWNER, DAILY = "ilp_admin", "ilp_harian"


def run_command(arguments: Sequence[str]) -> int:
    """Run a command line and return the exit code; without a command the window opens."""
    args = build_parser().parse_args(arguments)
    if args.command == "demo":
        from ilp_desktop.demo.command import run as run_demo

        return _note_example(args.data, run_demo(args))
    if args.command == "tour":
        from ilp_desktop.tour.command import run as run_tour

        return run_tour(args)
    if args.command == "check":
        return _check(args)
    if args.command in ("backup", "restore"):
        from ilp_desktop.backing_up import run_backup, run_restore

        return run_backup(args) if args.command == "backup" else run_restore(args)
    if args.command == "server":
        from ilp_desktop.serving import run_move, run_prepare

        return run_prepare(args) if args.what == "prepare" else run_move(args)
    from ilp_desktop.app import run as open_window

    return open_window(args.data)


def _check(args: argparse.Namespace) -> int:
    if args.rebuild:
        from ilp_desktop.rebuilding import run as run_rebuild

        return run_rebuild(args)
    if args.audit:
        from ilp_desktop.auditing import run as run_audit

        return run_audit(args)
    from ilp_desktop.auditing import follow_if_asked
    from ilp_desktop.checking import run as run_check

    return max(run_check(args), follow_if_asked(Path(args.data)))


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of every command."""
    parser = argparse.ArgumentParser(
        prog="ilp-desktop", description="Program harian Puskesmas. Tanpa perintah, jendelanya dibuka."
    )
    parser.add_argument("--version", action="version", version=f"ILP Desktop {VERSION}")
    _add_data(parser, Path(user_data_dir("ILP Desktop", appauthor=False)))
    commands = parser.add_subparsers(dest="command", metavar="perintah")
    _add_demo(commands.add_parser("demo", help="isi folder data kosong dengan Puskesmas contoh"))
    tour = commands.add_parser("tour", help="jalankan satu pagi di jendela sungguhan, simpan gambar dan PDF")
    _add_data(tour)
    tour.add_argument("--out", type=Path, required=True, help="folder untuk gambar dan PDF")
    check = commands.add_parser("check", help="periksa berkas acuan, formulir, dan rantai jejak")
    _add_data(check)
    check.add_argument(
        "--rebuild", action="store_true", help="cocokkan data turunan dengan asalnya, perbaiki bila beda"
    )
    check.add_argument(
        "--audit", action="store_true", help="hanya rantai jejak: baris yang diubah, dihapus, atau disisipkan"
    )
    _add_backups(commands)
    _add_server(commands.add_parser("server", help="siapkan server, atau pindahkan data komputer ini ke server"))
    return parser


def _add_server(server: argparse.ArgumentParser) -> None:
    whats = server.add_subparsers(dest="what", metavar="apa", required=True)
    prepare = whats.add_parser("prepare", help="buat pengguna, basis data, dan hak di PostgreSQL yang sudah ada")
    prepare.add_argument("--owner", default=OWNER, help="pengguna yang membuat dan memutakhirkan tabel")
    move = whats.add_parser("move", help="pindahkan data folder ini ke basis data kosong; semua atau tidak sama sekali")
    for one in (prepare, move):
        _add_data(one)
        one.add_argument("--at", required=True, help="pengguna@alamat[:port]/basisdata")
        one.add_argument("--certificate", default="", help="berkas sertifikat server")
        one.add_argument("--daily", default=DAILY, help="pengguna sehari-hari")


def _add_backups(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    backup = commands.add_parser("backup", help="buat cadangan data yang terkunci dan sudah diperiksa")
    _add_data(backup)
    backup.add_argument("--to", type=Path, default=None, help="folder lain (disk, USB) yang diberi salinannya")
    restore = commands.add_parser(
        "restore", help="pulihkan data dari cadangan; data sekarang disisihkan, tidak dihapus"
    )
    _add_data(restore)
    restore.add_argument("backup", type=Path, help="folder cadangan, misalnya cadangan/ilp-20261201-073000")
    opened = restore.add_mutually_exclusive_group()
    opened.add_argument("--passphrase", action="store_true", help="buka dengan frasa sandi kepala")
    opened.add_argument("--words", action="store_true", help="buka dengan kata pemulihan dari lembarnya")


def _add_demo(demo: argparse.ArgumentParser) -> None:
    _add_data(demo)
    demo.add_argument("--people", type=int, default=DEMO_PEOPLE, help="jumlah orang")
    demo.add_argument("--seed", type=int, default=DEMO_SEED, help="angka awal; angka yang sama, data yang sama")
    demo.add_argument("--server", default="", help="server kosong yang diisi: pengguna@alamat[:port]/basisdata")
    demo.add_argument("--certificate", default="", help="berkas sertifikat server itu")
    demo.add_argument("--today", type=date.fromisoformat, default=None, help="hari terakhir data, TTTT-BB-HH")


def _note_example(folder: Path, code: int) -> int:
    """Let the sign-in page of made-up data name its accounts."""
    if code == 0:
        SettingsFile(folder).set_example()
    return code


def _add_data(parser: argparse.ArgumentParser, default: Path | None = None) -> None:
    """Take --data before or after the command; a command that is not told leaves what stood before it."""
    kept = argparse.SUPPRESS if default is None else default
    parser.add_argument("--data", type=Path, default=kept, help="folder data")
