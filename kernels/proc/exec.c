// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * execve: another program in the current task.
 */
#include <linux/stat.h>
#include "cpu.h"
#include "err.h"
#include "exec.h"
#include "fpu.h"
#include "fs.h"
#include "gdt.h"
#include "posix_timer.h"
#include "mm.h"
#include "printk.h"
#include "string.h"
#include "syscall.h"
#include "task.h"
#include "vm.h"

#define S_IXUGO (S_IXUSR | S_IXGRP | S_IXOTH)

/* Takes over the file. */
static struct file *check_executable(struct file *file)
{
	if (!IS_ERR(file) && (!S_ISREG(file->inode->mode) || !(file->inode->mode & S_IXUGO))) {
		file_put(file);
		return ERR_PTR(-EACCES);
	}
	return file;
}

static struct file *open_executable(const char *path)
{
	return check_executable(file_open(path, O_RDONLY | O_LARGEFILE, 0));
}

/*
 * The other threads end, and the caller becomes the leader, if it is not. 0, -EINTR if the process
 * has to end itself; or -ENOMEM: this comes before anything is lost.
 */
static int de_thread(void)
{
	struct process *p = current->process;
	struct sighand *own = NULL;

	if (must_end(current))
		return -EINTR;
	if (p->sighand->users > 1) {
		own = sighand_copy(p->sighand);
		if (!own)
			return -ENOMEM;
		sighand_put(p->sighand);
		p->sighand = own;
	}
	begin_exit(p, 0, current);
	while (p->nr_threads > 1)
		sleep_on(&p->survivor_wait, TASK_UNINTERRUPTIBLE, 0);
	if (must_end(current))
		return -EINTR;
	p->exiting = false;
	p->survivor = NULL;
	become_leader();
	return 0;
}

/* What does not outlive the program that had it. */
static void forget_old_program(const char *path)
{
	const char *p, *name = path;

	for (p = path; *p; p++)
		if (*p == '/')
			name = p + 1;
	strscpy(current->comm, name, sizeof(current->comm));
	files_exec();
	fpu_drop();
	current->rseq = NULL;
	signal_exec();
	if (unlikely(current->process->timers))
		posix_timers_exit(current->process);
	cred_exec();
	memset(current->tls, 0, sizeof(current->tls));
	load_tls(current);
	current->process->has_execed = true;
	current->process->exit_signal = SIGCHLD;
}

static void start_program(struct pt_regs *regs, unsigned long ip, unsigned long sp)
{
	*regs = (struct pt_regs){
		.ds = __USER_DS,
		.es = __USER_DS,
		.orig_ax = -1,
		.ip = ip,
		.cs = __USER_CS,
		.flags = X86_EFLAGS_IF,
		.sp = sp,
		.ss = __USER_DS,
	};
	set_task_work(current, TIF_IRET);
}

/*
 * From here the old program is gone, and an error can be returned to nobody: as in Linux, it kills.
 * A kernel task that fails to become init sees the error.
 */
static long load_program(struct elf_image *image, const struct exec_args *args,
			 struct pt_regs *regs)
{
	long sp = elf_map(image);

	if (!sp)
		sp = setup_user_stack(args, image);
	if (IS_ERR((void *)sp)) {
		force_sigsegv(SIGSEGV);
		return sp;
	}
	start_program(regs, image->header.e_entry, sp);
	return 0;
}

#define SCRIPT_DEPTH_MAX 5 /* interpreters that are scripts; as in Linux */

/* The interpreter of the script `path`, with its arguments in the place of the script's name. */
static struct file *open_interpreter(struct script *s, const char *path, struct exec_args *args)
{
	int err;

	args_pop(args);
	err = args_push(args, path);
	if (!err && s->argument)
		err = args_push(args, s->argument);
	if (!err)
		err = args_push(args, s->interpreter);
	return err ? ERR_PTR(err) : open_executable(s->interpreter);
}

/* Until the file is no script: *file is another then. 0 or -errno. */
static int resolve_scripts(struct file **file, const char *path, struct exec_args *args)
{
	struct script *s = kmalloc(2 * sizeof(*s), GFP_KERNEL);
	int depth, ret = s ? 0 : -ENOMEM;
	struct file *next;

	/* One line holds the name of the file that the other is read from. */
	for (depth = 0; s && (ret = read_script(&s[depth & 1], *file)) > 0; depth++) {
		next = depth > SCRIPT_DEPTH_MAX - 1 ? ERR_PTR(-ELOOP)
						    : open_interpreter(&s[depth & 1], path, args);
		if (IS_ERR(next)) {
			ret = PTR_ERR(next);
			break;
		}
		file_put(*file);
		*file = next;
		path = s[depth & 1].interpreter;
	}
	kfree(s);
	return ret;
}

