# SPDX-License-Identifier: GPL-2.0-or-later
title = Intel Silvermont (2013)
mhz = 2400                 # estimate: nominal, its turbo; as at memory_latency
tagged = no                # in 32-bit paging CR4.PCIDE cannot be set (Intel SDM vol. 3, 4.10.1)

itlb = 48/full             # estimate: commonly stated
itlb_large = shared        # estimate: no array of its own is documented
dtlb = 32/full             # estimate: 32 is commonly stated
dtlb_large = shared        # estimate: no first-level array of its own is documented
stlb_data = 128/4          # estimate: commonly stated
stlb_data_large = 16/4     # estimate: commonly stated
stlb_insn = none           # estimate: one level for fetches
stlb_insn_large = none     # estimate: the same
stlb_hit = 7               # 7-cpu.com/cpu/Atom.html, its predecessor Bonnell

psc = 16                   # estimate
walk = 8                   # estimate
walk_share = 4             # estimate: a quarter of each cache is the walker's
dirty = 60                 # estimate
l1d = 24K/6/64             # en.wikichip.org/wiki/intel/microarchitectures/airmont (as Silvermont)
l1d_latency = 3            # estimate: as 7-cpu.com/cpu/Atom.html
l1i = 32K/8/64             # en.wikichip.org/wiki/intel/microarchitectures/airmont (as Silvermont)
l2 = 1M/16/64              # en.wikichip.org/wiki/intel/microarchitectures/airmont (as Silvermont)
l2_latency = 13            # anandtech.com/show/6936: two cycles below Bonnell's 15 (7-cpu.com/cpu/Atom.html)
l3 = none                  # en.wikichip.org/wiki/intel/microarchitectures/airmont
l3_latency = 0             # estimate: there is no third level
memory_latency = 200       # estimate: 2.4 GHz, about 85 ns

instruction = 1            # estimate: kernel code, two-wide
int = 120                  # estimate
iret = 140                 # estimate
sysenter = 60              # estimate
sysexit = 60               # estimate
fault = 250                # estimate
irq = 400                  # estimate: as int, with the acknowledge cycle
cr3 = 120                  # estimate: order of a hundred cycles (Linux Documentation/x86/pti.rst)
cr4 = 120                  # estimate: as cr3
invlpg = 80                # estimate
segment = 8                # estimate: descriptor load and check in microcode
flags = 10                 # estimate: popf, sti and cli mean
rdtsc = 30                 # estimate
io = 700                   # estimate: bus cycle
serialize = 120            # estimate
