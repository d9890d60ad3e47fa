# SPDX-License-Identifier: GPL-2.0-or-later
# No i386 has this. It shows what a CPU that tags its entries by address space would make of the same
# execution, as ARM does and x86 in long mode with PCID.
base = pentium3
title = what if: Intel Pentium III (Coppermine, 1999) with a tagged TLB
tagged = yes               # the assumption
