// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * zlib as gzip uses it: packs a file on /tmp into another one, and unpacks that again.
 * usage: gzip MIB LEVEL
 */
#include <string.h>
#include <unistd.h>
#include <zlib.h>
#include "out.h"

#define PLAIN  "/tmp/gzip.plain"
#define PACKED "/tmp/gzip.packed"

static unsigned char block[64 * 1024];

static uint32_t write_plain(uint32_t len)
{
	unsigned char *text = malloc(len);
	FILE *f = fopen(PLAIN, "w");
	uint32_t crc;

	must(text && f, "no room for the file to pack");
	fill_text(text, len);
	crc = crc32(0, text, len);
	must(fwrite(text, 1, len, f) == len && !fclose(f), "cannot write the file to pack");
	free(text);
	return crc;
}

static uint32_t pack(const char *level)
{
	char mode[] = "wb?";
	FILE *in = fopen(PLAIN, "r");
	gzFile out;
	size_t n;

	mode[2] = *level;
	out = gzopen(PACKED, mode);
	must(in && out, "cannot open the files to pack");
	while ((n = fread(block, 1, sizeof(block), in)))
		must(gzwrite(out, block, n) == (int)n, "cannot pack");
	must(!ferror(in) && gzclose(out) == Z_OK && !fclose(in), "cannot pack to the end");
	in = fopen(PACKED, "r");
	must(in && !fseek(in, 0, SEEK_END), "cannot measure what was packed");
	n = ftell(in);
	fclose(in);
	return n;
}

static uint32_t unpack(uint32_t *len)
{
	gzFile in = gzopen(PACKED, "rb");
	uint32_t crc = 0;
	int n;

	must(in, "cannot open what was packed");
	while ((n = gzread(in, block, sizeof(block))) > 0) {
		crc = crc32(crc, block, n);
		*len += n;
	}
	must(!n && gzclose(in) == Z_OK, "cannot unpack to the end");
	return crc;
}

int main(int argc, char **argv)
{
	uint32_t len, crc, packed, back = 0;

	must(argc == 3, "usage: gzip MIB LEVEL");
	len = atoi(argv[1]) * MIB;
	crc = write_plain(len);
	packed = pack(argv[2]);
	printf("plain %u bytes, CRC %08x; packed %u\n", len, crc, packed);
	must(unpack(&back) == crc && back == len, "what comes out is not what went in");
	printf("unpacked %u bytes, CRC %08x\n", back, crc);
	unlink(PLAIN);
	unlink(PACKED);
	return 0;
}
