/**
 * Sets the theme before the first paint, and keeps the nonce for the styles that libraries put into the page, under the
 * name by which they look for it. Runs before React does, so it stands alone and never throws.
 */
const script = `(function(){var t;try{t=localStorage.getItem('portico-theme')}catch(e){}
if(t!=='light'&&t!=='dark')t=matchMedia('(prefers-color-scheme: dark)').matches?'dark':'light';
document.documentElement.dataset.theme=t;window.__webpack_nonce__=document.currentScript.nonce})()`

export function ThemeScript({ nonce }: { nonce?: string }) {
  return (
    <script nonce={nonce} suppressHydrationWarning>
      {script}
    </script>
  )
}
