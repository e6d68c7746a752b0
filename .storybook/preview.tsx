import type { Preview } from '@storybook/react-vite'
import { useSyncExternalStore } from 'react'

import 'react-accepted/styles.css'
import { FAULTS, SPEEDS } from '../stories/conditions.ts'
import { languageOf, LANGUAGES } from '../stories/languages.ts'
import { ComponentPage } from './ComponentPage.tsx'
import type { ComponentDoc } from './readProps.ts'
import { onSystemTheme, resolveTheme } from './theme.ts'
import { ThemedDocs } from './ThemedDocs.tsx'

import './preview.css'

/** The data that `propTables` adds to our components. */
type Documented = { readonly __docgenInfo?: Pick<ComponentDoc, 'argTypes'> } | null | undefined

const preview: Preview = {
  tags: ['autodocs'],
  parameters: {
    // The tests run their own accessibility checks on each story, in every mode.
    a11y: { test: __REACT_ACCEPTED_TESTS__ ? 'off' : 'error' },
    backgrounds: { disable: true },
    docs: {
      container: ThemedDocs,
      page: ComponentPage,
      extractArgTypes: (component: Documented) => component?.__docgenInfo?.argTypes ?? {},
    },
    options: {
      storySort: {
        order: [
          'Welcome',
          'Dashboard',
          'Gallery',
          'Looks',
          'Any API',
          'Changes',
          'Guides',
          [
            'Readme',
            'Index',
            'Concepts',
            'How it works',
            'Migrating',
            'Frameworks',
            'Proxy',
            'Memory',
            'Another API',
            'Other Twilio APIs',
            'Forms',
            'Theming',
            'Parts',
            'Languages',
            'Journal',
            'Testing',
            'Errors',
            'Troubleshooting',
            'Faults',
            'API',
            'Security',
            'Architecture',
            'Measured',
            'Contributing',
          ],
          'Tasks',
          'Components',
          'Twilio',
        ],
      },
    },
  },
  globalTypes: {
    theme: {
      description: 'Colour scheme',
      toolbar: {
        title: 'Theme',
        icon: 'mirror',
        items: [
          { value: 'system', title: 'System' },
          { value: 'light', title: 'Light' },
          { value: 'dark', title: 'Dark' },
        ],
        dynamicTitle: true,
      },
    },
    language: {
      description: 'Language of the components',
      toolbar: {
        title: 'Language',
        icon: 'globe',
        items: Object.entries(LANGUAGES).map(([value, { title }]) => ({ value, title })),
        dynamicTitle: true,
      },
    },
    direction: {
      description: 'Writing direction',
      toolbar: {
        title: 'Direction',
        icon: 'paragraph',
        items: [
          { value: 'auto', title: 'Auto' },
          { value: 'ltr', title: 'LTR' },
          { value: 'rtl', title: 'RTL' },
        ],
        dynamicTitle: true,
      },
    },
    density: {
      description: 'Density of the components',
      toolbar: {
        title: 'Density',
        icon: 'component',
        items: [
          { value: 'comfortable', title: 'Comfortable' },
          { value: 'compact', title: 'Compact' },
        ],
        dynamicTitle: true,
      },
    },
    accent: {
      description: 'Accent colour',
      toolbar: {
        title: 'Accent',
        icon: 'paintbrush',
        items: ['indigo', 'teal', 'violet', 'graphite'].map((value) => ({
          value,
          title: value.charAt(0).toUpperCase() + value.slice(1),
        })),
        dynamicTitle: true,
      },
    },
    speed: {
      description: 'Speed of operations in the simulator',
      toolbar: {
        title: 'Speed',
        icon: 'fastforward',
        items: Object.entries(SPEEDS).map(([value, title]) => ({ value, title })),
        dynamicTitle: true,
      },
    },
    fault: {
      description: 'Fault in the simulator',
      toolbar: {
        title: 'Faults',
        icon: 'lightning',
        items: Object.entries(FAULTS).map(([value, { title }]) => ({ value, title })),
        dynamicTitle: true,
      },
    },
  },
  initialGlobals: {
    theme: 'system',
    language: 'en',
    direction: 'auto',
    density: 'comfortable',
    accent: 'indigo',
    speed: '1',
    fault: 'none',
  },
  decorators: [
    (Story, { globals }) => {
      const theme = useSyncExternalStore(onSystemTheme, () => resolveTheme(globals['theme']))
      document.documentElement.dataset['theme'] = theme
      document.documentElement.style.colorScheme = theme
      const language = languageOf(globals)
      document.documentElement.lang = language.tag
      document.documentElement.dir =
        globals['direction'] === 'auto' ? language.direction : String(globals['direction'])
      return <Story />
    },
  ],
}

export default preview
