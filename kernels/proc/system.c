// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The system as a whole: its name, how much it has, and its end.
 */
#include <linux/personality.h>
#include <linux/reboot.h>
#include <linux/sysinfo.h>
#include <linux/utsname.h>
#include "boot.h"
#include "err.h"
#include "fs.h"
#include "mm.h"
#include "stats.h"
#include "string.h"
#include "syscall.h"
#include "task.h"
#include "uaccess.h"

/* The release is that of the Linux whose interface this is; C libraries look at it. */
struct new_utsname system_name = {
	.sysname = "Linux",
	.nodename = "splitbench",
	.release = "6.1.0-splitbench",
	.version = "Splitbench " CONFIG_NAME,
	.machine = "i686",
	.domainname = "(none)",
};

long sys_uname(struct pt_regs *regs)
{
	return copy_to_user((void __user *)regs->bx, &system_name, sizeof(system_name)) ? -EFAULT
											: 0;
}

static long set_name(char *name, const char __user *from, u32 len)
{
	char new[__NEW_UTS_LEN + 1] = { 0 };

	if (len > __NEW_UTS_LEN)
		return -EINVAL;
	if (copy_from_user(new, from, len))
		return -EFAULT;
	memcpy(name, new, sizeof(new));
	return 0;
}

long sys_sethostname(struct pt_regs *regs)
{
	return set_name(system_name.nodename, (const char __user *)regs->bx, regs->cx);
}

long sys_setdomainname(struct pt_regs *regs)
{
	return set_name(system_name.domainname, (const char __user *)regs->bx, regs->cx);
}

static u16 count_processes(void)
{
	struct task *t;
	u16 n = 0;

	list_for_each_entry (t, &all_tasks, all_link)
		n++;
	return n;
}

/* In units of a page, so that more than 4 GiB fit. */
long sys_sysinfo(struct pt_regs *regs)
{
	struct zone_info dma = zone_info(ZONE_DMA), normal = zone_info(ZONE_NORMAL);
	struct zone_info high = zone_info(ZONE_HIGHMEM);
	struct sysinfo info = {
		.uptime = div_u64(ktime_get_ns(), NSEC_PER_SEC),
		.totalram = dma.present + normal.present + high.present,
		.freeram = dma.free + normal.free + high.free,
		.totalhigh = high.present,
		.freehigh = high.free,
		.procs = count_processes(),
		.mem_unit = PAGE_SIZE,
	};

	return copy_to_user((void __user *)regs->bx, &info, sizeof(info)) ? -EFAULT : 0;
}

long sys_personality(struct pt_regs *regs)
{
	u32 was = current->personality;

	if (regs->bx != UINT32_MAX)
		current->personality = regs->bx;
	return was;
}

/* The end of the machine is that of init: its status is what who started it sees. */
long sys_reboot(struct pt_regs *regs)
{
	u32 magic2 = regs->cx;

	if (regs->bx != LINUX_REBOOT_MAGIC1 ||
	    (magic2 != LINUX_REBOOT_MAGIC2 && magic2 != LINUX_REBOOT_MAGIC2A &&
	     magic2 != LINUX_REBOOT_MAGIC2B && magic2 != LINUX_REBOOT_MAGIC2C))
		return -EINVAL;
	switch ((u32)regs->dx) {
	case LINUX_REBOOT_CMD_CAD_ON:
	case LINUX_REBOOT_CMD_CAD_OFF:
		return 0; /* no keyboard */
	case LINUX_REBOOT_CMD_RESTART:
	case LINUX_REBOOT_CMD_HALT:
	case LINUX_REBOOT_CMD_POWER_OFF:
		init_exited(0);
	default:
		return -EINVAL;
	}
}
