/*
 * checksum - is a number what it looks like?
 *
 * Each takes the characters alone, without blanks, dots or dashes; letters in
 * either case.  Sources: the Dutch tax office (BSN, RSIN, payment reference,
 * VAT number), ISO 13616 registry 101 (IBAN), ISO/IEC 7812 (cards), RDW side
 * codes 1 to 14 (number plates).
 */
#ifndef PRIVACY_CHECKSUM_H
#define PRIVACY_CHECKSUM_H

#include "lib/base/slice.h"

/* 8 or 9 digits whose weighted sum is 0 modulo 11; BSN and RSIN alike. */
bool check_bsn(struct slice s);
/* Luhn, 13 to 19 digits, a first digit from 2 to 6. */
bool check_card(struct slice s);
/* 16 digits, of which the first is the check. */
bool check_payref(struct slice s);
/* How long an IBAN is that begins with country code CC; 0 if none does. */
size_t check_iban_length(const char cc[2]);
/* Length of the country and modulo 97. */
bool check_iban(struct slice s);
/* NL, 9 digits, B, 01 to 99: the old form or that of 2020. */
bool check_btw(struct slice s);
/* A BSN or RSIN, a letter, and 2 or 4 digits. */
bool check_taxnum(struct slice s);
/*
 * Six characters of a plate: the side code, 1 to 14, that it has, or 0.  With
 * STRICT only letters that are given out since series 4 count.
 */
int check_plate(struct slice s, bool strict);
/* Passport or identity card: 2 letters, 6 of either, a digit, no O. */
bool check_document(struct slice s);

#endif
