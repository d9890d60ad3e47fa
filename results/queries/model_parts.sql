-- SPDX-License-Identifier: GPL-2.0-or-later
-- Where do the cycles of a null call by int 0x80 go? One profile with --clock model:NAME, else all
SELECT p.name AS profile, m.part, group_concat(printf('%s %.1f', m.config, m.per_op), '  ') AS cycles, m.meaning
FROM (SELECT m.*
      FROM v_model_parts AS m JOIN config AS g ON g.run = m.run AND g.name = m.config
      WHERE m.run = :run AND m.workload = 'syscall/null' AND m.params = 'entry=int80'
	    AND (m.clock = :clock OR :clock NOT GLOB 'model:?*')
      ORDER BY g.position) AS m
JOIN v_profile AS p ON p.run = m.run AND p.clock = m.clock
GROUP BY p.place, m.mem_mib, m.part
HAVING max(m.per_op) > 0
ORDER BY p.place, m.mem_mib, max(m.per_op) DESC;
