# SPDX-License-Identifier: GPL-2.0-or-later
title = Intel Core 2 (Conroe, 2006)
mhz = 2400                 # estimate: nominal, of the Core 2 Duo E6600; as at memory_latency
tagged = no                # Intel SDM vol. 3: no process-context identifiers before Westmere

itlb = 128/4               # Intel optimization manual 248966, table of the Core microarchitecture
itlb_large = 4/full        # the same: 4 entries for 4M pages; full is an estimate
dtlb = 16/4                # the same: first-level data TLB
dtlb_large = 16/4          # the same
stlb_data = 256/4          # the same
stlb_data_large = 32/4     # the same
stlb_insn = none           # the same: one level for fetches
stlb_insn_large = none     # the same
stlb_hit = 2               # the same: 2 cycles on a hit of the second level

psc = 8                    # estimate: the manuals name a directory-entry cache without its size
walk = 6                   # estimate: start of the walk and refill
walk_share = 4             # estimate: a quarter of each cache is the walker's
dirty = 60                 # estimate: an assist
l1d = 32K/8/64             # estimate: commonly stated
l1d_latency = 3            # estimate: commonly stated
l1i = 32K/8/64             # estimate: commonly stated
l2 = 4M/16/64              # estimate: commonly stated
l2_latency = 14            # estimate: commonly stated
l3 = none                  # there is none
l3_latency = 0             # estimate: there is no third level
memory_latency = 200       # estimate: 2.4 GHz, front-side bus, about 85 ns

instruction = 0.7          # estimate: kernel code
int = 130                  # estimate: between Pentium III and Skylake
iret = 150                 # estimate
sysenter = 60              # estimate
sysexit = 60               # estimate
fault = 250                # estimate: as int, after draining the pipeline
irq = 400                  # estimate: as int, with the acknowledge cycle
cr3 = 100                  # order of a hundred cycles: Linux Documentation/x86/pti.rst
cr4 = 100                  # estimate: as cr3
invlpg = 100               # 53B44C9A.9070808@nellans.org, measured on Ivy Bridge
segment = 8                # estimate: descriptor load and check in microcode
flags = 10                 # estimate: popf, sti and cli mean
rdtsc = 60                 # estimate
io = 700                   # estimate: bus cycle
serialize = 150            # estimate
