// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Each allocation of a system call or page fault fails once, the first, the second and so on: the
 * call says -ENOMEM, leaves nothing behind, and works when it is made again.
 */
#include <linux/elf.h>
#include <linux/mman.h>
#include <linux/sched.h>
#include <linux/time.h>
#include <asm/signal.h>
#include "cpu.h"
#include "fs/internal.h"
#include "gdt.h"
#include "ktest.h"
#include "string.h"
#include "syscall.h"
#include "task.h"
#include "test_mm.h"

#define MAX_ALLOCATIONS 200 /* of one call */
#define DATA		P(8) /* behind the program */

/* exit(0), as a program for TEST_BASE */
static const u8 exit_code[] = { 0x31, 0xdb, 0x8d, 0x43, 0x01, 0xcd, 0x80 };

static bool armed, failed;

/* At the end of what is tried: removing its traces is not part of it. */
static void disarm(void)
{
	if (armed)
		failed = fail_alloc_disarm();
	armed = false;
}

static struct pt_regs call(unsigned long bx, unsigned long cx, unsigned long dx)
{
	return (struct pt_regs){ .bx = bx, .cx = cx, .dx = dx };
}

static long open_new(void)
{
	struct pt_regs regs = call(DATA, O_CREAT | O_RDWR, 0600);

	return sys_open(&regs);
}

/* If it is there. */
static void unlink_it(void)
{
	struct pt_regs regs = call(DATA, 0, 0);
	long err;

	disarm();
	err = sys_unlink(&regs);
	EXPECT(!err || err == -ENOENT);
}

static long try_open(void)
{
	long fd = open_new();

	if (fd >= 0)
		fd_close(fd);
	unlink_it();
	return min(fd, 0l);
}

static long try_mkdir(void)
{
	struct pt_regs regs = call(DATA, 0700, 0);
	long err = sys_mkdir(&regs);

	disarm();
	if (!err)
		EXPECT_EQ(sys_rmdir(&regs), 0);
	return err;
}

static long try_symlink(void)
{
	struct pt_regs regs = call(DATA, DATA, 0);
	long err = sys_symlink(&regs);

	if (!err)
		unlink_it();
	return err;
}

static long try_pipe(void)
{
	struct pt_regs regs = call(DATA + 512, 0, 0);
	long err = sys_pipe(&regs);
	u32 fd[2] = { 0 };

	if (err)
		return err;
	EXPECT(!copy_from_user(fd, (void __user *)(DATA + 512), sizeof(fd)));
	/* Its first page. */
	regs = call(fd[1], DATA, 100);
	err = sys_write(&regs);
	EXPECT(err == 100 || err == -ENOMEM);
	fd_close(fd[0]);
	fd_close(fd[1]);
	return min(err, 0l);
}

static long try_mmap(void)
{
	unsigned long at = P(64);
	long err = do_mmap(current->mm, NULL, at, 4 * PAGE_SIZE, RW, ANON_FIXED, 0);

	if (IS_ERR((void *)err))
		return err;
	/* Three areas, and a shared one, which is a file. */
	err = do_mprotect(current->mm, at + PAGE_SIZE, PAGE_SIZE, PROT_READ);
	if (!err)
		err = do_mmap(current->mm, NULL, at + 8 * PAGE_SIZE, PAGE_SIZE, RW,
			      MAP_SHARED | MAP_ANONYMOUS | MAP_FIXED, 0);
	disarm();
	EXPECT_EQ(do_munmap(current->mm, at, 16 * PAGE_SIZE), 0);
	return IS_ERR((void *)err) ? err : 0;
}

