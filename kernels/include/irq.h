/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef IRQ_H
#define IRQ_H

#define IRQ_VECTOR 0x20 /* vector of IRQ 0 */

#ifndef __ASSEMBLER__
#include "ptrace.h"
#include "types.h"

#define IRQ_TIMER  0
#define IRQ_SERIAL 4
#define NR_IRQS	   16

typedef void irq_handler(struct pt_regs *regs);
void request_irq(unsigned int irq, irq_handler *fn); /* and unmask it */
/* Acknowledge and run the handler; from entry/traps.c with interrupts off. (dev/pic.c) */
void do_irq(struct pt_regs *regs, unsigned int irq);
void pic_init(void);
void pic_eoi(unsigned int irq);
#endif

#endif /* IRQ_H */
