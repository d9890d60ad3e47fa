// SPDX-License-Identifier: GPL-2.0-or-later
/* Mappings: arguments of mmap and its kin, one wrong at a time. */
#include "abi.h"

#define ANON (MAP_PRIVATE | MAP_ANONYMOUS)
/* A place that nothing else uses, below 1 GiB: in every split. */
#define PLACE 0x30000000

static const struct call mapping[] = {
	CALL(mmap2, 0, 0, PROT_READ, ANON, -1, 0),
	CALL(mmap2, 0, 1, PROT_READ, ANON, -1, 0),
	CALL(mmap2, 0, -1, PROT_READ, ANON, -1, 0),
	CALL(mmap2, 0, 0xfffff000, PROT_READ, ANON, -1, 0),
	CALL(mmap2, 0, 4096, PROT_READ, 0, -1, 0),
	CALL(mmap2, 0, 4096, PROT_READ, MAP_ANONYMOUS, -1, 0),
	CALL(mmap2, 0, 4096, PROT_READ, MAP_PRIVATE, -1, 0),
	CALL(mmap2, 0, 4096, PROT_READ, MAP_PRIVATE, 77, 0),
	CALL(mmap2, 0, 4096, PROT_READ, ANON, 77, 0),
	CALL(mmap2, 0, 4096, PROT_READ, MAP_SHARED | MAP_ANONYMOUS, -1, 0),
	CALL(mmap2, 0, 4096, 0x100, ANON, -1, 0),
	CALL(mmap2, PLACE, 8192, PROT_READ, ANON | MAP_FIXED, -1, 0),
	CALL(mmap2, PLACE + 1, 4096, PROT_READ, ANON | MAP_FIXED, -1, 0),
	CALL(mmap2, PLACE, 4096, PROT_READ, ANON | MAP_FIXED_NOREPLACE, -1, 0),
	CALL(mmap2, 0xfffff000, 4096, PROT_READ, ANON | MAP_FIXED, -1, 0),
	CALL(mmap2, 0xfffff000, 4096, PROT_READ, ANON, -1, 0),
	CALL(mmap2, 0, 4096, PROT_READ, MAP_PRIVATE, 3, 0),
	CALL(mmap2, 0, 4096, PROT_READ, MAP_SHARED, 3, 0),
	CALL(mmap2, 0, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, 3, 0),
	CALL(mmap2, 0, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE, 3, 0),
	CALL(mmap2, 0, 4096, PROT_READ, MAP_PRIVATE, 3, 0xffffffff),
	CALL(mmap2, 0, 4096, PROT_READ, MAP_PRIVATE, 4, 0),
	CALL(mmap2, 0, 4096, PROT_READ, MAP_PRIVATE, 5, 0),
	CALL(mmap, BAD),
	CALL(mmap, AT(((const uint32_t[6]){ 0, 4096, PROT_READ, ANON, -1, 1 }))),
};

static const struct call protecting[] = {
	CALL(mprotect, PLACE, 8192, PROT_READ | PROT_WRITE),
	CALL(mprotect, PLACE, 8192, PROT_NONE),
	CALL(mprotect, PLACE, 0, PROT_READ),
	CALL(mprotect, PLACE + 1, 4096, PROT_READ),
	CALL(mprotect, PLACE, 1, PROT_READ),
	CALL(mprotect, PLACE, 0x20000000, PROT_READ),
	CALL(mprotect, PLACE, -1, PROT_READ),
	CALL(mprotect, PLACE, 0xfffff000, PROT_READ),
	CALL(mprotect, PLACE, 4096, 0x100),
	CALL(mprotect, PLACE, 4096, PROT_GROWSDOWN),
	CALL(mprotect, PLACE, 4096, PROT_GROWSDOWN | PROT_GROWSUP),
	CALL(mprotect, BAD, 4096, PROT_READ),
	CALL(mprotect, 0, 4096, PROT_READ),
	CALL(munmap, PLACE, 0),
	CALL(munmap, PLACE + 1, 4096),
	CALL(munmap, PLACE, -1),
	CALL(munmap, PLACE, 0xd0000000),
	CALL(munmap, 0xfffff000, 4096),
	CALL(munmap, PLACE + 4096, 1),
	CALL(munmap, PLACE, 8192),
	CALL(munmap, PLACE, 8192),
	CALL(munmap, 0, 4096),
	CALL(brk, 0),
	CALL(brk, 1),
	CALL(brk, -1),
	CALL(mremap, PLACE, 4096, 4096, 0, 0),
	CALL(mremap, PLACE + 1, 4096, 4096, 0, 0),
	CALL(mremap, PLACE, 4096, 0, 0, 0),
	CALL(madvise, PLACE, 4096, 0),
	CALL(madvise, PLACE + 1, 4096, 0),
	CALL(madvise, PLACE, 0, 0),
	CALL(madvise, PLACE, 4096, 9999),
	CALL(msync, PLACE, 4096, 4),
	CALL(msync, PLACE, 4096, 8),
	CALL(msync, PLACE, 4096, 5),
	CALL(msync, PLACE + 1, 4096, 4),
	CALL(msync, PLACE, 0, 4),
	CALL(mincore, PLACE, 4096, BAD),
	CALL(mincore, PLACE + 1, 4096, BAD),
	CALL(mincore, PLACE, 0, BAD),
};

static void test_main(int argc, char **argv, char **envp)
{
	(void)argc, (void)argv, (void)envp;
	show("a file to read", sys(open, argv[0], O_RDONLY));
	show("a file to write", sys(open, "f", O_WRONLY | O_CREAT, 0600));
	show("a directory", sys(open, ".", O_RDONLY));
	SHOW_CALLS(mapping);
	SHOW_CALLS(protecting);
	sys(unlink, "f");
	quit(0);
}
