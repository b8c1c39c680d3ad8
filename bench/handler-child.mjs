/**
 * One process of a function: loads the handler that is named, and says when it is ready. With a number it then answers so many
 * events one after another, as an environment of Lambda does, and says what each cost.
 *
 *   node handler-child.mjs FILE [COUNT EVENT]
 */
import { pathToFileURL } from 'node:url'

const [file = '', count, event = '{}'] = process.argv.slice(2)
const { handler } = await import(pathToFileURL(file).href)
if (count === undefined) {
  process.stdout.write('ready', () => process.exit())
} else {
  console.log = () => {}
  const proxyEvent = JSON.parse(event)
  const respond = async () => {
    const { statusCode, body } = await handler(proxyEvent)
    if (statusCode !== 200) throw new Error(`${statusCode} ${body}`)
  }
  // Until the engine has compiled what is called often.
  for (let at = 0; at < 500; at++) await respond()
  const before = process.cpuUsage()
  for (let at = 0; at < Number(count); at++) await respond()
  const { user, system } = process.cpuUsage(before)
  const { maxRSS } = process.resourceUsage()
  process.stdout.write(JSON.stringify({ cpuMs: (user + system) / 1000 / Number(count), peakMb: maxRSS / 1024 }), () =>
    process.exit(),
  )
}
