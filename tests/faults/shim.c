/* Faults at the n-th change of a file, for tests: preload this library, then arm it through ctypes.
 *
 * Counted are the calls that change something below a folder: opening to write, write, pwrite, fsync,
 * truncate, rename, unlink, mkdir, link. At the n-th the call fails with an error number, once or from then
 * on, or the process is killed before the call is done. Calls that would change something outside all allowed
 * folders are noted in a file.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { OFF, COUNT, FAIL_ONCE, FAIL_ON, KILL };

static char below[PATH_MAX];
static char allowed[8 * PATH_MAX];
static int outside_fd = -1;
static int mode = OFF, error_number = 0;
static long at = 0, count = 0;
static __thread int busy = 0;

void fault_arm(const char *folder, int how, long number, int error)
{
    snprintf(below, sizeof below, "%s", folder);
    count = 0; at = number; error_number = error; mode = how;
}

long fault_count(void) { return count; }

/* Folders parted by newlines; what is changed elsewhere is written to `log`, a line each. */
void fault_watch(const char *folders, const char *log)
{
    snprintf(allowed, sizeof allowed, "%s", folders);
    outside_fd = open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static int starts(const char *path, const char *folder, size_t length)
{
    return strncmp(path, folder, length) == 0 && (path[length] == '/' || path[length] == 0);
}

static int is_allowed(const char *path)
{
    const char *start = allowed;
    while (*start) {
        const char *end = strchr(start, '\n');
        size_t length = end ? (size_t)(end - start) : strlen(start);
        if (length && starts(path, start, length)) return 1;
        if (!end) break;
        start = end + 1;
    }
    return 0;
}

/* The absolute path without links in its folder; the last part may not exist. */
static void absolute(int folder_fd, const char *path, char *out)
{
    char whole[2 * PATH_MAX], parent[2 * PATH_MAX], resolved[PATH_MAX];
    if (path[0] == '/' ) snprintf(whole, sizeof whole, "%s", path);
    else {
        char base[PATH_MAX] = "";
        if (folder_fd == AT_FDCWD) { if (!getcwd(base, sizeof base)) base[0] = 0; }
        else {
            char link[64];
            snprintf(link, sizeof link, "/proc/self/fd/%d", folder_fd);
            ssize_t n = readlink(link, base, sizeof base - 1);
            base[n > 0 ? n : 0] = 0;
        }
        snprintf(whole, sizeof whole, "%s/%s", base, path);
    }
    snprintf(parent, sizeof parent, "%s", whole);
    char *slash = strrchr(parent, '/');
    if (slash && slash != parent) {
        *slash = 0;
        if (realpath(parent, resolved)) { snprintf(out, PATH_MAX, "%s/%s", resolved, slash + 1); return; }
    }
    snprintf(out, PATH_MAX, "%s", whole);
}

/* 1 where the call is to fail; errno is set. */
static int fault(const char *path)
{
    if (outside_fd >= 0 && !is_allowed(path) && strncmp(path, "/dev/", 5) && strncmp(path, "/proc/", 6)
        && strncmp(path, "/memfd:", 7)) {
        dprintf(outside_fd, "%s\n", path);
    }
    if (mode == OFF || !starts(path, below, strlen(below))) return 0;
    long now = __sync_add_and_fetch(&count, 1);
    if (mode == KILL && now == at) { kill(getpid(), SIGKILL); for (;;) pause(); }
    if ((mode == FAIL_ONCE && now == at) || (mode == FAIL_ON && now >= at)) { errno = error_number; return 1; }
    return 0;
}

static int fault_path(int folder_fd, const char *path)
{
    if (busy || (mode == OFF && outside_fd < 0)) return 0;
    char whole[PATH_MAX];
    int kept = errno;
    busy = 1;
    absolute(folder_fd, path, whole);
    errno = kept;
    int result = fault(whole);
    busy = 0;
    return result;
}

static int fault_fd(int fd)
{
    if (busy || mode == OFF) return 0;
    char link[64], whole[PATH_MAX];
    int kept = errno;
    busy = 1;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t n = readlink(link, whole, sizeof whole - 1);
    whole[n > 0 ? n : 0] = 0;
    errno = kept;
    int saved = outside_fd;
    int result = 0;
    if (n > 0 && whole[0] == '/') { outside_fd = -1; result = fault(whole); outside_fd = saved; }
    busy = 0;
    return result;
}

#define REAL(name) static __typeof__(&name) real; if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)
#define WRITES(flags) (((flags) & O_ACCMODE) != O_RDONLY || ((flags) & (O_CREAT | O_TRUNC)))
#define MODE_OF(flags, name) mode_t name = 0; \
    if ((flags) & (O_CREAT | O_TMPFILE)) { va_list l; va_start(l, flags); name = va_arg(l, mode_t); va_end(l); }

int open(const char *path, int flags, ...)
{ REAL(open); MODE_OF(flags, m); if (WRITES(flags) && fault_path(AT_FDCWD, path)) return -1; return real(path, flags, m); }
int open64(const char *path, int flags, ...)
{ REAL(open64); MODE_OF(flags, m); if (WRITES(flags) && fault_path(AT_FDCWD, path)) return -1; return real(path, flags, m); }
int openat(int folder, const char *path, int flags, ...)
{ REAL(openat); MODE_OF(flags, m); if (WRITES(flags) && fault_path(folder, path)) return -1; return real(folder, path, flags, m); }
int openat64(int folder, const char *path, int flags, ...)
{ REAL(openat64); MODE_OF(flags, m); if (WRITES(flags) && fault_path(folder, path)) return -1; return real(folder, path, flags, m); }
FILE *fopen(const char *path, const char *how)
{ REAL(fopen); if (strpbrk(how, "wa+") && fault_path(AT_FDCWD, path)) return NULL; return real(path, how); }
FILE *fopen64(const char *path, const char *how)
{ REAL(fopen64); if (strpbrk(how, "wa+") && fault_path(AT_FDCWD, path)) return NULL; return real(path, how); }
ssize_t write(int fd, const void *data, size_t size)
{ REAL(write); if (fault_fd(fd)) return -1; return real(fd, data, size); }
ssize_t writev(int fd, const struct iovec *parts, int number)
{ REAL(writev); if (fault_fd(fd)) return -1; return real(fd, parts, number); }
ssize_t pwrite(int fd, const void *data, size_t size, off_t where)
{ REAL(pwrite); if (fault_fd(fd)) return -1; return real(fd, data, size, where); }
ssize_t pwrite64(int fd, const void *data, size_t size, off64_t where)
{ REAL(pwrite64); if (fault_fd(fd)) return -1; return real(fd, data, size, where); }
int fsync(int fd) { REAL(fsync); if (fault_fd(fd)) return -1; return real(fd); }
int fdatasync(int fd) { REAL(fdatasync); if (fault_fd(fd)) return -1; return real(fd); }
int ftruncate(int fd, off_t size) { REAL(ftruncate); if (fault_fd(fd)) return -1; return real(fd, size); }
int ftruncate64(int fd, off64_t size) { REAL(ftruncate64); if (fault_fd(fd)) return -1; return real(fd, size); }
int rename(const char *from, const char *to)
{ REAL(rename); if (fault_path(AT_FDCWD, to) || fault_path(AT_FDCWD, from)) return -1; return real(from, to); }
int renameat(int a, const char *from, int b, const char *to)
{ REAL(renameat); if (fault_path(b, to) || fault_path(a, from)) return -1; return real(a, from, b, to); }
int unlink(const char *path) { REAL(unlink); if (fault_path(AT_FDCWD, path)) return -1; return real(path); }
int unlinkat(int folder, const char *path, int flags)
{ REAL(unlinkat); if (fault_path(folder, path)) return -1; return real(folder, path, flags); }
int rmdir(const char *path) { REAL(rmdir); if (fault_path(AT_FDCWD, path)) return -1; return real(path); }
int mkdir(const char *path, mode_t m) { REAL(mkdir); if (fault_path(AT_FDCWD, path)) return -1; return real(path, m); }
int mkdirat(int folder, const char *path, mode_t m)
{ REAL(mkdirat); if (fault_path(folder, path)) return -1; return real(folder, path, m); }
int link(const char *from, const char *to)
{ REAL(link); if (fault_path(AT_FDCWD, to)) return -1; return real(from, to); }
int symlink(const char *from, const char *to)
{ REAL(symlink); if (fault_path(AT_FDCWD, to)) return -1; return real(from, to); }
