# SPDX-License-Identifier: GPL-2.0-or-later
title = AMD Zen 4 (2022)
mhz = 5000                 # estimate: nominal, between base and turbo; as at memory_latency
tagged = no                # PCID needs long mode (AMD APM vol. 2, 5.5.1)

itlb = 64/full             # estimate: commonly stated
itlb_large = shared        # estimate: all page sizes, as Zen 2
dtlb = 72/full             # estimate: commonly stated
dtlb_large = shared        # estimate: all page sizes, as Zen 2
stlb_data = 3072/24        # estimate: commonly stated
stlb_data_large = shared   # estimate: as Zen 2
stlb_insn = 512/8          # estimate: commonly stated
stlb_insn_large = shared   # estimate: as Zen 2
stlb_hit = 7               # estimate: commonly stated

psc = 64                   # estimate
walk = 5                   # estimate
walk_share = 4             # estimate: a quarter of each cache is the walker's
dirty = 100                # estimate
l1d = 32K/8/64             # estimate: commonly stated
l1d_latency = 4            # estimate: commonly stated
l1i = 32K/8/64             # estimate: commonly stated
l2 = 1M/8/64               # estimate: commonly stated
l2_latency = 14            # estimate: commonly stated
l3 = 32M/16/64             # estimate: commonly stated
l3_latency = 50            # estimate: commonly stated
memory_latency = 380       # estimate: 5 GHz, about 75 ns

instruction = 0.4          # estimate: kernel code
int = 130                  # estimate
iret = 150                 # estimate
sysenter = 60              # estimate
sysexit = 60               # estimate
fault = 350                # estimate
irq = 500                  # estimate: as int, with the acknowledge cycle
cr3 = 120                  # estimate: order of a hundred cycles (Linux Documentation/x86/pti.rst)
cr4 = 120                  # estimate: as cr3
invlpg = 100               # estimate: as 53B44C9A.9070808@nellans.org on Ivy Bridge
segment = 8                # estimate: descriptor load and check in microcode
flags = 8                  # estimate: popf, sti and cli mean
rdtsc = 35                 # estimate
io = 1200                  # estimate: bus cycle
serialize = 100            # estimate
