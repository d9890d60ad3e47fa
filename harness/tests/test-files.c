// SPDX-License-Identifier: GPL-2.0-or-later
/* What is written for others to read: archives, tables, compressed logs, plot files. */
#include "test.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <locale.h>
#include <sys/stat.h>

#include "guest/cpio.h"
#include "guest/machine.h"
#include "lib/table.h"
#include "store/plot_files.h"

static void an_archive_holds_the_files(void **state)
{
	static const char *const names[] = { "bin",	 "tmp",	       "etc",
					     "etc/deep", "etc/deep/a", "bin/prog" };
	char *dir = make_dir(), *path = xasprintf("%s/a.cpio", dir),
	     *data = xasprintf("%s/data", dir), *why;
	const struct guest_file files[] = { { data, "/etc/deep/a" }, { data, "/bin/prog" } };
	struct archive *a = archive_read_new();
	struct archive_entry *e;
	char text[16] = "";

	(void)state;
	assert_int_equal(write_file(data, "content", 7), 0);
	assert_int_equal(chmod(data, 0751), 0);
	assert_int_equal(cpio_write(path, files, 2, &why), 0);
	archive_read_support_format_cpio(a);
	assert_int_equal(archive_read_open_filename(a, path, 4096), ARCHIVE_OK);
	for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
		assert_int_equal(archive_read_next_header(a, &e), ARCHIVE_OK);
		assert_string_equal(archive_entry_pathname(e), names[i]);
		assert_int_equal(archive_entry_mode(e), i < 4 ? S_IFDIR | 0755 : S_IFREG | 0751);
		assert_int_equal(
			archive_entry_uid(e) + archive_entry_gid(e) + archive_entry_mtime(e), 0);
	}
	assert_int_equal(archive_format(a), ARCHIVE_FORMAT_CPIO_SVR4_NOCRC);
	assert_int_equal(archive_read_data(a, text, sizeof(text)), 7);
	assert_string_equal(text, "content");
	assert_int_equal(archive_read_next_header(a, &e), ARCHIVE_EOF);
	archive_read_free(a);
	free(path);
	free(data);
	remove_dir(dir);
}

static void what_cannot_be_archived_is_named(void **state)
{
	const struct guest_file missing = { "/nonexistent", "/bin/x" },
				nowhere = { "/bin/true", "/" };
	char *why;

	(void)state;
	assert_int_equal(cpio_write("/dev/null", &missing, 1, &why), ENOENT);
	assert_non_null(strstr(why, "/nonexistent"));
	free(why);
	assert_int_equal(cpio_write("/dev/null", &nowhere, 1, &why), EINVAL);
	free(why);
	assert_int_equal(
		cpio_write("/dev/full", &(struct guest_file){ "/bin/true", "/bin/true" }, 1, &why),
		ENOSPC);
	assert_non_null(strstr(why, "/dev/full"));
	free(why);
}

static void logs_survive_compression(void **state)
{
	size_t packed;
	void *data = deflate_text("one\ntwo\n", 8, &packed);
	char *text = inflate_text(data, packed);

	(void)state;
	assert_string_equal(text, "one\ntwo\n");
	assert_null(inflate_text(data, packed - 1));
	assert_null(inflate_text("ab", 2));
	free(text);
	free(data);
	data = deflate_text("", 0, &packed);
	text = inflate_text(data, packed);
	assert_string_equal(text, "");
	free(text);
	free(data);
}

static void hashes_are_sha256(void **state)
{
	char *hash = sha256_text("abc");

	/* FIPS 180-2, appendix B.1 */
	(void)state;
	assert_string_equal(hash,
			    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	free(hash);
}

static void last_lines_are_counted_from_the_end(void **state)
{
	(void)state;
	assert_string_equal(last_lines("a\nb\nc\n", 2), "b\nc\n");
	assert_string_equal(last_lines("a\nb\nc", 1), "c");
	assert_string_equal(last_lines("a\n", 5), "a\n");
	assert_string_equal(last_lines("", 1), "");
}

static void columns_line_up(void **state)
{
	static const char expected[] = "name  value\n"
				       "----  -----\n"
				       "3g1g    1.5\n"
				       "µ        20\n";
	char *text;
	size_t size;
	FILE *f = open_memstream(&text, &size);
	struct table t;

	(void)state;
	setlocale(LC_CTYPE, "C.UTF-8");
	table_init(&t, 2);
	table_add(&t, "name");
	table_add(&t, "value");
	table_add(&t, "3g1g");
	table_add(&t, "%.1f", 1.5);
	table_add(&t, "µ");
	table_add(&t, "%d", 20);
	table_print(&t, f);
	fclose(f);
	assert_string_equal(text, expected);
	table_free(&t);
	free(text);
}

static void a_command_can_be_pasted(void **state)
{
	const struct machine m = {
		.qemu = "q", .mem_mib = 64, .append = "init=/bin/x it's", .input = true
	};
	struct command_line cl;
	char *text;

	(void)state;
	machine_command(&m, &cl);
	text = command_text(&cl);
	assert_non_null(strstr(text, " -append 'init=/bin/x it'\\''s' "));
	assert_non_null(strstr(
		text,
		"-chardev file,id=con,path=console -device isa-debugcon,iobase=0xe9,chardev=con"));
	assert_non_null(strstr(text, "-chardev stdio,id=in,signal=off -serial chardev:in"));
	free(text);
	command_free(&cl);
}

static void plots_have_data_and_script(void **state)
{
	static const char sql[] =
		"-- SPDX-License-Identifier: X\n-- The \"title\"\nSELECT 'a b' AS x, 1.5 AS y, NULL AS z;"
		"SELECT :run AS r, :clock AS c;";
	const struct sql_values v = { .run = 3, .clock = "icount" };
	char *dir = make_dir(), *dat = xasprintf("%s/p.dat", dir), *gp = xasprintf("%s/p.gp", dir),
	     *why, *text;
	struct plot_data data;
	sqlite3 *db;

	(void)state;
	assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
	assert_int_equal(plot_write_data(db, sql, &v, dat, &data, &why), 0);
	assert_int_equal(data.sets, 2);
	assert_int_equal(data.rows, 1);
	text = read_file(dat, NULL);
	assert_string_equal(text, "x\ty\tz\na b\t1.5\tNaN\n\n\nr\tc\n3\ticount\n");
	free(text);
	text = sql_title(sql);
	assert_string_equal(text, "The \"title\"");
	assert_int_equal(plot_write_script(db, &v, gp, "p", text, "plot dat\n", &data, &why), 0);
	free(text);
	text = read_file(gp, NULL);
	assert_non_null(strstr(text, "title = \"The \\\"title\\\"\"\n"));
	assert_non_null(strstr(text, "blocks = 2\n"));
	assert_non_null(strstr(text, "unit = \"instructions\"\n"));
	assert_string_equal(last_lines(text, 1), "plot dat\n");
	free(text);
	assert_int_equal(plot_write_data(db, "SELECT nothing", &v, dat, &data, &why), -1);
	free(why);
	sqlite3_close(db);
	free(dat);
	free(gp);
	remove_dir(dir);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_archive_holds_the_files),
		cmocka_unit_test(what_cannot_be_archived_is_named),
		cmocka_unit_test(logs_survive_compression),
		cmocka_unit_test(hashes_are_sha256),
		cmocka_unit_test(last_lines_are_counted_from_the_end),
		cmocka_unit_test(columns_line_up),
		cmocka_unit_test(a_command_can_be_pasted),
		cmocka_unit_test(plots_have_data_and_script),
	};

	return cmocka_run_group_tests_name("files", tests, NULL, NULL);
}
