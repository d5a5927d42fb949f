/* json_check - is a whole file one JSON text?  0 yes, 1 no, 2 unreadable */

#include <err.h>
#include <stdio.h>

#include "lib/line/json.h"

int
main(int argc, char *argv[])
{
	struct buf b = { 0 };
	const char *why;
	FILE *fp;
	size_t n;

	if (argc != 2)
		errx(2, "usage: json_check file");
	fp = fopen(argv[1], "rb");
	if (fp == NULL)
		err(2, "%s", argv[1]);
	do {
		buf_reserve(&b, 1 << 16);
		n = fread(b.s + b.len, 1, 1 << 16, fp);
		b.len += n;
	} while (n > 0);
	if (ferror(fp))
		err(2, "%s", argv[1]);
	(void)fclose(fp);
	why = json_check(buf_slice(&b));
	buf_release(&b);
	if (why != NULL)
		errx(1, "%s: %s", argv[1], why);
	return 0;
}
