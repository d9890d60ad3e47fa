// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The console and the terminal that it is. /dev/tty always is one; /dev/console only with the word
 * "tty" on the kernel's command line, which says that there is one at the host's end: else programs
 * must not write other things there than they would into the pipe or file that it is.
 *
 * What is set is kept and told. Of it only ICANON has an effect, that a read ends with a line: the
 * rest, echo and signals from keys, is done by the terminal at the host's end.
 */
#include <asm/ioctls.h>
#include <asm/termios.h>
#include "boot.h"
#include "device.h"
#include "internal.h"
#include "poll.h"

#define CHUNK 256u /* bytes on the kernel stack */

static struct {
	struct termios termios;
	struct winsize winsize;
	int session, pgrp; /* whose controlling terminal it is; in the foreground */
} tty = {
	.termios = {
		.c_iflag = ICRNL | IXON,
		.c_oflag = OPOST | ONLCR,
		.c_cflag = B38400 | CS8 | CREAD | HUPCL,
		.c_lflag = ISIG | ICANON | ECHO | ECHOE | ECHOK | ECHOCTL | ECHOKE | IEXTEN,
		.c_cc = { [VINTR] = 3, [VQUIT] = 28, [VERASE] = 127, [VKILL] = 21, [VEOF] = 4,
			  [VMIN] = 1, [VSTART] = 17, [VSTOP] = 19, [VSUSP] = 26, [VREPRINT] = 18,
			  [VDISCARD] = 15, [VWERASE] = 23, [VLNEXT] = 22 },
	},
	.session = 1, /* init's */
	.pgrp = 1,
};

static bool is_tty(const struct file *f)
{
	return f->ops == &tty_ops || cmdline_has("tty");
}

static int controlling_session(void)
{
	if (tty.session && !find_task(tty.session))
		tty.session = 0;
	return tty.session;
}

/* --- input and output --- */

static ssize_t console_read(struct file *f, void __user *buf, size_t n, loff_t *pos)
{
	char chunk[CHUNK];
	ssize_t len;

	(void)pos;
	if (!n)
		return 0;
	if ((f->flags & O_NONBLOCK) && !serial_has_input())
		return -EAGAIN;
	len = serial_read(chunk, min(n, sizeof(chunk)),
			  is_tty(f) && (tty.termios.c_lflag & ICANON));
	if (len > 0 && copy_to_user(buf, chunk, len))
		return -EFAULT;
	return len;
}

static ssize_t console_file_write(struct file *f, const void __user *buf, size_t n, loff_t *pos)
{
	char chunk[CHUNK];
	size_t done = 0;

	(void)f, (void)pos;
	while (done < n) {
		size_t part = min(n - done, sizeof(chunk));
		size_t left = copy_from_user(chunk, buf + done, part);

		console_write(chunk, part - left);
		done += part - left;
		if (left)
			return done ? (ssize_t)done : -EFAULT;
	}
	return done;
}

static ssize_t console_write_kernel(struct file *f, const void *buf, size_t n, loff_t *pos)
{
	(void)f, (void)pos;
	console_write(buf, n);
	return n;
}

static u32 console_poll(struct file *f, struct poll_table *pt)
{
	(void)f;
	poll_wait(&serial_wait, pt);
	return POLLOUT | POLLWRNORM | (serial_has_input() ? POLLIN | POLLRDNORM : 0);
}

/* --- what it is asked as a terminal --- */

static long get_termios(unsigned long arg)
{
	return copy_to_user((void __user *)arg, &tty.termios, sizeof(tty.termios)) ? -EFAULT : 0;
}

static long set_termios(unsigned long arg)
{
	struct termios t;

	if (copy_from_user(&t, (void __user *)arg, sizeof(t)))
		return -EFAULT;
	tty.termios = t;
	return 0;
}

static long get_winsize(unsigned long arg)
{
	return copy_to_user((void __user *)arg, &tty.winsize, sizeof(tty.winsize)) ? -EFAULT : 0;
}

static long set_winsize(unsigned long arg)
{
	return copy_from_user(&tty.winsize, (void __user *)arg, sizeof(tty.winsize)) ? -EFAULT : 0;
}

static bool controls_current(void)
{
	return controlling_session() == current->process->session;
}

int tty_foreground(const struct process *p)
{
	return controlling_session() == p->session ? tty.pgrp : -1;
}

static long get_pgrp(unsigned long arg)
{
	return controls_current() ? put_user(tty.pgrp, (int __user *)arg) : -ENOTTY;
}

static long set_pgrp(unsigned long arg)
{
	struct task *t;
	int pgrp;

	if (!controls_current())
		return -ENOTTY;
	if (get_user(pgrp, (int __user *)arg))
		return -EFAULT;
	if (pgrp < 0)
		return -EINVAL;
	list_for_each_entry (t, &all_tasks, all_link) {
		if (t->process->pgrp != pgrp)
			continue;
		if (t->process->session != tty.session)
			return -EPERM;
		tty.pgrp = pgrp;
		return 0;
	}
	return -ESRCH;
}

static long get_sid(unsigned long arg)
{
	return controls_current() ? put_user(tty.session, (int __user *)arg) : -ENOTTY;
}

/* A session leader without a terminal gets it; root may take it away from another session. */
static long set_controlling(unsigned long arg)
{
	struct process *p = current->process;

	if (controls_current())
		return 0;
	if (p->session != p->pid || (controlling_session() && arg != 1))
		return -EPERM;
	tty.session = p->session;
	tty.pgrp = p->pgrp;
	return 0;
}

static long give_up_controlling(unsigned long arg)
{
	(void)arg;
	if (!controls_current())
		return -ENOTTY;
	if (current->process->session == current->process->pid)
		tty.session = 0;
	return 0;
}

static long input_waiting(unsigned long arg)
{
	return put_user((int)serial_available(), (int __user *)arg);
}

/* Output is out at once, and input that was not read is not thrown away. */
static long nothing_to_do(unsigned long arg)
{
	(void)arg;
	return 0;
}

static const struct {
	u32 cmd;
	long (*fn)(unsigned long arg);
} requests[] = {
	{ TCGETS, get_termios },
	{ TCSETS, set_termios },
	{ TCSETSW, set_termios },
	{ TCSETSF, set_termios },
	{ TIOCGWINSZ, get_winsize },
	{ TIOCSWINSZ, set_winsize },
	{ TIOCGPGRP, get_pgrp },
	{ TIOCSPGRP, set_pgrp },
	{ TIOCGSID, get_sid },
	{ TIOCSCTTY, set_controlling },
	{ TIOCNOTTY, give_up_controlling },
	{ FIONREAD, input_waiting },
	{ TCSBRK, nothing_to_do },
	{ TCFLSH, nothing_to_do },
};

static long tty_ioctl(struct file *f, u32 cmd, unsigned long arg)
{
	unsigned int i;

	if (!is_tty(f))
		return -ENOTTY;
	for (i = 0; i < ARRAY_SIZE(requests); i++)
		if (requests[i].cmd == cmd)
			return requests[i].fn(arg);
	return -ENOTTY;
}

static int tty_open(struct file *f)
{
	(void)f;
	return controls_current() ? 0 : -ENXIO;
}

const struct file_operations console_ops = {
	.read = console_read,
	.write = console_file_write,
	.write_kernel = console_write_kernel,
	.poll = console_poll,
	.ioctl = tty_ioctl,
};

const struct file_operations tty_ops = {
	.open = tty_open,
	.read = console_read,
	.write = console_file_write,
	.write_kernel = console_write_kernel,
	.poll = console_poll,
	.ioctl = tty_ioctl,
};
