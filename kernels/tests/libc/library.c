// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What a C library does with system calls when programs call it: at its start, for streams and
 * directories, for other programs, signals, timers and clocks. Prints what is always the same.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <glob.h>
#include <math.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <semaphore.h>
#include <setjmp.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/select.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/time.h>
#include <sys/timex.h>
#include <sys/uio.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static int failed;

static int check(int good, const char *what)
{
	printf("%s - %s\n", good ? "ok" : "not ok", what);
	failed |= !good;
	return good;
}

/* --- the start --- */

static int constructed;

static __attribute__((constructor)) void construct(void)
{
	constructed = 1;
}

static void start(int argc, char **argv)
{
	char path[4096], bytes[16] = { 0 }, none[16] = { 0 };
	ssize_t n = readlink("/proc/self/exe", path, sizeof(path) - 1);
	struct rlimit limit;
	struct utsname name;

	check(argc >= 1 && argv[0] && constructed, "arguments, constructors");
	check(n > 0 && path[0] == '/', "/proc/self/exe");
	check(getauxval(AT_PAGESZ) == 4096 && getauxval(AT_RANDOM), "the auxiliary vector");
	check(!uname(&name) && !strcmp(name.sysname, "Linux"), "uname");
	check(!getrlimit(RLIMIT_STACK, &limit) && limit.rlim_cur >= 1 << 20, "getrlimit");
	check(getrandom(bytes, 16, 0) == 16 && memcmp(bytes, none, 16), "getrandom");
	check(sysconf(_SC_PAGESIZE) == 4096 && sysconf(_SC_NPROCESSORS_ONLN) >= 1 &&
		      sysconf(_SC_OPEN_MAX) >= 256,
	      "sysconf");
	check(!getuid() == !geteuid() && getpid() > 0 && gettid() == getpid(), "who this is");
	check(!setenv("LIBRARY", "tested", 1) && !strcmp(getenv("LIBRARY"), "tested"),
	      "the environment");
}

/* --- streams --- */

static void streams(void)
{
	char *line = NULL, name[] = "library-XXXXXX";
	size_t size = 0;
	FILE *f = tmpfile();
	double d = 0;
	int fd, i = 0;

	if (check(!!f, "tmpfile")) {
		fprintf(f, "%d %.3f %s\nanother line\n", 42, 2.5, "word");
		rewind(f);
		check(fscanf(f, "%d %lf", &i, &d) == 2 && i == 42 && d == 2.5, "fprintf, fscanf");
		check(getline(&line, &size, f) > 0 && getline(&line, &size, f) == 13, "getline");
		check(!fseeko(f, -5, SEEK_END) && fgetc(f) == 'l' && ftello(f) == 23,
		      "fseeko, ftello");
		fclose(f);
	}
	free(line);
	fd = mkstemp(name);
	check(fd >= 0 && !unlink(name), "mkstemp");
	check(!ftruncate(fd, 100000) && lseek(fd, 0, SEEK_END) == 100000, "ftruncate");
	check(posix_fallocate(fd, 0, 200000) == 0 && lseek(fd, 0, SEEK_END) == 200000,
	      "posix_fallocate");
	close(fd);
}

/* --- files and directories --- */

static int seen;

static int count(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)path, (void)st, (void)ftw;
	seen += type == FTW_F ? 1 : 100;
	return 0;
}

static void touch(const char *path)
{
	close(open(path, O_WRONLY | O_CREAT, 0644));
}

