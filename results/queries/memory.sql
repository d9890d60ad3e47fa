-- SPDX-License-Identifier: GPL-2.0-or-later
-- What does each split buy? Room for user programs, and memory the kernel reaches directly, in MiB
SELECT m.mem_mib, m.config, round(m.user_mib) AS user_space, round(m.low_total_mib, 1) AS lowmem,
       round(m.low_free_mib, 1) AS lowmem_free, round(m.high_total_mib, 1) AS highmem,
       round(m.page_struct_mib, 1) AS struct_pages
FROM v_machine AS m JOIN config AS g ON g.run = m.run AND g.name = m.config
WHERE m.run = :run
ORDER BY m.mem_mib, g.position;
