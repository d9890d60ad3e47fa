-- SPDX-License-Identifier: GPL-2.0-or-later
-- How much longer does QEMU take when a guest is watched? By make bench-model, each time it was run.
-- Seconds of processor time of that host, the least of the rounds; not a result of any cell.
SELECT taken, title AS way, rounds, round(seconds, 2) AS seconds, round(median, 2) AS median,
       round(ratio, 2) AS over_plain, most, round(plugin_mib, 1) AS plugin_mib, most_mib,
       round(instructions / 1e6) AS minsns, substr(commit_id, 1, 12) || iif(dirty, '+', '') AS commit_id,
       qemu_version, host_cpu
FROM v_emulator_speed
ORDER BY taken DESC, speed DESC, place;
