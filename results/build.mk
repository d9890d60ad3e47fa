# SPDX-License-Identifier: GPL-2.0-or-later
# Tests of the views, the ready queries and the plots, on a database made for them.

.PHONY: test-results
test-results: harness
	$(Q)sh results/tests/views.sh
	$(Q)sh results/tests/plots.sh $(B)/harness/splitbench