/* Page tables, anonymous pages, a copy, a file's page with its tables. */
static long try_faults(void)
{
	unsigned long at = TEST_BASE + 16 * PMD_SIZE;
	struct file *f = file_open("/tmp/fail", O_CREAT | O_RDWR, 0600);
	struct mm *mm = current->mm;
	long err = IS_ERR(f) ? PTR_ERR(f) : 0;

	if (!err) {
		f->inode->size = PAGE_SIZE;
		if (IS_ERR((void *)do_mmap(mm, NULL, at, PAGE_SIZE, RW, ANON_FIXED, 0)) ||
		    IS_ERR((void *)do_mmap(mm, f, at + PMD_SIZE, PAGE_SIZE, RW,
					   MAP_PRIVATE | MAP_FIXED, 0)))
			err = -ENOMEM;
	}
	if (!err)
		err = handle_mm_fault(mm, at, FAULT_READ);
	if (!err)
		err = handle_mm_fault(mm, at, FAULT_WRITE);
	if (!err)
		err = handle_mm_fault(mm, at + PMD_SIZE, FAULT_WRITE);
	EXPECT(!err || err == -ENOMEM);
	do_munmap(mm, at, PAGE_SIZE);
	do_munmap(mm, at + PMD_SIZE, PAGE_SIZE);
	if (!IS_ERR(f))
		file_put(f);
	unlink_it();
	return err;
}

/* A file of two pages by one call: part of it may be written. */
static long try_write(void)
{
	long fd = open_new(), n;
	struct pt_regs regs = call(fd, TEST_BASE, 2 * PAGE_SIZE);

	if (fd < 0)
		return fd;
	n = sys_write(&regs);
	fd_close(fd);
	unlink_it();
	EXPECT(n == 2 * PAGE_SIZE || n == PAGE_SIZE || n == -ENOMEM);
	return n == 2 * PAGE_SIZE ? 0 : -ENOMEM;
}

/* A file's first 100 bytes to one without a name. */
static long try_sendfile(void)
{
	long in = open_new(), out, n;
	struct pt_regs regs = call(in, TEST_BASE, 100);

	if (in < 0)
		return in;
	n = sys_write(&regs);
	regs = call(DATA + 256, O_TMPFILE | O_RDWR, 0600);
	out = n == 100 ? sys_open(&regs) : n;
	if (out >= 0) {
		current->files->file[in]->pos = 0;
		regs = call(out, in, 0);
		regs.si = 100;
		n = sys_sendfile(&regs);
		fd_close(out);
	}
	fd_close(in);
	unlink_it();
	EXPECT(n == 100 || n == -ENOMEM);
	return n == 100 ? min(out, 0l) : n;
}

static long try_timer(void)
{
	struct pt_regs regs = call(CLOCK_MONOTONIC, 0, DATA + 512);
	long err = sys_timer_create(&regs);
	int id;

	if (err)
		return err == -EAGAIN ? -ENOMEM : err;
	EXPECT(!get_user(id, (int __user *)(DATA + 512)));
	regs = call(id, 0, 0);
	EXPECT_EQ(sys_timer_delete(&regs), 0);
	return 0;
}

static int wait_for(int pid)
{
	int status = -1;

	EXPECT_EQ(do_wait4(pid, &status, 0), pid);
	return status;
}

/* The child begins in user mode, with the program above. */
static long try_fork(void)
{
	struct pt_regs regs = {
		.ds = __USER_DS,
		.es = __USER_DS,
		.orig_ax = -1,
		.ip = TEST_BASE,
		.cs = __USER_CS,
		.flags = X86_EFLAGS_IF,
		.sp = DATA,
		.ss = __USER_DS,
	};
	long pid = do_clone(&(struct kernel_clone_args){ .flags = SIGCHLD }, &regs);

	if (pid < 0)
		return pid;
	EXPECT_EQ(wait_for(pid), 0);
	return 0;
}

/* With a table of descriptors that has to be allocated. */
static long try_fork_with_files(void)
{
	struct file *f = file_open("/dev/null", O_RDONLY, 0);
	long err, fd;

	if (IS_ERR(f))
		return PTR_ERR(f);
	fd = fd_install(f, NR_OPEN_DEFAULT, false);
	if (fd < 0) {
		file_put(f);
		return fd;
	}
	err = try_fork();
	fd_close(fd);
	return err;
}

static int execute(void *result)
{
	static char *argv[] = { "fail", "one", NULL }, *envp[] = { NULL };

	*(long *)result = do_execve("/tmp/program", argv, envp, task_pt_regs(current));
	disarm();
	return *(long *)result;
}

/* In a task of its own. An error after the old program is gone is a SIGSEGV, as in Linux. */
static long try_exec(void)
{
	long result = 0;
	struct task *t = kernel_thread(execute, &result, "test");
	int status;

	if (!t)
		return -ENOMEM;
	status = wait_for(t->pid);
	if (!result)
		return status ? -EIO : 0;
	EXPECT(status == SIGSEGV || status == (-result & 0xff) << 8 ||
	       status == (result & 0xff) << 8);
	return result;
}

