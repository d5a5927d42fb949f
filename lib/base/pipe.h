/*
 * pipe - how much a pipe between two tools holds
 *
 * A pipe holds 64 KiB unless told otherwise, and tools write four times that
 * at once: the one would wait until the other has taken it, and the other
 * then have nothing to do, so that two tools would keep one processor busy.
 */
#ifndef BASE_PIPE_H
#define BASE_PIPE_H

enum { PIPE_HOLDS = 1 << 20 }; /* what Linux grants anyone */

/* Let FD hold PIPE_HOLDS bytes, if it is a pipe and the system allows it. */
void pipe_widen(int fd);

#endif
