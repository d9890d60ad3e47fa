// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The two 8259A interrupt controllers of a PC (Intel, 8259A data sheet).
 */
#include "cpu.h"
#include "irq.h"
#include "printk.h"

#define MASTER 0x20
#define SLAVE  0xa0
#define DATA   1 /* offset of the second port: initialisation words, then the mask */

#define ICW1_INIT     0x11 /* cascaded, ICW4 follows */
#define ICW4_8086     0x01
#define OCW2_EOI      0x20
#define OCW3_READ_ISR 0x0b
#define CASCADE_IRQ   2
#define LAST_OF_CHIP  7 /* what a chip delivers when the line fell before it was served */

static irq_handler *handlers[NR_IRQS];
static u16 masked = 0xffff & ~(1 << CASCADE_IRQ);

static void write_masks(void)
{
	outb(masked, MASTER + DATA);
	outb(masked >> 8, SLAVE + DATA);
}

static void __init init_chip(u16 port, u8 first_vector, u8 cascade)
{
	outb(ICW1_INIT, port);
	outb(first_vector, port + DATA);
	outb(cascade, port + DATA);
	outb(ICW4_8086, port + DATA);
}

void __init pic_init(void)
{
	init_chip(MASTER, IRQ_VECTOR, 1 << CASCADE_IRQ); /* the master's cascade is a bit mask... */
	init_chip(SLAVE, IRQ_VECTOR + 8, CASCADE_IRQ); /* ...the slave's a number */
	write_masks();
}

void request_irq(unsigned int irq, irq_handler *fn)
{
	handlers[irq] = fn;
	masked &= ~(1 << irq);
	write_masks();
}

void pic_eoi(unsigned int irq)
{
	if (irq >= 8)
		outb(OCW2_EOI, SLAVE);
	outb(OCW2_EOI, MASTER);
}

/* Nothing is in service at the chip that sent it: not to be acknowledged there. */
static bool is_spurious(unsigned int irq)
{
	u16 port = irq < 8 ? MASTER : SLAVE;

	if ((irq & 7) != LAST_OF_CHIP)
		return false;
	outb(OCW3_READ_ISR, port);
	if (inb(port) & 1 << LAST_OF_CHIP)
		return false;
	if (irq >= 8)
		pic_eoi(CASCADE_IRQ);
	return true;
}

void do_irq(struct pt_regs *regs, unsigned int irq)
{
	if (is_spurious(irq))
		return;
	/* Before the handler: it may switch tasks only after, and interrupts are off until then. */
	pic_eoi(irq);
	BUG_ON(!handlers[irq]);
	handlers[irq](regs);
}
