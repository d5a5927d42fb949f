/*
 * delays_channels - how late each channel of a source comes in
 *
 *	struct delays_channels cs = { 0 };
 *
 *	delays_channels_count(&cs, cell, source, step, delay, n);
 *	...
 *	at = delays_channels_find(&cs, &delays, cell, source);
 *	delays_channels_release(&cs);
 *
 * Of delays.h alone.  Post is registered days later than what comes by web: by
 * the delays of its source it would be silent every night.
 */
#ifndef PATTERN_DELAYS_CHANNELS_H
#define PATTERN_DELAYS_CHANNELS_H

#include "lib/base/set.h"
#include "lib/pattern/delays_source.h"
#include "lib/pattern/tally.h"

struct delays_channel;

struct delays_channels {
	struct set keys; /* of a source, or an organisation, and a channel */
	struct delays_channel *c;
	size_t cap;
};

/*
 * Count R of cell C of the tally, which is of the channel of a source, of
 * number AT.
 */
void delays_channels_count(struct delays_channels *cs,
    const struct tally_cell *c, uint32_t at, const struct delays_row *r);
/*
 * The place in DS->s, from 1, of what is known of the channel of cell C, which
 * is of source AT, from 1: AT itself if there is too little to learn from.
 */
uint32_t delays_channels_find(struct delays_channels *cs, struct delays *ds,
    const struct tally_cell *c, uint32_t at);
void delays_channels_release(struct delays_channels *cs);

#endif
