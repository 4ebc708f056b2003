// Pages as markdown-it reads them, with tables and footnotes and without links of bare addresses.
import {require, serve} from './worker.mjs';

const MarkdownIt = require('markdown-it');
const md = MarkdownIt({html: true}).use(require('markdown-it-footnote'));

await serve(async ({text}) => ({html: md.render(text)}));
