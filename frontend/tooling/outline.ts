import type { Plugin } from 'vite';
import { buttonClass } from '../src/shared/ui/Button.tsx';
import { en } from '../src/shared/i18n/en.ts';

/**
 * The first screen as plain HTML, in the same classes as the components that take its place: it is
 * painted before any code has come. `public/start.js` hides it where another screen will stand.
 */
export function outline(): string {
  return `<div class="outline flex min-h-dvh flex-col">
      <header class="mx-auto flex w-full max-w-[88rem] items-center justify-between px-5 pt-2 sm:px-8">
        <span class="font-serif text-xl font-semibold tracking-tight">${en.name}</span>
        <div class="flex items-center gap-1">
          <a href="/library" class="rounded-full px-3 py-1.5 text-ink-2 no-underline">${en.library}</a>
          <span class="size-10"></span>
          <span class="size-10"></span>
        </div>
      </header>
      <main class="outline-alone">
        <h1 class="font-serif text-5xl font-medium tracking-tight">${en.compose.heading}</h1>
        <p class="mt-2 mb-6 text-lg text-ink-2">${en.compose.lead}</p>
        <div class="prompt border-rule-strong">
          <textarea readonly tabindex="-1" aria-label="${en.compose.words}" placeholder="${en.compose.placeholder}"
            class="block min-h-[calc(2lh+1.5rem)] w-full resize-none field-sizing-content bg-transparent px-5 pt-4 pb-2 font-serif text-2xl leading-snug outline-none placeholder:text-ink-3"></textarea>
          <div class="flex items-center justify-end pr-2 pb-2 pl-4">
            <span class="${buttonClass('primary')}">${en.compose.generate}</span>
          </div>
        </div>
      </main>
    </div>`;
}

const CODE = /\s*<(?:script type="module"|link rel="modulepreload")[^>]*>(?:<\/script>)?/g;

/** Lays the page's code aside: `public/start.js` takes it up after the first paint. */
function laidAside(html: string): string {
  const code = html.match(CODE) ?? [];
  const template = `  <template id="code">${code.join('')}\n    </template>\n  </head>`;
  return html.replace(CODE, '').replace('</head>', () => template);
}

/** Puts the first screen into `index.html`. */
export function firstPaint(): Plugin {
  return {
    name: 'first-paint',
    transformIndexHtml: {
      order: 'post',
      handler: (html) =>
        laidAside(html).replace('<div id="root"></div>', `<div id="root">${outline()}</div>`),
    },
  };
}
