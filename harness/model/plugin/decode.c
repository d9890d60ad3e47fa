// SPDX-License-Identifier: GPL-2.0-or-later
/* Opcodes: Intel SDM volume 2, appendix A. */
#include <string.h>

#include "decode.h"
#include "workloads/lib/marker.h"

#define MOD(modrm) ((modrm) >> 6)
#define REG(modrm) ((modrm) >> 3 & 7)
#define RM(modrm)  ((modrm)&7)

/* Opcodes of one byte that are something to the model; 0 is INSN_PLAIN. */
static const uint8_t one_byte[256] = {
	[0x07] = INSN_SEGMENT, [0x17] = INSN_SEGMENT, [0x1f] = INSN_SEGMENT, /* pop es, ss, ds */
	[0x8e] = INSN_SEGMENT, /* mov to segment register */
	[0x9a] = INSN_SEGMENT, [0xea] = INSN_SEGMENT, /* far call, far jmp */
	[0xca] = INSN_SEGMENT, [0xcb] = INSN_SEGMENT, /* far ret */
	[0xc4] = INSN_SEGMENT, [0xc5] = INSN_SEGMENT, /* les, lds */
	[0x6c] = INSN_IO,      [0x6d] = INSN_IO,      [0x6e] = INSN_IO,	     [0x6f] = INSN_IO,
	[0xe4] = INSN_IO,      [0xe5] = INSN_IO,      [0xe6] = INSN_IO,	     [0xe7] = INSN_IO,
	[0xec] = INSN_IO,      [0xed] = INSN_IO,      [0xee] = INSN_IO,	     [0xef] = INSN_IO,
	[0x9d] = INSN_FLAGS,   [0xfa] = INSN_FLAGS,   [0xfb] = INSN_FLAGS, /* popf, cli, sti */
	[0xcc] = INSN_INT,     [0xcd] = INSN_INT,     [0xce] = INSN_INT,     [0xcf] = INSN_IRET,
	[0xf4] = INSN_HLT,
};

/* Opcodes behind 0f. */
static const uint8_t two_byte[256] = {
	[0x00] = INSN_SERIAL, /* lldt, ltr and their like */
	[0x06] = INSN_SERIAL, /* clts */
	[0x08] = INSN_SERIAL,  [0x09] = INSN_SERIAL, /* invd, wbinvd */
	[0x21] = INSN_SERIAL,  [0x23] = INSN_SERIAL, /* debug registers */
	[0x30] = INSN_SERIAL,  [0x32] = INSN_SERIAL, /* wrmsr, rdmsr */
	[0xa2] = INSN_SERIAL, /* cpuid */
	[0x31] = INSN_TSC,     [0x34] = INSN_SYSENTER, [0x35] = INSN_SYSEXIT,
	[0xa1] = INSN_SEGMENT, [0xa9] = INSN_SEGMENT, /* pop fs, gs */
	[0xb2] = INSN_SEGMENT, [0xb4] = INSN_SEGMENT,  [0xb5] = INSN_SEGMENT, /* lss, lfs, lgs */
};

/* Opcodes that touch memory in no form (NEVER), or not where ModRM names two registers (MODRM). */
enum { MAYBE, NEVER, MODRM };

#define ARITHMETIC(op)                                                                             \
	[op] = MODRM, [op + 1] = MODRM, [op + 2] = MODRM, [op + 3] = MODRM, [op + 4] = NEVER,      \
	[op + 5] = NEVER

static const uint8_t memory_one[256] = {
	ARITHMETIC(0x00),	 ARITHMETIC(0x08),	  ARITHMETIC(0x10),
	ARITHMETIC(0x18),	 ARITHMETIC(0x20),	  ARITHMETIC(0x28),
	ARITHMETIC(0x30),	 ARITHMETIC(0x38),	  [0x40 ... 0x4f] = NEVER,
	[0x69] = MODRM,		 [0x6b] = MODRM,	  [0x70 ... 0x7f] = NEVER,
	[0x80 ... 0x8b] = MODRM, [0x8d] = NEVER,	  [0x90 ... 0x99] = NEVER,
	[0xa8 ... 0xa9] = NEVER, [0xb0 ... 0xbf] = NEVER, [0xc0 ... 0xc1] = MODRM,
	[0xc6 ... 0xc7] = MODRM, [0xd0 ... 0xd3] = MODRM, [0xe0 ... 0xe3] = NEVER,
	[0xe9] = NEVER,		 [0xeb] = NEVER,	  [0xf5] = NEVER,
	[0xf6 ... 0xf7] = MODRM, [0xf8 ... 0xf9] = NEVER, [0xfc ... 0xfd] = NEVER,
	[0xfe] = MODRM,
};

