// SPDX-License-Identifier: GPL-2.0-or-later
/* mmap, munmap, mprotect, brk, copy on write, stack growth: what a program can see of them. */
#include "fault.h"

#define MIB (1ul << 20)

static char *anon(size_t len)
{
	return (char *)mmap_anon(0, len, PROT_READ | PROT_WRITE, 0);
}

static bool all_zero(const char *p, size_t n)
{
	while (n--)
		if (*p++)
			return false;
	return true;
}

static void mapping(void)
{
	char *p = anon(4 * PAGE_SIZE), *q;

	fault_catch(0);
	ok(((unsigned long)p & (PAGE_SIZE - 1)) == 0, "mmap gives a page (%x)", p);
	ok(all_zero(p, 4 * PAGE_SIZE), "its memory is clear");
	for (int i = 0; i < 4; i++)
		p[i * PAGE_SIZE] = i + 1;
	is(sys(munmap, p + PAGE_SIZE, PAGE_SIZE), 0, "munmap of a page in the middle");
	is(TRY_READ(p + PAGE_SIZE), SIGSEGV, "it is gone");
	ok(p[0] == 1 && p[2 * PAGE_SIZE] == 3 && p[3 * PAGE_SIZE] == 4, "its neighbours are not");
	q = (char *)mmap_anon((unsigned long)p + PAGE_SIZE, PAGE_SIZE, PROT_READ, 0);
	is((long)q, (long)p + PAGE_SIZE, "a hint that is free is taken");
	is(TRY_WRITE(q), SIGSEGV, "a read-only mapping is not written");
	is(q[0], 0, "and clear");
	q = (char *)mmap_anon((unsigned long)p + PAGE_SIZE, 2 * PAGE_SIZE, PROT_READ | PROT_WRITE,
			      MAP_FIXED);
	is((long)q, (long)p + PAGE_SIZE, "MAP_FIXED replaces");
	is(q[PAGE_SIZE], 0, "with clear memory");
	is(p[3 * PAGE_SIZE], 4, "and no more than was asked for");
	q = (char *)mmap_anon((unsigned long)p, PAGE_SIZE, PROT_READ, 0);
	ok(q != p && (unsigned long)q < 0xfffff001, "a hint that is taken is not");
	is(sys(munmap, p, 4 * PAGE_SIZE), 0, "munmap of several areas");
	is(sys(munmap, p, 4 * PAGE_SIZE), 0, "and of nothing");

	is(mmap_anon(0, 0, PROT_READ, 0), -EINVAL, "mmap of nothing");
	is(mmap_anon(0, 0xfffff000, PROT_READ, 0), -ENOMEM, "mmap of everything");
	is(sys(mmap2, 0, PAGE_SIZE, PROT_READ, MAP_ANONYMOUS, -1, 0), -EINVAL,
	   "mmap neither private nor shared");
	is(sys(mmap2, 0, PAGE_SIZE, PROT_READ, MAP_PRIVATE, 99, 0), -EBADF, "mmap of no file");
	is(mmap_anon(0x20000123, PAGE_SIZE, PROT_READ, MAP_FIXED), -EINVAL, "MAP_FIXED, unaligned");
	is(mmap_anon(0xfffff000, PAGE_SIZE, PROT_READ, MAP_FIXED), -ENOMEM, "MAP_FIXED, no user's");
	is(sys(munmap, 123, PAGE_SIZE), -EINVAL, "munmap, unaligned");
	is(sys(munmap, 0x1000, 0), -EINVAL, "munmap of no length");
	is(sys(munmap, 0xfffff000, PAGE_SIZE), -EINVAL, "munmap, no user's");
}

static void protection(void)
{
	char *p = anon(3 * PAGE_SIZE);

	p[PAGE_SIZE] = 7;
	is(sys(mprotect, p + PAGE_SIZE, PAGE_SIZE, PROT_READ), 0, "mprotect of one page");
	is(TRY_WRITE(p + PAGE_SIZE), SIGSEGV, "it cannot be written");
	is(TRY_WRITE(p), 0, "the one before can");
	is(TRY_WRITE(p + 2 * PAGE_SIZE), 0, "the one behind too");
	is(p[PAGE_SIZE], 7, "it can be read");
	sys(mprotect, p + PAGE_SIZE, PAGE_SIZE, PROT_READ | PROT_WRITE);
	is(TRY_WRITE(p + PAGE_SIZE), 0, "it can be made writable again");
	sys(mprotect, p, 3 * PAGE_SIZE, PROT_NONE);
	is(TRY_READ(p), SIGSEGV, "PROT_NONE");
	sys(mprotect, p, 3 * PAGE_SIZE, PROT_READ);
	is(p[PAGE_SIZE], 1, "keeps the contents");
	is(sys(mprotect, p + 1, PAGE_SIZE, PROT_READ), -EINVAL, "mprotect, unaligned");
	sys(munmap, p + PAGE_SIZE, PAGE_SIZE);
	is(sys(mprotect, p, 3 * PAGE_SIZE, PROT_READ), -ENOMEM, "mprotect over a hole");
}

static void break_(void)
{
	char *start = (char *)sys(brk, 0);

	is(sys(brk, start + 3 * PAGE_SIZE), (long)start + 3 * PAGE_SIZE, "brk grows");
	ok(all_zero(start, 3 * PAGE_SIZE), "by clear memory");
	start[2 * PAGE_SIZE] = 1;
	is(sys(brk, start + PAGE_SIZE), (long)start + PAGE_SIZE, "it shrinks");
	is(TRY_READ(start + 2 * PAGE_SIZE), SIGSEGV, "what was there is gone");
	sys(brk, start + 3 * PAGE_SIZE);
	is(start[2 * PAGE_SIZE], 0, "and clear when it grows again");
	is(sys(brk, 0xfffff000), (long)start + 3 * PAGE_SIZE, "too far: it stays where it is");
	is(sys(brk, 0x1000), (long)start + 3 * PAGE_SIZE, "too low: likewise");
	sys(brk, start);
}

