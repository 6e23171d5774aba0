"""Every bad input that is tried, in one list."""

from tests.bad_inputs.asked import ASKED
from tests.bad_inputs.export_times import TIMES
from tests.bad_inputs.exports import EXPORTS
from tests.bad_inputs.files import FILES
from tests.bad_inputs.odd_values import ODD
from tests.bad_inputs.values import VALUES
from tests.bad_inputs.workbooks import WORKBOOKS

CATALOGUE = (*FILES, *VALUES, *ODD, *EXPORTS, *TIMES, *WORKBOOKS, *ASKED)
