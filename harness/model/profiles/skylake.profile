# SPDX-License-Identifier: GPL-2.0-or-later
title = Intel Skylake client (2015), without mitigations
mhz = 4000                 # estimate: nominal, of the Core i7-6700K; as at memory_latency
tagged = no                # in 32-bit paging CR4.PCIDE cannot be set (Intel SDM vol. 3, 4.10.1)

itlb = 128/8               # Intel optimization manual 248966, Skylake client TLBs
itlb_large = 8/full        # the same
dtlb = 64/4                # the same
dtlb_large = 32/4          # the same
stlb_data = 1536/12        # the same; unified
stlb_data_large = shared   # the same: 4K and 2M/4M pages
stlb_insn = unified        # the same
stlb_insn_large = unified  # the same
stlb_hit = 8               # estimate: commonly stated as 7 to 9

psc = 32                   # estimate: directory entries
walk = 5                   # estimate: with entries in the first level a walk is then 9 to 13
walk_share = 4             # estimate: a quarter of each cache is the walker's
dirty = 100                # estimate: an assist
l1d = 32K/8/64             # Intel optimization manual 248966, Skylake client caches
l1d_latency = 4            # the same
l1i = 32K/8/64             # Intel optimization manual 248966, Skylake client caches
l2 = 256K/4/64             # the same
l2_latency = 12            # the same
l3 = 8M/16/64              # the same: 2 MiB a core, four cores
l3_latency = 44            # the same
memory_latency = 240       # estimate: 4 GHz, DDR4, about 60 ns

instruction = 0.5          # estimate: kernel code at two instructions a cycle
int = 130                  # estimate
iret = 200                 # estimate
sysenter = 55              # estimate: near syscall
sysexit = 55               # estimate
fault = 400                # estimate
irq = 600                  # estimate: as int, with the acknowledge cycle
cr3 = 170                  # estimate: order of a hundred cycles (Linux Documentation/x86/pti.rst)
cr4 = 170                  # estimate: as cr3
invlpg = 100               # 53B44C9A.9070808@nellans.org, measured on Ivy Bridge
segment = 8                # estimate: descriptor load and check in microcode
flags = 8                  # estimate: popf, sti and cli mean
rdtsc = 25                 # estimate
io = 1000                  # estimate: bus cycle
serialize = 120            # estimate
