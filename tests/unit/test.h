/* test - what the unit tests have in common: ok(what must be true) */
#ifndef UNIT_TEST_H
#define UNIT_TEST_H

#include <stdio.h>

static int failed;

#define ok(x)             \
	((x) ? (void)0 :  \
	       (failed++, \
		   (void)printf("%s:%d: %s\n", __FILE__, __LINE__, #x)))

#endif
