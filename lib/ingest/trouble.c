#include "lib/ingest/trouble.h"

#include <strings.h>

#include "lib/ingest/value.h"

static const struct {
	const char *magic;
	size_t n;
	const char *why;
} kinds[] = {
	{ "\xd0\xcf\x11\xe0", 4,
	    "an old workbook (.xls): save it as CSV UTF-8 first" },
	{ "\x1f\x8b", 2,
	    "compressed: use `zcat FILE | sig-ingest --name FILE'" },
	{ "\x28\xb5\x2f\xfd", 4,
	    "compressed: use `zstdcat FILE | sig-ingest --name FILE'" },
	{ "BZh", 3, "compressed: use `bzcat FILE | sig-ingest --name FILE'" },
	{ "\xfd"
	  "7zXZ",
	    5, "compressed: use `xzcat FILE | sig-ingest --name FILE'" },
	{ "%PDF", 4, "a PDF, no table" },
	{ "\x89PNG", 4, "an image, no table" },
	{ "\xff\xd8\xff", 3, "an image, no table" },
	{ "\x7f"
	  "ELF",
	    4, "a program, no table" },
	{ "SQLite format 3", 15, "a database, no table: export CSV from it" },
	{ "PAR1", 4, "a Parquet file: export CSV from it" },
	{ "\xff\xfe\0\0", 4,
	    "UTF-32: use `iconv -f utf-32 -t utf-8 FILE | sig-ingest --name "
	    "FILE'" },
	{ "\0\0\xfe\xff", 4,
	    "UTF-32: use `iconv -f utf-32 -t utf-8 FILE | sig-ingest --name "
	    "FILE'" },
};

/* A zip, by the name of the first file in it. */
static const char *
zip(struct slice s)
{
	struct slice name = { s.p + 30, s.n > 30 ? s.n - 30 : 0 };

	if (slice_starts(name, SLICE("[Content_Types].xml")) ||
	    slice_starts(name, SLICE("_rels/")) ||
	    slice_starts(name, SLICE("docProps/")) ||
	    slice_starts(name, SLICE("xl/")))
		return "a workbook (.xlsx): make CSV of it with "
		       "`xlsx2csv FILE FILE.csv'";
	if (slice_starts(name, SLICE("mimetype")))
		return "an OpenDocument file: save it as CSV UTF-8 first";
	return "a zip: use `unzip -p FILE | sig-ingest --name FILE', or, of a "
	       "workbook, `xlsx2csv FILE FILE.csv'";
}

/* HTML, which some systems call .xls, or XML. */
static const char *
markup(struct slice s)
{
	static const struct slice html[] = { { "<!doctype html", 14 },
		{ "<html", 5 }, { "<table", 6 }, { "<head", 5 } };

	s = value_trim(s);
	for (size_t i = 0; i < sizeof(html) / sizeof(*html); i++)
		if (s.n > html[i].n &&
		    strncasecmp(s.p, html[i].p, html[i].n) == 0)
			return "a web page (HTML), no table: open it in a "
			       "spreadsheet and save it as CSV UTF-8";
	return slice_starts(s, SLICE("<?xml")) ?
	    "XML, no table: export CSV or JSON" :
	    NULL;
}

/* Bytes that no text has, unless it is UTF-16. */
static bool
binary(struct slice s)
{
	size_t odd = 0;

	if (charset_unit(charset_sniff(s)) == 2)
		return false;
	for (size_t i = 0; i < s.n; i++)
		odd += (unsigned char)s.p[i] < 0x20 &&
		    (s.p[i] == '\0' ||
			strchr("\t\n\r\f\x1b\x1a", s.p[i]) == NULL);
	return odd * 20 > s.n;
}

const char *
trouble_file(struct slice s)
{
	if (s.n == 0)
		return "empty: nothing to read";
	if (slice_starts(s, SLICE("PK\3\4")))
		return zip(s);
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (s.n >= kinds[i].n &&
		    memcmp(s.p, kinds[i].magic, kinds[i].n) == 0)
			return kinds[i].why;
	return binary(s) ? "binary data, no table" : markup(s);
}

/* Append NAME as a shell reads it. */
static void
put_quoted(struct buf *out, struct slice name)
{
	bool plain = name.n > 0 && name.p[0] != '-';

	for (size_t i = 0; i < name.n; i++)
		plain &= strchr(" \t\n\"'`$&;|<>()*?[]#~\\", name.p[i]) == NULL;
	if (!plain)
		buf_putc(out, '\'');
	for (size_t i = 0; i < name.n; i++)
		if (name.p[i] == '\'')
			buf_puts(out, "'\\''");
		else
			buf_putc(out, name.p[i]);
	if (!plain)
		buf_putc(out, '\'');
}

void
trouble_put(struct buf *out, const char *why, struct slice name)
{
	const char *at;

	while ((at = strstr(why, "FILE")) != NULL) {
		buf_put(out, (struct slice){ why, (size_t)(at - why) });
		if (name.n > 0)
			put_quoted(out, name);
		else
			buf_puts(out, "FILE");
		why = at + 4;
	}
	buf_puts(out, why);
}

const char *
trouble_ragged(const struct table_row *row, size_t columns, bool pad)
{
	if (row->n < columns && !pad)
		return "too few columns";
	for (size_t i = columns; i < row->n; i++)
		if (value_trim(row->field[i]).n > 0)
			return "too many columns";
	return NULL;
}
