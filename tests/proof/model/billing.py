"""What the billing clerk does, and what nobody else may."""

from datetime import timedelta

from hypothesis import strategies as st

from tests.proof.model.acts import act
from tests.proof.model.play import MANNERS, Play
from tests.proof.model.reference import FORBIDDEN

_UNITS = st.sampled_from([0, 0, 1])
_AMOUNTS = st.sampled_from([100, 250, 1000])


class Billing(Play):
    """Charges and payments of the two households."""

    @act(2, unit=_UNITS, amount=_AMOUNTS, days=st.sampled_from([-40, -40, -1, 0, 2]), manner=MANNERS)
    def charge(self, unit: int, amount: int, days: int, manner: str) -> None:
        self.tick()
        place = self.stage.units[unit]
        due_on = (self.now + timedelta(hours=8, days=days)).date()  # the date in Shanghai
        body = {"unit_id": place, "kind": "fee", "period": "then", "due_on": due_on.isoformat()}
        body |= {"amount": _yuan(amount)}
        self.refused(self.people["front_desk"], "/v1/charges", body, FORBIDDEN)
        made = self.post(self.people["billing_clerk"], "/v1/charges", body, manner)
        assert made.status == 201, made
        self.accounts[place].charges[made.json["id"]] = (amount, due_on)

    @act(2, unit=_UNITS, amount=st.sampled_from([100, 400, 0, 0]), manner=MANNERS)
    def pay(self, unit: int, amount: int, manner: str) -> None:
        """Part of what is owed, or (0) all of it."""
        self.tick()
        place = self.stage.units[unit]
        self._take_in(place, amount or max(self.accounts[place].balance, 1), manner)

    @act(1, when=lambda self: any(one.references for one in self.accounts.values()), is_same=st.booleans())
    def hear_of_a_payment_again(self, data: st.DataObject, is_same: bool) -> None:
        """The provider tells twice, under another key: it is the same payment, and not another amount's."""
        self.tick()
        place = data.draw(st.sampled_from([unit for unit, one in self.accounts.items() if one.references]))
        reference, id = data.draw(st.sampled_from(list(self.accounts[place].references.items())))
        first = self._amounts[id]
        balance = self.account_of(place)["balance"]
        again = self._pay(place, first if is_same else first + 1, reference, "once")
        if is_same:
            assert (again.status, again.json["id"]) == (201, id)
        else:
            assert (again.status, again.json["code"]) == (409, "reference_taken")
        assert self.account_of(place)["balance"] == balance

    @act(
        1,
        when=lambda self: any(one.payments or one.charges for one in self.accounts.values()),
        manner=MANNERS,
    )
    def reverse(self, data: st.DataObject, manner: str) -> None:
        self.tick()
        lines = [
            (account, name, id)
            for account in self.accounts.values()
            for name in ("charges", "payments")
            for id in getattr(account, name)
        ]
        account, name, id = data.draw(st.sampled_from(lines), label="line")
        path, clerk = f"/v1/{name}/{id}/reversal", self.people["billing_clerk"]
        done = self.post(clerk, path, {"reason": "a mistake"}, manner)
        assert done.status in (200, 201), done
        del getattr(account, name)[id]
        account.disputed.discard(id)
        self.refused(clerk, path, {"reason": "once more"}, (409, "already_reversed"))

    @act(1, when=lambda self: any(one.charges for one in self.accounts.values()), manner=MANNERS)
    def dispute_or_settle(self, data: st.DataObject, manner: str) -> None:
        self.tick()
        lines = [(account, id) for account in self.accounts.values() for id in account.charges]
        account, id = data.draw(st.sampled_from(lines), label="charge")
        is_open = id in self._open_charges()
        verb, clerk = "settle-dispute" if id in account.disputed else "dispute", self.people["billing_clerk"]
        path = f"/v1/charges/{id}/{verb}"
        if not is_open:
            self.refused(clerk, path, {"reason": "not ours"}, (409, "charge_not_open"))
            return
        assert self.post(clerk, path, {"reason": "not ours"}, manner).status in (200, 201)
        account.disputed ^= {id}

    def pay_debt(self, place: str) -> None:
        """Whatever is due, disputed or not: the household is clear afterwards."""
        due = self.account_of(place)["amount_due"]["amount"]
        if due:
            self._take_in(place, due, "once")

    def _take_in(self, place: str, amount: int, manner: str) -> None:
        reference = self.fresh("paid")
        made = self._pay(place, amount, reference, manner)
        assert made.status == 201, made
        self.accounts[place].payments[made.json["id"]] = amount
        self.accounts[place].references[reference] = made.json["id"]

    def _open_charges(self) -> set[str]:
        accounts = [self.account_of(unit) for unit in self.stage.units]
        return {one["id"] for account in accounts for one in account["charges"] if one["remaining"]["amount"]}

    @property
    def _amounts(self) -> dict[str, int]:
        """What each payment was, also of those that were reversed."""
        accounts = [self.account_of(unit) for unit in self.stage.units]
        return {one["id"]: one["amount"]["amount"] for account in accounts for one in account["payments"]}

    def _pay(self, place: str, amount: int, reference: str, manner: str):
        body = {
            "unit_id": place,
            "amount": _yuan(amount),
            "provider": "bank",
            "provider_reference": reference,
        }
        return self.post(self.people["billing_clerk"], "/v1/payments", body, manner)


def _yuan(amount: int) -> dict[str, object]:
    return {"amount": amount, "currency": "CNY"}
