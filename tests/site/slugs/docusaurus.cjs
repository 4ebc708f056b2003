// Print the ids that Docusaurus gives to the headings of the documents in a JSON file; of one that is no MDX, the error.
const fs = require('node:fs')
const {escapeMarkdownHeadingIds} = require('@docusaurus/utils')
const headings = require('@docusaurus/mdx-loader/lib/remark/headings').default

async function main() {
  const {unified} = await import('unified')
  const parts = ['remark-parse', 'remark-mdx', 'remark-frontmatter', 'remark-gfm', 'remark-directive']
  const plugins = await Promise.all(parts.map(async (name) => (await import(name)).default))
  const texts = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'))
  const results = []
  for (const text of texts) {
    const reader = plugins.reduce((all, plugin) => all.use(plugin), unified()).use(headings, {anchorsMaintainCase: false})
    try {
      const ids = []
      const collect = (node) => {
        if (node.type === 'heading') ids.push(node.data.id)
        for (const child of node.children ?? []) collect(child)
      }
      collect(await reader.run(reader.parse(escapeMarkdownHeadingIds(text))))
      results.push(ids)
    } catch (error) {
      results.push(String(error))
    }
  }
  console.log(JSON.stringify(results))
}

main()
