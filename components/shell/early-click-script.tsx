/**
 * Keeps the last click on a button that React does not know yet: until its code is there, on a phone for seconds, such a click would be
 * lost without a word. From when React listens it sees to clicks itself. Runs before React does, so it stands alone.
 */
const script = `(function(){addEventListener('click',function(e){
if(Object.keys(document).some(function(k){return k.indexOf('_reactListening')===0}))return;
var b=e.target instanceof Element&&e.target.closest('button');
window.porticoEarlyClick=b&&b.type==='button'?{button:b,at:Date.now()}:undefined},true)})()`

export function EarlyClickScript({ nonce }: { nonce?: string }) {
  return (
    <script nonce={nonce} suppressHydrationWarning>
      {script}
    </script>
  )
}
