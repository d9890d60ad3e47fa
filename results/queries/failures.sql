-- SPDX-License-Identifier: GPL-2.0-or-later
-- Which cells have no numbers, and why?
SELECT config, mem_mib, workload, params, accel, reason, detail, tail
FROM v_failure
WHERE run = :run
ORDER BY workload, params, mem_mib, config;
