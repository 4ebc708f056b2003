// Print the ids that Astro gives to the headings of the Markdown documents in a JSON file.
import fs from 'node:fs'
import {createMarkdownProcessor} from '@astrojs/markdown-remark'

const texts = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'))
const processor = await createMarkdownProcessor({syntaxHighlight: false})
const pages = await Promise.all(texts.map((text) => processor.render(text)))
console.log(JSON.stringify(pages.map((page) => page.metadata.headings.map((heading) => heading.slug))))
