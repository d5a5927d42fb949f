/*
 * wide - let a loop over numbers use all of the machine
 *
 *	WIDE static void
 *	add(float *restrict to, const float *restrict v, size_t n)
 *
 * A function marked WIDE is compiled twice on x86-64 with glibc: for every
 * such processor and for those with AVX2; the loader picks one when the tool
 * starts.  Elsewhere the mark does nothing.  Numbers are the same bits in
 * both, since no multiplication and addition are made one (-ffp-contract=off)
 * and compilers keep the order of additions.  It pays for functions that are
 * not inlined and whose loops compilers make parallel (-O3).  They must be
 * static: clang gives the one that picks another name (14).  Where WIDE does
 * something WIDE_X86 is defined.
 */
#ifndef BASE_WIDE_H
#define BASE_WIDE_H

#include <stdint.h> /* tells of glibc */

#define WIDE
#if defined(__x86_64__) && defined(__GLIBC__) && defined(__has_attribute)
#if __has_attribute(target_clones)
#undef WIDE
#define WIDE_X86
#define WIDE __attribute__((target_clones("avx2", "default")))
#endif
#endif

#endif
