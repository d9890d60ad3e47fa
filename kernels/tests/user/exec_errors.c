// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What cannot be run, and what cannot be called: Linux's error, and the machine goes on. Scripts,
 * too, which can. (elf.c has the executables that are broken.)
 */
#include <linux/elf.h>
#include "lib.h"

#define DIR	   "/tmp/"
#define SCRIPT	   DIR "script"
#define STRING_MAX (32 * PAGE_SIZE)

static const char *self;
static char buf[2 * STRING_MAX];

static bool equal(const char *a, const char *b)
{
	return a && b && length(a) == length(b) && same(a, b, length(a));
}

static void make_file(const char *path, const void *content, size_t n, int mode)
{
	long fd;

	sys(unlink, path);
	fd = sys(open, path, O_CREAT | O_WRONLY, mode);
	sys(write, fd, content, n);
	sys(close, fd);
}

/* The text, with the path of this program in the place of each '@'. */
static void make_script(const char *path, const char *text)
{
	size_t n = 0;

	for (; *text; text++) {
		if (*text == '@') {
			copy_bytes(buf + n, self, length(self));
			n += length(self);
		} else {
			buf[n++] = *text;
		}
	}
	make_file(path, buf, n, 0755);
}

/* What execve says; 0 if it did not come back. The child's status is in last_status. */
static int last_status;

static long try(const char *path, char *const argv[], char *const envp[])
{
	long error = 0, pid;
	int fd[2];

	sys(pipe2, fd, O_CLOEXEC);
	pid = sys(fork);
	if (pid == 0) {
		error = sys(execve, path, argv, envp);
		sys(write, fd[1], &error, sizeof(error));
		quit(0);
	}
	sys(close, fd[1]);
	sys(wait4, pid, &last_status, 0, 0);
	sys(read, fd[0], &error, sizeof(error));
	sys(close, fd[0]);
	return error;
}

/* --- scripts --- */

/* As the interpreter: whether these are the arguments. They follow a word that says so. */
static const struct script {
	const char *what, *text;
	const char *args[6]; /* behind the program's own name */
} scripts[] = {
	{ "a script", "#!@\n", { SCRIPT, "one", "two" } },
	{ "with an argument", "#!@ -x\n", { "-x", SCRIPT, "one", "two" } },
	{ "with blanks around it", "#! \t@ \t -x \t\n", { "-x", SCRIPT, "one", "two" } },
	{ "with two, which are one", "#!@ -x  y\nmore\n", { "-x  y", SCRIPT, "one", "two" } },
	{ "without an end of its line", "#!@ -x", { "-x", SCRIPT, "one", "two" } },
};

static const char *const *expected_by(const char *number)
{
	return scripts[*number - '0'].args;
}

static void __attribute__((noreturn)) be_the_interpreter(int argc, char **argv, char **envp)
{
	const char *const *want = expected_by(envp[0] + length("SCRIPT="));
	int i;

	for (i = 0; want[i]; i++)
		if (i + 1 >= argc || !equal(argv[i + 1], want[i]))
			quit(1);
	quit(argc == i + 1 && equal(argv[0], (char *)envp[1] + length("SELF=")) &&
			     equal((char *)auxval(AT_EXECFN, 0), SCRIPT)
		     ? 42
		     : 2);
}

static void run_scripts(void)
{
	static char number[] = "SCRIPT=0", name[300] = "SELF=";
	char *argv[] = { "lost", "one", "two", NULL }, *envp[] = { number, name, NULL };
	size_t i;

	copy_bytes(name + length(name), self, length(self));
	for (i = 0; i < sizeof(scripts) / sizeof(scripts[0]); i++) {
		number[7] = '0' + i;
		make_script(SCRIPT, scripts[i].text);
		is(try(SCRIPT, argv, envp), 0, scripts[i].what);
		is(last_status, 42 << 8, "its interpreter got the right arguments");
	}
}

