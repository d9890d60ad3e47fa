-- SPDX-License-Identifier: GPL-2.0-or-later
-- What does each split hold until something is refused, what had run out, and how much RAM was in use?
SELECT trim(coalesce(k.name, c.workload) || ' ' || c.params) AS what, c.mem_mib, c.config,
       CASE WHEN c.state <> 'ok' THEN iif(c.state = 'nofit', 'does not fit', c.state)
	    WHEN k.unit = 'KiB' THEN printf('%d MiB', k.value / 1024) ELSE printf('%,d', k.value) END AS how_many,
       k.limited_by, k.refusal, u.value / 1024 AS ram_used_mib
FROM cell AS c
JOIN config AS g ON g.run = c.run AND g.name = c.config
JOIN workload AS w ON w.run = c.run AND w.name = c.workload AND w.results = 'capacities'
LEFT JOIN v_capacity AS k ON k.run = c.run AND k.config = c.config AND k.mem_mib = c.mem_mib
	AND k.workload = c.workload AND k.params = c.params AND k.name NOT IN ('ram_used', 'low_free', 'high_free')
LEFT JOIN v_capacity AS u ON u.run = c.run AND u.config = c.config AND u.mem_mib = c.mem_mib
	AND u.workload = c.workload AND u.params = c.params AND u.name = 'ram_used'
WHERE c.run = :sweep
ORDER BY c.workload, c.params, k.name, c.mem_mib, g.position;
