// pages - look at reports in a browser: accessibility, safety, shape
//
// usage: node pages.mjs [--png stem] [--pdf file] [--quick] page.html ...
//
// Each page is seen at 1280 and 320 pixels and at 640, which is 1280 at 200 %
// zoom, light and dark, its details open; with --quick at 320, light, with
// its details closed, for what is long.  Wrong is: any violation of WCAG 2.2
// A and AA or of axe's best practices, a script that ran, a request that
// left, a page wider than its screen, a table cut off in print, HTML that is
// not valid.  Everything is looked at in the first view; in the others what
// can differ: colours, sizes and what scrolls.  One browser sees all pages.
// --quick is said of the one page after it, whose HTML is not validated.
// --pdf prints the first page as it is given, its details closed.
// Exit status 1 if anything is wrong, 2 if it cannot run.

import fs from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const require = createRequire(
	pathToFileURL(process.env.PAGES_MODULES + '/'));
const { chromium } = require('playwright-core');
const { HtmlValidate } = require('html-validate');
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a',
	'wcag22aa', 'best-practice'];
const differing = ['color-contrast', 'target-size', 'link-in-text-block',
	'scrollable-region-focusable', 'meta-viewport', 'css-orientation-lock'];
const views = [
	{ width: 1280, height: 900, colorScheme: 'light' },
	{ width: 640, height: 450, colorScheme: 'light' },
	{ width: 320, height: 640, colorScheme: 'light' },
	{ width: 320, height: 640, colorScheme: 'dark' },
];

const files = [];
const long = new Set();
const opt = {};
const args = process.argv.slice(2);
while (args.length) {
	const a = args.shift();
	if (a === '--png' || a === '--pdf') opt[a.slice(2)] = args.shift();
	else {
		if (a === '--quick') long.add(args[0]);
		else files.push(a);
	}
}

let bad = 0;
const wrong = (file, what) => {
	bad++;
	console.log(`${file}: ${what}`);
};

const validator = new HtmlValidate({ extends: ['html-validate:recommended'] });
const validate = async (file) => {
	const report = await validator.validateFile(file);
	for (const result of report.results)
		for (const m of result.messages)
			wrong(file, `${m.line}:${m.column}: ${m.message}`);
};

const show = async (page, view) => {
	await page.setViewportSize({ width: view.width, height: view.height });
	await page.emulateMedia({ colorScheme: view.colorScheme });
};

const open = async (browser, file, bypassCSP) => {
	const context = await browser.newContext({ bypassCSP });
	const page = await context.newPage();
	if (!bypassCSP) {
		page.on('request', (r) => {
			if (r.url() !== pathToFileURL(file).href)
				wrong(file, `asked for ${r.url()}`);
		});
		page.on('dialog', (d) => {
			wrong(file, 'a script opened a dialog');
			d.dismiss();
		});
		page.on('pageerror', () =>
			wrong(file, 'a script ran and failed'));
	}
	await show(page, views[0]);
	await page.goto(pathToFileURL(file).href, { waitUntil: 'load' });
	if (!long.has(file)) await page.evaluate(() => {
		for (const d of document.querySelectorAll('details'))
			d.open = true;
	});
	return page;
};

const wide = () => document.documentElement.scrollWidth -
	document.documentElement.clientWidth;

// As it is given: does anything run, leave, or not fit?
const look = async (browser, file) => {
	const page = await open(browser, file, false);
	const seen = await page.evaluate(() => ({
		twice: document.querySelectorAll('[id]').length - new Set(
			[...document.querySelectorAll('[id]')].map((e) =>
				e.id)).size,
		scripts: document.scripts.length,
		ran: 'hacked' in window,
		handlers: [...document.querySelectorAll('*')].filter((e) =>
			[...e.attributes].some((a) =>
				a.name.startsWith('on'))).length,
		frames: window.frames.length,
	}));
	if (seen.twice) wrong(file, `${seen.twice} ids are not the only ones`);
	if (seen.scripts || seen.handlers || seen.frames || seen.ran)
		wrong(file, 'holds something that can run');
	for (const view of long.has(file) ? [views[2]] : views) {
		await show(page, view);
		const over = await page.evaluate(wide);
		if (over > 0)
			wrong(file, `${over} pixels too wide at ${view.width}`);
		if (opt.png) await page.screenshot({ fullPage: true, path:
			`${opt.png}-${view.width}-${view.colorScheme}.png` });
	}
	await print(page, file);
	await page.context().close();
};

// On paper nothing scrolls: a table wider than A4 would be cut.
const print = async (page, file) => {
	await page.setViewportSize({ width: 672, height: 950 });
	await page.emulateMedia({ media: 'print', colorScheme: 'light' });
	const cut = await page.evaluate(() =>
		[...document.querySelectorAll('table, svg, code')].filter((e) =>
			e.getBoundingClientRect().right >
			document.documentElement.clientWidth + 1).length);
	if (cut) wrong(file, `${cut} parts too wide for paper`);
	if (!opt.pdf || file !== files[0]) return;
	await page.evaluate(() => {
		for (const d of document.querySelectorAll('details'))
			d.open = false;
	});
	await page.pdf({ path: opt.pdf, format: 'A4',
		tagged: true, outline: true, printBackground: true });
};

const run = async (page, where, what) => {
	const found = await page.evaluate(async (o) => {
		const r = await window.axe.run(document,
			{ ...o, resultTypes: ['violations'] });
		return { bad: r.violations.map((v) => ({ id: v.id, help: v.help,
			at: v.nodes.slice(0, 3).map((n) => n.target) })),
			passes: r.passes.length };
	}, what);
	for (const v of found.bad)
		wrong(where, `${v.id}: ${v.help}: ${v.at.join(', ')}`);
	return found.passes;
};

// The page's own policy would keep axe out: it is opened again without.
const judge = async (browser, file) => {
	const page = await open(browser, file, true);
	await page.addScriptTag({ content: axe });
	const first = long.has(file) ? views[2] : views[0];
	await show(page, first);
	const passes = await run(page, file,
		{ runOnly: { type: 'tag', values: rules } });
	if (passes < 20) wrong(file, 'axe looked at too little');
	for (const view of long.has(file) ? [] : views.slice(1)) {
		await show(page, view);
		await run(page, `${file} at ${view.width} ${view.colorScheme}`,
			{ runOnly: { type: 'rule', values: differing } });
	}
	if (!long.has(file)) {
		await show(page, { ...views[0], colorScheme: 'dark' });
		await run(page, `${file} at 1280 dark`,
			{ runOnly: { type: 'rule', values: differing } });
	}
	await page.context().close();
};

let browser;
try {
	browser = await chromium.launch({
		executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
		// our own files only, and often as root
		args: ['--no-sandbox', '--disable-gpu',
			'--disable-dev-shm-usage'],
	});
	for (const file of files) {
		const before = bad;
		if (!long.has(file)) await validate(file);
		await look(browser, file);
		await judge(browser, file);
		console.log(`${file}: ${bad - before} wrong`);
	}
} catch (e) {
	console.error(`pages: ${e.message}`);
	process.exitCode = 2;
} finally {
	await browser?.close();
}
if (!process.exitCode) process.exitCode = bad ? 1 : 0;
