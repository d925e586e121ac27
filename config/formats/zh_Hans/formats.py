"""Chinese numbers in groups of three digits, as the press writes them; dates are Django's."""

NUMBER_GROUPING = 3
THOUSAND_SEPARATOR = ","
MONTH_DAY_FORMAT = "n月j日"
