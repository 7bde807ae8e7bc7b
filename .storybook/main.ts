import type { StorybookConfig } from '@storybook/html-vite'
import { msw } from 'msw/vite'

export default {
  framework: '@storybook/html-vite',
  stories: ['../stories/**/*.stories.ts'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y', '@storybook/addon-vitest', 'msw-storybook-addon'],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  // Serves MSW's worker script in development and adds it to the build, so that no copy is needed in the repository.
  viteFinal: (config) => ({ ...config, plugins: [...(config.plugins ?? []), msw({ mode: 'worker-only' })] }),
} satisfies StorybookConfig
