// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * /proc: directories like others, with files whose text is made when they are read. A process gets
 * its directory when somebody looks into /proc, and loses it at its end.
 */
#include <linux/fs.h>
#include "proc.h"
#include "printk.h"
#include "string.h"

#define TEXT_ORDER_MAX 5 /* pages of the longest text, as a power of two */

static struct inode *proc_root;

void seq_printf(struct seq *s, const char *fmt, ...)
{
	va_list args;
	int n;

	va_start(args, fmt);
	n = vsnprintf(s->buf + s->used, s->size - s->used, fmt, args);
	va_end(args);
	if ((u32)n >= s->size - s->used)
		s->full = true;
	else
		s->used += n;
}

/* The task that an inode is about, or NULL where it is gone. */
static struct task *task_of(const struct inode *inode)
{
	return find_task(inode->number);
}

static bool make_text(struct seq *s, const struct proc_entry *e, struct task *t, u32 order)
{
	s->buf = (char *)__get_free_pages(GFP_KERNEL, order);
	if (!s->buf)
		return false;
	s->size = PAGE_SIZE << order;
	s->used = 0;
	s->full = false;
	if (e->show)
		e->show(s, t);
	else
		seq_printf(s, "%u\n", e->number);
	return true;
}

static ssize_t text_read(struct file *f, void __user *buf, size_t n, loff_t *pos)
{
	const struct proc_entry *e = f->inode->private;
	struct task *t = f->inode->number ? task_of(f->inode) : NULL;
	struct seq s = { .full = true };
	ssize_t done = 0;
	u32 order;

	if (f->inode->number && !t)
		return -ESRCH;
	for (order = 0; s.full && order <= TEXT_ORDER_MAX; order++) {
		if (s.buf)
			free_pages((unsigned long)s.buf, order - 1);
		if (!make_text(&s, e, t, order))
			return -ENOMEM;
	}
	if (*pos < s.used) {
		done = min(n, (size_t)(s.used - *pos));
		if (copy_to_user(buf, s.buf + *pos, done))
			done = -EFAULT;
		else
			*pos += done;
	}
	free_pages((unsigned long)s.buf, order - 1);
	return done;
}

#define STORE_MAX 64u /* bytes that anybody has a use for */

static ssize_t text_write(struct file *f, const void __user *buf, size_t n, loff_t *pos)
{
	const struct proc_entry *e = f->inode->private;
	struct task *t = f->inode->number ? task_of(f->inode) : NULL;
	char text[STORE_MAX];
	size_t known = min(n, sizeof(text));

	(void)pos;
	if (!e->store)
		return -EIO;
	if (f->inode->number && !t)
		return -ESRCH;
	if (copy_from_user(text, buf, known))
		return -EFAULT;
	return e->store(t, text, known) < 0 ? -EINVAL : (ssize_t)n;
}

static loff_t text_llseek(struct file *f, loff_t off, int whence)
{
	return whence == SEEK_END ? -EINVAL : seek_to(f, off, whence, 0);
}

static const struct file_operations text_ops = {
	.read = text_read,
	.write = text_write,
	.llseek = text_llseek,
};

/* --- links --- */

static struct inode *process_link(struct inode *link)
{
	const struct proc_entry *e = link->private;
	struct task *t = task_of(link);
	struct inode *target = t ? e->target(t) : NULL;

	return target ? target : ERR_PTR(-ENOENT);
}

static struct inode *fd_target(struct inode *link)
{
	struct task *t = task_of(link);
	const struct files *files = t ? task_files(t) : NULL;
	u32 fd = (u32)link->private;

	return files && fd < files->nr && files->file[fd] ? files->file[fd]->inode
							  : ERR_PTR(-ENOENT);
}

/* Pipes and the like have a kind and a number; what was removed, a word that says so. */
static ssize_t describe(struct inode *target, char *buf)
{
	char *end, *path;
	ssize_t len;

	if (IS_ERR(target))
		return PTR_ERR(target);
	if (S_ISFIFO(target->mode))
		return snprintf(buf, PATH_MAX, "pipe:[%u]", target->ino);
	end = buf + PATH_MAX;
	path = path_of_file(target, end);
	if (!path)
		return snprintf(buf, PATH_MAX, "/ (deleted)");
	len = end - 1 - path;
	memmove(buf, path, len);
	return len;
}

static ssize_t process_readlink(struct inode *link, char *buf)
{
	return describe(process_link(link), buf);
}

static ssize_t fd_readlink(struct inode *link, char *buf)
{
	return describe(fd_target(link), buf);
}

static const struct file_operations process_link_ops = {
	.follow = process_link,
	.readlink = process_readlink,
};
static const struct file_operations fd_link_ops = {
	.follow = fd_target,
	.readlink = fd_readlink,
};

/* --- directories --- */

static void no_refresh(struct inode *dir)
{
	(void)dir;
}

static const struct file_operations fixed_dir_ops = {
	.read = dir_read,
	.llseek = dir_llseek,
	.refresh = no_refresh,
};

/* Both take over the inode's reference, and do without it where there is no memory. */
static void add(struct inode *dir, const char *name, struct inode *inode,
		const struct file_operations *ops, const void *private, u32 number)
{
	if (!inode)
		return;
	inode->fops = ops;
	inode->private = (void *)private;
	inode->number = number;
	if (!dir_add(dir, name, strlen(name), inode) && S_ISDIR(inode->mode))
		dir->nlink++;
	inode_put(inode);
}

