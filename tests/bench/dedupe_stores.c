/*
 * dedupe_stores - what could hold the memory of sig-dedupe
 *
 * usage: dedupe_stores dir [n]
 *
 * Puts N made-up signals (200,000 unless told), each a record of 256 bytes
 * and 32 bands of 4 bytes and a number, in files in DIR: the memory of
 * sig-dedupe with its index made in memory at the start; SQLite, one
 * transaction, records by id, or bands as keys too; RocksDB by its C
 * interface, the same.  Prints for each CPU seconds' worth: signals put a
 * second, bytes a signal, signals loaded or looked up a second.
 */
#include <sys/stat.h>

#include <dirent.h>
#include <rocksdb/c.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "lib/base/hash.h"
#include "lib/dedupe/lsh.h"
#include "lib/dedupe/memory.h"

enum { RECORD = 256, BATCH = 1000, ASK = 20000 };

struct signal {
	uint64_t id;
	char record[RECORD];
	uint32_t band[MINHASH_BANDS];
};

static double
cpu(void)
{
	return (double)clock() / CLOCKS_PER_SEC;
}

static void
die(const char *why)
{
	fprintf(stderr, "dedupe_stores: %s\n", why);
	exit(2);
}

static void
make(struct signal *s, uint32_t n)
{
	uint64_t h = hash_mix(n + 1);

	s->id = h;
	for (size_t i = 0; i < sizeof(s->record); i += sizeof(h)) {
		memcpy(s->record + i, &h, sizeof(h));
		h = hash_mix(h);
	}
	for (int i = 0; i < MINHASH_BANDS; i++) {
		s->band[i] = (uint32_t)h;
		h = hash_mix(h);
	}
}

/* Bytes of what is at PATH, or in it. */
static double
bytes(const char *path)
{
	char name[4096];
	struct stat st;
	struct dirent *e;
	double sum = 0;
	DIR *d;

	if (stat(path, &st) != 0)
		return 0;
	if (!S_ISDIR(st.st_mode))
		return (double)st.st_size;
	d = opendir(path);
	while (d != NULL && (e = readdir(d)) != NULL) {
		if (e->d_name[0] == '.')
			continue;
		snprintf(name, sizeof(name), "%s/%s", path, e->d_name);
		sum += bytes(name);
	}
	if (d != NULL)
		closedir(d);
	return sum;
}

static void
say(const char *name, uint32_t n, double put, const char *path,
    const char *what, uint32_t asked, double ask)
{
	printf("%-34s %9.0f put/s  %5.0f bytes each  %9.0f %s/s\n", name,
	    n / put, bytes(path) / n, asked / ask, what);
	fflush(stdout);
}

/* ---- sig-dedupe's own ---- */

static void
own_put(const char *path, uint32_t n)
{
	const unsigned char check[MEMORY_CHECK] = { 0 };
	struct memory m;
	struct signal s;

	if (memory_open(&m, path, check) != NULL)
		die("cannot open the memory");
	memory_begin(&m, 1);
	for (uint32_t i = 0; i < n; i++) {
		make(&s, i);
		memory_put(&m, (struct slice){ s.record, RECORD });
	}
	if (memory_commit(&m) != NULL)
		die("cannot write the memory");
	memory_close(&m);
}

/* Read all, and make the index of bands, as a night does. */
static void
own_load(const char *path, uint32_t n)
{
	const unsigned char check[MEMORY_CHECK] = { 0 };
	struct memory_place p = { 0 };
	uint64_t key[MINHASH_BANDS];
	struct lsh lsh = { 0 };
	struct buf b = { 0 };
	struct sketch sketch;
	struct memory m;
	uint32_t i = 0;

	if (memory_open(&m, path, check) != NULL)
		die("cannot open the memory");
	lsh_size(&lsh, n);
	while (!p.end) {
		buf_reset(&b);
		if (memory_read(&m, &p, &b) != NULL)
			die("cannot read the memory");
		for (size_t at = 0; at + RECORD <= b.len; at += RECORD) {
			memcpy(&sketch, b.s + at, sizeof(sketch));
			minhash_bands(&sketch, key);
			lsh_fetch(&lsh, key);
			lsh_add(&lsh, key, i++);
		}
	}
	lsh_release(&lsh);
	buf_release(&b);
	memory_close(&m);
}

