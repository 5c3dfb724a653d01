// Valgrind writes into the mask that a program gives to sigsuspend(2). libdispatch, in whose hands the main thread of an
// asynchronous Swift program ends, gives it a constant, so that Valgrind 3.19 crashes. Loaded before the C library, this
// gives it a copy.
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

int sigsuspend(const sigset_t *mask) {
    sigset_t copy = *mask;
    return (int)syscall(SYS_rt_sigsuspend, &copy, _NSIG / 8);
}
