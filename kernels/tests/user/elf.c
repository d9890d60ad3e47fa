// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Executables that are broken in one place each: the error is Linux's, or the program's end, and
 * the machine goes on.
 */
#include <linux/elf.h>
#include "lib.h"

#define PATH "/tmp/elf-test"
#define BASE 0x00400000u

/* The smallest good one: one segment that holds the headers and exit(7). */
static const struct image {
	Elf32_Ehdr header;
	Elf32_Phdr phdr[2];
	uint8_t code[16];
	char interpreter[16];
} good = {
	.header = {
		.e_ident = { 0x7f, 'E', 'L', 'F', ELFCLASS32, ELFDATA2LSB, EV_CURRENT },
		.e_type = ET_EXEC,
		.e_machine = EM_386,
		.e_version = EV_CURRENT,
		.e_entry = BASE + offsetof(struct image, code),
		.e_phoff = offsetof(struct image, phdr),
		.e_ehsize = sizeof(Elf32_Ehdr),
		.e_phentsize = sizeof(Elf32_Phdr),
		.e_phnum = 2,
	},
	.phdr = {
		{ .p_type = PT_LOAD, .p_vaddr = BASE, .p_filesz = sizeof(struct image),
		  .p_memsz = sizeof(struct image), .p_flags = PF_R | PF_X, .p_align = PAGE_SIZE },
		{ .p_type = PT_NULL },
	},
	/* movl $1, %eax; movl $7, %ebx; int $0x80 */
	.code = { 0xb8, 1, 0, 0, 0, 0xbb, 7, 0, 0, 0, 0xcd, 0x80 },
	.interpreter = "/no/such/ld.so",
};

/* One field of one or more bytes is another; what execve returns, or the status of the child. */
struct broken {
	const char *what;
	size_t offset;
	uint8_t size;
	uint32_t value;
	size_t length; /* the file is cut to this, if not 0 */
	long error;
	int status;
};

#define FIELD(member)	offsetof(struct image, member), sizeof(good.member)
#define KILLED(signal)	.status = (signal)
#define INVALID_ADDRESS 0xfffff000u

static const struct broken table[] = {
	{ "a good program", 0, 0, 0, .status = 7 << 8 },
	{ "one that can lie anywhere", FIELD(header.e_type), ET_DYN, .status = 7 << 8 },
	{ "a wrong magic number", FIELD(header.e_ident[0]), 0x7e, .error = -ENOEXEC },
	{ "a program for another machine", FIELD(header.e_machine), 40, .error = -ENOEXEC },
	{ "a 64-bit program's machine", FIELD(header.e_machine), 62, .error = -ENOEXEC },
	{ "an object file", FIELD(header.e_type), ET_REL, .error = -ENOEXEC },
	{ "no program headers", FIELD(header.e_phnum), 0, .error = -ENOEXEC },
	{ "too many program headers", FIELD(header.e_phnum), 0xffff, .error = -ENOEXEC },
	{ "program headers of another size", FIELD(header.e_phentsize), 56, .error = -ENOEXEC },
	{ "program headers behind the end", FIELD(header.e_phoff), 0x10000, .error = -ENOEXEC },
	{ "a file cut inside the header", 0, 0, 0, .length = 30, .error = -ENOEXEC },
	{ "a file cut inside the program headers", 0, 0, 0, .length = 70, .error = -ENOEXEC },
	{ "a segment above all user space", FIELD(phdr[0].p_vaddr), INVALID_ADDRESS,
	  KILLED(SIGSEGV) },
	{ "a segment that wraps", FIELD(phdr[0].p_memsz), 0xfffffff0, KILLED(SIGSEGV) },
	{ "a file part larger than the whole", FIELD(phdr[0].p_memsz), 4, KILLED(SIGSEGV) },
	{ "an offset that does not fit the address", FIELD(phdr[0].p_offset), 8, KILLED(SIGSEGV) },
	{ "a segment behind the file's end", FIELD(phdr[0].p_offset), 0x100000, KILLED(SIGBUS) },
	{ "an entry point in the kernel", FIELD(header.e_entry), 0xffffff00, KILLED(SIGSEGV) },
	{ "an entry point that is nowhere", FIELD(header.e_entry), 0x00300000, KILLED(SIGSEGV) },
	{ "a dynamic linker that is not there", FIELD(phdr[1].p_type), PT_INTERP,
	  .error = -ENOENT },
};

static void make_program(const struct broken *b)
{
	struct image image = good;
	long fd;

	image.phdr[1].p_offset = offsetof(struct image, interpreter);
	image.phdr[1].p_filesz = length(good.interpreter) + 1;
	copy_bytes((char *)&image + b->offset, &b->value, b->size);
	sys(unlink, PATH);
	fd = sys(open, PATH, O_CREAT | O_WRONLY, 0755);
	sys(write, fd, &image, b->length ? b->length : sizeof(image));
	sys(close, fd);
}

/* The child tells execve's error by a pipe: whether there is one is not to be read from a status.
 */
static void run(const struct broken *b)
{
	char *argv[] = { "elf-test", NULL };
	long error = 0, pid;
	int fd[2], status = 0;

	make_program(b);
	sys(pipe, fd);
	pid = sys(fork);
	if (pid == 0) {
		error = sys(execve, PATH, argv, NULL);
		sys(write, fd[1], &error, sizeof(error));
		quit(0);
	}
	sys(close, fd[1]);
	sys(wait4, pid, &status, 0, 0);
	sys(read, fd[0], &error, sizeof(error));
	sys(close, fd[0]);
	ok(error == b->error && status == b->status, "%s (error %d, status %x)", b->what, error,
	   (long)status);
}

static void test_main(int argc, char **argv, char **envp)
{
	size_t i;

	(void)argc, (void)argv, (void)envp;
	for (i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		run(&table[i]);
	if (stats()) {
		struct broken above = { "a segment where this split's user space ends",
					FIELD(phdr[0].p_vaddr), stats()->user_top,
					KILLED(SIGSEGV) };

		run(&above);
	}
	sys(unlink, PATH);
}
