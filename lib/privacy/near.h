/*
 * near - words that differ in one letter
 */
#ifndef PRIVACY_NEAR_H
#define PRIVACY_NEAR_H

#include "lib/base/slice.h"

/*
 * Are A and B, folded, equal but for one letter more, less or other, or for
 * two neighbours that changed places?
 */
bool near_equal(struct slice a, struct slice b);

#endif
