// Declares the Linux functions that `import Foundation` does not: epoll and accept4.
// Do not define _GNU_SOURCE here: it would change types that the Glibc module declares as well.
#ifndef C_EPOLL_H
#define C_EPOLL_H

#ifdef __linux__
#include <sys/epoll.h>
#include <sys/socket.h>

extern int accept4(int, struct sockaddr *, socklen_t *, int);
#endif

#endif
