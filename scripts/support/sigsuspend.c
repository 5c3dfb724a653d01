// Works around a crash of Valgrind 3.19. Valgrind writes to the mask argument of sigsuspend(2). In an asynchronous Swift
// program, libdispatch parks the main thread in sigsuspend with a constant mask in read-only memory. This function passes
// a copy of the mask. LD_PRELOAD loads it before the C library.
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

int sigsuspend(const sigset_t *mask) {
    sigset_t copy = *mask;
    return (int)syscall(SYS_rt_sigsuspend, &copy, _NSIG / 8);
}
