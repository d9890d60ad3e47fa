// SPDX-License-Identifier: GPL-2.0-or-later
#include "vdso.h"
#include "mm.h"

extern const char vdso_image[];

struct page *vdso_page;

void __init vdso_init(void)
{
	vdso_page = virt_to_page(vdso_image);
}
