"""Fills an empty database with the same company: `python -m bench.throughput.peer.lay ORDERS TECHNICIANS MINE`.

Prints, as JSON, the token of each person and the ids of the tickets that the first technician has.
"""

import json
import sys

import django


def lay(orders: int, technicians: int, mine: int) -> None:
    """The schema, a queue, people with tokens, and tickets with the follow-up that reporting them leaves."""
    from django.contrib.auth import get_user_model
    from django.core.management import call_command
    from helpdesk.models import FollowUp, Queue, Ticket
    from rest_framework.authtoken.models import Token

    call_command("migrate", verbosity=0)
    queue = Queue.objects.create(title="Repairs", slug="repairs", allow_public_submission=True)
    people = [
        get_user_model().objects.create_user(name, is_staff=True)
        for name in ("front_desk", *(f"technician-{number:02d}" for number in range(technicians)))
    ]
    done = orders - technicians * mine
    tickets = [
        Ticket(
            title="Water drips from the ceiling",
            description="Since this morning, about a cup an hour.",
            queue=queue,
            status=Ticket.CLOSED_STATUS if number < done else Ticket.OPEN_STATUS,
            assigned_to=None if number < done else people[1 + number % technicians],
        )
        for number in range(orders)
    ]
    Ticket.objects.bulk_create(tickets, batch_size=5000)
    told = [
        FollowUp(
            ticket=ticket, title="Ticket Opened", comment=ticket.description, public=True, user=people[0]
        )
        for ticket in tickets
    ]
    FollowUp.objects.bulk_create(told, batch_size=5000)
    tokens = {one.username: Token.objects.create(user=one).key for one in people}
    own = [ticket.pk for ticket in tickets if ticket.assigned_to == people[1]]
    print(json.dumps({"tokens": tokens, "own": own}))


if __name__ == "__main__":
    django.setup()
    lay(*map(int, sys.argv[1:]))
