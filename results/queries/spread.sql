-- SPDX-License-Identifier: GPL-2.0-or-later
-- In which cells do the samples differ, and by how much? Timer interrupts fall differently on each
SELECT config, mem_mib, workload, params, round(per_op, 2) AS per_op, round(lo, 2) AS lo,
       round(hi, 2) AS hi, round(100 * (hi - lo) / per_op, 3) AS percent
FROM v_summary
WHERE run = :run AND clock = :clock AND hi > lo
ORDER BY (hi - lo) / per_op DESC
LIMIT 20;
