"""What of a document a finding stands on, the same for every format."""

import io

import msgspec
import pytest

from karvan.formats import write
from karvan.formats.marking import stands_on
from karvan.formats.wording import measured


def test_a_finding_stands_on_its_claims_in_the_order_of_the_text(report):
    direction, growth, nesting, _ = report.findings
    assert [claim.id for claim in stands_on(nesting, report.reading)] == ["f1", "f3"]
    assert [claim.id for claim in stands_on(growth, report.reading)] == ["f1", "f2", "r1"]
    assert [measured(claim) != "" for claim in stands_on(growth, report.reading)] == [True, True, False]
    assert [claim.id for claim in stands_on(direction, report.reading)] == ["e1"]
    # a sum that is only implied has no characters to show
    implied = msgspec.structs.replace(growth, figures=("f9",), relations=("r2",))
    assert stands_on(implied, report.reading) == []


@pytest.mark.parametrize("name", ["text", "markdown", "html"])
def test_every_format_for_people_quotes_what_a_finding_stands_on(report, name):
    nesting = msgspec.structs.replace(report.findings[2], figures=("f3", "f4"))
    stream = io.StringIO()
    write([msgspec.structs.replace(report, findings=(nesting,))], name, stream)
    page = stream.getvalue()
    tail = page[page.index("come”") :]
    assert tail.index("$1.03 billion") < tail.index("80 agreements")
