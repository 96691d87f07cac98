#pragma once
#include <malloc.h>
#include <pthread.h>
#include <spawn.h>

// GNU extensions of glibc >= 2.34. Swift builds its Glibc module without _GNU_SOURCE, so they are declared here again.
extern int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *actions, const char *path);
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);
extern int pthread_setname_np(pthread_t thread, const char *name);
