-- SPDX-License-Identifier: GPL-2.0-or-later
-- From how much RAM on does highmem cost an operation 1 %, held against splits with a smaller user space?
-- The first configuration against each; v_highmem_threshold has the others, and 5 and 10 %. Both with the same RAM. Not yet with below_mib, from from_mib to to_mib, no longer with above_mib, where the other split
-- has highmem too. percent: the most; user_mib and for_mib: the user space of the two.
SELECT t.config, t.other, trim(t.workload || ' ' || t.params) AS operation, t.below_mib, t.from_mib, t.to_mib,
       t.above_mib, round(100 * t.extra, 1) AS percent, t.user_mib, t.other_user_mib AS for_mib
FROM v_highmem_threshold AS t
JOIN config AS g ON g.run = t.run AND g.name = t.config
JOIN config AS o ON o.run = t.run AND o.name = t.other
WHERE t.run = :sweep AND g.position = 0 AND t.clock = :clock AND t.percent = 1
ORDER BY g.position, o.position, t.workload, t.params;
