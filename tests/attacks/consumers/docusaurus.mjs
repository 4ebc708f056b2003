// Pages as Docusaurus reads them: its own front matter, preprocessor and plugins, then MDX down to JavaScript.
import {data, fromHast, load, require, serve} from './worker.mjs';

const {DEFAULT_PARSE_FRONT_MATTER} = require('@docusaurus/utils');
const {createProcessors} = require('@docusaurus/mdx-loader/lib/processor.js');
const preprocess = require('@docusaurus/mdx-loader/lib/preprocessor.js').default;

const markdownConfig = {
  format: 'mdx', mermaid: false, emoji: true, mdx1Compat: {comments: true, admonitions: true, headingIds: true},
  anchors: {maintainCase: false}, remarkRehypeOptions: {}, hooks: {onBrokenMarkdownLinks: () => {}, onBrokenMarkdownImages: () => {}},
};
const withMath = process.argv.includes('--math');
const remarkPlugins = withMath ? [(await load('remark-math/index.js')).default] : [];
let seen;
const keep = () => (tree) => { seen = titled(fromHast(tree)); };

// The title of an admonition is an attribute while it has no markup, else an element: one thing to a reader.
const titled = (node) => {
  if (!Array.isArray(node)) return node;
  const [name, {title, ...attributes}, children] = node;
  const inside = children.map(titled);
  if (name !== 'admonition' || title === undefined) return [name, node[1], inside];
  return [name, attributes, [['mdxAdmonitionTitle', {}, [title]], ...inside]];
};
const options = {markdownConfig, admonitions: true, remarkPlugins, rehypePlugins: [keep], staticDirs: [], siteDir: '/nowhere'};
const {mdxProcessor, mdProcessor} = await createProcessors({options});

await serve(async ({name, text}) => {
  const {frontMatter, content} = await DEFAULT_PARSE_FRONT_MATTER({filePath: `/nowhere/${name}`, fileContent: text});
  const fileContent = preprocess({fileContent: content, filePath: `/nowhere/${name}`, admonitions: true, markdownConfig});
  const processor = frontMatter.mdx?.format === 'md' ? mdProcessor : mdxProcessor;
  await processor.process({content: fileContent, filePath: `/nowhere/${name}`, frontMatter, compilerName: 'client'});
  return ['page', {}, [data('front matter', frontMatter), seen]];
});
