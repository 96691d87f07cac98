#ifndef PUNCTUAL_BENCH_CPOLL_H
#define PUNCTUAL_BENCH_CPOLL_H

#define _GNU_SOURCE
#include <poll.h>
#include <string.h>
#include <time.h>

/* GNU extensions, which Swift's view of glibc leaves out unless _GNU_SOURCE was defined before its first header. */
extern int ppoll(struct pollfd *fds, nfds_t count, const struct timespec *timeout, const __sigset_t *mask);
extern void *memmem(const void *haystack, size_t length, const void *needle, size_t needle_length);

static inline int bench_poll(struct pollfd *fds, nfds_t count, long nanoseconds) {
    struct timespec timeout = {nanoseconds / 1000000000L, nanoseconds % 1000000000L};
    return ppoll(fds, count, &timeout, NULL);
}

static inline long bench_find(const void *bytes, size_t length, const char *text) {
    const void *found = memmem(bytes, length, text, strlen(text));
    return found == NULL ? -1 : (const char *)found - (const char *)bytes;
}

#endif
