// SPDX-License-Identifier: GPL-2.0-or-later
/* Instructions by their bytes: kind, whether they can be watched, what they leave behind. */
#include <string.h>

#include "plugin/decode.h"
#include "support.h"

static const struct {
	const char *bytes;
	uint8_t len;
	enum insn_kind kind;
	bool memory;
	enum insn_result result;
	uint8_t reg;
	uint32_t value;
} cases[] = {
	{ "\xcd\x80", 2, INSN_INT, true, 0, 0xff, 0x80 },
	{ "\xcc", 1, INSN_INT, true, 0, 0xff, 3 },
	{ "\xcf", 1, INSN_IRET, true, 0, 0xff, 0 },
	{ "\x0f\x34", 2, INSN_SYSENTER, true, 0, 0xff, 0 },
	{ "\x0f\x35", 2, INSN_SYSEXIT, true, 0, 0xff, 0 },
	{ "\x0f\x22\xd8", 3, INSN_TO_CR3, true, 0, 0, 0 }, /* mov %eax,%cr3 */
	{ "\x0f\x22\xdb", 3, INSN_TO_CR3, true, 0, 3, 0 }, /* mov %ebx,%cr3 */
	{ "\x0f\x22\xe0", 3, INSN_TO_CR4, true, 0, 0, 0 },
	{ "\x0f\x22\xc0", 3, INSN_TO_CR0, true, 0, 0, 0 },
	{ "\x0f\x20\xd8", 3, INSN_PLAIN, true, RESULT_CR3, 0, 0 },
	{ "\x0f\x20\xe0", 3, INSN_PLAIN, true, 0, 0xff, 0 }, /* mov %cr4,%eax */
	{ "\x0f\x01\x3b", 3, INSN_INVLPG, true, 0, 0xff, 0 },
	{ "\x0f\x01\x15\0\0\0\0", 7, INSN_SERIAL, true, 0, 0xff, 0 }, /* lgdt */
	{ "\xb8\x78\x56\x34\x12", 5, INSN_PLAIN, false, RESULT_IMMEDIATE, 0, 0x12345678 },
	{ "\x8e\xd8", 2, INSN_SEGMENT, true, 0, 0xff, 0 },
	{ "\x1f", 1, INSN_SEGMENT, true, 0, 0xff, 0 },
	{ "\x0f\xa9", 2, INSN_SEGMENT, true, 0, 0xff, 0 },
	{ "\xff\x2d\0\0\0\0", 6, INSN_SEGMENT, true, 0, 0xff, 0 }, /* ljmp *mem */
	{ "\x9d", 1, INSN_FLAGS, true, 0, 0xff, 0 },
	{ "\xfb", 1, INSN_FLAGS, true, 0, 0xff, 0 },
	{ "\xe6\xe9", 2, INSN_IO, true, 0, 0xff, 0 },
	{ "\xf3\x6e", 2, INSN_IO, true, 0, 0xff, 0 }, /* rep outsb */
	{ "\x0f\x31", 2, INSN_TSC, true, 0, 0xff, 0 },
	{ "\x0f\xa2", 2, INSN_SERIAL, true, 0, 0xff, 0 },
	{ "\xf4", 1, INSN_HLT, true, 0, 0xff, 0 },
	{ "\x89\xd8", 2, INSN_PLAIN, false, 0, 0xff, 0 }, /* mov %ebx,%eax */
	{ "\x89\x18", 2, INSN_PLAIN, true, 0, 0xff, 0 }, /* mov %ebx,(%eax) */
	{ "\x8d\x43\x04", 3, INSN_PLAIN, false, 0, 0xff, 0 }, /* lea 4(%ebx),%eax */
	{ "\x75\xfe", 2, INSN_PLAIN, false, 0, 0xff, 0 },
	{ "\x50", 1, INSN_PLAIN, true, 0, 0xff, 0 }, /* push */
	{ "\xff\xd0", 2, INSN_PLAIN, true, 0, 0xff, 0 }, /* call *%eax: pushes */
	{ "\xf3\xa5", 2, INSN_PLAIN, true, 0, 0xff, 0 }, /* rep movsl */
	{ "\x0f\xb6\xc0", 3, INSN_PLAIN, false, 0, 0xff, 0 }, /* movzbl %al,%eax */
	{ "\x65\xa1\0\0\0\0", 6, INSN_PLAIN, true, 0, 0xff, 0 }, /* mov %gs:0,%eax */
	{ "\x3e\x3e\xf6\x80\0\0\0\0\x01", 9, INSN_MARKER, false, 0, 0xff, 1 },
	{ "\x3e\x3e\xf6\x80\x10\0\0\0\x02", 9, INSN_MARKER, false, 0, 0xff, 2 },
	{ "\x3e\xf6\x80\0\0\0\0\x01", 8, INSN_PLAIN, true, 0, 0xff, 0 }, /* one prefix: not ours */
	{ "\x0f", 1, INSN_PLAIN, true, 0, 0xff, 0 },
	{ "\x66", 1, INSN_PLAIN, false, 0, 0xff, 0 },
};

static void test_decode(void **state)
{
	(void)state;
	for (unsigned int i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct insn d = insn_decode((const uint8_t *)cases[i].bytes, cases[i].len);

		if (d.kind != cases[i].kind || d.memory != cases[i].memory ||
		    d.result != cases[i].result || d.reg != cases[i].reg ||
		    d.value != cases[i].value)
			fail_msg("case %u (%02x ...): kind %d memory %d result %d reg %x value %x",
				 i, (uint8_t)cases[i].bytes[0], d.kind, d.memory, d.result, d.reg,
				 d.value);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_decode) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
