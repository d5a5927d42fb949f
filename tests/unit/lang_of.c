/* lang_of - the language of each line of standard input */

#include <stdio.h>

#include "lib/base/utf8.h"
#include "lib/text/lang.h"

int
main(void)
{
	static char line[1 << 20];
	struct slice s;

	while (fgets(line, sizeof(line), stdin) != NULL) {
		s = slice_trim(slice_of(line));
		if (utf8_valid(s) == s.n)
			printf("%s\n", lang_name(lang_guess(s)));
	}
	return 0;
}
