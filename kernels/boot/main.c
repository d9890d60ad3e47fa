// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * From the first C instruction to the init program, and from its end to the machine's.
 */
#include <linux/fcntl.h>
#include "boot.h"
#include "cpu.h"
#include "device.h"
#include "err.h"
#include "fpu.h"
#include "fs.h"
#include "gdt.h"
#include "irq.h"
#include "ktest.h"
#include "ledger.h"
#include "mech.h"
#include "mm.h"
#include "multiboot.h"
#include "printk.h"
#include "stats.h"
#include "string.h"
#include "task.h"
#include "time.h"
#include "uapi/splitbench.h"
#include "vdso.h"
#include "vm.h"
#include "vmalloc.h"

#define MAX_INIT_ARGS 64

static char *init_argv[MAX_INIT_ARGS + 1];
static char *init_envp[] = { "HOME=/", "PATH=/bin", NULL };
static const char *kernel_words; /* the command line before "init=" */

/*
 * "PATH word word init=PROGRAM argument argument": the loader's path of the kernel, the kernel's
 * own words, and the program with its arguments, each a word. Cuts the line into init_argv.
 */
static void __init parse_command_line(void)
{
	static char words[sizeof(boot_command_line)];
	char *p = boot_command_line, *init = NULL;
	int argc = 0;

	strscpy(words, boot_command_line, sizeof(words));
	kernel_words = words;
	while (*p) {
		char *end = strchr(p, ' ');

		if (end)
			*end = '\0';
		if (!init && !strncmp(p, "init=", 5)) {
			init = p += 5;
			words[init - 5 - boot_command_line] = '\0';
		}
		if (init && *p && argc < MAX_INIT_ARGS)
			init_argv[argc++] = p;
		if (!end)
			break;
		p = end + 1;
	}
}

static const char *cmdline_find(const char *word, size_t n)
{
	const char *p = kernel_words;

	for (; p; p = strchr(p, ' ')) {
		p += *p == ' ';
		if (!strncmp(p, word, n))
			return p + n;
	}
	return NULL;
}

bool cmdline_has(const char *word)
{
	const char *end = cmdline_find(word, strlen(word));

	return end && (*end == ' ' || !*end);
}

unsigned long cmdline_number(const char *key, unsigned long otherwise)
{
	const char *p = cmdline_find(key, strlen(key));
	unsigned long n = 0;

	if (!p)
		return otherwise;
	for (; *p >= '0' && *p <= '9'; p++)
		n = n * 10 + *p - '0';
	if (*p && *p != ' ')
		panic("%s on the command line wants a number", key);
	return n;
}

void init_exited(int exit_code)
{
	int signal = exit_code & 0x7f;

	if (signal)
		printk("init: killed by signal %d\n", signal);
	if (cmdline_has("ledger")) {
		ledger_print();
		stats_print_meminfo();
	}
	printk("exit: %d\n", signal ? 128 + signal : (exit_code >> 8) & 0xff);
	machine_exit(SPLITBENCH_EXIT_INIT);
}

static void open_console(void)
{
	struct file *f = file_open("/dev/console", O_RDWR, 0);
	int fd;

	if (IS_ERR(f))
		panic("cannot open /dev/console: error %ld", -PTR_ERR(f));
	for (fd = 0; fd < 3; fd++) {
		file_get(f);
		fd_install(f, fd, false);
	}
	file_put(f);
}

/* Task 1: unpack the root, run the tests if they are linked in and asked for, become init. */
static int init_task(void *unused)
{
	long err;

	(void)unused;
	if (initrd_size && unpack_cpio(initrd_start, initrd_size))
		panic("the initial archive (%zu bytes) is not a newc cpio or does not fit in memory",
		      initrd_size);
	open_console();
	if (cmdline_has("ktest"))
		init_exited(ktest_run() ? 1 << 8 : 0);
	if (!init_argv[0])
		panic("no init program: give init=PATH on the kernel's command line");

	stats_print_banner();
	err = do_execve(init_argv[0], init_argv, init_envp, task_pt_regs(current));
	if (err)
		panic("cannot run %s: error %ld", init_argv[0], -err);
	stats_note_boot();
	return 0;
}

void __noreturn start_kernel(u32 magic, u32 info);

void __noreturn start_kernel(u32 magic, u32 info)
{
	mech_paging_init();
	gdt_init();
	idt_init();
	multiboot_init(magic, info);
	parse_command_line();
	paging_init();
	vmalloc_init();
	page_alloc_init();
	slab_init();
	fpu_init();
	vdso_init();
	vm_init();
	fs_init();
	sched_init();
	pic_init();
	time_init();
	serial_init();
	local_irq_enable();

	kernel_thread(init_task, NULL, "init");
	idle();
}
