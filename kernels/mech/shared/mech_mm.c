// SPDX-License-Identifier: GPL-2.0-or-later
#include "mech.h"

struct mm *loaded_mm;
