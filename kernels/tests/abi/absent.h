/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The calls that Linux has and this kernel has not: here each must say ENOSYS, there it is not
 * made. One that has been added goes off the list, and is then compared as all others are.
 */
#ifndef TESTS_ABI_ABSENT_H
#define TESTS_ABI_ABSENT_H

static const uint16_t absent[] = {
	/* One file system, on no disk, whose files have no attributes beyond their own. */
	__NR_mount, __NR_umount, __NR_umount2, __NR_pivot_root, __NR_chroot, __NR_ustat, __NR_sysfs,
	__NR_quotactl, __NR_quotactl_fd, __NR_fsopen, __NR_fsconfig, __NR_fsmount, __NR_fspick,
	__NR_open_tree, __NR_move_mount, __NR_mount_setattr, __NR_setxattr, __NR_lsetxattr,
	__NR_fsetxattr, __NR_getxattr, __NR_lgetxattr, __NR_fgetxattr, __NR_listxattr,
	__NR_llistxattr, __NR_flistxattr, __NR_removexattr, __NR_lremovexattr, __NR_fremovexattr,
	__NR_name_to_handle_at, __NR_open_by_handle_at, __NR_acct, __NR_swapon, __NR_swapoff,
	__NR_inotify_init, __NR_inotify_init1, __NR_inotify_add_watch, __NR_inotify_rm_watch,
	__NR_fanotify_init, __NR_fanotify_mark, __NR_openat2,
	/* No sockets, no System V IPC, no message queues. */
	__NR_socketcall, __NR_socket, __NR_socketpair, __NR_bind, __NR_connect, __NR_listen,
	__NR_accept4, __NR_getsockopt, __NR_setsockopt, __NR_getsockname, __NR_getpeername,
	__NR_sendto, __NR_sendmsg, __NR_recvfrom, __NR_recvmsg, __NR_shutdown, __NR_recvmmsg,
	__NR_sendmmsg, __NR_recvmmsg_time64, __NR_semget, __NR_semctl, __NR_shmget, __NR_shmctl,
	__NR_shmat, __NR_shmdt, __NR_msgget, __NR_msgsnd, __NR_msgrcv, __NR_msgctl,
	__NR_semtimedop_time64, __NR_mq_open, __NR_mq_unlink, __NR_mq_timedsend,
	__NR_mq_timedreceive, __NR_mq_notify, __NR_mq_getsetattr, __NR_mq_timedsend_time64,
	__NR_mq_timedreceive_time64,
	/* Events, timers and signals as files; asynchronous input and output. */
	__NR_epoll_create, __NR_epoll_create1, __NR_epoll_ctl, __NR_epoll_wait, __NR_epoll_pwait,
	__NR_epoll_pwait2, __NR_eventfd, __NR_eventfd2, __NR_signalfd, __NR_signalfd4,
	__NR_timerfd_create, __NR_timerfd_settime, __NR_timerfd_gettime, __NR_timerfd_settime64,
	__NR_timerfd_gettime64, __NR_io_setup, __NR_io_destroy, __NR_io_getevents, __NR_io_submit,
	__NR_io_cancel, __NR_io_pgetevents, __NR_io_pgetevents_time64, __NR_io_uring_setup,
	__NR_io_uring_enter, __NR_io_uring_register, __NR_userfaultfd, __NR_pidfd_open,
	__NR_pidfd_send_signal, __NR_pidfd_getfd, __NR_splice, __NR_tee, __NR_vmsplice,
	/* Modules, keys, namespaces, filters, tracing, and other ways into or around a kernel. */
	__NR_init_module, __NR_finit_module, __NR_delete_module, __NR_kexec_load, __NR_add_key,
	__NR_request_key, __NR_keyctl, __NR_unshare, __NR_setns, __NR_seccomp, __NR_bpf,
	__NR_perf_event_open, __NR_ptrace, __NR_process_vm_readv, __NR_process_vm_writev,
	__NR_process_madvise, __NR_process_mrelease, __NR_kcmp, __NR_landlock_create_ruleset,
	__NR_landlock_add_rule, __NR_landlock_restrict_self, __NR_syslog, __NR_ioperm, __NR_iopl,
	__NR_modify_ldt, __NR_arch_prctl,
	/* Older forms, which no C library of today uses. */
	__NR_oldstat, __NR_oldfstat, __NR_oldlstat, __NR_oldolduname, __NR_olduname, __NR_readdir,
	__NR_uselib, __NR_remap_file_pages,
	/* Scheduling policies, priorities of input and output; and what else nobody has asked for
	   yet. */
	__NR_sched_setparam, __NR_sched_setscheduler, __NR_sched_rr_get_interval,
	__NR_sched_rr_get_interval_time64, __NR_sched_setattr, __NR_sched_getattr, __NR_ioprio_set,
	__NR_ioprio_get, __NR_futex_waitv
};

#endif /* TESTS_ABI_ABSENT_H */
