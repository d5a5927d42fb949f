/*
 * jsonpage - the array of rows within an object of JSON
 *
 * Web services give their rows in pages: {"count": 2, "results": [{...}, ...]}.
 * A page is known by the names in its head, before all of it is read; other
 * objects that wrap rows, {"klachten": [{...}, ...]}, when they are whole.
 */
#ifndef INGEST_JSONPAGE_H
#define INGEST_JSONPAGE_H

#include "lib/base/slice.h"

/*
 * Is the object that S begins with a page by its names, or GeoJSON?  Then the
 * bytes up to behind the bracket of its array; else 0.
 */
size_t jsonpage_head(struct slice s);
/*
 * OBJECT is all there is in a file, and valid.  Is it most of all an array of
 * two objects or more, more than two thirds of its bytes?  Then the bytes up
 * to behind its bracket, and DEPTH, how many objects it is within; else 0.  One
 * with more than five members is a row, not what wraps rows.
 */
size_t jsonpage_within(struct slice object, int *depth);

#endif
