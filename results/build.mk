# SPDX-License-Identifier: GPL-2.0-or-later
# Tests of the views, the ready queries and the plots, on a database made for them; the schema as a page and as
# a picture; and what a large database takes to answer.

.PHONY: test-results bench-db
test-results: harness
	$(Q)for t in views advise queries; do sh results/tests/$$t.sh || exit 1; done
	$(Q)sh results/tests/plots.sh $(B)/harness/splitbench
	$(Q)asked=$$(sh results/bench/run.sh 1000) && echo "$$asked" | tail -n 1

RESULTS_SQL := results/schema.sql results/views.sql
$(B)/SCHEMA.md: $(RESULTS_SQL) results/doc/comments.awk results/doc/page.sql
	$(call msg,DOC,$@)
	$(Q)mkdir -p $(@D)
	$(Q){ cat $(RESULTS_SQL); awk -f results/doc/comments.awk $(RESULTS_SQL); cat results/doc/page.sql; } | sqlite3 -bail > $@
$(B)/schema.svg: results/schema.sql results/doc/diagram.sql
	$(call msg,DOT,$@)
	$(Q)mkdir -p $(@D)
	$(Q)cat $^ | sqlite3 -bail | dot -Tsvg > $@

# BENCH_DB=FILE keeps the database, or takes the one that is there.
BENCH_SAMPLES ?= 1000000
bench-db:
	$(Q)sh results/bench/run.sh $(BENCH_SAMPLES) $(BENCH_DB)
