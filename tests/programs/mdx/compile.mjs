// Which documents compile as MDX, read as Docusaurus reads them.
//   node compile.mjs documents.json results.json      documents: [{"id": …, "path": …}, …]
// A result is {"id": …, "error": "" or why it does not compile}. Packages are those of MDX_PACKAGES, or beside this file.
import fs from 'node:fs';
import path from 'node:path';
import {createRequire} from 'node:module';
import {pathToFileURL} from 'node:url';

const base = process.env.MDX_PACKAGES || path.dirname(new URL(import.meta.url).pathname);
const require = createRequire(path.join(base, 'x.js'));
const load = async (name) => (await import(pathToFileURL(require.resolve(name)))).default;
const {admonitionTitleToDirectiveLabel, escapeMarkdownHeadingIds, unwrapMdxCodeBlocks} = require('@docusaurus/utils');
const {createProcessor} = await import(pathToFileURL(path.join(base, 'node_modules/@mdx-js/mdx/index.js')));
const plugins = await Promise.all(['remark-frontmatter', 'remark-directive', 'remark-gfm', 'remark-comment'].map(load));
const ADMONITIONS = ['note', 'tip', 'info', 'warning', 'danger', 'caution', 'important', 'success', 'secondary'];

// In the order of Docusaurus's own preprocessor, with its default `mdx1Compat`.
const prepared = (text) =>
  admonitionTitleToDirectiveLabel(escapeMarkdownHeadingIds(unwrapMdxCodeBlocks(text)), ADMONITIONS);

const processor = createProcessor({format: 'mdx', remarkPlugins: plugins});
const results = [];
for (const {id, path: file} of JSON.parse(fs.readFileSync(process.argv[2], 'utf8'))) {
  let error = '';
  try {
    await processor.process(prepared(fs.readFileSync(file, 'utf8')));
  } catch (problem) {
    error = String(problem.reason || problem.message || problem);
  }
  results.push({id, error});
}
fs.writeFileSync(process.argv[3], JSON.stringify(results));
