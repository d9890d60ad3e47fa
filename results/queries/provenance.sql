-- SPDX-License-Identifier: GPL-2.0-or-later
-- What were the null call's numbers made from?
SELECT config, params, round(per_op, 2) AS per_op, samples, commit_id, dirty, kernel_sha256,
       workload_sha256, qemu_version, host_cpu, command
FROM v_provenance
WHERE run = :run AND clock = :clock AND workload = 'syscall/null'
ORDER BY params, config;
