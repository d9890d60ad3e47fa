// SPDX-License-Identifier: GPL-2.0-or-later
/* The key=value words of the command line, kept as one text: "pages=16 k=4". */
#include "lib.h"

#define MAX_WORDS 16

static char text[256];
static size_t text_len;
static struct {
	const char *key, *value, *end; /* in `text`: the key ends before '=', the value at `end` */
	int used;
} words[MAX_WORDS];
static uint32_t nr_words;

/* `list` is one word, or several with a space between each. */
void params_add(const char *list)
{
	size_t len = strlen(list);
	char *p = text + text_len + !!text_len;

	if (!len)
		return;
	if (p + len >= text + sizeof(text))
		fail("too many parameters at %s: shorten the command line", list);
	if (text_len)
		p[-1] = ' ';
	memcpy(p, list, len + 1);
	text_len = p + len - text;

	while (*p) {
		char *word = p;

		while (*p && *p != ' ' && *p != '=')
			p++;
		if (*p != '=' || p == word || nr_words == MAX_WORDS)
			fail("parameter %s is not of the form key=value: see --list", word);
		words[nr_words].key = word;
		words[nr_words].value = ++p;
		while (*p && *p != ' ')
			p++;
		words[nr_words++].end = p;
		p += *p == ' ';
	}
}

const char *params_text(void)
{
	return text;
}

static const char *find(const char *key, const char **end)
{
	size_t len = strlen(key);

	for (uint32_t i = 0; i < nr_words; i++) {
		size_t key_len = words[i].value - 1 - words[i].key;

		if (key_len == len && !memcmp(words[i].key, key, len)) {
			words[i].used = 1;
			*end = words[i].end;
			return words[i].value;
		}
	}
	return NULL;
}

uint32_t param_u32(const char *key, uint32_t def)
{
	const char *end, *value = find(key, &end);

	if (value && !parse_u32(value, end, &def))
		fail("parameter %s: a decimal number is wanted, in \"%s\"", key, text);
	return def;
}

uint32_t param_choice(const char *key, const char *const choices[], uint32_t nr, uint32_t def)
{
	const char *end, *value = find(key, &end);

	if (!value)
		return def;
	for (uint32_t i = 0; i < nr; i++) {
		if (after_prefix(value, choices[i]) == end)
			return i;
	}
	fail("parameter %s: no such choice in \"%s\": see --list", key, text);
}

void params_check_all_used(void)
{
	for (uint32_t i = 0; i < nr_words; i++) {
		if (!words[i].used)
			fail("%s/%s does not have the parameter %s: see --list", workload.group,
			     workload.name, words[i].key);
	}
}
