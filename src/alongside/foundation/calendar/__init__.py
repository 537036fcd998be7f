"""England's working days: the bank holidays as data, and the calendar made from them."""
