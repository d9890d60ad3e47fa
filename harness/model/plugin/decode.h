/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What an i386 instruction is to the model, from its bytes. */
#ifndef PLUGIN_DECODE_H
#define PLUGIN_DECODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum insn_kind {
	INSN_PLAIN,
	INSN_INT,
	INSN_IRET,
	INSN_SYSENTER,
	INSN_SYSEXIT,
	INSN_TO_CR0,
	INSN_TO_CR3,
	INSN_TO_CR4,
	INSN_INVLPG,
	INSN_SEGMENT,
	INSN_FLAGS,
	INSN_TSC,
	INSN_IO,
	INSN_SERIAL,
	INSN_MARKER,
	INSN_HLT,
};

/* What a plain instruction leaves in a register. */
enum insn_result { RESULT_OTHER, RESULT_IMMEDIATE, RESULT_CR3 };

struct insn {
	enum insn_kind kind;
	bool move; /* a mov to or from memory */
	bool memory; /* it may refer to memory; false only where it surely does not */
	uint8_t reg; /* TO_CR3: the register it is loaded from; else the one that gets `result` */
	enum insn_result result;
	uint32_t value; /* the vector, the marker's operation, the immediate */
};

/* Fewer bytes than the instruction has are no error: it is then plain. */
struct insn insn_decode(const uint8_t *code, size_t len);

#endif /* PLUGIN_DECODE_H */
