"""What the server user of every day may do: read and record, and change or remove only what the program does so to.

The owner of the tables, who upgrades them, is another user. What was written once and for all (the audit trail,
versions of forms and notes, what was withdrawn) the everyday user can neither change nor remove, by any program.
"""

from collections.abc import Mapping

from sqlalchemy import Connection, text

REMOVED_FROM = frozenset(
    {
        "allergy",
        "birth",
        "change",
        "delivery",
        "diagnosis",
        "dose_given",
        "due",
        "due_count",
        "favourite_code",
        "identifier",
        "note_template",
        "observation",
        "person_search",
        "pupil",
        "pustu",
        "pustu_village",
        "room_klaster",
        "short_text",
        "staff_klaster",
        "staff_role",
        "suspected_pair",
        "visit_action",
    }
)
"""Tables a row of which the program removes: each withdrawal leaves a row elsewhere, or the row is derived."""

ONLY_CHANGED: Mapping[str, tuple[str, ...]] = {
    "audit": (),
    "change": (),
    "client_save": (),
    "form_response": ("person_id",),
    "name_form": (),
    "no_known_allergy": ("person_id",),
    "note": (),
    "pregnancy_change": (),
    "record_signature": (),
    "referral_answer": (),
    "referral_step": (),
    "seal_broken": ("person_id",),
    "service_answer": ("person_id",),
    "sign_off": (),
    "vaccine_move": (),
    "visit_move": ("from_person_id", "to_person_id"),
    "withdrawn_action": ("person_id",),
    "withdrawn_allergy": ("person_id",),
    "withdrawn_diagnosis": ("person_id",),
    "withdrawn_dose": ("person_id",),
}
"""Tables written once and for all, with the columns that may change all the same: whose record it is, after a merge."""

READ_ONLY = frozenset({"alembic_version", "house_state"})
_TABLES = text("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
_EVERYDAY = text("""
    SELECT DISTINCT rolname FROM pg_class AS known, aclexplode(known.relacl) AS given
    JOIN pg_roles ON pg_roles.oid = given.grantee
    WHERE known.oid = 'public.alembic_version'::regclass AND given.grantee <> known.relowner
      AND given.privilege_type = 'SELECT'
""")


def everyday_users(connection: Connection) -> tuple[str, ...]:
    """Return the server users who work in this database and own nothing there."""
    return tuple(connection.scalars(_EVERYDAY))


def settle_rights(connection: Connection, *users: str) -> None:
    """Give these users, or those who work here already, exactly what they need in every table there is."""
    quoted = connection.dialect.identifier_preparer.quote
    tables = list(connection.scalars(_TABLES))
    for user in users or everyday_users(connection):
        whom = quoted(user)
        statements = [f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {whom}"]
        statements += [f"GRANT {', '.join(_rights(table))} ON {quoted(table)} TO {whom}" for table in tables]
        statements.append(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {whom}")
        connection.exec_driver_sql("; ".join(statements))


def expect_tables(connection: Connection, owner: str, user: str) -> None:
    """Let a user read and add to whatever tables the owner makes later; ``settle_rights`` says the rest then."""
    quoted = connection.dialect.identifier_preparer.quote
    whose = f"ALTER DEFAULT PRIVILEGES FOR ROLE {quoted(owner)} IN SCHEMA public GRANT"
    connection.exec_driver_sql(
        f"{whose} SELECT, INSERT ON TABLES TO {quoted(user)}; {whose} USAGE, SELECT ON SEQUENCES TO {quoted(user)}"
    )


def _rights(table: str) -> list[str]:
    if table in READ_ONLY:
        return ["SELECT"]
    rights = ["SELECT", "INSERT"]
    if table in REMOVED_FROM:
        rights.append("DELETE")
    if table not in ONLY_CHANGED:
        rights.append("UPDATE")
    elif ONLY_CHANGED[table]:
        rights.append(f"UPDATE ({', '.join(ONLY_CHANGED[table])})")
    return rights