static void directories(void)
{
	struct timespec times[2] = { { 1000000000, 5 }, { 3000000000u, 7 } };
	struct dirent **names;
	char path[4096];
	struct stat st;
	struct statvfs vfs;
	glob_t g;
	int n;

	mkdir("dir", 0755);
	mkdir("dir/sub", 0755);
	touch("dir/one");
	touch("dir/two");
	touch("dir/sub/three");
	n = scandir("dir", &names, NULL, alphasort);
	check(n == 5 && !strcmp(names[2]->d_name, "one") && names[3]->d_type == DT_DIR,
	      "scandir, sorted");
	while (n > 0)
		free(names[--n]);
	free(names);
	check(!nftw("dir", count, 5, FTW_PHYS) && seen == 203, "nftw");
	check(!glob("dir/*o*", 0, NULL, &g) && g.gl_pathc == 2, "glob");
	globfree(&g);
	check(realpath("dir/../dir/./one", path) && strstr(path, "/dir/one"), "realpath");
	check(!symlink("dir/one", "link") && !lstat("link", &st) && S_ISLNK(st.st_mode) &&
		      !stat("link", &st) && S_ISREG(st.st_mode),
	      "a symbolic link");
	if (sizeof(time_t) == 4)
		times[1].tv_sec = 2000000000;
	check(!utimensat(AT_FDCWD, "dir/one", times, 0) && !stat("dir/one", &st) &&
		      st.st_mtim.tv_sec == times[1].tv_sec && st.st_mtim.tv_nsec == 7,
	      "utimensat, with 64 bits where time_t has them");
	check(!statvfs("dir", &vfs) && vfs.f_bsize == 4096, "statvfs");
	check(access("dir/none", F_OK) == -1 && errno == ENOENT, "errno");
	check(!rename("dir/two", "dir/sub/two") && !access("dir/sub/two", F_OK), "rename");
	unlink("link"), unlink("dir/sub/two"), unlink("dir/sub/three"), unlink("dir/one");
	check(!rmdir("dir/sub") && !rmdir("dir"), "rmdir");
}

static void copies(void)
{
	char text[] = "0123456789", back[16] = { 0 };
	struct iovec v[2] = { { back, 4 }, { back + 4, 6 } };
	int in = open(".", O_TMPFILE | O_RDWR, 0600), out = open(".", O_TMPFILE | O_RDWR, 0600);
	int path = open("/", O_PATH | O_DIRECTORY);
	int64_t from = 0;
	off_t off = 2;
	struct stat st;

	if (!check(in >= 0 && out >= 0, "O_TMPFILE"))
		return;
	check(path >= 0 && !fstat(path, &st) && S_ISDIR(st.st_mode), "O_PATH");
	check(pwrite(in, text, 10, 0) == 10 && preadv(in, v, 2, 0) == 10 && !strcmp(back, text),
	      "preadv");
	check(sendfile(out, in, &off, 100) == 8 && off == 10, "sendfile");
	check(copy_file_range(in, &from, out, NULL, 100, 0) == 10 && from == 10, "copy_file_range");
	check(pread(out, back, 16, 4) == 14 && !memcmp(back, "67890123456789", 14),
	      "what was copied");
	close(in), close(out), close(path);
}

/* --- memory --- */

