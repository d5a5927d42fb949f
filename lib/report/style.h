/*
 * style - how an HTML report looks: light and dark, on screen and on paper
 *
 * The colours are custom properties of :root, so that a theme of the user
 * (--theme) need only set those.  Contrast of text is at least 4.5 to 1 and
 * of what is drawn 3 to 1, in both.
 */
#ifndef REPORT_STYLE_H
#define REPORT_STYLE_H

/* CSS, up to NULL. */
extern const char *const report_style[];

#endif