static void add_entry(struct inode *dir, const char *name, const struct proc_entry *e, u32 number)
{
	if (e->target)
		add(dir, name, new_inode(S_IFLNK | 0777, NULL), &process_link_ops, e, number);
	else
		add(dir, name, new_regular(e->store ? 0644 : 0444), &text_ops, e, number);
}

static void clear_dir(struct inode *dir)
{
	struct dentry *d, *next;

	list_for_each_entry_safe (d, next, &dir->entries, link) {
		if (S_ISDIR(d->inode->mode))
			clear_dir(d->inode);
		d->inode->nlink = 0;
		dir_remove(dir, d);
	}
}

static void refresh_fds(struct inode *dir)
{
	struct task *t = task_of(dir);
	const struct files *files = t ? task_files(t) : NULL;
	char name[12];
	u32 fd;

	clear_dir(dir);
	for (fd = 0; files && fd < files->nr; fd++) {
		if (!files->file[fd])
			continue;
		snprintf(name, sizeof(name), "%u", fd);
		add(dir, name, new_inode(S_IFLNK | 0700, NULL), &fd_link_ops, (void *)fd, t->pid);
	}
}

static const struct file_operations fd_dir_ops = {
	.read = dir_read,
	.llseek = dir_llseek,
	.refresh = refresh_fds,
};

/* The directory of a task in `parent`, filled from a table; NULL: no memory. */
static struct inode *new_task_dir(struct inode *parent, const struct proc_entry *e, int pid)
{
	struct inode *dir = new_dir(0555, parent);

	if (!dir)
		return NULL;
	for (; e->name; e++)
		add_entry(dir, e->name, e, pid);
	add(dir, "fd", new_dir(0500, dir), &fd_dir_ops, NULL, pid);
	return dir;
}

static void add_task_dir(struct inode *parent, struct inode *dir, int pid)
{
	char name[12];

	snprintf(name, sizeof(name), "%u", pid);
	add(parent, name, dir, &fixed_dir_ops, NULL, pid);
}

/* One for each thread. */
static void refresh_threads(struct inode *dir)
{
	struct task *leader = task_of(dir), *t;

	clear_dir(dir);
	dir->nlink = 2;
	if (leader)
		for_each_thread (t, leader->process)
			add_task_dir(dir, new_task_dir(dir, proc_thread, t->pid), t->pid);
}

static const struct file_operations threads_dir_ops = {
	.read = dir_read,
	.llseek = dir_llseek,
	.refresh = refresh_threads,
};

static void add_process(struct process *p)
{
	struct inode *dir = new_task_dir(proc_root, proc_process, p->pid);

	if (!dir)
		return;
	add(dir, "task", new_dir(0555, dir), &threads_dir_ops, NULL, p->pid);
	inode_get(dir);
	p->proc_dir = dir;
	add_task_dir(proc_root, dir, p->pid);
}

static void refresh_processes(struct inode *dir)
{
	struct task *t;

	(void)dir;
	list_for_each_entry (t, &all_tasks, all_link)
		if (thread_group_leader(t) && !t->process->proc_dir)
			add_process(t->process);
}

void proc_forget(struct process *p)
{
	struct inode *dir = p->proc_dir;
	struct dentry *d, *next;

	p->proc_dir = NULL;
	clear_dir(dir);
	list_for_each_entry_safe (d, next, &proc_root->entries, link) {
		if (d->inode != dir)
			continue;
		dir->nlink = 0;
		proc_root->nlink--;
		dir_remove(proc_root, d);
	}
	inode_put(dir);
}

static const struct file_operations root_ops = {
	.read = dir_read,
	.llseek = dir_llseek,
	.refresh = refresh_processes,
};

static struct inode *self_target(struct inode *link)
{
	(void)link;
	if (!current->process->proc_dir)
		add_process(current->process);
	return current->process->proc_dir ? current->process->proc_dir : ERR_PTR(-ENOMEM);
}

static ssize_t self_readlink(struct inode *link, char *buf)
{
	(void)link;
	return snprintf(buf, PATH_MAX, "%d", current->tgid);
}

static const struct file_operations self_ops = {
	.follow = self_target,
	.readlink = self_readlink,
};

/* The directory in which `path`, below /proc, has its last component; made as far as it is missing.
 */
static struct inode *make_parents(const char **path)
{
	struct inode *dir = proc_root;
	const char *slash;
	struct dentry *d;
	char name[16];

	while ((slash = strchr(*path, '/'))) {
		size_t len = slash - *path;

		strscpy(name, *path, min(sizeof(name), len + 1));
		d = dir_find(dir, name, len);
		if (!d) {
			add(dir, name, new_dir(0555, dir), &fixed_dir_ops, NULL, 0);
			d = dir_find(dir, name, len);
		}
		if (!d)
			panic("no memory for /proc");
		dir = d->inode;
		*path = slash + 1;
	}
	return dir;
}

void __init proc_init(void)
{
	const struct proc_entry *e;

	proc_root = path_lookup("/proc", true);
	if (IS_ERR(proc_root))
		panic("no /proc");
	proc_root->fops = &root_ops;
	for (e = proc_system; e->name; e++) {
		const char *name = e->name;
		struct inode *dir = make_parents(&name);

		add_entry(dir, name, e, 0);
	}
	add(proc_root, "self", new_inode(S_IFLNK | 0777, NULL), &self_ops, NULL, 0);
}
