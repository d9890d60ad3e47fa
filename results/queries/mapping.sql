-- SPDX-License-Identifier: GPL-2.0-or-later
-- What does a temporary mapping cost a page, by kind, zone and number, and what does it flush?
SELECT m.config, m.kind, m.zone, coalesce(m.state, '') AS state, m.pages, round(m.per_page, 1) AS per_page,
       round(sum(l.per_op) FILTER (WHERE l.kind = 'invlpg') / m.pages, 3) AS invlpgs,
       round(sum(l.per_op) FILTER (WHERE l.kind = 'global_flush') / m.pages, 5) AS global_flushes
FROM v_mapping AS m
JOIN config AS g ON g.run = m.run AND g.name = m.config
LEFT JOIN v_flush_ledger AS l ON l.run = :run AND l.config = m.config AND l.mem_mib = m.mem_mib
	AND l.workload = 'highmem/map' AND l.params = m.params AND l.accel = m.accel
WHERE m.run = :run AND m.clock = :clock
GROUP BY m.config, m.mem_mib, m.params
ORDER BY g.position, m.mem_mib, m.zone, m.kind, m.state, m.pages;
