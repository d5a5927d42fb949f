/* sig-share - make what may leave the house */

#include "lib/line/stream.h"
#include "lib/privacy/pseudonym.h"

static const struct opt options[] = {
	{ 0 },
};

static const struct opt_tool tool = { "sig-share",
	"make what may leave the house", options, OPT_INPUT, NULL };

/* sig-share keygen FILE */
static int
keygen(struct opt_scan *scan, char *const *files)
{
	static char *const none[] = { NULL };
	struct stream st;
	const char *why;

	if (files[0] == NULL || files[1] != NULL)
		opt_usage(scan, "keygen takes the name of one new file");
	stream_open(&st, scan, none);
	why = pseudonym_keygen(files[0]);
	if (why != NULL)
		stream_say(&st, ST_ERROR, "%s: %s", files[0], why);
	return stream_close(&st);
}

int
main(int argc, char *argv[])
{
	struct opt_scan scan;
	char *const *files;

	opt_open(&scan, &tool, argc, argv);
	while (opt_next(&scan) != -1)
		;
	files = opt_files(&scan);
	if (files[0] != NULL && strcmp(files[0], "keygen") == 0)
		return keygen(&scan, files + 1);
	opt_usage(&scan, "only keygen is known yet");
}
