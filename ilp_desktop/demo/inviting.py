"""Invitations of the last weeks, sent through the services, and who has come since."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from db.models import Encounter, Invitation
from ilp_desktop.clock import SteppingClock
from ilp_desktop.demo.care import not_sunday
from ilp_desktop.demo.ledger import opening
from ilp_desktop.demo.lists import settings
from ilp_desktop.domain.invitation import invitation_rules
from ilp_desktop.domain.permissions import Act
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.due.due_rows import DueFilter, Place
from ilp_desktop.services.due.invitation_rows import Again, Channel, NewInvitations
from ilp_desktop.services.due.invitations import note_coming
from ilp_desktop.services.house import House


class Inviter:
    """Sends the batches of the settings, one after the other."""

    def __init__(self, random: Random, house: House, clock: SteppingClock, users: Mapping[str, SignedIn]) -> None:
        self._random = random
        self._house = house
        self._clock = clock
        self._users = users

    def send_all(self, today: date) -> None:
        """Send every batch on its own day, and note who came until yesterday."""
        listed = settings("invitations")
        for number, batch in enumerate(listed["batch"]):
            user = self._users[batch["sent_by"]]
            sent_on = not_sunday(today - timedelta(days=batch["days_before"]))
            self._clock.set(opening(sent_on, user.time_zone))
            wanted = self._wanted(user, number, batch, sent_on, listed["most_people"])
            if wanted is not None:
                made = self._house.invitations.create(user, wanted)
                self._note_who_came(user, made.batch_id, batch["share_come"], today)

    def _wanted(
        self, user: SignedIn, number: int, batch: Mapping[str, Any], sent_on: date, most: int
    ) -> NewInvitations | None:
        """Return a batch as the form would ask for it; None where nobody is due."""
        form, villages = self._house.invitations.form(user), self._house.facilities.area(user)
        village = villages[number % len(villages)]
        area = Place() if batch.get("everywhere") else Place(village.id)
        meeting = f"Posyandu {village.neighbourhoods[0][2]}" if batch.get("at_posyandu") else form.place
        known = (one.service.code for one in self._house.due_lists.totals(user, area))
        services = tuple(code for code in known if code.startswith(tuple(batch["services"])))
        if not services:
            return None
        people = self._house.due_lists.of_place(user, DueFilter(area, services), most)
        if not people:
            return None
        return NewInvitations(
            client_id=self._house.uow.identities.new(),
            people=tuple(row.person_id for row in people),
            services=services,
            channel=Channel(batch["channel"]),
            invited_for=not_sunday(sent_on + timedelta(days=batch["for_after_days"])),
            place=meeting,
            text=form.text,
            again=Again.SKIP,
        )

    def _note_who_came(self, user: SignedIn, batch_id: UUID, share: float, today: date) -> None:
        """Note those who had a visit since, as opening it would have, and some who came to the place itself."""
        came_on: dict[date, list[UUID]] = defaultdict(list)
        for person_id, invited_for, visited_on in self._visits_since(batch_id, today):
            if visited_on is not None:
                came_on[visited_on].append(person_id)
            elif invited_for < today and self._random.random() < share:
                came_on[invited_for].append(person_id)
        for day in sorted(came_on):
            self._clock.set(opening(day, user.time_zone))
            with self._house.uow.writing(user, Act.INVITE) as work:
                for person_id in came_on[day]:
                    note_coming(work, person_id, work.today)

    def _visits_since(self, batch_id: UUID, today: date) -> list[tuple[UUID, date, date | None]]:
        """Return each of the invited with the day invited for and the first visit that answers it."""
        with self._house.uow.database.reading() as session:
            invited = session.scalars(
                select(Invitation).where(Invitation.batch_id == batch_id).order_by(Invitation.id)
            ).all()
            if not invited:
                return []
            first = invited[0]
            day = first.invited_for or first.day
            latest = day + timedelta(days=invitation_rules(first.day).came_within_days)
            visits = session.execute(
                select(Encounter.person_id, func.min(Encounter.day))
                .where(Encounter.person_id.in_([one.person_id for one in invited]))
                .where(Encounter.day >= first.day, Encounter.day <= latest, Encounter.day < today)
                .group_by(Encounter.person_id)
            )
            visited = dict(visits.tuples().all())
        return [(one.person_id, day, visited.get(one.person_id)) for one in invited]
