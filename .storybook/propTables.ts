import type { Plugin } from 'vite'

import { type ComponentDoc, readComponents } from './readProps.ts'

/**
 * Adds to each exported component the data for its table of props, which `preview.tsx` reads. Storybook's own
 * reader sees one file at a time: it calls every choice a `union` and misses most props from other files.
 */
export function propTables(): Plugin {
  let components: readonly ComponentDoc[] | undefined
  return {
    name: 'prop-tables',
    enforce: 'pre',
    transform(code, id) {
      if (!/\/src\/.*\.tsx$/.test(id)) return undefined
      components ??= readComponents()
      const here = components.filter(({ file }) => file === id)
      const lines = here.map(({ name, description, argTypes }) => {
        const info = { displayName: name, description, argTypes, props: {} }
        return `${name}.__docgenInfo = ${JSON.stringify(info)}`
      })
      return lines.length > 0 ? { code: `${code}\n${lines.join('\n')}\n`, map: null } : undefined
    },
  }
}
