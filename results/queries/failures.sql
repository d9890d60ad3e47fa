-- SPDX-License-Identifier: GPL-2.0-or-later
-- Which cells have no numbers, and why?
-- v_failure has the guest's last lines and QEMU's command line as well.
SELECT config, mem_mib, workload, params, accel, reason, detail
FROM v_failure
WHERE run = :run
ORDER BY workload, params, mem_mib, config;
