// What `import Foundation` does not give Swift on Linux: epoll, eventfd and accept4.
// Never define _GNU_SOURCE here: its types would clash with the Glibc module.
#ifndef C_EPOLL_H
#define C_EPOLL_H

#ifdef __linux__
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

extern int accept4(int, struct sockaddr *, socklen_t *, int);
#endif

#endif
