import Papa from 'papaparse'
import { tableOf } from '@/lib/model/predictions/bodies/frames'
import { parseDigits } from '@/lib/model/predictions/bodies/json'
import { ScrollRegion } from '../ui/scroll-region'
import { Table, Td, Th } from '../ui/table'
import { CodeBlock } from '../ui/text/code-block'
import { BlobImage } from './blob-image'
import { JsonTree } from './json-tree'

const mostRows = 100

/** A body that fits no kind: a picture, JSON as a table or a tree, CSV as a table, anything else as text. */
export function RawView({ text, contentType, image }: { text: string; contentType: string; image?: Blob }) {
  if (image)
    return (
      <BlobImage blob={image} alt="The model’s answer, a picture" className="max-h-[480px] max-w-full rounded-ctl" />
    )
  if (text.trim() === '') return <p className="text-fg-2">The body is empty.</p>
  if (isBinary(text))
    return (
      <p className="text-fg-2">
        The body is not text ({contentType || 'no content type'}). Fetch it with curl to keep its bytes.
      </p>
    )
  const json = /^\s*[[{]/.test(text) ? parseDigits(text) : undefined
  if (json !== undefined) return <RawJson json={json} />
  const rows = /csv/.test(contentType) ? Papa.parse<string[]>(text.trim(), { skipEmptyLines: 'greedy' }).data : []
  if (rows.length > 0 && (rows[0]?.length ?? 0) > 1) return <CsvTable rows={rows} />
  return <CodeBlock boxed wrap code={text} label="Response body" />
}

/** A table of plain cells is a table; the tree has the rest. */
function RawJson({ json }: { json: unknown }) {
  const table = tableOf(json)
  return (
    <div className="grid gap-2">
      <p className="text-12 text-fg-2">The response fits no known kind and is shown as it came.</p>
      {table ? (
        <CsvTable rows={table.slice(1)} names={table[0]} />
      ) : (
        <JsonTree value={json} label="Response body, as a tree" />
      )}
    </div>
  )
}

/** What a decoder puts where bytes are no text. */
function isBinary(text: string): boolean {
  const start = text.slice(0, 2_000)
  return [...start].some((sign) => sign === '\uFFFD' || sign === '\u0000')
}

function CsvTable({ rows, names }: { rows: string[][]; names?: string[] }) {
  return (
    <ScrollRegion aria-label="Response body, as a table" className="max-h-96 overflow-auto">
      <Table>
        {names && (
          <thead>
            <tr>
              {names.map((name) => (
                <Th key={name}>{name}</Th>
              ))}
            </tr>
          </thead>
        )}
        <tbody>
          {rows.slice(0, mostRows).map((cells, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
            <tr key={row}>
              {cells.map((cell, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: cells have no identity but their place
                <Td key={column} className="font-mono text-code tabular-nums">
                  {cell}
                </Td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
      {rows.length > mostRows && <p className="pt-2 text-12 text-fg-2">{rows.length - mostRows} further rows.</p>}
    </ScrollRegion>
  )
}
