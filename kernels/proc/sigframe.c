// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What a signal handler finds on its stack, and the way back from it. The layouts are Linux's i386
 * ABI: struct sigframe for plain handlers, struct rt_sigframe for SA_SIGINFO.
 */
#include <asm/sigcontext.h>
#include <asm-generic/siginfo.h>
#include "cpu.h"
#include "err.h"
#include "fpu.h"
#include "signal.h"
#include "string.h"
#include "syscall.h"
#include "task.h"
#include "uaccess.h"
#include "vdso.h"

/* The flags that a handler may change; the others stay as they are. AC, OF, DF, TF, SF, ZF, ... */
#define USER_EFLAGS 0x00050dd5u
#define EFLAGS_RF   0x00010000u

/* popl %eax; movl $sigreturn, %eax; int $0x80: debuggers know signal frames by these bytes. */
static const char retcode[8] = "\x58\xb8\x77\0\0\0\xcd\x80";
static const char rt_retcode[8] = "\xb8\xad\0\0\0\xcd\x80";

struct sigframe {
	u32 return_address;
	u32 sig;
	struct sigcontext sc;
	/* Not written: 2.6 kept the floating point registers here. */
	struct _fpstate unused;
	struct {
		u32 mask_high;
		char retcode[8];
	} tail;
};

struct rt_sigframe {
	u32 return_address;
	u32 sig;
	u32 info_address, uc_address;
	siginfo_t info;
	struct {
		u32 flags;
		u32 link;
		stack_t stack;
		struct sigcontext mcontext;
		u64 sigmask;
	} uc;
	char retcode[8];
};

static void save_context(struct sigcontext *sc, const struct pt_regs *regs, unsigned long cr2,
			 unsigned long fpstate, u64 mask)
{
	*sc = (struct sigcontext){
		.gs = regs->gs,
		.fs = regs->fs,
		.es = regs->es,
		.ds = regs->ds,
		.edi = regs->di,
		.esi = regs->si,
		.ebp = regs->bp,
		.esp = regs->sp,
		.ebx = regs->bx,
		.edx = regs->dx,
		.ecx = regs->cx,
		.eax = regs->ax,
		.eip = regs->ip,
		.cs = regs->cs,
		.eflags = regs->flags,
		.esp_at_signal = regs->sp,
		.ss = regs->ss,
		.fpstate = (void *)fpstate,
		.oldmask = mask,
		.cr2 = cr2,
	};
}

/* A selector that may be loaded without a fault: none, the flat one, or a TLS slot in use. */
static u16 safe_selector(u16 sel)
{
	unsigned int slot = (sel >> 3) - GDT_ENTRY_TLS_MIN;

	if (sel == __USER_DS)
		return sel;
	return slot < GDT_ENTRY_TLS_ENTRIES && (sel & 7) == 3 && current->tls[slot] ? sel : 0;
}

/* The context comes from the user: nothing in it may make the return to user mode fault. */
static void restore_context(struct pt_regs *regs, const struct sigcontext *sc)
{
	current->restart.fn = NULL; /* a handler ran */
	*regs = (struct pt_regs){
		.bx = sc->ebx,
		.cx = sc->ecx,
		.dx = sc->edx,
		.si = sc->esi,
		.di = sc->edi,
		.bp = sc->ebp,
		.ax = sc->eax,
		.ds = safe_selector(sc->ds),
		.es = safe_selector(sc->es),
		.fs = safe_selector(sc->fs),
		.gs = safe_selector(sc->gs),
		.orig_ax = -1,
		.ip = sc->eip,
		.cs = __USER_CS,
		.flags = (regs->flags & ~USER_EFLAGS) | (sc->eflags & USER_EFLAGS),
		.sp = sc->esp,
		.ss = __USER_DS,
	};
	set_task_work(current, TIF_IRET);
	if (fpu_restore_frame((unsigned long)sc->fpstate))
		force_sigsegv(0);
}

void fill_siginfo(siginfo_t *si, int sig, const struct signal_info *info)
{
	*si = (siginfo_t){ .si_signo = sig, .si_code = info->code };
	if (info->code <= 0 || sig == SIGCHLD) {
		si->si_pid = info->pid;
		si->si_uid = info->uid;
		si->si_status = info->status; /* or si_int, in the same place */
	} else if (info->code != SI_KERNEL) {
		si->si_addr = (void *)info->addr;
	}
}

/* What a context says of the last page fault. */
static unsigned long fault_address(int sig, const struct signal_info *info)
{
	return sigmask(sig) & SYNCHRONOUS_MASK ? info->addr : 0;
}

/* Where the frame ends. */
static unsigned long frame_end(unsigned long sp, const struct k_sigaction *act)
{
	const struct signal_state *s = &current->sig;

	if ((act->flags & SA_ONSTACK) && s->altstack_size && !on_altstack(sp))
		return s->altstack_sp + s->altstack_size;
	return sp;
}

