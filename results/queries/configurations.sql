-- SPDX-License-Identifier: GPL-2.0-or-later
-- Which configurations did a run have? Sizes in MiB; own_tables: the kernel has page tables of its own
SELECT name, title, user_top >> 20 AS user_space, printf('%08x', kernel_base) AS kernel_base,
       (direct_end - kernel_base) >> 20 AS direct_map, iif(separate_pgd, 'yes', 'no') AS own_tables,
       substr(kernel_sha256, 1, 16) AS kernel_sha256
FROM config WHERE run = :run
ORDER BY position;
