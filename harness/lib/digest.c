// SPDX-License-Identifier: GPL-2.0-or-later
/* Hashes, build IDs and compression: what makes a row traceable, and a log small enough to keep. */
#include <fcntl.h>
#include <gelf.h>
#include <nettle/sha2.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include "util.h"

static char *hex(const uint8_t *bytes, size_t size)
{
	char *text = xcalloc(2 * size + 1, 1);

	for (size_t i = 0; i < size; i++) {
		text[2 * i] = "0123456789abcdef"[bytes[i] >> 4];
		text[2 * i + 1] = "0123456789abcdef"[bytes[i] & 15];
	}
	return text;
}

static char *sha256_hex(const void *data, size_t size)
{
	uint8_t digest[SHA256_DIGEST_SIZE];
	struct sha256_ctx ctx;

	sha256_init(&ctx);
	sha256_update(&ctx, size, data);
	sha256_digest(&ctx, sizeof(digest), digest);
	return hex(digest, sizeof(digest));
}

char *sha256_file(const char *path)
{
	size_t size;
	char *text = read_file(path, &size), *digest;

	if (!text)
		return NULL;
	digest = sha256_hex(text, size);
	free(text);
	return digest;
}

char *sha256_text(const char *text)
{
	return sha256_hex(text, strlen(text));
}

/* The note's descriptor among those of a section, or NULL. */
static char *build_id_in(Elf_Data *notes)
{
	size_t at = 0, name, desc;
	GElf_Nhdr note;

	while (notes && (at = gelf_getnote(notes, at, &note, &name, &desc)))
		if (note.n_type == NT_GNU_BUILD_ID && note.n_namesz == sizeof(ELF_NOTE_GNU) &&
		    !memcmp((char *)notes->d_buf + name, ELF_NOTE_GNU, sizeof(ELF_NOTE_GNU)))
			return hex((uint8_t *)notes->d_buf + desc, note.n_descsz);
	return NULL;
}

char *elf_build_id(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	Elf_Scn *section = NULL;
	char *id = NULL;
	GElf_Shdr sh;
	Elf *elf;

	if (fd < 0)
		return NULL;
	elf_version(EV_CURRENT);
	elf = elf_begin(fd, ELF_C_READ_MMAP, NULL);
	while (!id && (section = elf_nextscn(elf, section)))
		if (gelf_getshdr(section, &sh) && sh.sh_type == SHT_NOTE)
			id = build_id_in(elf_getdata(section, NULL));
	elf_end(elf);
	close(fd);
	return id;
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
