// SPDX-License-Identifier: GPL-2.0-or-later
/* Which database, run and configuration a side is. */
#include <ctype.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "side.h"
#include "lib/paths.h"
#include "lib/util.h"
#include "store/sql.h"
#include "store/store.h"

#define MIN_COMMIT 4 /* digits that may stand for one, as for git */

/* The one value of a query about the database; malloc'ed, NULL for none. */
static char *ask(const struct side *s, const char *fmt, ...)
{
	static const struct sql_values none;
	va_list ap;
	char *sql, *text;

	va_start(ap, fmt);
	sql = sqlite3_vmprintf(fmt, ap);
	va_end(ap);
	text = sql_text(s->db, sql, &none);
	sqlite3_free(sql);
	return text;
}

static int64_t ask_number(const struct side *s, const char *sql, const char *word)
{
	char *text = ask(s, sql, word);
	int64_t number = text ? atoll(text) : 0;

	free(text);
	return number;
}

static bool is_path(const char *word)
{
	size_t len = strlen(word);
	struct stat st;

	return strchr(word, '/') || (len > 3 && !strcmp(word + len - 3, ".db")) ||
	       (!stat(word, &st) && S_ISREG(st.st_mode));
}

static bool all_of(const char *word, const char *digits)
{
	return *word && !word[strspn(word, digits)];
}

static int64_t run_of_commit(const struct side *s, const char *commit)
{
	static const char sql[] =
		"SELECT id FROM run WHERE commit_id LIKE %Q || '%%' AND EXISTS"
		" (SELECT 1 FROM cell WHERE cell.run = run.id)"
		" ORDER BY kind <> 'bench', coalesce(finished, started) DESC, id DESC LIMIT 1";

	return ask_number(s, sql, commit);
}

/* What git calls a commit in the source tree: a tag, a branch, HEAD~1. */
static int64_t run_of_revision(const struct side *s, const char *name)
{
	char *commit = xasprintf("%s^{commit}", name), *hash;
	const char *const argv[] = { "git",	 "-C",	    path_root(), "rev-parse",
				     "--verify", "--quiet", commit,	 NULL };
	int64_t run;

	hash = capture(argv);
	run = hash && *hash ? run_of_commit(s, hash) : 0;
	free(hash);
	free(commit);
	return run;
}

/* The run that a word names, or 0. */
static int64_t run_of_word(const struct side *s, const char *word)
{
	int64_t run = 0;

	if (all_of(word, "0123456789"))
		run = ask_number(s, "SELECT id FROM run WHERE id = %s", word);
	else if (ask_number(s, "SELECT count(*) FROM config WHERE name = %Q", word))
		return 0;
	if (!run && strlen(word) >= MIN_COMMIT && all_of(word, "0123456789abcdef"))
		run = run_of_commit(s, word);
	return run ? run : run_of_revision(s, word);
}

/* Takes a word that is no database. */
static bool take_word(struct side *s, const char *word, char **why)
{
	int64_t run = run_of_word(s, word);

	if (run && s->run) {
		*why = xasprintf("'%s' would be a second run; a side is one", word);
	} else if (run) {
		s->run = run;
	} else if (all_of(word, "0123456789")) {
		*why = xasprintf("there is no run %s in %s; `splitbench query runs` lists them",
				 word, s->path);
	} else if (s->config) {
		*why = xasprintf(
			"'%s' would be a second configuration; a side is one, or all of a run",
			word);
	} else {
		s->config = xstrdup(word);
	}
	return !*why;
}

static bool check_config(const struct side *s, char **why)
{
	char *known = ask(s,
			  "SELECT group_concat(name, ' ') FROM (SELECT name FROM config WHERE"
			  " run = %lld ORDER BY position)",
			  (long long)s->run);
	char *found = ask(s, "SELECT name FROM config WHERE run = %lld AND name = %Q",
			  (long long)s->run, s->config);

	if (!found)
		*why = xasprintf(
			"'%s' is no database, no run, no commit of a run, and no configuration of run %lld"
			" of %s, which has: %s",
			s->config, (long long)s->run, s->path, known ? known : "none");
	free(known);
	free(found);
	return !*why;
}

static void describe(struct side *s)
{
	char *text;

	s->commit = ask(s, "SELECT commit_id FROM run WHERE id = %lld", (long long)s->run);
	s->started = ask(s, "SELECT started FROM run WHERE id = %lld", (long long)s->run);
	text = ask(s, "SELECT dirty FROM run WHERE id = %lld", (long long)s->run);
	s->dirty = text && !strcmp(text, "1");
	free(text);
	text = ask(s, "SELECT seed FROM run WHERE id = %lld", (long long)s->run);
	s->seed = text ? strtoul(text, NULL, 10) : 0;
	free(text);
}

/* The next of the words between colons, malloc'ed; NULL after the last. */
static char *next_word(const char **words)
{
	size_t len = *words ? strcspn(*words, ":") : 0;
	char *word;

	if (!*words)
		return NULL;
	word = strndup(*words, len);
	*words = (*words)[len] ? *words + len + 1 : NULL;
	return word;
}

bool side_find(struct side *s, const char *words, const char *db, int64_t run, char **why)
{
	const char *rest = words;
	char *word;

	*s = (struct side){ 0 };
	*why = NULL;
	while ((word = next_word(&rest))) {
		if (is_path(word) && s->path)
			*why = xasprintf("'%s' would be a second database; a side is of one", word);
		else if (is_path(word))
			s->path = xstrdup(word);
		free(word);
		if (*why)
			return false;
	}
	if (!s->path)
		s->path = xstrdup(db);
	s->db = store_open_readonly(s->path, why);
	if (!s->db)
		return false;
	for (rest = words; !*why && (word = next_word(&rest)); free(word))
		if (!is_path(word))
			take_word(s, word, why);
	if (!*why && !s->run)
		s->run = run ? run : sql_latest_run(s->db);
	if (!*why && !s->run)
		*why = xasprintf("there is no run in %s yet; run make bench", s->path);
	if (!*why && s->config)
		check_config(s, why);
	if (!*why)
		describe(s);
	return !*why;
}
