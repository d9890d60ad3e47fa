# SPDX-License-Identifier: GPL-2.0-or-later
title = AMD Zen 2 (2019)
mhz = 4000                 # estimate: nominal, between base and turbo; as at memory_latency
tagged = no                # PCID needs long mode (AMD APM vol. 2, 5.5.1)

itlb = 64/full             # 7-cpu.com/cpu/Zen2.html
itlb_large = shared        # the same: all page sizes
dtlb = 64/full             # en.wikichip.org/wiki/amd/microarchitectures/zen_2
dtlb_large = shared        # the same: all page sizes
stlb_data = 2048/16        # estimate: 16-way is commonly stated; wikichip's 12 does not divide 2048
stlb_data_large = shared   # en.wikichip.org/wiki/amd/microarchitectures/zen_2: 4K and 2M pages
stlb_insn = 512/8          # 7-cpu.com/cpu/Zen2.html
stlb_insn_large = shared   # the same: 4K and 2M pages
stlb_hit = 7               # estimate

psc = 64                   # estimate: wikichip says that the second level keeps directory entries
walk = 5                   # estimate
walk_share = 4             # estimate: a quarter of each cache is the walker's
dirty = 100                # estimate
l1d = 32K/8/64             # 7-cpu.com/cpu/Zen2.html
l1d_latency = 4            # estimate: commonly stated
l1i = 32K/8/64             # 7-cpu.com/cpu/Zen2.html
l2 = 512K/8/64             # 7-cpu.com/cpu/Zen2.html
l2_latency = 12            # estimate: commonly stated
l3 = 16M/16/64             # 7-cpu.com/cpu/Zen2.html
l3_latency = 39            # estimate: commonly stated
memory_latency = 280       # estimate: 4 GHz, about 70 ns

instruction = 0.5          # estimate: kernel code at two instructions a cycle
int = 130                  # estimate
iret = 150                 # estimate
sysenter = 60              # estimate
sysexit = 60               # estimate
fault = 350                # estimate
irq = 500                  # estimate: as int, with the acknowledge cycle
cr3 = 150                  # estimate: order of a hundred cycles (Linux Documentation/x86/pti.rst)
cr4 = 150                  # estimate: as cr3
invlpg = 100               # estimate: as 53B44C9A.9070808@nellans.org on Ivy Bridge
segment = 8                # estimate: descriptor load and check in microcode
flags = 8                  # estimate: popf, sti and cli mean
rdtsc = 35                 # estimate
io = 1000                  # estimate: bus cycle
serialize = 100            # estimate