static void memory(void)
{
	char *p = mmap(NULL, 1 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	char *blocks[100];
	int good = 1;

	check(p != MAP_FAILED && (p = mremap(p, 1 << 20, 2 << 20, MREMAP_MAYMOVE)) != MAP_FAILED,
	      "mmap, mremap");
	munmap(p, 2 << 20);
	for (int i = 0; i < 100; i++) {
		blocks[i] = malloc(i * 5000 + 1);
		good &= blocks[i] != NULL;
		memset(blocks[i], i, i * 5000 + 1);
	}
	for (int i = 0; i < 100; i++) {
		blocks[i] = realloc(blocks[i], i * 10000 + 1);
		good &= blocks[i] && blocks[i][i * 5000] == i;
	}
	for (int i = 0; i < 100; i++)
		free(blocks[i]);
	check(good, "malloc, realloc, free");
}

/* --- other programs: this one, that says so --- */

static void programs(void)
{
	char *argv[] = { "child", "exits", NULL };
	posix_spawn_file_actions_t actions;
	extern char **environ;
	int fds[2], status = 0;
	char text[16] = { 0 };
	pid_t pid;

	check(!pipe(fds), "pipe");
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, fds[1], 1);
	check(!posix_spawn(&pid, "/proc/self/exe", &actions, NULL, argv, environ), "posix_spawn");
	check(read(fds[0], text, 15) == 6 && !strcmp(text, "child\n"), "what it wrote");
	check(waitpid(pid, &status, 0) == pid && WEXITSTATUS(status) == 7, "waitpid");
	pid = fork();
	if (!pid) {
		dup2(fds[1], 1);
		execv("/proc/self/exe", argv);
		_exit(1);
	}
	check(waitpid(pid, &status, 0) == pid && WEXITSTATUS(status) == 7, "fork, execv");
	pid = vfork();
	if (!pid)
		_exit(5);
	check(waitpid(pid, &status, 0) == pid && WEXITSTATUS(status) == 5, "vfork");
	check(posix_spawn(&pid, "/none", NULL, NULL, argv, environ) == ENOENT,
	      "a program that is not there");
	close(fds[0]), close(fds[1]);
}

/* --- signals --- */

static sigjmp_buf back;
static volatile int handled;

static void handle(int sig, siginfo_t *info, void *context)
{
	(void)context;
	handled = sig + info->si_value.sival_int;
}

static void jump(int sig)
{
	siglongjmp(back, sig);
}

static void signals(void)
{
	struct sigaction act = { .sa_sigaction = handle, .sa_flags = SA_SIGINFO | SA_ONSTACK };
	static char stack[65536], *volatile nowhere_at = (char *)16;
	volatile char *nowhere = nowhere_at;
	stack_t ss = { .ss_sp = stack, .ss_size = sizeof(stack) };
	sigset_t set, old;
	int sig = 0;

	check(!sigaltstack(&ss, NULL) && !sigaction(SIGUSR1, &act, NULL) && !raise(SIGUSR1) &&
		      handled == SIGUSR1,
	      "a handler on its stack");
	sigaction(SIGRTMIN, &act, NULL);
	check(!sigqueue(getpid(), SIGRTMIN, (union sigval){ .sival_int = 1000 }) &&
		      handled == SIGRTMIN + 1000,
	      "sigqueue");
	signal(SIGSEGV, jump);
	sig = sigsetjmp(back, 1);
	if (!sig)
		*nowhere = 0;
	check(sig == SIGSEGV, "out of a fault by siglongjmp");
	signal(SIGSEGV, SIG_DFL);
	sigemptyset(&set);
	sigaddset(&set, SIGUSR2);
	check(!sigprocmask(SIG_BLOCK, &set, &old) && !raise(SIGUSR2) && !sigwait(&set, &sig) &&
		      sig == SIGUSR2,
	      "sigwait");
	sigprocmask(SIG_SETMASK, &old, NULL);
}

/* --- clocks and timers --- */

static sem_t expired;

static void expire(union sigval value)
{
	*(int *)value.sival_ptr += 1;
	sem_post(&expired);
}

static void timers(void)
{
	static int times;
	struct sigevent event = { .sigev_notify = SIGEV_THREAD,
				  .sigev_notify_function = expire,
				  .sigev_value.sival_ptr = &times };
	struct itimerspec it = { { 0, 2000000 }, { 0, 1 } };
	struct timespec a, b, c;
	struct timex t = { 0 };
	clockid_t process, thread;
	timer_t timer;

	sem_init(&expired, 0, 0);
	if (check(!timer_create(CLOCK_MONOTONIC, &event, &timer), "timer_create with a thread")) {
		check(!timer_settime(timer, 0, &it, NULL), "timer_settime");
		for (int i = 0; i < 3; i++)
			sem_wait(&expired);
		check(times >= 3, "it expires again and again");
		check(!timer_gettime(timer, &it) && it.it_interval.tv_nsec == 2000000,
		      "timer_gettime");
		check(!timer_delete(timer), "timer_delete");
	}
	check(!clock_getcpuclockid(0, &process) && !clock_gettime(process, &a),
	      "a process's clock");
	check(!pthread_getcpuclockid(pthread_self(), &thread) && !clock_gettime(thread, &b),
	      "a thread's clock");
	check(!clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &c) &&
		      (c.tv_sec > a.tv_sec || (c.tv_sec == a.tv_sec && c.tv_nsec >= a.tv_nsec)),
	      "the process's own goes on from there");
	check(adjtimex(&t) >= 0 && t.tick > 0, "adjtimex");
}

