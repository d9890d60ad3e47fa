// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * libzstd with threads, as programs of its kind have them: workers take blocks from a short queue
 * under a mutex, with a condition variable for each side to wait at, and pack, unpack and compare
 * them. What they make does not depend on who was first. usage: zstd MIB THREADS LEVEL
 */
#include <pthread.h>
#include <string.h>
#include <zstd.h>
#include "out.h"

#define BLOCK	    (MIB / 4)
#define QUEUE	    4 /* blocks that wait for a worker */
#define MAX_BLOCKS  256
#define MAX_THREADS 16

struct result {
	uint32_t packed, sum;
};

static struct result results[MAX_BLOCKS];
static const unsigned char *text;
static int level;

/* Blocks [taken, put) are in the queue; no more will come once `closed`. Under the lock. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t filled = PTHREAD_COND_INITIALIZER, drained = PTHREAD_COND_INITIALIZER;
static uint32_t taken, put, closed;

static void submit(void)
{
	pthread_mutex_lock(&lock);
	while (put - taken == QUEUE)
		pthread_cond_wait(&drained, &lock);
	put++;
	pthread_cond_signal(&filled);
	pthread_mutex_unlock(&lock);
}

static void close_queue(void)
{
	pthread_mutex_lock(&lock);
	closed = 1;
	pthread_cond_broadcast(&filled);
	pthread_mutex_unlock(&lock);
}

/* The next block; MAX_BLOCKS: there are no more. */
static uint32_t take(void)
{
	uint32_t block = MAX_BLOCKS;

	pthread_mutex_lock(&lock);
	while (taken == put && !closed)
		pthread_cond_wait(&filled, &lock);
	if (taken < put)
		block = taken++;
	pthread_cond_signal(&drained);
	pthread_mutex_unlock(&lock);
	return block;
}

static uint32_t sum_of(const unsigned char *p, size_t len)
{
	uint32_t a = 1, b = 0;

	for (size_t i = 0; i < len; i++) {
		a += p[i];
		b += a;
	}
	return b ^ a << 16;
}

/* Counts the blocks that it has done in *done. */
static void *worker(void *done)
{
	size_t room = ZSTD_compressBound(BLOCK), n;
	unsigned char *packed = malloc(room), *back = malloc(BLOCK);
	ZSTD_CCtx *c = ZSTD_createCCtx();
	uint32_t i;

	must(packed && back && c, "no memory");
	while ((i = take()) < MAX_BLOCKS) {
		const unsigned char *from = text + i * BLOCK;

		n = ZSTD_compressCCtx(c, packed, room, from, BLOCK, level);
		must(!ZSTD_isError(n), "cannot pack");
		must(ZSTD_decompress(back, BLOCK, packed, n) == BLOCK, "cannot unpack");
		must(!memcmp(back, from, BLOCK), "what comes out is not what went in");
		results[i] = (struct result){ n, sum_of(packed, n) };
		++*(uint32_t *)done;
	}
	ZSTD_freeCCtx(c);
	free(packed);
	free(back);
	return NULL;
}

int main(int argc, char **argv)
{
	uint32_t done[MAX_THREADS] = { 0 }, sum = 0;
	pthread_t threads[MAX_THREADS];
	uint32_t blocks, n;
	unsigned char *all;

	must(argc == 4, "usage: zstd MIB THREADS LEVEL");
	blocks = atoi(argv[1]) * (MIB / BLOCK);
	n = atoi(argv[2]);
	level = atoi(argv[3]);
	must(blocks <= MAX_BLOCKS && n <= MAX_THREADS, "too many blocks, or threads");
	text = all = malloc(blocks * BLOCK);
	must(text, "no memory");
	fill_text(all, blocks * BLOCK);
	for (uint32_t i = 0; i < n; i++)
		must(!pthread_create(&threads[i], NULL, worker, &done[i]), "no thread");
	for (uint32_t i = 0; i < blocks; i++)
		submit();
	close_queue();
	for (uint32_t i = 0; i < n; i++) {
		must(!pthread_join(threads[i], NULL), "cannot join a thread");
		sum += done[i];
	}
	for (uint32_t i = 0; i < blocks; i++)
		printf("block %u: packed %u, sum %08x\n", i, results[i].packed, results[i].sum);
	printf("%u blocks by %u threads\n", sum, n);
	return 0;
}
