-- SPDX-License-Identifier: GPL-2.0-or-later
-- Which CPUs did the model have in a run, and from which text?
-- `splitbench profiles` explains the inputs of those that are here now.
SELECT v.name, v.title, coalesce(substr(v.twin, 7), '') AS what_if_of, substr(p.sha256, 1, 16) AS sha256
FROM v_profile AS v LEFT JOIN profile AS p ON p.run = v.run AND p.name = v.name
WHERE v.run = :run
ORDER BY v.place;
