/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SYSCALL_H
#define SYSCALL_H

#include "ptrace.h"
#include "types.h"

/*
 * A system call's handler reads its arguments from regs->bx, cx, dx, si, di and syscall_arg6(regs),
 * and returns the value or -errno. The table that gives each its number is entry/syscall_table.c.
 */
typedef long syscall_fn(struct pt_regs *regs);

/* The sixth argument: in bp, or by sysenter on the user stack (where bp is the stack pointer). */
long syscall_arg6(struct pt_regs *regs);

/* Indexed by Linux's numbers; NULL where there is no such call. */
extern syscall_fn *const sys_call_table[];
extern const unsigned long nr_syscalls;

/* fs/ */
syscall_fn sys_read, sys_write, sys_open, sys_openat, sys_creat, sys_close, sys_unlink, sys_lseek,
	sys__llseek, sys_access, sys_dup, sys_dup2, sys_dup3, sys_pipe, sys_pipe2, sys_stat64,
	sys_lstat64, sys_fstat64, sys_getdents64, sys_mkdir, sys_rmdir, sys_rename, sys_chdir,
	sys_getcwd, sys_fcntl64, sys_fcntl, sys_flock, sys_ioctl, sys_ftruncate, sys_ftruncate64, sys_truncate64,
	sys_readv, sys_writev, sys_pread64, sys_pwrite64, sys_umask, sys_readlink, sys_symlink,
	sys_fsync, sys_sync, sys_mknod, sys_chmod, sys_lchown16, sys_link, sys_utime, sys_stat,
	sys_lstat, sys_fstat, sys_fchmod, sys_fchown16, sys_statfs, sys_fstatfs, sys_truncate,
	sys_fchdir, sys_fdatasync, sys_chown16, sys_lchown, sys_fchown, sys_chown, sys_readahead,
	sys_fadvise64, sys_statfs64, sys_fstatfs64, sys_utimes, sys_fadvise64_64, sys_mkdirat,
	sys_mknodat, sys_fchownat, sys_futimesat, sys_fstatat64, sys_unlinkat, sys_renameat,
	sys_linkat, sys_symlinkat, sys_readlinkat, sys_fchmodat, sys_faccessat, sys_sync_file_range,
	sys_utimensat, sys_fallocate, sys_preadv, sys_pwritev, sys_syncfs, sys_renameat2,
	sys_memfd_create, sys_preadv2, sys_pwritev2, sys_statx, sys_utimensat_time64,
	sys_close_range, sys_faccessat2, sys_poll, sys_ppoll, sys_ppoll_time64, sys_old_select,
	sys_select, sys_pselect6, sys_pselect6_time64, sys_getrandom,
	sys_getdents, sys_sendfile, sys_sendfile64, sys_copy_file_range;

/* mm/ */
syscall_fn sys_brk, sys_mmap2, sys_old_mmap, sys_munmap, sys_mprotect, sys_mremap, sys_madvise,
	sys_mincore, sys_mlock, sys_mlock2, sys_munlock, sys_mlockall, sys_munlockall, sys_msync;

/* proc/ */
syscall_fn sys_exit, sys_exit_group, sys_fork, sys_vfork, sys_clone, sys_waitpid, sys_wait4,
	sys_execve, sys_execveat, sys_getpid, sys_getppid, sys_gettid, sys_getpgrp, sys_getpgid, sys_setpgid,
	sys_setsid, sys_getsid, sys_kill, sys_tgkill, sys_tkill, sys_rt_sigaction,
	sys_rt_sigprocmask, sys_rt_sigpending, sys_rt_sigsuspend, sys_rt_sigreturn, sys_sigreturn,
	sys_sigaltstack, sys_pause, sys_alarm, sys_nanosleep, sys_clock_gettime,
	sys_clock_gettime64, sys_clock_getres, sys_clock_nanosleep, sys_gettimeofday, sys_time,
	sys_times, sys_restart_syscall, sys_stime, sys_settimeofday, sys_setitimer, sys_getitimer,
	sys_clock_settime, sys_clock_settime64, sys_clock_getres_time64, sys_clock_nanosleep_time64,
	sys_sched_yield, sys_uname, sys_set_thread_area, sys_get_thread_area, sys_set_tid_address;

syscall_fn sys_futex, sys_futex_time64, sys_set_robust_list, sys_get_robust_list, sys_rseq,
	sys_membarrier, sys_getcpu, sys_sched_getaffinity, sys_sched_setaffinity,
	sys_sched_getscheduler, sys_sched_getparam, sys_sched_get_priority_max,
	sys_sched_get_priority_min;

/* proc/: ids, limits, the system */
syscall_fn sys_getuid, sys_setuid, sys_getgid, sys_setgid, sys_geteuid, sys_getegid, sys_setreuid,
	sys_setregid, sys_getgroups, sys_setgroups, sys_setfsuid, sys_setfsgid, sys_setresuid,
	sys_getresuid, sys_setresgid, sys_getresgid, sys_getuid32, sys_getgid32, sys_geteuid32,
	sys_getegid32, sys_setreuid32, sys_setregid32, sys_getgroups32, sys_setgroups32,
	sys_setresuid32, sys_getresuid32, sys_setresgid32, sys_getresgid32, sys_setuid32,
	sys_setgid32, sys_setfsuid32, sys_setfsgid32, sys_getrlimit, sys_ugetrlimit, sys_setrlimit,
	sys_prlimit64, sys_getrusage, sys_waitid, sys_nice, sys_getpriority, sys_setpriority,
	sys_sethostname, sys_setdomainname, sys_sysinfo, sys_personality, sys_reboot, sys_prctl;

/* proc/: capabilities, timers, the clock's error */
syscall_fn sys_capget, sys_capset, sys_timer_create, sys_timer_settime, sys_timer_settime64,
	sys_timer_gettime, sys_timer_gettime64, sys_timer_getoverrun, sys_timer_delete,
	sys_adjtimex, sys_clock_adjtime, sys_clock_adjtime64;

/* proc/: more of signals */
syscall_fn sys_signal, sys_sigaction, sys_sgetmask, sys_ssetmask, sys_sigsuspend, sys_sigpending,
	sys_sigprocmask, sys_rt_sigtimedwait, sys_rt_sigqueueinfo, sys_rt_tgsigqueueinfo,
	sys_rt_sigtimedwait_time64;

/* Splitbench's own, see uapi/splitbench.h */
syscall_fn sys_splitbench_stats, sys_splitbench_mapbench, sys_splitbench_mapbench_run,
	sys_splitbench_pmu;

#endif /* SYSCALL_H */
