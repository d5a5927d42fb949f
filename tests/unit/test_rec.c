/* What a pipe cannot reach of lib/line. */

#include "lib/line/ended.h"
#include "lib/line/rec.h"
#include "tests/unit/test.h"

static bool
formats(const struct rec *r, const char *want)
{
	struct buf b = { 0 };
	bool same;

	rec_format(&b, r);
	same = slice_eq(buf_slice(&b), slice_of(want));
	if (!same)
		printf("%.*s\n", (int)b.len, b.s);
	buf_release(&b);
	return same;
}

/* Every name is found, and the index agrees with the list. */
static void
test_names(void)
{
	struct field_index x = { 0 };

	field_index(&x);
	for (int f = 0; f < F_MAX; f++) {
		ok(field_find(slice_of(field_name(f))) == f);
		ok(field_lookup(&x, slice_of(field_name(f))) == f);
		ok(strlen(field_name(f)) <= 16);
	}
	ok(field_lookup(&x, SLICE("")) == F_NONE);
	ok(field_lookup(&x, SLICE("texts")) == F_NONE);
	ok(field_lookup(&x, SLICE("a name that is long")) == F_NONE);
	ok(line_find(SLICE("signal/1")) == LINE_SIGNAL);
	ok(line_find(SLICE("signal/12")) == -1);
	ok(line_find(SLICE("signals/1")) == LINE_OTHER);
	ok(field_allows(F_KIND, SLICE("klacht")));
	ok(!field_allows(F_KIND, SLICE("kaart")));
	ok(field_allows(F_TEXT, SLICE("kaart")));
}

static void
test_new(void)
{
	struct slice list[] = { SLICE("b"), SLICE("a\"") };
	struct rec r = { 0 };

	for (int i = 0; i < 2; i++) {
		rec_new(&r, LINE_SIGNAL);
		rec_set_list(&r, F_THEME, list, 2);
		rec_set_text(&r, F_ID, SLICE("x"));
		rec_set_int(&r, F_ROW, -5);
		rec_set_bool(&r, F_SOLICITED, true);
		rec_set_num(&r, F_SIMILARITY, 0.25);
		rec_add_other(&r, SLICE("x_k\"l"), SLICE("[1]"));
		ok(formats(&r,
		    "{\"sig\":\"signal/1\",\"id\":\"x\",\"row\":-5,"
		    "\"solicited\":true,\"similarity\":0.25,"
		    "\"theme\":[\"b\",\"a\\\"\"],"
		    "\"x_k\\\"l\":[1]}"));
	}
	rec_drop(&r, F_ROW);
	rec_drop(&r, F_ROW);
	rec_set_list(&r, F_THEME, list, 0);
	ok(formats(&r,
	    "{\"sig\":\"signal/1\",\"id\":\"x\","
	    "\"solicited\":true,\"similarity\":0.25,"
	    "\"theme\":[],\"x_k\\\"l\":[1]}"));
	rec_release(&r);
}

static void
test_read(void)
{
	struct rec r = { 0 };
	struct json_walk w;
	int64_t n;
	double x;

	ok(rec_parse(&r,
	       SLICE("{\"id\":\"a\",\"text\":\"x\\u00e9\\n\","
		     "\"row\":3e2,\"theme\":[\"a\",\"\\u0062\"],"
		     "\"told\":null,\"reviewed\":true}")) == NULL);
	ok(slice_eq(rec_text(&r, F_TEXT), SLICE("x\xc3\xa9\n")));
	ok(slice_eq(rec_text(&r, F_ID), SLICE("a")));
	ok(rec_int(&r, F_ROW, &n) && n == 300);
	ok(rec_num(&r, F_ROW, &x) && x == 300);
	ok(!rec_int(&r, F_N, &n));
	ok(!rec_has(&r, F_TOLD) && rec_has(&r, F_TEXT));
	ok(rec_true(&r, F_REVIEWED) && !rec_true(&r, F_SOLICITED));
	rec_items(&w, &r, F_THEME);
	ok(json_next(&w) && slice_eq(rec_item_text(&r, w.value), SLICE("a")));
	ok(json_next(&w) && slice_eq(rec_item_text(&r, w.value), SLICE("b")));
	ok(!json_next(&w));
	rec_items(&w, &r, F_ID);
	ok(json_next(&w) && !json_next(&w));
	rec_items(&w, &r, F_CUE);
	ok(!json_next(&w));
	rec_set_text(&r, F_ID, SLICE("a"));
	ok(!r.changed);
	rec_release(&r);
}

static void
test_walk(void)
{
	struct slice obj = SLICE("{\"a\" : 1, \"\\u0062\":[ 2 , 3 ],\"c\":{}}");
	struct json_walk w;
	int n = 0;

	for (json_items(&w, obj); json_next(&w);)
		n++;
	ok(n == 3);
	ok(slice_eq(json_member(obj, "a"), SLICE("1")));
	ok(slice_eq(json_member(obj, "b"), SLICE("[ 2 , 3 ]")));
	ok(json_member(obj, "d").p == NULL);
	n = 0;
	for (json_items(&w, json_member(obj, "b")); json_next(&w);)
		n++;
	ok(n == 2);
	for (json_items(&w, SLICE("[]")); json_next(&w);)
		n++;
	ok(n == 2);
}