static const uint8_t memory_two[256] = {
	[0x40 ... 0x4f] = MODRM, [0x80 ... 0x8f] = NEVER, [0x90 ... 0x9f] = MODRM, [0xa3] = MODRM,
	[0xa4 ... 0xa5] = MODRM, [0xab ... 0xad] = MODRM, [0xaf] = MODRM,	   [0xb3] = MODRM,
	[0xb6 ... 0xb7] = MODRM, [0xba ... 0xbf] = MODRM, [0xc8 ... 0xcf] = NEVER,
};

static bool may_touch_memory(uint8_t how, const uint8_t *c, size_t len)
{
	return how == MAYBE || (how == MODRM && !(len > 1 && MOD(c[1]) == 3));
}

static bool is_prefix(uint8_t b)
{
	return b == 0x26 || b == 0x2e || b == 0x36 || b == 0x3e || (b >= 0x64 && b <= 0x67) ||
	       b == 0xf0 || b == 0xf2 || b == 0xf3;
}

static uint32_t load32(const uint8_t *p)
{
	uint32_t v;

	memcpy(&v, p, sizeof(v));
	return v;
}

static void decode_two_byte(struct insn *i, const uint8_t *c, size_t len)
{
	uint8_t modrm = len > 1 ? c[1] : 0;

	i->kind = two_byte[c[0]];
	i->memory = may_touch_memory(memory_two[c[0]], c, len);
	if (c[0] == 0x22 && len > 1) {
		i->kind = REG(modrm) == 3   ? INSN_TO_CR3
			  : REG(modrm) == 4 ? INSN_TO_CR4
					    : INSN_TO_CR0;
		i->reg = RM(modrm);
	} else if (c[0] == 0x20 && REG(modrm) == 3) {
		i->result = RESULT_CR3;
		i->reg = RM(modrm);
	} else if (c[0] == 0x01) {
		i->kind = MOD(modrm) != 3 && REG(modrm) == 7 ? INSN_INVLPG : INSN_SERIAL;
	}
}

static void decode_one_byte(struct insn *i, const uint8_t *c, size_t len)
{
	uint8_t modrm = len > 1 ? c[1] : 0;

	i->kind = one_byte[c[0]];
	i->memory = may_touch_memory(memory_one[c[0]], c, len);
	i->move = i->memory &&
		  (c[0] == 0x89 || c[0] == 0x8b || c[0] == 0xa1 || c[0] == 0xa3 || c[0] == 0xc7);
	if (c[0] == 0xff && (REG(modrm) == 3 || REG(modrm) == 5)) /* far call, far jmp */
		i->kind = INSN_SEGMENT;
	else if (c[0] == 0xcd && len > 1)
		i->value = c[1];
	else if (c[0] == 0xcc || c[0] == 0xce)
		i->value = c[0] == 0xcc ? 3 : 4;
	if (c[0] >= 0xb8 && c[0] <= 0xbf && len >= 5) {
		i->result = RESULT_IMMEDIATE;
		i->reg = c[0] - 0xb8;
		i->value = load32(c + 1);
	}
}

struct insn insn_decode(const uint8_t *code, size_t len)
{
	static const uint8_t marker[] = SPLITBENCH_MARKER_BYTES;
	struct insn i = { .kind = INSN_PLAIN, .reg = UINT8_MAX };

	if (len == SPLITBENCH_MARKER_SIZE && !memcmp(code, marker, sizeof(marker))) {
		i.kind = INSN_MARKER;
		i.value = code[len - 1];
		return i;
	}
	while (len && is_prefix(*code))
		code++, len--;
	if (!len)
		return i;
	if (*code == 0x0f && len > 1)
		decode_two_byte(&i, code + 1, len - 1);
	else
		decode_one_byte(&i, code, len);
	return i;
}
