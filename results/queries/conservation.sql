-- SPDX-License-Identifier: GPL-2.0-or-later
-- Is every CR3 load accounted for? entries + exits (own page tables) or switches (shared), and flushes
-- All samples of a configuration together; unexplained must be 0.
SELECT c.config, count(*) AS samples, sum(c.cr3_loads) AS cr3_loads,
       sum(c.at_entry) AS at_entry, sum(c.entries) AS entries_counted,
       sum(c.at_exit) AS at_exit, sum(c.exits) AS exits_counted,
       sum(c.at_switch) AS at_switch, sum(c.switches) AS switches_counted,
       sum(c.by_flush) AS by_flush, sum(c.unexplained) AS unexplained
FROM v_conservation AS c JOIN config AS g ON g.run = c.run AND g.name = c.config
WHERE c.run = :run
GROUP BY c.config
ORDER BY g.position;
