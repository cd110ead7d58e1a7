import { sep } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { scenarioIndex } from './scripts/scenario-index.js'

export default defineConfig({
  base: './',
  plugins: [react(), scenarioIndex()],
  build: {
    target: 'es2022',
    manifest: true,
    chunkSizeWarningLimit: 600,
    // The model only defines: what one part of the page alone uses of it arrives with that part.
    rolldownOptions: {
      output: {
        // Small parts that several others share come in one file each, not in a dozen.
        codeSplitting: {
          groups: [
            { name: 'ui', test: /\/app\/ui\/(?!RuleText|Dialog)/ },
            { name: 'edits', test: /\/src\/cluster\/(edit-|write-down)/ },
          ],
        },
      },
      treeshake: { moduleSideEffects: (id) => !id.startsWith(`${import.meta.dirname}${sep}src${sep}`) },
    },
  },
})
