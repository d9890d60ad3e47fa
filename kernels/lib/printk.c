// SPDX-License-Identifier: GPL-2.0-or-later
#include "printk.h"
#include "boot.h"
#include "cpu.h"
#include "device.h"
#include "ptrace.h"
#include "task.h"
#include "uapi/splitbench.h"

static int vprintk(const char *fmt, va_list args)
{
	char line[256];
	int n = vsnprintf(line, sizeof(line), fmt, args);

	log_write(line, min((size_t)n, sizeof(line) - 1));
	return n;
}

int printk(const char *fmt, ...)
{
	va_list args;
	int n;

	va_start(args, fmt);
	n = vprintk(fmt, args);
	va_end(args);
	return n;
}

static void print_registers(const struct pt_regs *r)
{
	const unsigned long *stack = (const unsigned long *)(r + 1) - (user_mode(r) ? 0 : 2);

	printk("ip %04lx:%08lx %pS flags %08lx\n", r->cs & 0xffff, r->ip, (void *)r->ip, r->flags);
	printk("ax %08lx bx %08lx cx %08lx dx %08lx\n", r->ax, r->bx, r->cx, r->dx);
	printk("si %08lx di %08lx bp %08lx sp %08lx\n", r->si, r->di, r->bp,
	       user_mode(r) ? r->sp : (unsigned long)stack);
	printk("cr0 %08lx cr2 %08lx cr3 %08lx cr4 %08lx\n", read_cr0(), read_cr2(), read_cr3(),
	       read_cr4());
}

/* Frames lie on kernel stacks, so in the kernel image or the direct map; never in user memory. */
static bool frame_ok(unsigned long bp)
{
	return bp >= KERNEL_BASE && bp < (unsigned long)__va(max_low_pfn << PAGE_SHIFT) &&
	       !(bp & 3);
}

void backtrace(unsigned long ip, unsigned long bp)
{
	int depth;

	printk("backtrace:\n");
	for (depth = 0; depth < 24 && ip; depth++) {
		printk("  %08lx %pS\n", ip, (void *)ip);
		if (!frame_ok(bp))
			break;
		ip = ((unsigned long *)bp)[1];
		bp = ((unsigned long *)bp)[0];
	}
}

static void __noreturn die(const struct pt_regs *regs, unsigned long ip, unsigned long bp,
			   const char *fmt, va_list args)
{
	static bool dying;

	local_irq_disable();
	/* A fault while a panic is printed: what is out is all there will be. */
	if (dying)
		machine_exit(SPLITBENCH_EXIT_PANIC);
	dying = true;

	printk("kernel panic: ");
	vprintk(fmt, args);
	printk("\n");
	if (current)
		printk("task %d (%s)\n", current->pid, current->comm);
	if (regs)
		print_registers(regs);
	backtrace(ip, bp);
	machine_exit(SPLITBENCH_EXIT_PANIC);
}

void panic(const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	die(NULL, (unsigned long)__builtin_return_address(0),
	    *(unsigned long *)__builtin_frame_address(0), fmt, args);
}

void panic_regs(struct pt_regs *regs, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	die(regs, regs->ip, regs->bp, fmt, args);
}

void nofit(const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	printk("does not fit: ");
	vprintk(fmt, args);
	printk("\n");
	va_end(args);
	machine_exit(SPLITBENCH_EXIT_NOFIT);
}
