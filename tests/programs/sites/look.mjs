// Looks at a site in a headless browser and prints what is there, as JSON.
//
//   node look.mjs ADDRESS SCREENSHOT PATH…
//
// Pages are PATHs below ADDRESS. Nothing but ADDRESS is ever asked for. CHROMIUM names the browser.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const packages = process.env.SITES_PACKAGES ?? import.meta.dirname;
const { chromium } = createRequire(pathToFileURL(`${packages}/package.json`))('playwright-core');
const [address, screenshot, ...paths] = process.argv.slice(2);

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
const errors = [];
page.on('pageerror', (error) => errors.push(String(error)));
await page.route((url) => url.origin !== new URL(address).origin, (route) => route.abort());

// What a reader sees of one page.
function seen() {
  const text = (selector) => [...document.querySelectorAll(selector)].map((node) => node.innerText.trim()).filter(Boolean);
  const article = document.querySelector('article, .vp-doc, .md-content');
  return {
    lang: document.documentElement.lang,
    title: document.title,
    heading: article.querySelector('h1').innerText.replace(/[\u200b#¶]/g, '').trim(),
    sidebar: text('.menu__link, .VPSidebar .text, .md-nav--primary .md-ellipsis'),
    frame: text('.navbar__title, .navbar__item:not(.dropdown), .VPNavBar .title, .VPNavBarMenuLink, .footer, .md-header__title'),
    images: [...article.querySelectorAll('img')].map((image) => ({
      src: image.getAttribute('src'),
      alt: image.alt,
      broken: image.src.startsWith(location.origin) && image.complete && !image.naturalWidth,
    })),
    links: [...article.querySelectorAll('a[href*="#"]')]
      .filter((link) => link.origin === location.origin && link.innerText.trim() && !link.matches('.hash-link, .header-anchor'))
      .map((link) => link.href),
  };
}

// Where a reader ends up who follows a link: the text of the heading at the top of the window.
async function landing(href) {
  await page.goto('about:blank');
  await page.goto(href, { waitUntil: 'load' });
  await page.waitForTimeout(150);
  return page.evaluate(() => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return null;
    const { top } = target.getBoundingClientRect();
    return { tag: target.tagName, text: target.innerText, top, bottom: innerHeight };
  });
}

const pages = {};
for (const path of paths) {
  const response = await page.goto(address + path, { waitUntil: 'load' });
  await page.evaluate(async () => {
    for (let at = 0; at < document.body.scrollHeight; at += 600) {
      scrollTo(0, at); // images load when they come near
      await new Promise((done) => setTimeout(done, 20));
    }
    scrollTo(0, 0);
  });
  await page.waitForTimeout(200);
  pages[path] = { status: response.status(), ...(await page.evaluate(seen)) };
  if (path === paths[0]) await page.screenshot({ path: screenshot });
}
const landings = {};
for (const href of new Set(Object.values(pages).flatMap((one) => one.links))) landings[href] = await landing(href);
await browser.close();
console.log(JSON.stringify({ pages, landings, errors }));
