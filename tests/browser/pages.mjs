// pages - look at reports in a browser: accessibility, safety, shape
//
// usage: node pages.mjs [--quick] [--png stem] [--pdf file] page.html ...
//
// Each page is opened at 1280 and 320 pixels, light and dark; with --quick at
// 320, light, with its details closed, for what is long.  Wrong is: any
// violation of WCAG 2.2 A and AA or of axe's best practices, a script that
// ran, a request that left, a page wider than a small screen, HTML that is
// not valid.  Exit status 1 if anything is wrong, 2 if it cannot run.

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
const views = [
	{ width: 1280, height: 900, colorScheme: 'light' },
	{ width: 1280, height: 900, colorScheme: 'dark' },
	{ width: 320, height: 640, colorScheme: 'light' },
	{ width: 320, height: 640, colorScheme: 'dark' },
];

const files = [];
const opt = {};
const args = process.argv.slice(2);
while (args.length) {
	const a = args.shift();
	if (a === '--png' || a === '--pdf') opt[a.slice(2)] = args.shift();
	else if (a === '--quick') opt.quick = true;
	else files.push(a);
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

const look = async (browser, file, view) => {
	const where = `${file} at ${view.width} ${view.colorScheme}`;
	const context = await browser.newContext({
		viewport: { width: view.width, height: view.height },
		colorScheme: view.colorScheme,
	});
	const page = await context.newPage();
	const before = bad;
	page.on('request', (r) => {
		if (r.url() !== pathToFileURL(file).href)
			wrong(where, `asked for ${r.url()}`);
	});
	page.on('dialog', (d) => {
		wrong(where, 'a script opened a dialog');
		d.dismiss();
	});
	page.on('pageerror', () => wrong(where, 'a script ran and failed'));
	await page.goto(pathToFileURL(file).href, { waitUntil: 'load' });
	const seen = await page.evaluate(() => ({
		wide: document.documentElement.scrollWidth -
			document.documentElement.clientWidth,
		scripts: document.scripts.length,
		ran: 'hacked' in window,
		handlers: [...document.querySelectorAll('*')].filter((e) =>
			[...e.attributes].some((a) =>
				a.name.startsWith('on'))).length,
		frames: window.frames.length,
	}));
	if (seen.wide > 0) wrong(where, `${seen.wide} pixels too wide`);
	if (seen.scripts || seen.handlers || seen.frames || seen.ran)
		wrong(where, 'holds something that can run');
	if (opt.png && view.colorScheme === 'light')
		await page.screenshot({
			path: `${opt.png}-${view.width}.png`, fullPage: true });
	if (opt.pdf && view.width === 1280 && view.colorScheme === 'light')
		await page.pdf({ path: opt.pdf, format: 'A4', tagged: true,
			outline: true, printBackground: true });
	await context.close();
	await judge(browser, file, view, where);
	console.log(`${where}: ${bad - before} wrong`);
};

// The page's own policy would keep axe out: it is opened again without.
const judge = async (browser, file, view, where) => {
	const context = await browser.newContext({
		viewport: { width: view.width, height: view.height },
		colorScheme: view.colorScheme, bypassCSP: true,
	});
	const page = await context.newPage();
	await page.goto(pathToFileURL(file).href, { waitUntil: 'load' });
	if (!opt.quick) await page.evaluate(() => {
		for (const d of document.querySelectorAll('details'))
			d.open = true;
	});
	await page.addScriptTag({ content: axe });
	const found = await page.evaluate(async (values) =>
		await window.axe.run(document,
			{ runOnly: { type: 'tag', values } }), rules);
	for (const v of found.violations)
		wrong(where, `${v.id}: ${v.help}: ` +
			v.nodes.slice(0, 3).map((n) => n.target).join(', '));
	if (found.passes.length < 20) wrong(where, 'axe looked at too little');
	await context.close();
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
		await validate(file);
		for (const view of opt.quick ? [views[2]] : views)
			await look(browser, file, view);
	}
} catch (e) {
	console.error(`pages: ${e.message}`);
	process.exitCode = 2;
} finally {
	await browser?.close();
}
if (!process.exitCode) process.exitCode = bad ? 1 : 0;
