-- SPDX-License-Identifier: GPL-2.0-or-later
-- Which splits fit a machine and a program, and what does each cost? What `splitbench advise` asks.
-- Given by query --set NAME=NUMBER: ram, user and set (working set) in MiB, calls (system calls) and copies (pages of
-- files) a second, mhz; else the values of `asked`. Percents are of all cycles, over the baseline without highmem. Calls
-- and loads cost what they do at that rate and working set, on a straight line of the logarithms between the four
-- measured cells around it. from_pct and to_pct are the least and the most of those cells and, as costs jump where a TLB
-- is full, of the straight lines through the two measured rates, and working sets, to either side. Each measured point
-- is looked for in the same way among the working sets other than its own: the part of the cost by which the worst of
-- them lies outside of its range is added to both ends.
WITH chosen AS (
	SELECT clock, mhz FROM v_profile WHERE run = :run ORDER BY clock <> :clock, place LIMIT 1
),
asked AS (
	SELECT clock, coalesce(:ram, 2048) AS ram, coalesce(:user, 1024) AS user, coalesce(:mhz, mhz) AS mhz,
	       coalesce(:calls, 10000) / coalesce(:mhz, mhz) AS rate,
	       coalesce(:copies, :calls, 10000) / coalesce(:mhz, mhz) AS copy_rate,
	       max(coalesce(:set, 1) * 256.0, 1) AS pages
	FROM chosen
),
costs AS MATERIALIZED (
	SELECT *, max(mem_mib) OVER () AS most_mib FROM v_call_cost WHERE run = :run AND clock = (SELECT clock FROM chosen)
),
-- What is to be found: the point asked for; and, to see how well that works, each measured one from the working sets
-- other than its own.
points AS (
	SELECT DISTINCT c.config, 0 AS known, a.pages, a.rate, NULL AS truth FROM costs AS c JOIN asked AS a
	UNION ALL
	SELECT config, 1, pages, rate, load_extra * (1 - rate * call / 1e6) + extra * rate / 1e6 FROM costs
	WHERE pages > (SELECT min(pages) FROM costs) AND pages < (SELECT max(pages) FROM costs)
),
targets AS (SELECT *, row_number() OVER () AS target FROM points),
-- Each measured working set at that rate. Outside of the measured rates, as at the last of them.
at_rate AS (
	SELECT t.target, t.known, t.truth, t.pages AS asked, c.config, c.pages, c.extra, c.next_extra,
	       iif(t.rate < c.rate, NULL, c.k) AS from_k, iif(t.rate < c.rate, c.k, c.next_k) AS to_k,
	       t.rate < c.rate OR (c.next_rate IS NULL AND t.rate > c.rate) AS outside, t.rate = c.rate AS exact,
	       c.load_extra * (1 - t.rate * c.call / 1e6) AS loads, t.rate / 1e6 AS calls,
	       ln(t.rate / c.rate) / ln(c.next_rate / c.rate) AS way,
	       c.next_extra + c.line_from * (max(1e6 / c.next_rate, min(1e6 / t.rate, c.all_back)) - 1e6 / c.next_rate) AS line_from,
	       c.extra + c.line_to * (1e6 / t.rate - 1e6 / c.rate) AS line_to
	FROM costs AS c
	JOIN targets AS t ON t.config = c.config AND t.rate >= c.from_rate AND (c.next_rate IS NULL OR t.rate < c.next_rate)
	WHERE c.pages <> t.pages OR NOT t.known
),
bounded AS (
	SELECT target, known, truth, asked, config, pages, from_k, to_k, outside, exact, loads, calls, extra, next_extra, way,
	       coalesce(line_from, extra) AS line_from, coalesce(line_to, extra) AS line_to
	FROM at_rate WHERE NOT exact AND NOT outside
	UNION ALL
	SELECT target, known, truth, asked, config, pages, from_k, to_k, outside, exact, loads, calls, extra, extra, 0, extra, extra
	FROM at_rate WHERE exact OR outside
),
priced AS (
	SELECT b.*, loads + calls * (extra + way * (next_extra - extra)) AS cost,
	       loads + calls * min(extra, next_extra, line_from, line_to) AS least,
	       loads + calls * max(extra, next_extra, line_from, line_to) AS most
	FROM bounded AS b
),
-- The two below and the two above: place -1, -2, 1, 2, each with the line through it and the next one, at the
-- working set asked for. One larger than all that were measured costs what the largest does, in the range of that and
-- the one before.
placed AS (
	SELECT *, min(asked, (SELECT max(pages) FROM costs)) AS at,
	       iif(pages <= asked, -1, 1)
	       * row_number() OVER (PARTITION BY target, pages <= asked ORDER BY abs(pages - asked)) AS place
	FROM priced
),
around AS (
	SELECT *, coalesce(cost + (cost - lead(cost) OVER further) * (at - pages) / (pages - lead(pages) OVER further),
			   cost) AS line,
	       lead(least) OVER further AS next_least, lead(most) OVER further AS next_most
	FROM placed WINDOW further AS (PARTITION BY target, place > 0 ORDER BY abs(place))
),
found AS (
	SELECT l.config, l.known, l.truth, l.asked, l.pages = l.asked AND l.exact AS exact,
	       l.outside OR h.outside OR l.asked > l.at AS outside, l.pages AS from_pages, h.pages AS to_pages,
	       min(coalesce(l.from_k, l.to_k), coalesce(l.to_k, l.from_k), coalesce(h.to_k, h.from_k, l.to_k, l.from_k)) AS from_k,
	       max(coalesce(l.from_k, l.to_k), coalesce(l.to_k, l.from_k), coalesce(h.from_k, h.to_k, l.from_k, l.to_k)) AS to_k,
	       l.cost + coalesce((h.cost - l.cost) * ln(l.at / l.pages) / ln(1.0 * h.pages / l.pages), 0) AS cost,
	       min(l.least, l.line, coalesce(h.least, iif(l.asked > l.at, l.next_least, NULL), l.least), coalesce(h.line, l.line)) AS least,
	       max(l.most, l.line, coalesce(h.most, iif(l.asked > l.at, l.next_most, NULL), l.most), coalesce(h.line, l.line)) AS most
	FROM around AS l LEFT JOIN around AS h ON h.target = l.target AND h.place = 1 AND l.pages < l.asked
	WHERE l.place = -1
	UNION ALL -- a smaller working set than all that were measured
	SELECT config, known, truth, asked, 0, 1, pages, NULL, from_k, to_k, cost, min(least, line), max(most, line)
	FROM around AS h
	WHERE place = 1 AND NOT EXISTS (SELECT 1 FROM around AS l WHERE l.target = h.target AND l.place = -1)
),
-- By what part of the cost does the worst of the known ones lie outside of its range?
misses AS (
	SELECT config, max(max(0, least - truth, truth - most) / max(truth, abs(cost), 0.0001)) AS miss
	FROM found WHERE known GROUP BY config
),
work AS (
	SELECT f.*, coalesce(m.miss, 0) AS miss FROM found AS f LEFT JOIN misses AS m USING (config) WHERE NOT f.known
),
-- A page that is read or written, without highmem and in it.
copies AS (
	SELECT g.name AS config, coalesce(avg(c.extra_per_page) FILTER (WHERE NOT c.highmem), iif(g.separate_pgd, NULL, 0)) AS low,
	       avg(c.extra_per_page) FILTER (WHERE c.highmem) AS high,
	       (max(c.extra_per_page) - min(c.extra_per_page)) / 2 AS spread
	FROM config AS g LEFT JOIN v_copy_cost AS c ON c.run = g.run AND c.config = g.name
		AND c.clock = (SELECT clock FROM asked)
	WHERE g.run = :run GROUP BY g.name
),
mapped AS (SELECT c.high FROM copies AS c JOIN v_baseline AS b ON b.run = :run AND b.config = c.config),
-- Sizes in MiB. With which RAM has it run, and with which not?
sizes AS (
	SELECT g.name AS config, g.position, a.ram, a.user, a.copy_rate / 1e6 AS copies, g.user_top / 1048576.0 AS user_space,
	       (g.direct_end - g.kernel_base) / 1048576.0 AS reach,
	       a.ram * (SELECT max(page_struct_mib / mem_mib) FROM v_machine WHERE run = :run) AS structs
	FROM config AS g JOIN asked AS a WHERE g.run = :run
),
tried AS (
	SELECT config, mem_mib, max(state = 'ok') AS ran FROM cell
	WHERE run IN (:run, :sweep) AND state <> 'failed' GROUP BY config, mem_mib
),
limits AS (
	SELECT config, max(mem_mib) FILTER (WHERE ran) AS ran_with, min(mem_mib) FILTER (WHERE NOT ran) AS refused
	FROM tried GROUP BY config
),
priced_sizes AS (
	SELECT s.*, min(s.ram, s.reach) - s.structs AS lowmem, max(0, s.ram - s.reach) AS highmem,
	       iif(s.copies, s.copies * c.low, 0) AS copy_low,
	       iif(s.copies, s.copies * (coalesce(c.high, c.low + m.high) - c.low), 0) AS copy_high,
	       iif(s.copies, s.copies * c.spread, 0) AS copy_spread, l.ran_with, l.refused
	FROM sizes AS s JOIN copies AS c USING (config) LEFT JOIN mapped AS m LEFT JOIN limits AS l USING (config)
),
-- Pages come from highmem first: all those of the program as long as they fit, a random page of RAM at least so often.
answer AS (
	SELECT p.*, w.cost AS work, w.exact, w.outside, w.from_pages, w.to_pages, w.from_k, w.to_k,
	       p.copy_low + iif(p.highmem, p.copy_high * min(1.0, p.highmem / p.user), 0) AS copying,
	       w.least - iif(w.exact, 0, w.cost * w.miss) + p.copy_low - p.copy_spread + iif(p.highmem, p.copy_high * p.highmem / p.ram, 0) AS least,
	       w.most + iif(w.exact, 0, w.cost * w.miss) + p.copy_low + p.copy_spread + iif(p.highmem, p.copy_high, 0) AS most,
	       CASE WHEN p.user_space < p.user THEN printf('no: user space of %d MiB', p.user_space)
	       WHEN p.ram >= p.refused THEN printf('no: %d MiB of RAM did not fit', p.refused)
	       WHEN p.lowmem <= 0 THEN 'no: struct pages fill lowmem'
	       WHEN p.ram > p.ran_with THEN printf('unknown: measured up to %d MiB', p.ran_with)
	       ELSE 'yes' END AS fits
	FROM priced_sizes AS p LEFT JOIN work AS w USING (config)
)
SELECT config, fits, round(user_space) AS user_mib, round(lowmem) AS lowmem_mib, round(highmem) AS highmem_mib,
       round(structs) AS struct_mib, round(100 * work, 3) AS calls_pct, round(100 * copying, 3) AS pages_pct,
       round(100 * (work + copying), 3) AS cost_pct, round(100 * least, 3) AS from_pct,
       round(100 * most, 3) AS to_pct,
       CASE WHEN work IS NULL THEN 'not measured' WHEN exact THEN 'measured' WHEN outside THEN 'extrapolated'
       ELSE 'interpolated' END AS sure,
       'pages=' || from_pages || coalesce('..' || to_pages, '') || ' k=' || iif(from_k <> to_k,
		min(from_k, to_k) || '..' || max(from_k, to_k), coalesce(from_k, to_k))
       AS cells
FROM answer
ORDER BY fits <> 'yes', cost_pct IS NULL, cost_pct, position;