static const struct {
	const char *name;
	long (*fn)(void);
	unsigned int least; /* allocations that it has */
	bool fills_stack; /* by page faults, which try again: then it succeeds */
} tries[] = {
	{ "open", try_open, 4, false },
	{ "mkdir", try_mkdir, 3, false },
	{ "symlink", try_symlink, 5, false },
	{ "pipe", try_pipe, 5, false },
	{ "mmap", try_mmap, 5, false },
	{ "fault", try_faults, 8, false },
	{ "write", try_write, 7, false },
	{ "sendfile", try_sendfile, 12, false },
	{ "timer", try_timer, 1, false },
	{ "fork", try_fork, 6, false },
	{ "fork with files", try_fork_with_files, 9, false },
	{ "exec", try_exec, 10, true },
};

static void write_program(void)
{
	static struct {
		Elf32_Ehdr header;
		Elf32_Phdr load;
		u8 code[sizeof(exit_code)];
	} program = {
		.header = {
			.e_ident = ELFMAG,
			.e_type = ET_EXEC,
			.e_machine = EM_386,
			.e_entry = TEST_BASE + offsetof(typeof(program), code),
			.e_phoff = offsetof(typeof(program), load),
			.e_phentsize = sizeof(Elf32_Phdr),
			.e_phnum = 1,
		},
		.load = {
			.p_type = PT_LOAD,
			.p_vaddr = TEST_BASE,
			.p_filesz = sizeof(program),
			.p_memsz = sizeof(program),
			.p_flags = PF_R | PF_X,
		},
	};
	struct file *f = file_open("/tmp/program", O_CREAT | O_RDWR, 0700);
	struct page *page = grab_cache_page(&f->inode->data, 0);

	memcpy(program.code, exit_code, sizeof(exit_code));
	set_page_dirty(page);
	memcpy_to_page(page, 0, &program, sizeof(program));
	put_page(page);
	f->inode->size = sizeof(program);
	file_put(f);
}

static void remove_program(void)
{
	struct nameidata nd;

	EXPECT_EQ(path_walk(root_inode, "/tmp/program", LOOKUP_PARENT, &nd), 0);
	dir_remove(nd.dir, dir_find(nd.dir, nd.name, nd.len));
}

/* Until it goes through without a failure; how many there were. */
static unsigned int fail_each(const char *name, long (*fn)(void), bool may_succeed)
{
	unsigned long free = all_free();
	unsigned int n;

	for (n = 0; n < MAX_ALLOCATIONS; n++) {
		long err;

		fail_alloc_arm(n);
		armed = true;
		err = fn();
		disarm();
		if (!failed) {
			EXPECT_EQ(err, 0);
			break;
		}
		if (err != -ENOMEM && (err || !may_succeed))
			ktest_fail(__FILE__, __LINE__, name, n, err);
		if (all_free() != free)
			ktest_fail(__FILE__, __LINE__, name, n, free - all_free());
		EXPECT_EQ(fn(), 0);
	}
	return n;
}

KTEST(fail_each_allocation,
      "no memory: whichever allocation of a call fails, it says so and leaves none behind")
{
	struct mm *mm = open_mm();
	unsigned int i;

	map_test_area(mm, 16);
	for (i = 0; i < 8; i++)
		EXPECT(poke(P(i), i));
	EXPECT(!copy_to_user((void __user *)TEST_BASE, exit_code, sizeof(exit_code)));
	EXPECT(!copy_to_user((void __user *)DATA, "/tmp/fail", 10));
	EXPECT(!copy_to_user((void __user *)(DATA + 256), "/tmp", 5));
	write_program();
	for (i = 0; i < ARRAY_SIZE(tries); i++) {
		unsigned int n;

		EXPECT_EQ(tries[i].fn(), 0); /* what it leaves in tables and caches is left now */
		n = fail_each(tries[i].name, tries[i].fn, tries[i].fills_stack);
		if (n < tries[i].least || n == MAX_ALLOCATIONS)
			ktest_fail(__FILE__, __LINE__, tries[i].name, n, tries[i].least);
	}
	remove_program();
	close_mm();
}
