// SPDX-License-Identifier: GPL-2.0-or-later
/* Hashes and compression: what makes a row traceable, and a log small enough to keep. */
#include <nettle/sha2.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "util.h"

static char *sha256_hex(const void *data, size_t size)
{
	uint8_t digest[SHA256_DIGEST_SIZE];
	struct sha256_ctx ctx;
	char *hex = xcalloc(2 * SHA256_DIGEST_SIZE + 1, 1);

	sha256_init(&ctx);
	sha256_update(&ctx, size, data);
	sha256_digest(&ctx, sizeof(digest), digest);
	for (size_t i = 0; i < sizeof(digest); i++) {
		hex[2 * i] = "0123456789abcdef"[digest[i] >> 4];
		hex[2 * i + 1] = "0123456789abcdef"[digest[i] & 15];
	}
	return hex;
}

char *sha256_file(const char *path)
{
	size_t size;
	char *text = read_file(path, &size), *hex;

	if (!text)
		return NULL;
	hex = sha256_hex(text, size);
	free(text);
	return hex;
}

char *sha256_text(const char *text)
{
	return sha256_hex(text, strlen(text));
}

/*
 * The stored form is the text's length, four bytes little endian, then the zlib stream: inflating
 * needs no guess at the room.
 */
void *deflate_text(const char *text, size_t size, size_t *packed)
{
	uLongf room = compressBound(size);
	uint8_t *data = xcalloc(1, room + 4);

	for (int i = 0; i < 4; i++)
		data[i] = size >> (8 * i);
	if (compress2(data + 4, &room, (const Bytef *)text, size, Z_BEST_COMPRESSION) != Z_OK)
		die("zlib could not compress a log of %zu bytes", size);
	*packed = room + 4;
	return data;
}

char *inflate_text(const void *data, size_t packed)
{
	const uint8_t *in = data;
	uLongf size;
	char *text;

	if (packed < 4)
		return NULL;
	size = in[0] | in[1] << 8 | in[2] << 16 | (uLongf)in[3] << 24;
	if (size > (256UL << 20))
		return NULL;
	text = xcalloc(1, size + 1);
	if (uncompress((Bytef *)text, &size, in + 4, packed - 4) != Z_OK) {
		free(text);
		return NULL;
	}
	text[size] = '\0';
	return text;
}