static void calendar(void)
{
	time_t t = 1000000000, back_again;
	char text[64];
	struct tm tm;

	setenv("TZ", "UTC", 1);
	tzset();
	localtime_r(&t, &tm);
	strftime(text, sizeof(text), "%Y-%m-%d %H:%M:%S", &tm);
	back_again = mktime(&tm);
	check(!strcmp(text, "2001-09-09 01:46:40") && back_again == t, "a date, and back");
	check(time(NULL) > t, "it is later now");
}

/* --- waiting --- */

static void waiting(void)
{
	struct timeval tv = { 0, 1000 };
	struct timespec ts = { 0, 1000000 };
	struct pollfd p;
	fd_set set;
	int fds[2];

	check(!pipe2(fds, O_CLOEXEC | O_NONBLOCK), "pipe2");
	FD_ZERO(&set);
	FD_SET(fds[0], &set);
	check(select(fds[0] + 1, &set, NULL, NULL, &tv) == 0, "select: nothing");
	check(write(fds[1], "x", 1) == 1, "then something");
	FD_SET(fds[0], &set);
	check(select(FD_SETSIZE, &set, NULL, NULL, NULL) == 1 && FD_ISSET(fds[0], &set), "select");
	p = (struct pollfd){ .fd = fds[0], .events = POLLIN };
	check(ppoll(&p, 1, &ts, NULL) == 1 && p.revents == POLLIN, "ppoll");
	check(dup2(fds[0], 1000) == 1000, "a high descriptor");
	FD_ZERO(&set);
	FD_SET(1000, &set);
	check(select(1001, &set, NULL, NULL, NULL) == 1 && FD_ISSET(1000, &set), "select of it");
	close(1000), close(fds[0]), close(fds[1]);
}

/* --- many descriptors --- */

static void descriptors(void)
{
	struct rlimit limit = { 4096, 4096 };
	int fd = 0, last = 0;

	check(!setrlimit(RLIMIT_NOFILE, &limit), "setrlimit");
	while ((fd = dup(0)) >= 0)
		last = fd;
	check(last == 4095 && errno == EMFILE, "so many descriptors, and no more");
	for (fd = 3; fd <= last; fd++)
		close(fd);
}

static void *named(void *arg)
{
	sem_wait(arg);
	return NULL;
}

static void names(void)
{
	char name[16] = "";
	pthread_t t;
	sem_t go;

	sem_init(&go, 0, 0);
	pthread_create(&t, NULL, named, &go);
	check(!pthread_setname_np(t, "a name"), "pthread_setname_np, by /proc");
	check(!pthread_getname_np(t, name, sizeof(name)) && !strcmp(name, "a name"),
	      "pthread_getname_np");
	sem_post(&go);
	pthread_join(t, NULL);
}

int main(int argc, char **argv)
{
	if (argc > 1) {
		puts(argv[0]);
		return 7;
	}
	setvbuf(stdout, NULL, _IOLBF, 0);
	start(argc, argv);
	streams();
	directories();
	copies();
	memory();
	programs();
	signals();
	timers();
	calendar();
	waiting();
	names();
	descriptors();
	check(fabs(sin(1) - 0.8414709848078965) < 1e-15, "sin");
	return failed;
}
