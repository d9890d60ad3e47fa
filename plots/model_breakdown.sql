-- SPDX-License-Identifier: GPL-2.0-or-later
-- Where the cycles of a null system call by int 0x80 go, by CPU profile
-- A panel for each profile with a scale of its own, a bar for each configuration: compare bars within a panel. What a
-- configuration adds is to the right of the parts that the baseline has too. `flush` is the CR3 loads themselves,
-- `walk_*_refill` what they made the TLB forget.
--
-- Those parts come first, the largest first; what is below 1 in 500 of its bar is left out.
WITH parts AS (
	SELECT p.place, g.position, m.config, m.part, m.per_op, m.meaning
	FROM v_model_parts AS m
	JOIN v_profile AS p ON p.run = m.run AND p.clock = m.clock
	JOIN config AS g ON g.run = m.run AND g.name = m.config
	WHERE m.run = :run AND m.workload = 'syscall/null' AND m.params = 'entry=int80'
	      AND m.mem_mib = (SELECT max(mem_mib) FROM cell WHERE run = :run AND workload = 'syscall/null')
),
styles AS (
	SELECT part, meaning, row_number() OVER (ORDER BY coalesce(sum(per_op) FILTER (WHERE position = 0), 0) DESC,
						 sum(per_op) DESC, part) AS style
	FROM parts GROUP BY part, meaning HAVING sum(per_op) > 0
),
stacked AS (
	SELECT place, dense_rank() OVER (ORDER BY position) AS line, config, part, meaning, per_op, style,
	       sum(per_op) OVER bar AS total, sum(per_op) OVER (bar ORDER BY style) - per_op AS below
	FROM parts JOIN styles USING (part, meaning)
	WINDOW bar AS (PARTITION BY place, config)
)
SELECT place AS panel, line, style, below, below + per_op AS above, total,
       iif(row_number() OVER (PARTITION BY place, line ORDER BY style) = 1, printf('%.0f', total), '') AS text,
       config, part, meaning
FROM stacked
WHERE per_op >= total / 500
ORDER BY place, line, style;

SELECT place, name, title FROM v_profile WHERE run = :run ORDER BY place;