/* Is what rec_again makes of LINE all that rec_parse does? */
static bool
reads_again(const char *line)
{
	struct slice s = slice_of(line);
	struct rec r = { 0 };
	struct rec a = { 0 };
	struct buf note = { 0 };
	struct buf x = { 0 };
	struct buf y = { 0 };
	bool same = rec_parse(&r, s) == NULL;

	rec_note(&note, &r);
	same = same && rec_again(&a, s, buf_slice(&note)) == NULL &&
	    a.type == r.type && a.n == r.n &&
	    memcmp(a.at, r.at, sizeof(a.at)) == 0;
	for (size_t i = 0; same && i < r.n; i++)
		same = slice_eq(a.m[i].key, r.m[i].key) &&
		    slice_eq(a.m[i].value, r.m[i].value) &&
		    a.m[i].field == r.m[i].field &&
		    a.m[i].escaped == r.m[i].escaped;
	rec_set_text(&r, F_WHO, SLICE("w"));
	rec_drop(&r, F_TEXT);
	rec_format(&x, &r);
	rec_set_text(&a, F_WHO, SLICE("w"));
	rec_drop(&a, F_TEXT);
	rec_format(&y, &a);
	same = same && slice_eq(buf_slice(&x), buf_slice(&y));
	buf_release(&note);
	buf_release(&x);
	buf_release(&y);
	rec_release(&r);
	rec_release(&a);
	return same;
}

static void
test_again(void)
{
	struct buf b = { 0 };

	ok(reads_again("{\"id\":\"a\"}"));
	ok(reads_again("{\"sig\":\"signal/1\",\"id\":\"a\",\"x\":[1,{\"y\":2}],"
		       "\"text\":\"a\\nb\",\"row\":3,\"theme\":[\"c\"]}"));
	ok(reads_again(" { \"id\" : \"a\" , \"text\":\"b\" } "));
	ok(reads_again("{\"id\":\"a\", \"text\":\"b\"}"));
	ok(reads_again("{\"id\":\"a\",\"text\": \"b\"}"));
	ok(reads_again("{\"id\":\"a\",\"te\\u0078t\":\"b\"}"));
	ok(reads_again("{\"sig\":\"other/1\",\"id\":\"a\"}"));
	ok(reads_again("{\"sig\":\"tally/1\",\"text\":\"a\",\"n\":2}"));
	ok(reads_again("{\"specversion\":\"1.0\",\"id\":\"e\",\"data\":"
		       "{\"id\":\"a\",\"text\":\"b\"}}"));
	ok(reads_again("{\"specversion\":\"1.0\",\"id\":\"e\"}"));
	/* numbers of one, two and three bytes */
	buf_puts(&b, "{\"id\":\"");
	for (int i = 0; i < 40000; i++) {
		buf_putc(&b, 'x');
		if (i != 10 && i != 123 && i != 124 && i != 125 && i != 16380 &&
		    i != 16381 && i != 39999)
			continue;
		buf_puts(&b, "\",\"text\":\"b\"}");
		ok(reads_again(buf_cstr(&b)));
		b.len -= 13;
	}
	buf_release(&b);
}

/* Was the signal with these MEMBERS done with on WANT? */
static bool
ends(const char *members, int32_t want)
{
	struct buf b = { 0 };
	struct rec r = { 0 };
	int32_t end;

	buf_printf(&b, "{\"sig\":\"signal/1\",\"id\":\"a\"%s}", members);
	ok(rec_parse(&r, buf_slice(&b)) == NULL);
	end = ended_day(&r);
	buf_release(&b);
	rec_release(&r);
	return end == want;
}

#define CLOSED ",\"closed\":\"1970-01-05\""
#define TOLD ",\"told\":\"1970-01-04T10:00:00Z\""
#define STATUS(s) ",\"status\":\"" s "\""
#define OUTCOME(s) ",\"outcome\":\"" s "\""

static void
test_ended(void)
{
	ok(ends("", DATE_NONE));
	ok(ends(STATUS("opgepakt") OUTCOME("onbekend"), DATE_NONE));
	ok(ends(CLOSED TOLD, 4));
	ok(ends(CLOSED STATUS("onderzoek"), 4));
	ok(ends(TOLD STATUS("doorgezet"), 3));
	ok(ends(STATUS("afgehandeld"), ENDED_SOME_DAY));
	ok(ends(STATUS("teruggekoppeld"), ENDED_SOME_DAY));
	ok(ends(STATUS("doorgezet"), ENDED_SOME_DAY));
	ok(ends(STATUS("afgewezen"), ENDED_SOME_DAY));
	ok(ends(STATUS("geannuleerd"), ENDED_SOME_DAY));
	ok(ends(STATUS("opgepakt") OUTCOME("ingetrokken"), ENDED_SOME_DAY));
	ok(ends(CLOSED TOLD STATUS("heropend") OUTCOME("gegrond"), DATE_NONE));
	ok(ended_by(4, 4) && !ended_by(4, 3) && !ended_by(DATE_NONE, 4));
	ok(ended_by(ENDED_SOME_DAY, -40000));
	ok(ended_known(0) && !ended_known(ENDED_SOME_DAY) &&
	    !ended_known(DATE_NONE));
}

int
main(void)
{
	test_names();
	test_new();
	test_read();
	test_walk();
	test_again();
	test_ended();
	return failed != 0;
}