/* --- copy on write --- */

static int in_data = 1;
static char in_bss[3 * PAGE_SIZE];

static int change_all(void *arg)
{
	char *p = arg;
	int on_stack = 5;

	if (in_data != 1 || in_bss[PAGE_SIZE] != 2 || p[0] != 3 || p[16 * PAGE_SIZE - 1] != 4)
		return 1;
	in_data = in_bss[PAGE_SIZE] = 99;
	for (int i = 0; i < 16; i++)
		p[i * PAGE_SIZE] = p[(i + 1) * PAGE_SIZE - 1] = 99;
	/* And a copy of the copy. */
	if (sys(fork) == 0) {
		p[0] = 98;
		quit(p[PAGE_SIZE] == 99 ? 0 : 1);
	}
	sys(wait4, -1, &on_stack, 0, 0);
	return p[0] == 99 && in_data == 99 ? on_stack : 2;
}

static void copy_on_write(void)
{
	char *p = anon(16 * PAGE_SIZE);
	int fd[2], status = 0;
	char c = 0;
	long pid;

	in_bss[PAGE_SIZE] = 2;
	p[0] = 3;
	p[16 * PAGE_SIZE - 1] = 4;
	is(child_status(change_all, p), 0, "a child has the parent's memory, and its own");
	ok(in_data == 1 && in_bss[PAGE_SIZE] == 2 && p[0] == 3 && p[16 * PAGE_SIZE - 1] == 4 &&
		   p[PAGE_SIZE] == 0,
	   "what it writes is not the parent's");

	/* The parent writes, and a copy by the kernel into its memory, while the child has it too.
	 */
	sys(pipe, fd);
	pid = sys(fork);
	if (pid == 0) {
		sys(read, fd[0], &c, 1);
		quit(p[0] == 3 && in_data == 1 && p[PAGE_SIZE] == 0 ? 0 : 1);
	}
	p[0] = 50;
	in_data = 50;
	sys(write, fd[1], "ab", 2);
	sys(rt_sigprocmask, SIG_BLOCK, 0, p + PAGE_SIZE, 8);
	sys(uname, p + PAGE_SIZE);
	sys(wait4, pid, &status, 0, 0);
	is(status, 0, "what the parent writes is not the child's, by the kernel or itself");
	is(p[PAGE_SIZE], 'L', "the parent has it");
	in_data = 1;
	sys(munmap, p, 16 * PAGE_SIZE);
}

static void files(void)
{
	char pattern[16] = "0123456789abcde", back[16];
	long fd = sys(open, "/tmp/memory-test", O_CREAT | O_RDWR | O_TRUNC, 0644);
	char *p;

	for (int i = 0; i < 600; i++)
		sys(write, fd, pattern, 16);
	p = (char *)sys(mmap2, 0, 4 * PAGE_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
	ok(same(p + 4096, pattern, 16), "a file's second page is mapped");
	ok(all_zero(p + 9600, 3 * PAGE_SIZE - 9600), "behind its end its last page is clear");
	is(TRY_READ(p + 3 * PAGE_SIZE), SIGBUS, "a page beyond the end: SIGBUS");
	p[0] = 'X';
	sys(pread64, fd, back, 16, 0, 0);
	ok(same(back, pattern, 16), "a write to a private mapping is not the file's");
	p = (char *)sys(mmap2, 0, PAGE_SIZE, PROT_READ, MAP_PRIVATE, fd, 1);
	ok(same(p, pattern, 16), "mmap2's offset is in pages");
	sys(close, fd);
	sys(unlink, "/tmp/memory-test");
	ok(same(p + 16, pattern, 16), "a mapping outlives descriptor and name");
}

static void stack(void)
{
	char *here = __builtin_frame_address(0);
	unsigned long off;
	bool good = true;

	/* Page by page, as a program that needs it does. */
	for (off = 0; off < MIB; off += PAGE_SIZE)
		good = good && TRY_WRITE(here - off) == 0;
	ok(good, "the stack grows to a MiB");
}

static unsigned long free_kib(void)
{
	return stats() ? stats()->low_free_kib + stats()->high_free_kib : 0;
}

static int touch(void *arg)
{
	uint32_t *p = (uint32_t *)anon(16 * MIB);
	size_t i;

	(void)arg;
	for (i = 0; i < 16 * MIB / 4; i += PAGE_SIZE / 4)
		p[i] = i * 2654435761u;
	for (i = 0; i < 16 * MIB / 4; i += PAGE_SIZE / 4)
		if (p[i] != i * 2654435761u)
			return 1;
	return 0;
}

static void much(void)
{
	unsigned long before, i;

	is(child_status(touch, NULL), 0, "16 MiB keep what is written");
	before = free_kib();
	for (i = 0; i < 10; i++)
		child_status(touch, NULL);
	if (stats())
		ok(before - free_kib() + 256 <= 512, "and are free again (%d KiB, then %d)", before,
		   free_kib());
	else
		skip("and are free again", "no statistics call");
}

static void test_main(int argc, char **argv, char **envp)
{
	(void)argc, (void)argv, (void)envp;
	mapping();
	protection();
	break_();
	copy_on_write();
	files();
	stack();
	much();
}
