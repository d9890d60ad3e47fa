# SPDX-License-Identifier: GPL-2.0-or-later
title = Intel Pentium 4 (Northwood, 2002)
mhz = 2400                 # estimate: nominal, in the middle of what was sold; as at memory_latency
tagged = no                # Intel SDM vol. 3: no process-context identifiers before Westmere

itlb = 64/full             # CPUID leaf 2 descriptor 50h (Linux arch/x86/kernel/cpu/intel.c); full is an estimate
itlb_large = shared        # descriptor 50h: 4K, 2M and 4M pages
dtlb = 64/full             # descriptor 5Bh; full is an estimate
dtlb_large = shared        # descriptor 5Bh: 4K and 4M pages
stlb_data = none           # one level only: no second-level descriptor
stlb_data_large = none     # the same
stlb_insn = none           # the same
stlb_insn_large = none     # the same
stlb_hit = 0               # estimate: there is no second level

psc = 0                    # estimate: no page-structure cache is documented for NetBurst
walk = 30                  # estimate: replay and refill in a long pipeline
walk_share = 4             # estimate: a quarter of each cache is the walker's
dirty = 150                # estimate: an assist
l1d = 8K/4/64              # CPUID leaf 2 descriptor 66h (Linux arch/x86/kernel/cpu/cacheinfo.c)
l1d_latency = 2            # estimate: commonly stated, integer load
l1i = 16K/8/64             # estimate: what the trace cache's 12K micro-operations stand for
l2 = 512K/8/64             # descriptor 7Bh, 64-byte sectors
l2_latency = 18            # estimate: commonly stated
l3 = none                  # there is none
l3_latency = 0             # estimate: there is no third level
memory_latency = 250       # estimate: 2.4 GHz, DDR at about 105 ns

instruction = 1.4          # estimate: kernel code of short blocks in a long pipeline
int = 815                  # derived: getppid by int 0x80 1761 (Pine.LNX.4.44.0212162140500.1644-100000@home.transmeta.com) less 130 for its path, halved with iret
iret = 815                 # derived: the other half
sysenter = 255             # derived: getppid by sysenter 641 (the same message) less 130 for its path, halved with sysexit
sysexit = 255              # derived: the other half
fault = 1000               # estimate: as int, after draining the pipeline
irq = 1200                 # estimate: as int, with the acknowledge cycle
cr3 = 180                  # estimate: serializing, without the refills
cr4 = 180                  # estimate: as cr3
invlpg = 150               # estimate: serializing
segment = 15               # estimate: descriptor load and check in microcode
flags = 30                 # estimate: popf, sti and cli mean
rdtsc = 80                 # estimate
io = 700                   # estimate: bus cycle
serialize = 200            # estimate
