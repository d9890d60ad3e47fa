-- SPDX-License-Identifier: GPL-2.0-or-later
-- From how many system calls per 1000 loads on does a kernel with its own page tables cost 1, 5, 10 % more?
-- Measured points only: the lowest rate on the grid at which it does; empty where none of them does.
SELECT c.config, c.peer AS over, c.pages * 4 AS kib,
       round(min(c.calls_per_1000) FILTER (WHERE c.ratio > 1.01), 2) AS at_1_percent,
       round(min(c.calls_per_1000) FILTER (WHERE c.ratio > 1.05), 2) AS at_5_percent,
       round(min(c.calls_per_1000) FILTER (WHERE c.ratio > 1.10), 2) AS at_10_percent,
       round(avg(c.extra_per_call) FILTER (WHERE c.k = 1), 1) AS extra_per_call
FROM v_break_even AS c JOIN config AS g ON g.run = c.run AND g.name = c.config
WHERE c.run = :run AND c.clock = :clock AND c.k IS NOT NULL AND g.separate_pgd
GROUP BY c.config, c.pages
ORDER BY g.position, c.pages;
