/* Run a fuzz target on saved inputs, under any compiler. */

#include <err.h>
#include <stdint.h>
#include <stdio.h>

#include "lib/base/buf.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
replay(const char *path)
{
	struct buf b = { 0 };
	FILE *fp = fopen(path, "rb");
	size_t n;

	if (fp == NULL)
		err(2, "%s", path);
	do {
		buf_reserve(&b, 1 << 16);
		n = fread(b.s + b.len, 1, 1 << 16, fp);
		b.len += n;
	} while (n > 0);
	(void)fclose(fp);
	(void)LLVMFuzzerTestOneInput((const uint8_t *)b.s, b.len);
	buf_release(&b);
}

int
main(int argc, char *argv[])
{
	for (int i = 1; i < argc; i++)
		replay(argv[i]);
	return 0;
}
