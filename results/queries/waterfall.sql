-- SPDX-License-Identifier: GPL-2.0-or-later
-- Where the cost of 4G/4G comes from: what each step from 3G/1G adds to an operation, and what they leave over
SELECT workload, params, place AS step, label, from_config, to_config, round(delta, 1) AS delta,
       printf('%.1f %%', 100 * delta / (to_per_op - from_per_op)) AS of_difference,
       printf('%.2f %%', 100 * delta / from_per_op) AS of_first, round(from_per_op, 1) AS first,
       round(to_per_op, 1) AS last
FROM v_waterfall
WHERE run = :ablation AND clock = :clock
ORDER BY workload, params, place;
