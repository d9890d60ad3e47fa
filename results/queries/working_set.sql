-- SPDX-License-Identifier: GPL-2.0-or-later
-- How does the cost of a dependent load grow with the working set, without system calls?
SELECT c.config, c.pages, c.pages * 4 AS kib, round(c.per_op, 3) AS per_load
FROM v_chase AS c JOIN config AS g ON g.run = c.run AND g.name = c.config
WHERE c.run = :run AND c.clock = :clock AND c.k IS NULL
ORDER BY g.position, c.pages;
