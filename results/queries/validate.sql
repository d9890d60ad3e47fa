-- SPDX-License-Identifier: GPL-2.0-or-later
-- How far is the model from this machine? Measured cycles beside those of the nearest profile, or of --clock
-- measured_by: native, or a configuration under KVM. Where cycles of the core are not known, error is against
-- those of the TSC. On a host that is virtual a walk is through two sets of page tables, which the model has not.
SELECT coalesce(v.config, v.kind) AS measured_by, v.host_kind AS host, v.workload, v.params, v.clock,
       round(v.tsc, 2) AS tsc, round(v.core, 2) AS core, round(v.modelled, 2) AS modelled,
       printf('%+.0f %%', 100 * v.error) AS error
FROM v_validate AS v
JOIN v_case AS c ON c.run = v.run AND c.workload = v.workload AND c.params = v.params AND c.mem_mib = v.mem_mib
WHERE v.run = :run
      AND v.clock = iif(:clock GLOB 'model:?*', :clock,
			(SELECT clock FROM native WHERE run = :run ORDER BY id DESC LIMIT 1))
ORDER BY v.kind DESC, c.position, c.sort_key, v.config;