static u32 return_address(const struct k_sigaction *act, u32 vdso_code)
{
	return act->flags & SA_RESTORER ? act->restorer : vdso_code;
}

static int write_frame(struct sigframe __user *frame, const struct pt_regs *regs, int sig,
		       const struct k_sigaction *act, unsigned long cr2, unsigned long fpstate,
		       u64 mask)
{
	struct {
		u32 return_address, sig;
		struct sigcontext sc;
	} head = { return_address(act, vdso_sigreturn), sig, { 0 } };
	typeof(frame->tail) tail = { .mask_high = mask >> 32 };

	save_context(&head.sc, regs, cr2, fpstate, mask);
	memcpy(tail.retcode, retcode, sizeof(retcode));
	if (copy_to_user(frame, &head, sizeof(head)) ||
	    copy_to_user(&frame->tail, &tail, sizeof(tail)))
		return -EFAULT;
	return 0;
}

static int write_rt_frame(struct rt_sigframe __user *frame, const struct pt_regs *regs, int sig,
			  const struct k_sigaction *act, const struct signal_info *info,
			  unsigned long fpstate, u64 mask)
{
	struct rt_sigframe f = {
		.return_address = return_address(act, vdso_rt_sigreturn),
		.sig = sig,
		.info_address = (u32)&frame->info,
		.uc_address = (u32)&frame->uc,
	};

	fill_siginfo(&f.info, sig, info);
	get_altstack(&f.uc.stack, regs->sp);
	save_context(&f.uc.mcontext, regs, fault_address(sig, info), fpstate, mask);
	f.uc.sigmask = mask;
	memcpy(f.retcode, rt_retcode, sizeof(rt_retcode));
	return copy_to_user(frame, &f, sizeof(f)) ? -EFAULT : 0;
}

/* The alignment of the frame, and of what is above it, included. */
unsigned long signal_frame_max(void)
{
	return ALIGN(sizeof(struct rt_sigframe) + FPU_FRAME_MAX + 16, 64ul);
}

int setup_signal_frame(struct pt_regs *regs, int sig, const struct k_sigaction *act,
		       const struct signal_info *info, u64 mask)
{
	bool rt = act->flags & SA_SIGINFO;
	size_t size = rt ? sizeof(struct rt_sigframe) : sizeof(struct sigframe);
	unsigned long end = frame_end(regs->sp, act), fpstate = fpu_frame_address(end);
	/* The stack is aligned to 16 bytes at the handler's call. */
	unsigned long at = ALIGN_DOWN((fpstate ? fpstate : end) - size + 4, 16u) - 4;
	struct rt_sigframe __user *frame = (struct rt_sigframe __user *)at;
	int err = fpstate ? fpu_save_frame(fpstate) : 0;

	if (!err && rt)
		err = write_rt_frame(frame, regs, sig, act, info, fpstate, mask);
	else if (!err)
		err = write_frame((struct sigframe __user *)at, regs, sig, act,
				  fault_address(sig, info), fpstate, mask);
	if (err)
		return err;
	fpu_reset();
	if (current->sig.altstack_flags) /* SS_AUTODISARM */
		current->sig.altstack_size = 0;

	/* Handlers compiled with regparm find their arguments in registers too. */
	regs->ax = sig;
	regs->dx = rt ? (unsigned long)&frame->info : 0;
	regs->cx = rt ? (unsigned long)&frame->uc : 0;
	regs->sp = at;
	regs->ip = act->handler;
	regs->ds = regs->es = regs->ss = __USER_DS;
	regs->cs = __USER_CS;
	regs->flags &= ~(X86_EFLAGS_DF | X86_EFLAGS_TF | EFLAGS_RF);
	return 0;
}

/* The handler's return has popped the return address, and the trampoline the signal's number. */
long sys_sigreturn(struct pt_regs *regs)
{
	struct sigframe __user *frame = (struct sigframe __user *)(regs->sp - 8);
	struct sigcontext sc;
	u32 mask_high;

	if (copy_from_user(&sc, &frame->sc, sizeof(sc)) ||
	    get_user(mask_high, &frame->tail.mask_high)) {
		force_sigsegv(0);
		return 0;
	}
	set_blocked((u64)mask_high << 32 | sc.oldmask);
	restore_context(regs, &sc);
	return regs->ax;
}

long sys_rt_sigreturn(struct pt_regs *regs)
{
	struct rt_sigframe __user *frame = (struct rt_sigframe __user *)(regs->sp - 4);
	typeof(frame->uc) uc;

	if (copy_from_user(&uc, &frame->uc, sizeof(uc))) {
		force_sigsegv(0);
		return 0;
	}
	set_blocked(uc.sigmask);
	restore_context(regs, &uc.mcontext);
	set_altstack(&uc.stack, regs->sp); /* as in Linux, one that is not valid changes nothing */
	return regs->ax;
}
