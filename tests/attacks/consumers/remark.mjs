// Pages as remark reads GitHub's Markdown, with raw HTML.
import {fromHast, load, serve} from './worker.mjs';

const {unified} = await load('unified/index.js');
const plugin = async (name) => (await load(`${name}/index.js`)).default;
const processor = unified().use(await plugin('remark-parse')).use(await plugin('remark-gfm'));
if (process.argv.includes('--math')) processor.use(await plugin('remark-math'));
processor.use(await plugin('remark-rehype'), {allowDangerousHtml: true}).use(await plugin('rehype-raw'));

await serve(async ({text}) => fromHast(await processor.run(processor.parse(text))));
