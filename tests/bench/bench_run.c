/* bench_run - run a command and write down what it cost */

#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static double
seconds(struct timeval t)
{
	return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Append a line to PATH: name, CPU seconds, wall seconds, peak MiB, status. */
static void
note(const char *path, const char *name, const struct rusage *u, double wall,
    int status)
{
	FILE *fp = fopen(path, "a");

	if (fp == NULL)
		err(2, "%s", path);
	fprintf(fp, "%s\t%.2f\t%.2f\t%.1f\t%d\n", name,
	    seconds(u->ru_utime) + seconds(u->ru_stime), wall,
	    (double)u->ru_maxrss / 1024, status);
	if (fclose(fp) != 0)
		err(2, "%s", path);
}

int
main(int argc, char *argv[])
{
	struct rusage u;
	double began = now();
	int status;
	pid_t pid;

	if (argc < 4) {
		fputs("usage: bench_run file name command ...\n", stderr);
		return 2;
	}
	pid = fork();
	if (pid == 0) {
		execvp(argv[3], argv + 3);
		err(127, "%s", argv[3]);
	}
	if (pid < 0 || wait4(pid, &status, 0, &u) < 0)
		err(2, "%s", argv[3]);
	status = WIFEXITED(status) ? WEXITSTATUS(status) :
				     128 + WTERMSIG(status);
	note(argv[1], argv[2], &u, now() - began, status);
	return status;
}
