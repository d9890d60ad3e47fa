-- SPDX-License-Identifier: GPL-2.0-or-later
-- In which cells do the samples differ, and by how much? Timer interrupts fall differently on each
SELECT config, mem_mib, workload, params, round(per_op, 4) AS per_op, round(lo, 4) AS lo,
       round(hi, 4) AS hi, round(100 * (hi - lo) / per_op, 3) AS percent
FROM v_summary
WHERE run = :run AND clock = :clock AND hi > lo
ORDER BY (hi - lo) / per_op DESC, workload, params, mem_mib, config
LIMIT 20;
