// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Character devices: null, zero, full, and the console.
 */
#include "internal.h"
#include "device.h"
#include "string.h"

/* --- null, zero, full --- */

static ssize_t null_read(struct file *f, void __user *buf, size_t n, loff_t *pos)
{
	(void)f, (void)buf, (void)n, (void)pos;
	return 0;
}

static ssize_t null_write(struct file *f, const void __user *buf, size_t n, loff_t *pos)
{
	(void)f, (void)buf, (void)pos;
	return n;
}

static ssize_t zero_read(struct file *f, void __user *buf, size_t n, loff_t *pos)
{
	size_t left = clear_user(buf, n);

	(void)f, (void)pos;
	return left && left == n ? -EFAULT : (ssize_t)(n - left);
}

static ssize_t full_write(struct file *f, const void __user *buf, size_t n, loff_t *pos)
{
	(void)f, (void)buf, (void)n, (void)pos;
	return -ENOSPC;
}

/* Everywhere is the beginning. */
static loff_t null_llseek(struct file *f, loff_t off, int whence)
{
	(void)off, (void)whence;
	return f->pos = 0;
}

/* --- console --- */

#define CHUNK 256u /* bytes on the kernel stack */

static ssize_t console_read(struct file *f, void __user *buf, size_t n, loff_t *pos)
{
	char chunk[CHUNK];
	ssize_t len;

	(void)pos;
	if (!n)
		return 0;
	if ((f->flags & O_NONBLOCK) && !serial_has_input())
		return -EAGAIN;
	len = serial_read(chunk, min(n, sizeof(chunk)));
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

static bool console_can_read(struct file *f)
{
	(void)f;
	return serial_has_input();
}

/* --- the table; numbers are those of Linux's devices.txt --- */

static const struct {
	const char *path;
	u32 rdev, mode;
	struct file_operations ops;
} devices[] = {
	{ "/dev/null",
	  MKDEV(1, 3),
	  0666,
	  { .read = null_read, .write = null_write, .llseek = null_llseek } },
	{ "/dev/zero",
	  MKDEV(1, 5),
	  0666,
	  { .read = zero_read, .write = null_write, .llseek = null_llseek } },
	{ "/dev/full",
	  MKDEV(1, 7),
	  0666,
	  { .read = zero_read, .write = full_write, .llseek = null_llseek } },
	{ "/dev/console",
	  MKDEV(5, 1),
	  0600,
	  { .read = console_read, .write = console_file_write, .can_read = console_can_read } },
};

const struct file_operations *device_ops(u32 rdev)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(devices); i++)
		if (devices[i].rdev == rdev)
			return &devices[i].ops;
	return NULL;
}

int __init devices_init(void)
{
	struct nameidata nd;
	unsigned int i;
	int err = 0;

	for (i = 0; i < ARRAY_SIZE(devices) && !err; i++) {
		err = path_walk(root_inode, devices[i].path, LOOKUP_PARENT, &nd);
		if (!err)
			err = create_device(&nd, devices[i].mode, devices[i].rdev);
	}
	return err;
}
