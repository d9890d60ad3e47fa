-- SPDX-License-Identifier: GPL-2.0-or-later
-- Which runs are in the database, and how did they go?
SELECT r.id AS run, r.started, r.state, substr(r.commit_id, 1, 12) || iif(r.dirty, '+', '') AS commit_id,
       r.qemu_version, count(c.id) AS cells, count(c.id) FILTER (WHERE c.state = 'failed') AS failed,
       count(c.id) FILTER (WHERE c.state = 'nofit') AS did_not_fit,
       round(sum(c.host_seconds), 1) AS qemu_seconds
FROM run AS r LEFT JOIN cell AS c ON c.run = r.id
GROUP BY r.id
ORDER BY r.id;
