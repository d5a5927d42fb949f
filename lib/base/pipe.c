#define _GNU_SOURCE /* F_SETPIPE_SZ */

#include "lib/base/pipe.h"

#include <fcntl.h>

void
pipe_widen(int fd)
{
#ifdef F_SETPIPE_SZ
	int holds = fcntl(fd, F_GETPIPE_SZ);

	if (holds > 0 && holds < PIPE_HOLDS)
		(void)fcntl(fd, F_SETPIPE_SZ, PIPE_HOLDS);
#else
	(void)fd;
#endif
}