static const struct {
	const char *what, *text;
	long error;
} bad_scripts[] = {
	{ "no interpreter", "#!\n", -ENOEXEC },
	{ "blanks for an interpreter", "#! \t \n", -ENOEXEC },
	{ "an interpreter that is not there", "#!/no/such/program -x\n", -ENOENT },
	{ "a directory for an interpreter", "#!/tmp\n", -EACCES },
	{ "an interpreter that is no program", "#!" DIR "text\n", -ENOEXEC },
	{ "a script that is its own interpreter", "#!" SCRIPT "\n", -ELOOP },
	{ "a text without #!", "echo hello\n", -ENOEXEC },
};

static void refuse_scripts(void)
{
	char *argv[] = { "script", NULL };
	size_t i;

	make_file(DIR "text", "text\n", 5, 0755);
	for (i = 0; i < sizeof(bad_scripts) / sizeof(bad_scripts[0]); i++) {
		make_script(SCRIPT, bad_scripts[i].text);
		is(try(SCRIPT, argv, argv + 1), bad_scripts[i].error, bad_scripts[i].what);
	}
	for (i = 0; i < 300; i++)
		buf[i] = i < 2 ? "#!"[i] : '/';
	make_file(SCRIPT, buf, 300, 0755);
	is(try(SCRIPT, argv, argv + 1), -ENOEXEC, "an interpreter's name that goes on for ever");
	sys(unlink, DIR "text");
}

/* A chain of scripts, each the interpreter of the next. */
static void nested_scripts(void)
{
	static char path[] = DIR "script-0", text[] = "#!" DIR "script-0\n";
	char *argv[] = { "nested", NULL }, *envp[] = { "EXIT=7", NULL };
	long i;

	make_script(path, "#!@\n");
	for (i = 1; i < 6; i++) {
		path[length(path) - 1] = '0' + i;
		text[length(text) - 2] = '0' + i - 1;
		make_script(path, text);
	}
	path[length(path) - 1] = '4';
	is(try(path, argv, envp), 0, "an interpreter behind five scripts");
	is(last_status, 7 << 8, "it ran");
	path[length(path) - 1] = '5';
	is(try(path, argv, envp), -ELOOP, "behind six is too far");
	for (i = 0; i < 6; i++) {
		path[length(path) - 1] = '0' + i;
		sys(unlink, path);
	}
}

/* --- programs for other machines --- */

static void other_machines(void)
{
	Elf64_Ehdr h = {
		.e_ident = { 0x7f, 'E', 'L', 'F', ELFCLASS64, ELFDATA2LSB, EV_CURRENT },
		.e_type = ET_EXEC,
		.e_machine = EM_X86_64,
		.e_version = EV_CURRENT,
		.e_ehsize = sizeof(h),
		.e_phoff = sizeof(h),
		.e_phentsize = sizeof(Elf64_Phdr),
		.e_phnum = 0, /* so that a 64-bit Linux refuses it as well */
	};
	char *argv[] = { "other", NULL };

	make_file(SCRIPT, &h, sizeof(h), 0755);
	is(try(SCRIPT, argv, argv + 1), -ENOEXEC, "a 64-bit program");
	h.e_machine = EM_ARM;
	h.e_ident[EI_CLASS] = ELFCLASS32;
	make_file(SCRIPT, &h, sizeof(h), 0755);
	is(try(SCRIPT, argv, argv + 1), -ENOEXEC, "an ARM's program");
	make_file(SCRIPT, &h, 7, 0755);
	is(try(SCRIPT, argv, argv + 1), -ENOEXEC, "seven bytes of one");
}

/* --- arguments --- */

static char *pointers[22000];

