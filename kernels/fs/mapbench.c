// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The benchmark call: temporary mappings, made as often as a program wants. A file holds the pages,
 * so that they go with its last descriptor.
 */
#include "internal.h"
#include "vmalloc.h"

#define MAX_PAGES 256

struct mapbench {
	u32 kind, pages; /* as they were given */
	u32 nr_pages; /* a multiple of that: mapped in turn */
	u32 next;
	struct page *page[];
};

/* Page i is touched in line i: the words of neighbours are not in one set of a data cache. */
static u32 *touched_word(void *addr, u32 i)
{
	return (u32 *)((char *)addr + i * 64 % PAGE_SIZE);
}

/* --- one operation of each kind: the sum of the words that were touched --- */

static long run_kmap(struct page **page, u32 n, u32 *sum)
{
	long err = 0;
	u32 i;

	for (i = 0; i < n; i++) {
		void *addr = kmap(page[i]);

		if (!addr) {
			err = -EDEADLK;
			break;
		}
		*sum += *touched_word(addr, i);
	}
	while (i--)
		kunmap(page[i]);
	return err;
}

static long run_atomic(struct page **page, u32 n, u32 *sum)
{
	u32 i;

	for (i = 0; i < n; i++) {
		void *addr = kmap_atomic(page[i], KM_USER0);

		*sum += *touched_word(addr, i);
		kunmap_atomic(addr, KM_USER0);
	}
	return 0;
}

static long run_local(struct page **page, u32 n, u32 *sum)
{
	void *addr[KMAP_LOCAL_MAX];
	u32 i = 0, depth;

	while (i < n) {
		for (depth = 0; depth < KMAP_LOCAL_MAX && i < n; depth++, i++) {
			addr[depth] = kmap_local_page(page[i]);
			*sum += *touched_word(addr[depth], i);
		}
		while (depth--)
			kunmap_local(addr[depth]);
	}
	return 0;
}

static long run_vmap(struct page **page, u32 n, u32 *sum)
{
	char *addr = vmap(page, n);
	u32 i;

	if (!addr)
		return -ENOMEM;
	for (i = 0; i < n; i++)
		*sum += *touched_word(addr + i * PAGE_SIZE, i);
	vunmap(addr);
	return 0;
}

static long (*const kinds[])(struct page **page, u32 n, u32 *sum) = {
	[SPLITBENCH_MAP_KMAP] = run_kmap,
	[SPLITBENCH_MAP_ATOMIC] = run_atomic,
	[SPLITBENCH_MAP_LOCAL] = run_local,
	[SPLITBENCH_MAP_VMAP] = run_vmap,
};

/* --- its file --- */

static void mapbench_free(struct mapbench *b)
{
	while (b->nr_pages)
		put_page(b->page[--b->nr_pages]);
	kfree(b);
}

static void mapbench_release(struct file *f)
{
	mapbench_free(f->inode->private);
}

static ssize_t no_read(struct file *f, void __user *buf, size_t n, loff_t *pos)
{
	(void)f, (void)buf, (void)n, (void)pos;
	return -EINVAL;
}

static ssize_t no_write(struct file *f, const void __user *buf, size_t n, loff_t *pos)
{
	(void)f, (void)buf, (void)n, (void)pos;
	return -EINVAL;
}

static const struct file_operations mapbench_ops = {
	.read = no_read,
	.write = no_write,
	.release = mapbench_release,
};

/* 0, -ENOMEM, -ENXIO. */
static int mapbench_alloc(struct mapbench *b, u32 nr, bool high)
{
	while (b->nr_pages < nr) {
		struct page *page = alloc_page(high ? GFP_HIGHUSER : GFP_KERNEL);

		if (!page)
			return -ENOMEM;
		b->page[b->nr_pages++] = page;
		if (PageHighMem(page) != high)
			return -ENXIO;
	}
	return 0;
}

/* vmap does not map lowmem pages that lie one behind the other: let them not. */
static void mapbench_scatter(struct mapbench *b)
{
	struct page *first = b->page[0];

	if (b->pages > 1 && b->page[1] == first + 1) {
		b->page[0] = b->page[1];
		b->page[1] = first;
	}
}

/* Each has a word of its own where it will be touched. */
static void mapbench_fill(struct mapbench *b)
{
	u32 i;

	for (i = 0; i < b->nr_pages; i++) {
		void *addr = kmap_local_page(b->page[i]);

		*touched_word(addr, i % b->pages) = (i % b->pages + 1) * SPLITBENCH_MAPBENCH_WORD;
		kunmap_local(addr);
	}
}

static struct mapbench *mapbench_new(const struct splitbench_mapbench *spec)
{
	u32 nr = spec->cold ? DIV_ROUND_UP(LAST_PKMAP, spec->pages) * spec->pages + spec->pages
			    : spec->pages;
	struct mapbench *b = kzalloc(sizeof(*b) + nr * sizeof(b->page[0]), GFP_KERNEL);
	int err;

	if (!b)
		return ERR_PTR(-ENOMEM);
	b->kind = spec->kind;
	b->pages = spec->pages;
	err = mapbench_alloc(b, nr, spec->high);
	if (err) {
		mapbench_free(b);
		return ERR_PTR(err);
	}
	mapbench_scatter(b);
	mapbench_fill(b);
	return b;
}

static bool valid(const struct splitbench_mapbench *s)
{
	/* Only a kmap of highmem leaves something behind that makes the next one cheaper. */
	bool has_state = s->kind == SPLITBENCH_MAP_KMAP && s->high;

	return s->kind < ARRAY_SIZE(kinds) && s->pages && s->pages <= MAX_PAGES && s->high <= 1 &&
	       s->cold <= has_state;
}

long sys_splitbench_mapbench(struct pt_regs *regs)
{
	struct splitbench_mapbench spec;
	struct inode *inode;
	struct mapbench *b;
	struct file *file;
	int fd;

	if (regs->cx != sizeof(spec))
		return -EINVAL;
	if (copy_from_user(&spec, (void __user *)regs->bx, sizeof(spec)))
		return -EFAULT;
	if (!valid(&spec))
		return -EINVAL;
	b = mapbench_new(&spec);
	if (IS_ERR(b))
		return PTR_ERR(b);
	inode = new_inode(S_IFCHR | 0600, &mapbench_ops);
	if (!inode) {
		mapbench_free(b);
		return -ENOMEM;
	}
	inode->private = b;
	file = file_alloc(inode, O_RDWR);
	inode_put(inode); /* the file's reference stays */
	if (!file) {
		mapbench_free(b);
		return -ENOMEM;
	}
	fd = fd_install(file, 0, true);
	if (fd < 0)
		file_put(file);
	return fd;
}

long sys_splitbench_mapbench_run(struct pt_regs *regs)
{
	struct file *f = fd_file(regs->bx);
	struct mapbench *b;
	u32 ops = regs->cx, sum = 0;
	long err = 0;

	if (!f || f->ops != &mapbench_ops)
		return -EBADF;
	b = f->inode->private;
	for (; ops && !err; ops--) {
		err = kinds[b->kind](b->page + b->next, b->pages, &sum);
		b->next += b->pages;
		if (b->next == b->nr_pages)
			b->next = 0;
	}
	return err ? err : (long)(sum & 0x7fffffff);
}