static void
try_own(const char *dir, uint32_t n)
{
	char path[4096];
	double start = cpu();
	double put;

	snprintf(path, sizeof(path), "%s/own", dir);
	own_put(path, n);
	put = cpu() - start;
	start = cpu();
	own_load(path, n);
	say("own file, index made at start", n, put, path, "loaded", n,
	    cpu() - start);
}

/* ---- SQLite ---- */

static void
sql(sqlite3 *db, const char *s)
{
	if (sqlite3_exec(db, s, NULL, NULL, NULL) != SQLITE_OK)
		die(sqlite3_errmsg(db));
}

static sqlite3_stmt *
prepare(sqlite3 *db, const char *s)
{
	sqlite3_stmt *st;

	if (sqlite3_prepare_v2(db, s, -1, &st, NULL) != SQLITE_OK)
		die(sqlite3_errmsg(db));
	return st;
}

static void
step(sqlite3_stmt *st)
{
	(void)sqlite3_step(st);
	sqlite3_reset(st);
}

static void
sqlite_put(sqlite3 *db, uint32_t n, bool bands)
{
	sqlite3_stmt *rec = prepare(db, "insert into s values (?, ?)");
	sqlite3_stmt *band = prepare(db, "insert into b values (?)");
	struct signal s;

	sql(db, "begin");
	for (uint32_t i = 0; i < n; i++) {
		make(&s, i);
		sqlite3_bind_int64(rec, 1, i);
		sqlite3_bind_blob(rec, 2, s.record, RECORD, SQLITE_STATIC);
		step(rec);
		for (int k = 0; bands && k < MINHASH_BANDS; k++) {
			sqlite3_bind_int64(band, 1,
			    (sqlite3_int64)((uint64_t)s.band[k] << 31 | i));
			step(band);
		}
	}
	sql(db, "commit");
	sqlite3_finalize(rec);
	sqlite3_finalize(band);
}

static void
sqlite_load(sqlite3 *db)
{
	sqlite3_stmt *st = prepare(db, "select n, r from s");
	size_t sum = 0;

	while (sqlite3_step(st) == SQLITE_ROW)
		sum += (size_t)sqlite3_column_bytes(st, 1);
	sqlite3_finalize(st);
	if (sum == 0)
		die("nothing was read");
}

static void
sqlite_ask(sqlite3 *db)
{
	sqlite3_stmt *st = prepare(db,
	    "select k from b where k between ? "
	    "and ?");
	struct signal s;
	size_t found = 0;
	int64_t k;

	for (uint32_t i = 0; i < ASK; i++) {
		make(&s, i * 7);
		for (int b = 0; b < MINHASH_BANDS; b++) {
			k = (int64_t)((uint64_t)s.band[b] << 31);
			sqlite3_bind_int64(st, 1, k);
			sqlite3_bind_int64(st, 2, k | 0x7fffffff);
			while (sqlite3_step(st) == SQLITE_ROW)
				found++;
			sqlite3_reset(st);
		}
	}
	sqlite3_finalize(st);
	if (found < ASK)
		die("not all was found");
}

static void
try_sqlite(const char *dir, uint32_t n, bool bands)
{
	char path[4096];
	sqlite3 *db;
	double start = cpu();
	double put;

	snprintf(path, sizeof(path), "%s/sqlite%d", dir, bands);
	if (sqlite3_open(path, &db) != SQLITE_OK)
		die("cannot open SQLite's file");
	sql(db, "pragma journal_mode = wal");
	sql(db, "pragma synchronous = normal");
	sql(db, "create table s (n integer primary key, r blob)");
	sql(db, "create table b (k integer primary key)");
	sqlite_put(db, n, bands);
	put = cpu() - start;
	start = cpu();
	if (bands)
		sqlite_ask(db);
	else
		sqlite_load(db);
	start = cpu() - start;
	sqlite3_close(db);
	if (bands)
		say("SQLite, bands as keys", n, put, path, "asked", ASK, start);
	else
		say("SQLite, records only", n, put, path, "read", n, start);
}

