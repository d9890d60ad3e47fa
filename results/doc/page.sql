-- SPDX-License-Identifier: GPL-2.0-or-later
-- The schema as a page of Markdown: behind schema.sql, views.sql and the INSERTs of comments.awk.
CREATE TEMP TABLE page (line TEXT);
INSERT INTO page SELECT
	'<!-- Made from results/schema.sql and results/views.sql by make docs. -->' || char(10)
	|| '# The database' || char(10, 10)
	|| 'Version ' || user_version || ' of the schema. What each table refers to, as a picture: [schema.svg](schema.svg). '
	|| 'In `key`, a number is the column''s place in the primary key, and an arrow leads to the column that it refers to.'
FROM pragma_user_version;

-- Where a column leads to: it may be part of several foreign keys.
CREATE TEMP TABLE leads AS
SELECT t.name AS tab, f."from" AS col, group_concat('→ ' || f."table" || '.' || f."to", ', ') AS target
FROM sqlite_schema AS t JOIN pragma_foreign_key_list(t.name) AS f WHERE t.type = 'table'
GROUP BY t.name, f."from";

INSERT INTO page SELECT char(10) || '## Tables';
INSERT INTO page
SELECT char(10) || '### ' || t.name || char(10, 10) || coalesce(c.text, '') || char(10, 10)
       || '| column | type | key | what it is |' || char(10) || '|---|---|---|---|' || char(10)
       || (SELECT group_concat('| `' || i.name || '` | ' || i.type || iif(i."notnull" OR i.pk, '', ' or NULL') || ' | '
			       || iif(i.pk, i.pk || ' ', '') || coalesce(l.target, '') || ' | '
			       || replace(coalesce(k.text, ''), '|', '\|') || ' |', char(10))
	   FROM pragma_table_info(t.name) AS i
	   LEFT JOIN leads AS l ON l.tab = t.name AND l.col = i.name
	   LEFT JOIN comment AS k ON k.tab = t.name AND k.col = i.name)
FROM sqlite_schema AS t LEFT JOIN comment AS c ON c.tab = t.name AND c.col = ''
WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'
ORDER BY t.rowid;

INSERT INTO page SELECT char(10) || '## Views';
INSERT INTO page
SELECT char(10) || '### ' || v.name || char(10, 10) || coalesce(c.text, '') || char(10, 10) || 'Columns: '
       || (SELECT group_concat('`' || name || '`', ', ') FROM pragma_table_info(v.name)) || '.'
FROM sqlite_schema AS v LEFT JOIN comment AS c ON c.tab = v.name AND c.col = ''
WHERE v.type = 'view'
ORDER BY v.rowid;
SELECT line FROM page ORDER BY rowid;
