// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The mixture that a small database makes of the above: descents of a B-tree in memory, rows in a
 * table file behind a buffer pool of 64 pages with clock replacement, updates logged and committed
 * in groups. A sample opens with an empty pool and ends with a checkpoint, so each one does the
 * same work, and leaves the same table behind.
 */
#include "workload.h"

#define ROWS	      32768
#define FANOUT	      32 /* 32 x 32 x 32 keys: three levels, all nodes full */
#define NODES	      (1 + FANOUT + FANOUT * FANOUT)
#define ROWS_A_PAGE   64
#define TABLE_PAGES   (ROWS / ROWS_A_PAGE)
#define FRAMES	      64
#define NO_FRAME      FRAMES
#define SCAN_ROWS     16
#define COMMIT_EVERY  8 /* updates a write() to the log */
#define KEY(i)	      ((i)*37 + 11) /* the i-th key in order: not every number is one */
#define HOT_ROWS      (ROWS / 8) /* get three quarters of the accesses */
#define KIND_SCAN     1 /* of 16 transactions, this many are scans, */
#define KIND_UPDATE   5 /* this many less one are updates, and the others look a row up */
#define NR_KIND_SLOTS 16

struct row {
	uint32_t key, value, check; /* check depends on the two others */
	uint32_t payload[13];
};

struct node {
	uint32_t keys[FANOUT]; /* the first key below each child */
	uint32_t children[FANOUT]; /* node numbers; in a leaf, row numbers */
};

static struct node *tree;
static struct row (*frames)[ROWS_A_PAGE];
static struct {
	uint32_t page, dirty, recently_used;
} frame_state[FRAMES];
static uint32_t frame_of[TABLE_PAGES], clock_hand, frames_used;
static struct row log_rows[COMMIT_EVERY];
static uint32_t logged;
static int table_fd, log_fd;

/* Neighbours in key order share a page, and the pages are in another order than the keys. */
static uint32_t row_of_index(uint32_t i)
{
	return i / ROWS_A_PAGE * 205 % TABLE_PAGES * ROWS_A_PAGE + i % ROWS_A_PAGE;
}

static void row_set(struct row *row, uint32_t key, uint32_t value)
{
	row->key = key;
	row->value = value;
	row->check = key ^ pattern(value);
}

static void page_io(int write, uint32_t page, void *buf)
{
	long offset = page * PAGE_SIZE;

	must_be(sys_lseek(table_fd, offset, SEEK_SET), offset, "lseek in the table");
	if (write)
		must_be(sys_write(table_fd, buf, PAGE_SIZE), PAGE_SIZE, "write to the table");
	else
		must_be(sys_read(table_fd, buf, PAGE_SIZE), PAGE_SIZE, "read from the table");
}

static void frame_clean(uint32_t f)
{
	if (frame_state[f].dirty)
		page_io(1, frame_state[f].page, frames[f]);
	frame_state[f].dirty = 0;
}

/* The clock: a frame used since the hand last passed gets another round. */
static uint32_t frame_free(void)
{
	uint32_t f;

	if (frames_used < FRAMES)
		return frames_used++;
	while (frame_state[clock_hand].recently_used) {
		frame_state[clock_hand].recently_used = 0;
		clock_hand = (clock_hand + 1) % FRAMES;
	}
	f = clock_hand;
	clock_hand = (clock_hand + 1) % FRAMES;
	frame_clean(f);
	frame_of[frame_state[f].page] = NO_FRAME;
	return f;
}

/* The row in the buffer pool; good until the next call. */
static struct row *row_get(uint32_t nr, int to_write)
{
	uint32_t page = nr / ROWS_A_PAGE, f = frame_of[page];

	if (f == NO_FRAME) {
		f = frame_free();
		page_io(0, page, frames[f]);
		frame_of[page] = f;
		frame_state[f].page = page;
	}
	frame_state[f].recently_used = 1;
	frame_state[f].dirty |= to_write;
	return &frames[f][nr % ROWS_A_PAGE];
}

static void pool_reset(void)
{
	for (uint32_t p = 0; p < TABLE_PAGES; p++)
		frame_of[p] = NO_FRAME;
	clock_hand = frames_used = 0;
}

/* The last child that starts at or before `key`, by halving. */
static uint32_t node_find(const struct node *node, uint32_t key)
{
	uint32_t at = 0;

	for (uint32_t half = FANOUT / 2; half; half /= 2) {
		if (node->keys[at + half] <= key)
			at += half;
	}
	return at;
}