/* ---- RocksDB ---- */

static void
rocks_put(rocksdb_t *db, uint32_t n, bool bands)
{
	rocksdb_writeoptions_t *o = rocksdb_writeoptions_create();
	rocksdb_writebatch_t *batch = rocksdb_writebatch_create();
	char key[9] = { 0 };
	char *err = NULL;
	struct signal s;

	for (uint32_t i = 0; i < n; i++) {
		make(&s, i);
		key[0] = 's';
		memcpy(key + 1, &i, 4);
		rocksdb_writebatch_put(batch, key, 5, s.record, RECORD);
		key[0] = 'b';
		for (int k = 0; bands && k < MINHASH_BANDS; k++) {
			memcpy(key + 1, &s.band[k], 4);
			memcpy(key + 5, &i, 4);
			rocksdb_writebatch_put(batch, key, 9, "", 0);
		}
		if (i % BATCH != BATCH - 1 && i + 1 < n)
			continue;
		rocksdb_write(db, o, batch, &err);
		rocksdb_writebatch_clear(batch);
	}
	rocksdb_compact_range(db, NULL, 0, NULL, 0);
	if (err != NULL)
		die(err);
	rocksdb_writebatch_destroy(batch);
	rocksdb_writeoptions_destroy(o);
}

/* Read all records, or ask for the bands of some. */
static void
rocks_read(rocksdb_t *db, bool bands)
{
	rocksdb_readoptions_t *o = rocksdb_readoptions_create();
	rocksdb_iterator_t *it = rocksdb_create_iterator(db, o);
	char key[5] = { 'b' };
	struct signal s;
	size_t found = 0;
	size_t n;

	for (rocksdb_iter_seek(it, "s", 1); !bands && rocksdb_iter_valid(it);
	     rocksdb_iter_next(it)) {
		(void)rocksdb_iter_value(it, &n);
		found += n;
	}
	for (uint32_t i = 0; bands && i < ASK; i++) {
		make(&s, i * 7);
		for (int b = 0; b < MINHASH_BANDS; b++) {
			memcpy(key + 1, &s.band[b], 4);
			rocksdb_iter_seek(it, key, sizeof(key));
			found += rocksdb_iter_valid(it) &&
			    memcmp(rocksdb_iter_key(it, &n), key,
				sizeof(key)) == 0;
		}
	}
	if (found < ASK)
		die("not all was found");
	rocksdb_iter_destroy(it);
	rocksdb_readoptions_destroy(o);
}

static void
try_rocks(const char *dir, uint32_t n, bool bands)
{
	char path[4096];
	rocksdb_options_t *o = rocksdb_options_create();
	rocksdb_t *db;
	char *err = NULL;
	double start = cpu();
	double put;

	snprintf(path, sizeof(path), "%s/rocks%d", dir, bands);
	rocksdb_options_set_create_if_missing(o, 1);
	db = rocksdb_open(o, path, &err);
	if (err != NULL)
		die(err);
	rocks_put(db, n, bands);
	put = cpu() - start;
	start = cpu();
	rocks_read(db, bands);
	start = cpu() - start;
	rocksdb_close(db);
	rocksdb_options_destroy(o);
	if (bands)
		say("RocksDB, bands as keys", n, put, path, "asked", ASK,
		    start);
	else
		say("RocksDB, records only", n, put, path, "read", n, start);
}

int
main(int argc, char *argv[])
{
	uint32_t n = argc > 2 ? (uint32_t)strtoul(argv[2], NULL, 10) : 200000;

	if (argc < 2 || n < ASK * 7)
		die("usage: dedupe_stores dir [n, 140000 or more]");
	try_own(argv[1], n);
	try_sqlite(argv[1], n, false);
	try_rocks(argv[1], n, false);
	try_sqlite(argv[1], n, true);
	try_rocks(argv[1], n, true);
	return 0;
}
