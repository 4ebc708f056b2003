// Pages as Starlight reads them: Astro's Markdown or MDX with Starlight's own plugins, by Sätteri or, with --unified, by remark.
import path from 'node:path';
import {register} from 'node:module';
import {pathToFileURL} from 'node:url';
import {fromCompiled} from './compiled.mjs';
import {data, load, serve} from './worker.mjs';

// All that they want of Astro is its class of errors.
const stub = 'data:text/javascript,export class AstroError extends Error {}';
const resolve = `export const resolve = (name, context, next) => name === 'astro/errors' ? {url: '${stub}', shortCircuit: true} : next(name, context)`;
register('data:text/javascript,' + encodeURIComponent(resolve));

const starlight = await load('@astrojs/starlight/dist/integrations/markdown-plugins.js');
const {parseFrontmatter, unified} = await load('@astrojs/markdown-remark/dist/index.js');
const {satteri} = await load('@astrojs/markdown-satteri/dist/index.js');

const root = pathToFileURL('/nowhere/');
const options = {
  starlightConfig: {markdown: {headingLinks: false, processedDirs: []}},
  astroConfig: {root, srcDir: new URL('src/', root), experimental: {}},
  useTranslations: () => (key) => key,
  absolutePathToLang: () => 'en',
};
const processor = process.argv.includes('--unified') ? unified() : satteri();
const plugins = await starlight.unifiedIntegration;
starlight.applyStarlightMarkdownPlugins(processor, options, plugins, console);
starlight.registerDirectivesRestoration(processor, plugins);
const shared = {syntaxHighlight: false, gfm: true, smartypants: true, image: {domains: [], remotePatterns: []}};
const md = await processor.createRenderer(shared);
const mdx = await processor.createMdxRenderer(shared, {optimize: false});

// A picture that Astro will optimize stands in the HTML as its properties in JSON.
const PICTURE = /<img __ASTRO_IMAGE_="([^"]*)"\s*\/?>/g;
const quoted = (text) => `"${String(text).replace(/&/g, '&amp;').replace(/"/g, '&quot;')}"`;
const picture = (_, json) => {
  const decoded = json.replace(/&(?:#x22|#34|quot);/g, '"').replace(/&(?:#x26|#38|amp);/g, '&').replace(/&(?:#x3C|lt);/g, '<').replace(/&(?:#x27|#39);/g, "'");
  return `<img ${Object.entries(JSON.parse(decoded)).map(([name, value]) => `${name}=${quoted(value)}`).join(' ')}>`;
};

await serve(async ({name, text}) => {
  const file = path.join('/nowhere/src/content/docs', name);
  const {frontmatter, content} = parseFrontmatter(text, {frontmatter: 'empty-with-spaces'});
  const front = data('front matter', frontmatter);
  if (name.endsWith('.mdx')) return ['page', {}, [front, fromCompiled((await mdx.process(content, file, frontmatter)).code)]];
  const {code} = await md.render(content, {fileURL: pathToFileURL(file), frontmatter});
  return {html: code.replace(PICTURE, picture), data: front};
});
