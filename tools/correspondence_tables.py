"""Lays official correspondence tables into the store: `python tools/correspondence_tables.py FILES [--output FOLDER]`.

Fetch them first; none is shipped with karvan. They stand below
https://unstats.un.org/unsd/classifications/Econ/tables/ :

    HS2022toHS2017ConversionAndCorrelationTables.xlsx    and the like for other editions
    HS2017toSITC4ConversionAndCorrelationTables.xlsx     and the like
    HS-SITC-BEC Correlations_2022.xlsx                   every edition of HS with SITC 1 to 4 and BEC 4
    CPC/CPCv21_HS2017/CPC21-HS2017.csv                   HS and CPC
    ISIC/ISIC4_CPCv21/isic4-cpc21.txt                    CPC and ISIC: with the former, HS and ISIC
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from pathlib import Path

from karvan.nouns.errors import KarvanError
from karvan.statistics.concordance import FOLDER
from karvan.statistics.correspondences import write
from karvan.statistics.holdings import store


def main() -> int:
    """Write the tables and name them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--output", type=Path, default=store() / FOLDER, help="folder to write to")
    parser.add_argument(
        "--retrieved", default=dt.datetime.now(tz=dt.UTC).date().isoformat(), help="the day of fetching"
    )
    told = parser.parse_args()
    try:
        print("\n".join(write(told.files, told.output, told.retrieved)))
    except KarvanError as error:
        print(f"error: {error}" + (f"\nhint: {error.hint}" if error.hint else ""), file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