static long exec_file(struct file **file, const char *path, struct exec_args *args,
		      struct pt_regs *regs)
{
	struct elf_image image;
	struct mm *mm;
	long err;

	args->path = args->used;
	err = args_add(args, path);
	if (!err)
		err = resolve_scripts(file, path, args);
	if (!err)
		err = elf_read(&image, *file);
	if (err)
		return err;
	mm = mm_alloc();
	err = mm ? files_unshare() : -ENOMEM;
	if (!err)
		err = de_thread();
	if (!err) {
		mm_release();
		set_current_mm(mm);
		mm->exe = *file;
		file_get(*file);
		forget_old_program(path);
		err = load_program(&image, args, regs);
	} else if (mm) {
		mm_put(mm);
	}
	kfree(image.phdrs);
	return err;
}

/* Takes over the file. `add` takes the lists from where they are, the kernel's memory or the
 * user's. */
static long execute(struct file *file, const char *path, const void *argv, const void *envp,
		    args_source *add, struct pt_regs *regs)
{
	struct exec_args args;
	long err;

	if (IS_ERR(file))
		return PTR_ERR(file);
	err = args_init(&args);
	if (!err) {
		err = add(&args, argv, &args.argc);
		/* Linux's, too: programs rely on the name. */
		if (!err && !args.argc)
			err = args_push(&args, "");
		if (!err)
			err = add(&args, envp, &args.envc);
		if (!err)
			err = exec_file(&file, path, &args, regs);
		args_free(&args);
	}
	file_put(file);
	return err;
}

long do_execve(const char *path, char *const argv[], char *const envp[], struct pt_regs *regs)
{
	return execute(open_executable(path), path, argv, envp, args_add_list, regs);
}

long sys_execve(struct pt_regs *regs)
{
	char *path = get_user_path((const char __user *)regs->bx);
	long err;

	if (IS_ERR(path))
		return PTR_ERR(path);
	err = execute(open_executable(path), path, (const void *)regs->cx, (const void *)regs->dx,
		      args_add_user_list, regs);
	kfree(path);
	return err;
}

#define EXECVEAT_FLAGS (AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH)
#define FD_NAME_MAX    sizeof("/dev/fd/-2147483648/")

/* What a program is called that is found by a descriptor. */
static char *name_at(int dfd, const char *path)
{
	size_t size = FD_NAME_MAX + strlen(path);
	char *name = kmalloc(size, GFP_KERNEL);

	if (!name)
		return ERR_PTR(-ENOMEM);
	if (dfd == AT_FDCWD || *path == '/')
		strscpy(name, path, size);
	else
		snprintf(name, size, "/dev/fd/%d%s%s", dfd, *path ? "/" : "", path);
	return name;
}

static struct file *open_executable_at(int dfd, const char *path, u32 flags)
{
	struct file *file;

	if (*path || !(flags & AT_EMPTY_PATH))
		return check_executable(open_at(
			dfd, path,
			O_RDONLY | O_LARGEFILE | (flags & AT_SYMLINK_NOFOLLOW ? O_NOFOLLOW : 0),
			0));
	file = fd_raw_file(dfd);
	if (!file)
		return ERR_PTR(dfd == AT_FDCWD ? -EACCES : -EBADF); /* the directory itself */
	file_get(file);
	return check_executable(file);
}

long sys_execveat(struct pt_regs *regs)
{
	int dfd = regs->bx;
	u32 flags = regs->di;
	char *path, *name;
	long err;

	path = get_user_path((const char __user *)regs->cx);
	if (IS_ERR(path))
		return PTR_ERR(path);
	if (flags & ~EXECVEAT_FLAGS) {
		kfree(path);
		return -EINVAL;
	}
	name = name_at(dfd, path);
	err = PTR_ERR(name);
	if (!IS_ERR(name)) {
		err = execute(open_executable_at(dfd, path, flags), name, (const void *)regs->dx,
			      (const void *)regs->si, args_add_user_list, regs);
		kfree(name);
	}
	kfree(path);
	return err;
}
