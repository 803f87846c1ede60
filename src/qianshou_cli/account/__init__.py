"""Why a rule says what it says of a pairing: the rows that made its number, or the evidence with its source lines."""

from .facts import accounts, years_of
from .page import account_page
from .plain import account_object

__all__ = ["account_object", "account_page", "accounts", "years_of"]
