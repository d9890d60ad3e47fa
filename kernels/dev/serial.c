// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Console input: COM1, a 16550A (National Semiconductor, PC16550D data sheet), by interrupts.
 */
#include "cpu.h"
#include "device.h"
#include "err.h"
#include "irq.h"
#include "task.h"

#define COM1 0x3f8
#define RBR  0 /* receive buffer */
#define IER  1
#define FCR  2
#define LCR  3
#define MCR  4
#define LSR  5

#define IER_RX	      0x01
#define FCR_ENABLE    0x07 /* FIFOs on and cleared, an interrupt for each byte */
#define LCR_8N1	      0x03
#define MCR_OUT2_INT  0x0b /* OUT2 lets the interrupt through to the PIC on a PC */
#define LSR_RX_READY  0x01
#define LSR_NO_DEVICE 0xff

static u8 ring[4096];
static unsigned int head, tail; /* bytes ever taken in and out */
static struct wait_queue readers = WAIT_QUEUE_INIT(readers);

/* With interrupts off. What finds the ring full stays in the device. */
static void take_bytes(void)
{
	while (head - tail < sizeof(ring) && (inb(COM1 + LSR) & LSR_RX_READY))
		ring[head++ % sizeof(ring)] = inb(COM1 + RBR);
}

static void serial_irq(struct pt_regs *regs)
{
	(void)regs;
	take_bytes();
	wake_up(&readers);
}

void __init serial_init(void)
{
	if (inb(COM1 + LSR) == LSR_NO_DEVICE)
		return;
	outb(LCR_8N1, COM1 + LCR);
	outb(FCR_ENABLE, COM1 + FCR);
	outb(MCR_OUT2_INT, COM1 + MCR);
	request_irq(IRQ_SERIAL, serial_irq);
	outb(IER_RX, COM1 + IER);
}

bool serial_has_input(void)
{
	return head != tail;
}

ssize_t serial_read(void *buf, size_t n)
{
	unsigned long flags;
	u8 *to = buf;
	size_t done;

	if (inb(COM1 + LSR) == LSR_NO_DEVICE)
		return 0;
	while (!serial_has_input())
		if (sleep_on(&readers, TASK_INTERRUPTIBLE, 0))
			return -ERESTARTSYS;
	for (done = 0; done < n && serial_has_input(); done++)
		to[done] = ring[tail++ % sizeof(ring)];
	/* A device that waits for a full ring sends no further interrupt. */
	flags = local_irq_save();
	take_bytes();
	local_irq_restore(flags);
	return done;
}
