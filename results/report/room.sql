-- SPDX-License-Identifier: GPL-2.0-or-later
-- How much of the memory programs and kernel can address in each split
WITH sizes AS (
	SELECT m.*, g.position, row_number() OVER (PARTITION BY g.split ORDER BY g.position) AS nth
	FROM v_machine AS m JOIN config AS g ON g.run = m.run AND g.name = m.config
	WHERE m.run = :run AND m.mem_mib = (SELECT mem_mib FROM v_machine WHERE run = :run GROUP BY mem_mib
					    ORDER BY count(*) DESC, mem_mib DESC LIMIT 1)
)
SELECT printf('Of %d MiB of RAM the kernel reaches without mapping it, beside what it leaves programs to address: ', mem_mib)
       || group_concat(printf('in `%s` %.0f MiB beside %.0f', config, low_total_mib, user_mib), ', ') || '.' AS sentence,
       'sizes, no clock' AS clock, 'memory' AS queries
FROM (SELECT * FROM sizes WHERE nth = 1 ORDER BY position)
HAVING count(*) > 0;
