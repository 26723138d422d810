// Bundles one script and one style sheet per library into dist/.
import { build } from 'esbuild';
import { readdirSync } from 'node:fs';

// `node build.mjs weui.js` builds only the named ones.
const shared = ['plain.js', 'vue.js', 'react.js', 'picture.js'];
const named = process.argv.slice(2);
const entries = readdirSync('src').filter((name) => name.endsWith('.js') && !shared.includes(name) && (!named.length || named.includes(name)));
for (const name of entries) {
  try {
    await build({
      entryPoints: ['src/' + name], outdir: 'dist', bundle: true, format: 'iife', minify: true,
      logLevel: 'error', charset: 'utf8',
      define: { 'process.env': '{}', 'process.env.NODE_ENV': '"production"', __VUE_OPTIONS_API__: 'true', __VUE_PROD_DEVTOOLS__: 'false', __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false', global: 'window' },
      loader: { '.ttf': 'dataurl', '.eot': 'dataurl', '.woff': 'dataurl', '.woff2': 'dataurl', '.svg': 'dataurl', '.png': 'dataurl', '.jpg': 'dataurl', '.gif': 'dataurl' },
    });
    console.log('built', name);
  } catch (error) {
    console.error('failed', name, String(error).slice(0, 400));
    process.exitCode = 1;
  }
}
