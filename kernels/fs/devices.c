// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Character devices: null, zero, full, random and urandom, and where the console is.
 */
#include "internal.h"
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

/* --- random --- */

static ssize_t random_read(struct file *f, void __user *buf, size_t n, loff_t *pos)
{
	(void)f, (void)pos;
	return get_random_bytes_user(buf, n);
}

/* --- the table; numbers are those of Linux's devices.txt --- */

static const struct file_operations null_ops = {
	.read = null_read, .write = null_write, .write_kernel = null_write, .llseek = null_llseek
};
static const struct file_operations zero_ops = { .read = zero_read,
						 .write = null_write,
						 .write_kernel = null_write,
						 .llseek = null_llseek,
						 .map = MAP_ZEROS };
static const struct file_operations full_ops = {
	.read = zero_read, .write = full_write, .write_kernel = full_write, .llseek = null_llseek
};
static const struct file_operations random_ops = {
	.read = random_read, .write = null_write, .write_kernel = null_write, .llseek = null_llseek
};

static const struct {
	const char *path;
	u32 rdev, mode;
	const struct file_operations *ops;
} devices[] = {
	{ "/dev/null", MKDEV(1, 3), 0666, &null_ops },
	{ "/dev/zero", MKDEV(1, 5), 0666, &zero_ops },
	{ "/dev/full", MKDEV(1, 7), 0666, &full_ops },
	{ "/dev/random", MKDEV(1, 8), 0666, &random_ops },
	{ "/dev/urandom", MKDEV(1, 9), 0666, &random_ops },
	{ "/dev/tty", MKDEV(5, 0), 0666, &tty_ops },
	{ "/dev/console", MKDEV(5, 1), 0600, &console_ops },
};

const struct file_operations *device_ops(u32 rdev)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(devices); i++)
		if (devices[i].rdev == rdev)
			return devices[i].ops;
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
