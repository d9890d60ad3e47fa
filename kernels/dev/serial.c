// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The receiver of COM1 (National Semiconductor, PC16550D data sheet) as console input. Its FIFO
 * stays off: turning it on clears it, and the host may have sent something already.
 */
#include "cpu.h"
#include "device.h"
#include "err.h"
#include "irq.h"
#include "task.h"

#define COM1 0x3f8

/* Registers, as offsets from COM1. */
#define RBR 0 /* receive buffer */
#define IER 1 /* interrupt enable */
#define LCR 3 /* line control */
#define MCR 4 /* modem control */
#define LSR 5 /* line status */
#define SCR 7 /* scratch */

#define IER_RX_DATA    0x01
#define LCR_8N1	       0x03
#define MCR_DTR_RTS    0x03
#define MCR_OUT2       0x08 /* lets the interrupt through, on a PC */
#define LSR_DATA_READY 0x01

#define END_OF_INPUT 0x04 /* at the beginning of a line; Ctrl-D */

/* What nobody has read yet; the indices run freely, modulo 2^32. Interrupts are off at all uses. */
#define RING_SIZE 4096u
static u8 ring[RING_SIZE];
static u32 head, tail;
struct wait_queue serial_wait = WAIT_QUEUE_INIT(serial_wait);

static bool at_line_start = true; /* as far as it has been read */
static bool ended = true; /* until a COM1 is found */

/* While the ring is full the byte stays in the receiver and the host waits: nothing is lost. */
static void fill_ring(void)
{
	while (head - tail < RING_SIZE && (inb(COM1 + LSR) & LSR_DATA_READY))
		ring[head++ % RING_SIZE] = inb(COM1 + RBR);
	outb(head - tail < RING_SIZE ? IER_RX_DATA : 0, COM1 + IER);
}

static void serial_interrupt(struct pt_regs *regs)
{
	(void)regs;
	fill_ring();
	wake_up(&serial_wait);
}

static size_t take_input(u8 *to, size_t n, bool line)
{
	size_t done = 0;

	while (done < n && tail != head) {
		u8 c = ring[tail % RING_SIZE];

		if (at_line_start && c == END_OF_INPUT) {
			ended = !done;
			break;
		}
		tail++;
		to[done++] = c;
		at_line_start = c == '\n';
		if (line && at_line_start)
			break;
	}
	return done;
}

bool serial_has_input(void)
{
	return ended || head != tail;
}

size_t serial_available(void)
{
	return ended ? 0 : head - tail;
}

ssize_t serial_read(void *buf, size_t n, bool line)
{
	unsigned long flags = local_irq_save();
	ssize_t ret = 0;

	while (!ret && !serial_has_input())
		ret = sleep_on(&serial_wait, TASK_INTERRUPTIBLE, 0);
	if (!ret && !ended) {
		ret = take_input(buf, n, line);
		fill_ring();
	}
	local_irq_restore(flags);
	return ret;
}

/* The scratch register is memory where there is a port, and nothing where there is none. */
static bool __init com1_exists(void)
{
	outb(0x5b, COM1 + SCR);
	return inb(COM1 + SCR) == 0x5b;
}

void __init serial_init(void)
{
	if (!com1_exists())
		return;
	ended = false;
	outb(LCR_8N1, COM1 + LCR);
	outb(MCR_DTR_RTS | MCR_OUT2, COM1 + MCR);
	request_irq(IRQ_SERIAL, serial_interrupt);
	fill_ring();
}
