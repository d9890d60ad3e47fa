// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Regular files: reading and writing through the page cache, which is all they have.
 *
 * A copy from or to user space may fault, and a fault may allocate, map, put pages into the page
 * cache, and take those out that nobody else uses; but it does not sleep. So a page that was found
 * and has a reference stays where it is during a copy. That is not its last reference, then.
 */
#include <linux/fs.h>
#include "internal.h"
#include "string.h"
#include "vm.h"

/* The part of [pos, pos + n) that lies in the page of pos. */
static inline size_t in_page(u32 pos, size_t n)
{
	return min(n, PAGE_SIZE - (size_t)(pos & (PAGE_SIZE - 1)));
}

static inline void pin(struct page *page)
{
	page->flags |= PG_referenced;
	page->refcount++;
}

static inline void unpin(struct page *page)
{
	page->refcount--;
}

/* Bytes that were not copied, or -ENOMEM. */
static ssize_t read_page(struct inode *inode, u32 pos, void __user *buf, size_t n)
{
	struct page *page = find_or_read_page(&inode->data, pos >> PAGE_SHIFT);
	char *from;

	if (unlikely(!page))
		return clear_user(buf, n);
	if (unlikely(IS_ERR(page)))
		return PTR_ERR(page);
	pin(page);
	from = kmap_local_page(page);
	n = copy_to_user(buf, from + (pos & (PAGE_SIZE - 1)), n);
	kunmap_local(from);
	unpin(page);
	return n;
}

static ssize_t tmpfs_read(struct file *f, void __user *buf, size_t n, loff_t *ppos)
{
	struct inode *inode = f->inode;
	u64 end = inode->size;
	u32 pos = *ppos;
	ssize_t left = 0;
	size_t done = 0;

	if ((u64)*ppos >= end)
		return 0;
	n = min((u64)n, end - pos);
	while (done < n) {
		size_t part = in_page(pos, n - done);

		left = read_page(inode, pos, buf + done, part);
		if (unlikely(left < 0))
			break;
		done += part - left;
		pos += part;
		if (unlikely(left))
			break;
	}
	*ppos += done;
	if (done || !n)
		return done;
	return left < 0 ? left : -EFAULT;
}

/*
 * Bytes written, or -EFAULT, -ENOSPC, -ENOMEM. The page gets its place only when it is filled,
 * since a fault of the copy may look there; -EEXIST if such a fault has put another page there.
 */
static __always_inline ssize_t write_new_page(struct address_space *as, u32 pos,
					      const void __user *buf, size_t n, copy_from_fn *copy)
{
	size_t off = pos & (PAGE_SIZE - 1);
	struct page *page;
	char *to;
	int err;

	if (dirty_pages >= max_dirty_pages)
		return -ENOSPC;
	page = alloc_page(GFP_HIGHUSER);
	if (!page)
		return -ENOMEM;
	to = kmap_local_page(page);
	n -= copy(to + off, buf, n);
	memset(to, 0, off);
	memset(to + off + n, 0, PAGE_SIZE - off - n);
	kunmap_local(to);
	err = n ? add_to_page_cache(as, pos >> PAGE_SHIFT, page, PG_dirty) : -EFAULT;
	if (!err)
		return n;
	put_page(page);
	return err;
}

static __always_inline ssize_t write_page(struct address_space *as, u32 pos, const void __user *buf,
					  size_t n, copy_from_fn *copy)
{
	struct page *page = find_or_read_page(as, pos >> PAGE_SHIFT);
	char *to;
	int err;

	if (!page) {
		ssize_t written = write_new_page(as, pos, buf, n, copy);

		if (written != -EEXIST)
			return written;
		page = find_page(as, pos >> PAGE_SHIFT);
	}
	if (unlikely(IS_ERR(page)))
		return PTR_ERR(page);
	err = set_page_dirty(page);
	if (unlikely(err))
		return err;
	to = kmap_local_page(page);
	n -= copy(to + (pos & (PAGE_SIZE - 1)), buf, n);
	kunmap_local(to);
	return n ? (ssize_t)n : -EFAULT;
}

/* RLIMIT_FSIZE is a signal, too. */
static int limit_exceeded(void)
{
	struct signal_info info = { .code = SI_KERNEL };

	send_signal(current, SIGXFSZ, &info);
	return -EFBIG;
}

static __always_inline ssize_t write_from(struct file *f, const void __user *buf, size_t n,
					  loff_t *ppos, copy_from_fn *copy)
{
	struct inode *inode = f->inode;
	u64 pos = f->flags & O_APPEND ? inode->size : (u64)*ppos;
	u64 limit = f->flags & O_LARGEFILE ? TMPFS_MAX_BYTES : MAX_NON_LFS;
	ssize_t written;
	size_t done = 0, part;

	if (!n)
		return 0;
	if (unlikely(rlimit(RLIMIT_FSIZE) != RLIM_INFINITY)) {
		limit = min(limit, (u64)rlimit(RLIMIT_FSIZE));
		if (pos >= limit)
			return limit_exceeded();
	}
	if (pos >= limit)
		return -EFBIG;
	n = min((u64)n, limit - pos);
	do {
		part = in_page(pos, n - done);
		written = write_page(&inode->data, pos, buf + done, part, copy);
		if (unlikely(written < 0))
			break;
		done += written;
		pos += written;
	} while (done < n && (size_t)written == part);
	if (!done)
		return written;
	*ppos = pos;
	if (pos > inode->size)
		inode->size = pos;
	inode_modified(inode);
	return done;
}

