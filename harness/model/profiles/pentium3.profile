# SPDX-License-Identifier: GPL-2.0-or-later
title = Intel Pentium III (Coppermine, 1999)
mhz = 1000                 # estimate: nominal, of the fastest; as at memory_latency
tagged = no                # Intel SDM vol. 3: no process-context identifiers before Westmere

itlb = 32/4                # CPUID leaf 2 descriptor 01h (Linux arch/x86/kernel/cpu/intel.c)
itlb_large = 2/full        # descriptor 02h
dtlb = 64/4                # descriptor 03h
dtlb_large = 8/4           # descriptor 04h
stlb_data = none           # one level only: no second-level descriptor
stlb_data_large = none     # the same
stlb_insn = none           # the same
stlb_insn_large = none     # the same
stlb_hit = 0               # estimate: there is no second level

psc = 0                    # estimate: no page-structure cache is documented for P6
walk = 5                   # estimate: start of the walk and refill of the array
walk_share = 4             # estimate: a quarter of each cache is the walker's
dirty = 20                 # estimate: a walk with a locked write
l1d = 16K/4/32             # CPUID leaf 2 descriptor 0Ch (Linux arch/x86/kernel/cpu/cacheinfo.c)
l1d_latency = 3            # estimate: commonly stated
l1i = 16K/4/32             # CPUID leaf 2 descriptor 08h (Linux arch/x86/kernel/cpu/cacheinfo.c)
l2 = 256K/8/32             # descriptor 82h
l2_latency = 7             # estimate: 4 cycles behind the first level on Coppermine's 256-bit bus
l3 = none                  # there is none
l3_latency = 0             # estimate: there is no third level
memory_latency = 100       # estimate: 1 GHz, SDRAM at about 100 ns

instruction = 1            # estimate: kernel code at one instruction a cycle
int = 110                  # derived: getppid by int 0x80 333 (m3el8awbtj.fsf@lugabout.jhcloos.org) less 100 for its path, halved with iret
iret = 110                 # derived: the other half, its segment loads counted apart
sysenter = 50              # derived: getppid by sysenter 215 (the same message) less 100 for its path, halved with sysexit
sysexit = 50               # derived: the other half
fault = 150                # estimate: as int, after draining the pipeline
irq = 200                  # estimate: as int, with the acknowledge cycle
cr3 = 40                   # estimate: serializing, without the refills
cr4 = 40                   # estimate: as cr3
invlpg = 30                # estimate: serializing
segment = 6                # estimate: descriptor load and check in microcode
flags = 8                  # estimate: popf, sti and cli mean
rdtsc = 30                 # estimate
io = 300                   # estimate: bus cycle
serialize = 80             # estimate
