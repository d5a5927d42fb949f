#include "lib/ingest/jsonpage.h"

#include "lib/line/json.h"

enum { LEVELS = 4, MEMBERS = 5 };

/* Behind the string that begins at P; NULL if it does not end before END. */
static const char *
behind_string(const char *p, const char *end)
{
	for (p++; p < end && *p != '"'; p++)
		p += *p == '\\';
	return p < end ? p + 1 : NULL;
}

/* Behind the value at P and the comma that follows; NULL if there is none. */
static const char *
behind_value(const char *p, const char *end)
{
	int depth = 0;

	for (; p != NULL && p < end; p++) {
		if (*p == '"') {
			p = behind_string(p, end);
			if (p == NULL)
				return NULL;
			p--;
		} else if (*p == '{' || *p == '[') {
			depth++;
		} else if (*p == '}' || *p == ']') {
			if (depth-- == 0)
				return NULL;
		} else if (*p == ',' && depth == 0) {
			return p + 1;
		}
	}
	return NULL;
}

/* Is KEY, with its quotes, among NAMES? */
static bool
among(struct slice key, const char *const *names)
{
	struct slice name = { key.p + 1, key.n - 2 };

	return slice_among(name, names);
}

/* The next key, in quotes, into KEY; its value, or NULL if there is none. */
static const char *
behind_key(struct slice *key, const char *p, const char *end)
{
	key->p = json_blank(p, end);
	p = key->p < end && *key->p == '"' ? behind_string(key->p, end) : NULL;
	if (p == NULL)
		return NULL;
	key->n = (size_t)(p - key->p);
	p = json_blank(p, end);
	p = p < end && *p == ':' ? json_blank(p + 1, end) : end;
	return p < end ? p : NULL;
}

/* What a page calls the array of its objects. */
static const char *const page_of[] = { "results", "result", "items", "records",
	"rows", "value", "content", "data", "service_requests", "requests",
	NULL };

/* What may stand before that. */
static const char *const page_head[] = { "count", "total", "totalCount",
	"total_count", "next", "previous", "prev", "page", "pages",
	"pageNumber", "pageSize", "page_size", "size", "limit", "offset",
	"links", "_links", "meta", "metadata", "success", "@odata.context",
	"@odata.count", NULL };

/* What may stand in GeoJSON before its features, behind its type. */
static const char *const geo_head[] = { "name", "crs", "bbox", "timeStamp",
	"xy_coordinate_resolution", "numberMatched", "numberReturned", "links",
	NULL };

/* Is KEY with the value at P the type of GeoJSON? */
static bool
is_geo(struct slice key, const char *p, const char *end)
{
	struct slice rest = { p, (size_t)(end - p) };

	return slice_eq(key, SLICE("\"type\"")) &&
	    slice_starts(rest, SLICE("\"FeatureCollection\""));
}

size_t
jsonpage_head(struct slice s)
{
	static const char *const features[] = { "features", NULL };
	const char *const *head = page_head;
	const char *const *of = page_of;
	const char *end = s.p + s.n;
	const char *p = s.p + 1;
	struct slice key;

	while (p != NULL) {
		p = behind_key(&key, p, end);
		if (p == NULL)
			return 0;
		if (*p == '[' && among(key, of))
			break;
		if (is_geo(key, p, end)) {
			head = geo_head;
			of = features;
		} else if (!among(key, head)) {
			return 0;
		}
		p = behind_value(p, end);
	}
	if (p == NULL)
		return 0;
	key.p = json_blank(p + 1, end);
	return key.p < end && (*key.p == '{' || *key.p == ']') ?
	    (size_t)(p - s.p) + 1 :
	    0;
}

/* Is ARRAY of objects alone, two or more? */
static bool
of_objects(struct slice array)
{
	struct json_walk w;
	size_t n = 0;

	for (json_items(&w, array); json_next(&w); n++)
		if (json_kind(w.value) != JSON_OBJECT)
			return false;
	return n > 1;
}

/* Has OBJECT so many members that it is a row itself? */
static bool
is_row(struct slice object)
{
	struct json_walk w;
	size_t n = 0;

	for (json_items(&w, object); json_next(&w);)
		n++;
	return n > MEMBERS;
}

/* The longest array of objects in OBJECT, at most LEVELS objects deep. */
static struct slice
longest(struct slice object, int levels, int *depth)
{
	struct slice best = { NULL, 0 };
	struct slice at;
	struct json_walk w;
	int below;

	*depth = 0;
	if (is_row(object))
		return best;
	for (json_items(&w, object); json_next(&w);) {
		at = w.value;
		below = 0;
		if (json_kind(at) == JSON_OBJECT && levels > 1)
			at = longest(at, levels - 1, &below);
		else if (json_kind(at) != JSON_ARRAY || !of_objects(at))
			continue;
		if (at.n <= best.n)
			continue;
		best = at;
		*depth = below + 1;
	}
	return best;
}

size_t
jsonpage_within(struct slice object, int *depth)
{
	struct slice rows = longest(object, LEVELS, depth);

	return rows.n * 3 > object.n * 2 ? (size_t)(rows.p - object.p) + 1 : 0;
}
