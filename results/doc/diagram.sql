-- SPDX-License-Identifier: GPL-2.0-or-later
-- The tables and what they refer to, for graphviz's dot: behind schema.sql. Columns of the primary key are bold, an
-- edge leads from a foreign key to the table that it refers to.
CREATE TEMP TABLE line (text TEXT);
INSERT INTO line VALUES
	('digraph schema {'),
	('	graph [rankdir=RL, nodesep=0.25, ranksep=0.9, bgcolor=white, fontname="DejaVu Sans"];'),
	('	node [shape=plain, fontname="DejaVu Sans", fontsize=10];'),
	('	edge [color="#555555", arrowsize=0.7, fontname="DejaVu Sans", fontsize=8, fontcolor="#555555"];');
INSERT INTO line
SELECT '	' || t.name || ' [label=<<table border="0" cellborder="1" cellspacing="0" cellpadding="3">'
       || '<tr><td bgcolor="#d9e6f2" colspan="2"><b>' || t.name || '</b></td></tr>'
       || (SELECT group_concat('<tr><td align="left">' || iif(pk, '<b>' || name || '</b>', name)
			       || '</td><td align="left"><font color="#555555">' || lower(type) || iif("notnull" OR pk, '', '?')
			       || '</font></td></tr>', '') FROM pragma_table_info(t.name))
       || '</table>>];'
FROM sqlite_schema AS t WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%';
INSERT INTO line
SELECT '	' || t.name || ' -> ' || f."table" || ' [label="' || group_concat(f."from", ', ') || '"];'
FROM sqlite_schema AS t JOIN pragma_foreign_key_list(t.name) AS f WHERE t.type = 'table'
GROUP BY t.rowid, f.id;
INSERT INTO line VALUES ('}');
SELECT text FROM line ORDER BY rowid;
