#include "lib/privacy/latin.h"

#include <string.h>

/* By the Unicode Character Database 14; a blank is none, or several. */
enum { LOW = 0xa0, LOW_END = 0x250, HIGH = 0x1e00, HIGH_END = 0x1f00 };

static const char low[] =
    "          a       23     1o     aaaaaa ceeeeiiii nooooo  uuuuy  "
    "aaaaaa ceeeeiiii nooooo  uuuuy yaaaaaaccccccccdd  eeeeeeeeeegggg"
    "gggghh  iiiiiiiii   jjkk llllllll  nnnnnnn  oooooo  rrrrrrssssss"
    "sstttt  uuuuuuuuuuuuwwyyyzzzzzzs                                "
    "oo             uu                            aaiioouuuuuuuuuu aa"
    "aa    ggkkoooo  j   gg  nnaa    aaaaeeeeiiiioooorrrruuuusstt  hh"
    "      aaeeooooooooyy                            ";

static const char high[] =
    "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm"
    "mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv"
    "wwwwwwwwwwxxxxyyzzzzzzhtwyas    aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee"
    "eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy      ";

static const struct {
	uint32_t c;
	char s[5];
} several[] = {
	{ 0xbc, "14" },
	{ 0xbd, "12" },
	{ 0xbe, "34" },
	{ 0x132, "ij" },
	{ 0x133, "ij" },
	{ 0x1c4, "dz" },
	{ 0x1c5, "dz" },
	{ 0x1c6, "dz" },
	{ 0x1c7, "lj" },
	{ 0x1c8, "lj" },
	{ 0x1c9, "lj" },
	{ 0x1ca, "nj" },
	{ 0x1cb, "nj" },
	{ 0x1cc, "nj" },
	{ 0x1f1, "dz" },
	{ 0x1f2, "dz" },
	{ 0x1f3, "dz" },
};

size_t
latin_plain(uint32_t c, char out[LATIN_MAX])
{
	for (size_t i = 0; i < sizeof(several) / sizeof(several[0]); i++)
		if (several[i].c == c) {
			memcpy(out, several[i].s, strlen(several[i].s));
			return strlen(several[i].s);
		}
	out[0] = ' ';
	if (c >= LOW && c < LOW_END)
		out[0] = low[c - LOW];
	else if (c >= HIGH && c < HIGH_END)
		out[0] = high[c - HIGH];
	return out[0] != ' ';
}
