// Print the slugs that github-slugger and VitePress make of the texts in a JSON file, and github-slugger's numbered ids.
import fs from 'node:fs'
import GithubSlugger, {slug} from 'github-slugger'
import {slugify} from '@mdit-vue/shared'

const texts = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'))
const slugger = new GithubSlugger()
console.log(JSON.stringify({
  github: texts.map((text) => slug(text)),
  numbered: texts.map((text) => slugger.slug(text)),
  vitepress: texts.map(slugify),
}))
