"""Why an account refuses."""

from typing import ClassVar

from chalicelib.kernel.errors import Conflict, Texts


class ReferenceTaken(Conflict):
    """The provider's reference belongs to another payment."""

    code = "reference_taken"
    texts: ClassVar[Texts] = {
        "en": "This provider reference belongs to another payment, {payment_id}.",
        "zh-CN": "该支付流水号已用于另一笔付款 {payment_id}。",
    }


class AlreadyReversed(Conflict):
    """The charge or payment was reversed before."""

    code = "already_reversed"
    texts: ClassVar[Texts] = {"en": "This was reversed already.", "zh-CN": "该笔记录已冲销。"}


class ChargeNotOpen(Conflict):
    """Only a charge with something left to pay can be disputed."""

    code = "charge_not_open"
    texts: ClassVar[Texts] = {
        "en": "Nothing of this charge is left to pay.",
        "zh-CN": "该费用已无待付金额。",
    }


class DisputeUnchanged(Conflict):
    """The charge is disputed already, or is not disputed."""

    code = "dispute_unchanged"
    texts: ClassVar[Texts] = {
        "en": "The charge is in this state already.",
        "zh-CN": "该费用已处于此状态。",
    }


class TooManyOpenCharges(Conflict):
    """The account has as many open charges as it can hold."""

    code = "too_many_open_charges"
    texts: ClassVar[Texts] = {
        "en": "The account has {most} open charges, the most it can hold; settle or reverse some first.",
        "zh-CN": "该账户未结费用已达上限 {most} 笔，请先结清或冲销部分费用。",
    }


class BalanceTooLarge(Conflict):
    """The balance would leave the range that an account can hold."""

    code = "balance_too_large"
    texts: ClassVar[Texts] = {
        "en": "The account's balance would become too large.",
        "zh-CN": "账户余额将超出允许范围。",
    }
