// SPDX-License-Identifier: GPL-2.0-or-later
/* Which QEMU and which machine the plugin agrees to watch. */
#include "plugin/qemu.h"
#include "support.h"

static const qemu_info_t good = {
	.target_name = "i386",
	.version = { .min = 0, .cur = 1 },
	.system_emulation = true,
	.system = { .smp_vcpus = 1, .max_vcpus = 1 },
};

static void test_check(void **state)
{
	qemu_info_t newer = good, other = good, user = good, smp = good;

	(void)state;
	newer.version.min = 2;
	newer.version.cur = 4;
	other.target_name = "x86_64";
	user.system_emulation = false;
	smp.system.smp_vcpus = 2;
	assert_int_equal(plugin_check_qemu(&good), 0);
	assert_int_equal(plugin_check_qemu(&newer), -1);
	assert_int_equal(plugin_check_qemu(&other), -1);
	assert_int_equal(plugin_check_qemu(&user), -1);
	assert_int_equal(plugin_check_qemu(&smp), -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_check) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
