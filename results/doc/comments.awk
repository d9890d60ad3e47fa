# SPDX-License-Identifier: GPL-2.0-or-later
# The comments of schema.sql and views.sql as rows of a table: INSERTs into comment (tab, col, text). Lines of comment
# above a table or view are its own, also of those that follow without another one; col is '' then. One on a column's
# line, or on lines above it, is the column's; the words that a CHECK allows it come first.
function insert(tab, col, text) {
	gsub(/'/, "''", text)
	printf "INSERT INTO comment VALUES ('%s', '%s', '%s');\n", tab, col, text
}
function join(a, b) {
	return a (a != "" && b != "" ? " " : "") b
}
# What a column's lines have told so far.
function finish() {
	if (match(code, / IN \([^)]*\)/) && index(code, "'") && !index(code, " OR ")) {
		words = substr(code, RSTART + 5, RLENGTH - 6)
		gsub(/[ \t]+/, " ", words)
		said = join(words (said == "" ? "" : "."), said)
	}
	if (col != "" && said != "")
		insert(tab, col, said)
	col = code = said = ""
}
BEGIN { print "CREATE TEMP TABLE comment (tab TEXT, col TEXT, text TEXT);" }
FNR == 1 { above = "" }
/^--/ {
	above = (open ? above " " : "") substr($0, 4)
	open = 1
	next
}
{ open = 0 }
/^CREATE (TABLE|VIEW) / {
	tab = $3
	insert(tab, "", above)
	inside = /^CREATE TABLE .*\($/
	next
}
!inside { next }
/^(\)|\t(PRIMARY|UNIQUE|FOREIGN|CHECK) )/ {
	finish()
	inside = !/^\)/
	next
}
/^\t--/ {
	finish()
	waiting = join(waiting, substr($0, 5))
	next
}
/^\t[a-z_0-9]+ / {
	finish()
	col = $1
	said = waiting
	waiting = ""
}
{
	at = index($0, "-- ")
	code = code (at ? substr($0, 1, at - 1) : $0)
	said = join(said, at ? substr($0, at + 3) : "")
}