static void arguments(void)
{
	char *argv[] = { "self", buf, NULL }, *envp[] = { "EXIT=9", NULL };
	long page;
	size_t i;

	memset(buf, 'a', sizeof(buf));
	buf[STRING_MAX - 1] = 0;
	is(try(self, argv, envp), 0, "an argument of 128 KiB with its end");
	is(last_status, 9 << 8, "it arrived");
	buf[STRING_MAX - 1] = 'a';
	buf[STRING_MAX] = 0;
	is(try(self, argv, envp), -E2BIG, "a byte more is too much");
	argv[1] = NULL;
	is(try(self, argv, (char *[]){ buf, NULL }), -E2BIG, "in the environment, too");

	/* 100,000 bytes, 21,475 times, are 2 GiB. */
	buf[99999] = 0;
	for (i = 0; i < 21475; i++)
		pointers[i] = buf;
	is(try(self, pointers, envp), -E2BIG, "2 GiB of arguments");
	is(try(self, envp, pointers), -E2BIG, "2 GiB of environment");

	page = mmap_anon(0, 2 * PAGE_SIZE, PROT_READ | PROT_WRITE, 0);
	sys(munmap, page + PAGE_SIZE, PAGE_SIZE);
	memset((void *)page, 'b', PAGE_SIZE);
	argv[0] = (char *)page;
	is(try(self, argv, envp), -EFAULT, "an argument that has no end");
	is(try(self, NULL, envp), 0, "no arguments at all");
	is(last_status, 9 << 8, "are one empty argument");
}

/* --- execveat --- */

static long try_at(int dfd, const char *path, int flags)
{
	char *argv[] = { "at", NULL }, *envp[] = { "EXIT=5", NULL };
	long error = 0, pid;
	int fd[2];

	sys(pipe2, fd, O_CLOEXEC);
	pid = sys(fork);
	if (pid == 0) {
		error = sys(execveat, dfd, path, argv, envp, flags);
		sys(write, fd[1], &error, sizeof(error));
		quit(0);
	}
	sys(close, fd[1]);
	sys(wait4, pid, &last_status, 0, 0);
	sys(read, fd[0], &error, sizeof(error));
	sys(close, fd[0]);
	return error;
}

static void by_descriptor(void)
{
	long fd = sys(open, self, O_RDONLY), dir = sys(open, "/tmp", O_RDONLY);

	is(try_at(fd, "", AT_EMPTY_PATH), 0, "execveat of a descriptor");
	is(last_status, 5 << 8, "runs it");
	is(try_at(-1, self, 0), 0, "of a path from the root");
	is(try_at(AT_FDCWD, self, AT_SYMLINK_NOFOLLOW), 0, "that is no link");
	is(try_at(fd, "", 0), -ENOENT, "of nothing");
	is(try_at(-1, "", AT_EMPTY_PATH), -EBADF, "of no descriptor");
	is(try_at(dir, "", AT_EMPTY_PATH), -EACCES, "of a directory");
	is(try_at(dir, "no-such-file", 0), -ENOENT, "of what is not in it");
	is(try_at(fd, "x", 0), -ENOTDIR, "below a file");
	is(try_at(fd, self, 1), -EINVAL, "with unknown flags");
	sys(close, fd);
	sys(close, dir);
}

/* --- calls --- */

/* Numbers that have no call on i386, or had one that is gone. */
static void unknown_calls(void)
{
	static const long numbers[] = { 17,  31,  32,  35,   44,      53,  56,	 58,  98,
					112, 127, 130, 137,  167,     188, 189,	 222, 223,
					251, 285, 500, 1023, 1000000, -1,  -1000 };
	size_t i;
	long bad = 0;

	for (i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
		long args[7] = { numbers[i] };

		if (syscall_frame(args) != -ENOSYS) {
			print("# call %d is there\n", numbers[i]);
			bad++;
		}
	}
	is(bad, 0, "a call that is unknown is ENOSYS");
}

static void test_main(int argc, char **argv, char **envp)
{
	if (envp[0] && same(envp[0], "SCRIPT=", 7))
		be_the_interpreter(argc, argv, envp);
	if (envp[0] && same(envp[0], "EXIT=", 5))
		quit(argc >= 1 && argv[0] ? envp[0][5] - '0' : 1);
	self = (const char *)auxval(AT_EXECFN, 0);
	run_scripts();
	refuse_scripts();
	nested_scripts();
	other_machines();
	arguments();
	by_descriptor();
	unknown_calls();
	sys(unlink, SCRIPT);
	is(try(self, (char *[]){ "self", NULL }, (char *[]){ "EXIT=3", NULL }), 0,
	   "after all that a program can be run");
	is(last_status, 3 << 8, "to its end");
}