static ssize_t tmpfs_write(struct file *f, const void __user *buf, size_t n, loff_t *ppos)
{
	return write_from(f, buf, n, ppos, copy_from_user);
}

static ssize_t tmpfs_write_kernel(struct file *f, const void *buf, size_t n, loff_t *ppos)
{
	return write_from(f, buf, n, ppos, copy_from_kernel);
}

/* What is beyond the end must read as zeroes when the file grows again. */
static void clear_tail(struct page *page, size_t off)
{
	char *to = kmap_local_page(page);

	memset(to + off, 0, PAGE_SIZE - off);
	kunmap_local(to);
}

int tmpfs_truncate(struct inode *inode, u64 size)
{
	size_t off = size & (PAGE_SIZE - 1);
	struct page *page;

	if (size > TMPFS_MAX_BYTES)
		return -EFBIG;
	if (size > inode->size && size > rlimit(RLIMIT_FSIZE) &&
	    rlimit(RLIMIT_FSIZE) != RLIM_INFINITY)
		return limit_exceeded();
	if (size < inode->size) {
		unmap_mapping(&inode->data, DIV_ROUND_UP(size, PAGE_SIZE));
		truncate_pages(&inode->data, DIV_ROUND_UP(size, PAGE_SIZE));
		inode->data.backing_size = min((u64)inode->data.backing_size, size);
		page = off ? find_page(&inode->data, size >> PAGE_SHIFT) : NULL;
		if (page)
			clear_tail(page, off); /* and what is clean could be read like that again */
	}
	inode->size = size;
	inode_modified(inode);
	return 0;
}

int tmpfs_allocate(struct inode *inode, u64 from, u64 n, bool keep_size)
{
	u64 end = from + n;
	u32 index, first, last;
	int err = 0;

	if (end > TMPFS_MAX_BYTES)
		return -EFBIG;
	if (!keep_size && end > inode->size && end > rlimit(RLIMIT_FSIZE) &&
	    rlimit(RLIMIT_FSIZE) != RLIM_INFINITY)
		return limit_exceeded();
	first = from >> PAGE_SHIFT;
	last = (end - 1) >> PAGE_SHIFT;
	if (last - first >= max_dirty_pages - dirty_pages)
		return -ENOSPC;
	for (index = first; !err && index <= last; index++) {
		struct page *page = grab_cache_page(&inode->data, index);

		if (!page)
			return -ENOMEM;
		err = set_page_dirty(page);
		put_page(page);
	}
	if (!err && !keep_size && end > inode->size)
		inode->size = end;
	inode->ctime = current_time();
	return err;
}

struct inode *new_regular(u32 mode)
{
	struct inode *inode = new_inode(S_IFREG | mode, &tmpfs_file_ops);

	if (inode)
		INIT_LIST_HEAD(&inode->data.mappings);
	return inode;
}

/* Whether the file has data there, by itself or from the initial archive. */
static bool has_data(const struct address_space *as, u32 index)
{
	const struct page *page = find_page(as, index);

	return (page && (page->flags & PG_dirty)) || (u64)index << PAGE_SHIFT < as->backing_size;
}

/* From `off` on, the first byte of data or of a hole; there is one at the end. */
static loff_t seek_data(struct file *f, loff_t off, bool data)
{
	const struct inode *inode = f->inode;
	u64 size = inode->size, at = off;

	if (at >= size)
		return -ENXIO;
	while (at < size && has_data(&inode->data, at >> PAGE_SHIFT) != data)
		at = ALIGN_DOWN(at, (u64)PAGE_SIZE) + PAGE_SIZE;
	if (at >= size && data)
		return -ENXIO;
	return f->pos = min(at, size);
}

static loff_t tmpfs_llseek(struct file *f, loff_t off, int whence)
{
	if (whence == SEEK_DATA || whence == SEEK_HOLE)
		return seek_data(f, off, whence == SEEK_DATA);
	return seek_to(f, off, whence, f->inode->size);
}

ssize_t kernel_read(struct file *f, void *buf, size_t n, loff_t ppos)
{
	struct inode *inode = f->inode;
	size_t done = 0;
	u32 pos = ppos;

	if (!S_ISREG(inode->mode))
		return S_ISDIR(inode->mode) ? -EISDIR : -EINVAL;
	if ((u64)ppos >= inode->size)
		return 0;
	n = min((u64)n, inode->size - pos);
	while (done < n) {
		size_t part = in_page(pos, n - done);
		struct page *page = find_or_read_page(&inode->data, pos >> PAGE_SHIFT);

		if (IS_ERR(page))
			return PTR_ERR(page);
		if (page)
			memcpy_from_page(buf + done, page, pos & (PAGE_SIZE - 1), part);
		else
			memset(buf + done, 0, part);
		done += part;
		pos += part;
	}
	return done;
}

const struct file_operations tmpfs_file_ops = {
	.read = tmpfs_read,
	.write = tmpfs_write,
	.write_kernel = tmpfs_write_kernel,
	.llseek = tmpfs_llseek,
	.can_sync = true,
	.map = MAP_PAGES,
};