static const struct node *leaf_find(uint32_t key, uint32_t *at)
{
	const struct node *node = &tree[0];

	node = &tree[node->children[node_find(node, key)]];
	node = &tree[node->children[node_find(node, key)]];
	*at = node_find(node, key);
	if (node->keys[*at] != key)
		fail("the index has lost key %u", key);
	return node;
}

static uint32_t row_read(uint32_t nr)
{
	const struct row *row = row_get(nr, 0);

	if (row->check != (row->key ^ pattern(row->value)))
		fail("row %u of the table is damaged", nr);
	return row->key ^ row->payload[row->key % ARRAY_SIZE(row->payload)];
}

static void log_commit(void)
{
	write_all(log_fd, log_rows, logged * sizeof(log_rows[0]));
	logged = 0;
}

static uint32_t row_update(uint32_t nr, uint32_t key, uint32_t value)
{
	struct row *row = row_get(nr, 1);

	row_set(row, key, value);
	log_rows[logged++] = *row;
	if (logged == COMMIT_EVERY)
		log_commit();
	return value;
}

static uint32_t transaction(uint32_t *seed)
{
	uint32_t kind = rand_below(seed, NR_KIND_SLOTS);
	uint32_t range = rand_below(seed, 4) ? HOT_ROWS : ROWS;
	uint32_t key = KEY(rand_below(seed, range)), at, sum = 0;
	const struct node *leaf = leaf_find(key, &at);

	if (kind >= KIND_UPDATE)
		return row_read(leaf->children[at]);
	if (kind >= KIND_SCAN)
		return row_update(leaf->children[at], key, *seed);
	for (uint32_t i = at; i < FANOUT && i < at + SCAN_ROWS; i++)
		sum = sum * 31 + row_read(leaf->children[i]);
	return sum;
}

static uint64_t run(uint32_t ops)
{
	uint32_t seed = 1, sum = 0;

	pool_reset();
	must_be(sys_lseek(log_fd, 0, SEEK_SET), 0, "lseek in the log");
	for (uint32_t i = ops; i; i--)
		sum = sum * 31 + transaction(&seed);
	log_commit();
	for (uint32_t f = 0; f < frames_used; f++)
		frame_clean(f);
	return mix(CHECKSUM_INIT, sum);
}

/* The whole table, as the checkpoint left it. */
static uint64_t check(uint32_t ops)
{
	uint64_t sum = mix(CHECKSUM_INIT, ops);

	for (uint32_t p = 0; p < TABLE_PAGES; p++) {
		page_io(0, p, frames[0]);
		sum = mix(sum, checksum_words((uint32_t *)frames[0], PAGE_WORDS));
	}
	return sum;
}

/* Fills the nodes of one level: the first key of each child, and where the child is. */
static void level_build(uint32_t first, uint32_t nr, uint32_t below, uint32_t rows_a_child)
{
	for (uint32_t i = 0; i < nr * FANOUT; i++) {
		struct node *node = &tree[first + i / FANOUT];

		node->keys[i % FANOUT] = KEY(i * rows_a_child);
		node->children[i % FANOUT] = below ? below + i : row_of_index(i);
	}
}

static void setup(void)
{
	tree = pages_map((NODES * sizeof(*tree) + PAGE_SIZE - 1) / PAGE_SIZE, 0);
	level_build(0, 1, 1, FANOUT * FANOUT);
	level_build(1, FANOUT, 1 + FANOUT, FANOUT);
	level_build(1 + FANOUT, FANOUT * FANOUT, 0, 1);

	frames = pages_map(FRAMES, 0);
	table_fd = tmp_file();
	for (uint32_t i = 0; i < ROWS; i++) {
		struct row *row = &frames[0][i % ROWS_A_PAGE];

		row_set(row, KEY(i), i);
		fill_pattern(row->payload, ARRAY_SIZE(row->payload), i);
		if (i % ROWS_A_PAGE == ROWS_A_PAGE - 1)
			page_io(1, row_of_index(i) / ROWS_A_PAGE, frames[0]);
	}
	log_fd = tmp_file();
}

static const struct workload_case cases[] = {
	{ .params = "", .ops = 5000, .quick = 1 },
	{},
};

const struct workload workload = {
	.magic = WORKLOAD_MAGIC,
	.group = "memory",
	.name = "minidb",
	.op = "One transaction on a table of 32768 rows (2 MiB): 11 of 16 look a row up by B-tree, "
	      "4 update one and log it, 1 reads up to 16 in key order; pool of 64 pages, a log "
	      "write() each 8 updates, a checkpoint at the end of the sample",
	.cases = cases,
	.mem_mib = { 2048, 512 },
	.setup = setup,
	.run = run,
	.check = check,
};
