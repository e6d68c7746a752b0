import type { Preview } from '@storybook/react-vite'

import 'react-accepted/styles.css'
import { FAULTS, SPEEDS } from '../stories/conditions.ts'
import { languageOf, LANGUAGES } from '../stories/languages.ts'
import { ThemedDocs } from './ThemedDocs.tsx'

import './preview.css'

const preview: Preview = {
  tags: ['autodocs'],
  parameters: {
    // The tests look at each story by themselves, in every mode.
    a11y: { test: __REACT_ACCEPTED_TESTS__ ? 'off' : 'error' },
    backgrounds: { disable: true },
    docs: { container: ThemedDocs },
    options: {
      storySort: {
        order: [
          'Dashboard',
          'Guides',
          ['Readme', 'Index', 'Concepts', 'How it works'],
          'Gallery',
          'Tasks',
          'Components',
          'Twilio',
          'Looks',
          'Changes',
          'Journey',
        ],
      },
    },
  },
  globalTypes: {
    theme: {
      description: 'Colour scheme',
      toolbar: { title: 'Theme', icon: 'mirror', items: ['light', 'dark'], dynamicTitle: true },
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
          { value: 'auto', title: 'Direction of the language' },
          { value: 'ltr', title: 'Left to right' },
          { value: 'rtl', title: 'Right to left' },
        ],
        dynamicTitle: true,
      },
    },
    density: {
      description: 'Density of the components',
      toolbar: { title: 'Density', icon: 'component', items: ['comfortable', 'compact'], dynamicTitle: true },
    },
    accent: {
      description: 'Colour of what acts',
      toolbar: {
        title: 'Accent',
        icon: 'paintbrush',
        items: ['indigo', 'teal', 'violet', 'graphite'],
        dynamicTitle: true,
      },
    },
    speed: {
      description: 'How fast operations end in the simulator',
      toolbar: {
        title: 'Speed',
        icon: 'fastforward',
        items: Object.entries(SPEEDS).map(([value, title]) => ({ value, title })),
        dynamicTitle: true,
      },
    },
    fault: {
      description: 'What goes wrong in the simulator',
      toolbar: {
        title: 'Faults',
        icon: 'lightning',
        items: Object.entries(FAULTS).map(([value, { title }]) => ({ value, title })),
        dynamicTitle: true,
      },
    },
  },
  initialGlobals: {
    theme: 'light',
    language: 'en',
    direction: 'auto',
    density: 'comfortable',
    accent: 'indigo',
    speed: '1',
    fault: 'none',
  },
  decorators: [
    (Story, { globals }) => {
      const theme = String(globals['theme'])
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
