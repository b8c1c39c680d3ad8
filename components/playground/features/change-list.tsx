import type { DraftChange } from '@/lib/model/contract/draft-changes'
import { ScrollRegion } from '../../ui/scroll-region'
import { Table, Td, Th } from '../../ui/table'

/** Each change with its value before and after. */
export function ChangeList({ changes }: { changes: DraftChange[] }) {
  return (
    <ScrollRegion aria-label="Changes, from and to" className="max-h-80 overflow-auto">
      <Table>
        <thead>
          <tr>
            <Th>Feature</Th>
            <Th>What</Th>
            <Th>From</Th>
            <Th>To</Th>
          </tr>
        </thead>
        <tbody>
          {changes.map(({ key, subject, what, part, from, to }) => (
            <tr key={`${key} ${subject} ${what}`}>
              <Td className="font-mono text-12">{subject}</Td>
              <Td className="text-fg-2">{what}</Td>
              <Td className="break-words font-mono text-12 text-fg-2">{from || (part === 'row' ? '' : 'none')}</Td>
              <Td className="break-words font-mono text-12">{to || (part === 'row' ? '' : 'none')}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </ScrollRegion>
  )
}
