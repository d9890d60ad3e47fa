-- SPDX-License-Identifier: GPL-2.0-or-later
-- Between which two measured cells are the rates at which own page tables cost 1, 5, 10 % more? kib is the working
-- set, rates are system calls per million cycles, k and next_k loads to a call; no next_k: from the first cell alone.
SELECT t.config, t.peer AS over, p.name AS profile, t.mem_mib, t.pages * 4 AS kib, t.percent, round(t.calls_per_mcycle, 1) AS at_rate,
       t.k, round(t.rate, 1) AS rate, round(100 * t.extra, 2) AS extra_percent,
       t.next_k, round(t.next_rate, 1) AS next_rate, round(100 * t.next_extra, 2) AS next_percent
FROM v_model_threshold AS t
JOIN v_profile AS p ON p.run = t.run AND p.clock = t.clock
JOIN config AS g ON g.run = t.run AND g.name = t.config AND g.separate_pgd
WHERE t.run = :run AND t.calls_per_mcycle IS NOT NULL
ORDER BY g.position, p.place, t.mem_mib, t.pages, t.percent;
