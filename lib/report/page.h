/*
 * page - the parts of which a report is made, whatever it is written as
 *
 *	page_open(&p, &page_html, LANG_NL, sink, arg);
 *	page_title(&p, title);
 *	page_section(&p, "patronen", heading);
 *	page_para(&p, PARA_PLAIN, text);
 *	page_close(&p);
 *
 * One composer calls these; html.c, plain.c and markdown.c each turn them
 * into their format.  Every text is given as it is and escaped inside: the
 * composer never writes markup.  What is finished goes to SINK a block at a
 * time, so that a page may be larger than memory.
 */
#ifndef REPORT_PAGE_H
#define REPORT_PAGE_H

#include "lib/report/chart.h"
#include "lib/report/phrases.h"

enum para {
	PARA_PLAIN,
	PARA_LEAD, /* what to read first */
	PARA_NOTE, /* small print */
	PARA_WARN, /* stands out */
	PARA_HUMAN /* words that an official added */
};

enum cell_kind {
	CELL_TEXT,
	CELL_COUNT, /* a whole number */
	CELL_NUMBER, /* two decimals at most */
	CELL_SHARE, /* x of whole, as a percentage */
	CELL_DAY,
	CELL_MONTH, /* as say_month */
	CELL_FEW, /* too few to say how many: --public */
	CELL_NONE, /* not known */
	CELL_HIDDEN /* known, not shown: --public */
};

struct cell {
	enum cell_kind kind;
	struct slice text;
	double x;
	double whole;
	const char *link; /* the id of a part of this page, or NULL */
};

struct column {
	struct slice head;
	bool number; /* aligned to the right */
};

struct page;

typedef void page_sink(void *arg, struct slice bytes);

/* A format; page_table's columns live until page_table_end. */
struct page_format {
	void (*open)(struct page *p, struct slice title);
	void (*close)(struct page *p);
	/* A list of links to parts: pairs of id and text. */
	void (*contents)(struct page *p, const struct slice *item, size_t n);
	void (*section)(struct page *p, const char *id, struct slice head);
	/* A finding within a section; LABELS stand beside its heading. */
	void (*article)(struct page *p, const char *id, struct slice head,
	    const struct slice *label, size_t n);
	void (*article_end)(struct page *p);
	void (*heading)(struct page *p, struct slice head);
	void (*para)(struct page *p, enum para kind, struct slice text);
	void (*list)(struct page *p, bool ordered);
	void (*item)(struct page *p, struct slice text, const char *link);
	/* An item with a link, and below it who does it and when. */
	void (*task)(struct page *p, struct slice text, const char *link,
	    struct slice who);
	void (*list_end)(struct page *p);
	/* Names and what they are. */
	void (*fact)(struct page *p, struct slice name, struct slice text);
	void (*facts_end)(struct page *p);
	/* FOLDED: behind a summary that opens, where the format can. */
	void (*table)(struct page *p, struct slice caption,
	    const struct column *col, size_t n, bool folded);
	void (*row)(struct page *p, const struct cell *cell);
	void (*table_end)(struct page *p);
	void (*chart)(struct page *p, const struct chart *c);
	/* What follows opens when asked, where the format can. */
	void (*fold)(struct page *p, struct slice summary);
	void (*fold_end)(struct page *p);
	void (*quote)(struct page *p, struct slice text, struct slice source);
	void (*command)(struct page *p, struct slice text);
};

struct page {
	const struct page_format *f;
	enum lang lang;
	struct buf out;
	/* private */
	page_sink *sink;
	void *arg;
	const struct column *col;
	size_t ncol;
	size_t figure; /* number of the last chart */
	size_t table; /* and table */
	bool section;
	bool article;
	bool facts;
	bool folded;
	int ordered; /* the number of the next item, 0 if not numbered */
	struct buf cell;
	struct buf rows; /* of a table whose widths are not known yet */
	size_t nrow;
	struct slice theme; /* CSS of the user, for HTML */
};

extern const struct page_format page_html, page_plain, page_markdown;

void page_open(struct page *p, const struct page_format *f, enum lang lang,
    page_sink *sink, void *arg);
void page_close(struct page *p);
/* Hand what is finished to the sink, if it is much. */
void page_flush(struct page *p);
/* The id of a pattern as people see it: ID without the p- before it. */
const char *page_id(const char *id);
/* Append CELL as a reader of this language sees it, not escaped. */
void page_cell(struct buf *b, enum lang lang, const struct cell *c);

#endif
